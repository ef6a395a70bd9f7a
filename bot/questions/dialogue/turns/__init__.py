"""Messages that are understood by the answer before them."""
