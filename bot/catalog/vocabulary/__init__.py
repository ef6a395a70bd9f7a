"""What the catalogue calls things, and when two spellings are the same."""
