"""Pending interactions, their answers, and the commands that start them."""
