"""A chart parser that can skip words at a cost."""
