"""What a question was taken to mean: a tree of plain values."""
