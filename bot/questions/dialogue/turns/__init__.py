"""Messages that depend on the previous answer."""
