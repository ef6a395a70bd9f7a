"""The playground in a terminal, and ``ask``."""
