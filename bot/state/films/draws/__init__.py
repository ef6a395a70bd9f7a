"""What is kept of draws, and of the films that lost or were shown lately."""
