"""Tables of guessing games."""
