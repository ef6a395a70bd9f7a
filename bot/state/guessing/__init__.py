"""What is kept of guessing games."""
