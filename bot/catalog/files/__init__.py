"""The files of the catalogue: built, found by a pointer, kept up with the records."""
