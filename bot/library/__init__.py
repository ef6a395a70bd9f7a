"""The catalogue and the indexes as the commands use them: one snapshot, swapped whole."""
