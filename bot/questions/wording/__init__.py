"""Queries in words: chips, one line, a tree."""
