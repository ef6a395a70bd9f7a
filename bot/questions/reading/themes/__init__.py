"""Themes in a question, and descriptions of a title."""
