"""Copies of the whole store: backup, restore, export, import, and their checks."""
