"""A chart parser that may pass over words at a price."""
