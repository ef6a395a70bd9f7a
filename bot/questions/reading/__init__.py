"""Finds the readings of a sentence."""
