"""Answers every interaction and mention, in time and exactly once."""
