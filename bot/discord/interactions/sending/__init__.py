"""Replies rendered in discord.py's terms and sent in time."""
