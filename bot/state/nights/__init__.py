"""What is kept of movie nights."""
