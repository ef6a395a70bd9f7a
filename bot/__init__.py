"""Marquee: a Discord bot that answers movie questions."""
