"""Marquee: a Discord bot that answers movie questions."""

__version__ = "0.1.0"
