"""Evaluates queries on the catalogue."""
