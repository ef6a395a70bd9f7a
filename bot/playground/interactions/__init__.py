"""Interactions under way, their answers, and the commands that begin them."""
