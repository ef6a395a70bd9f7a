"""The machine that answers: every interaction and mention, in time and exactly once."""
