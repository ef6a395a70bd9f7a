"""Copies of the whole store: backup and restore, export and import, and what a store must be."""
