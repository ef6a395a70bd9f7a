"""What is kept of a person as a whole, and whose things are."""
