"""Patterns that whole messages and clauses are matched with, before the grammar or beside it."""
