"""Draws and what they draw from."""
