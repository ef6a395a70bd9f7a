"""A strict local Discord: what the bot's tests, ``ask`` and the no-token mode talk to.

The server speaks HTTP and WebSocket on loopback and refuses what Discord refuses. It never
imports discord.py (only ``connect`` does, to point the real client here) and draws nothing.
"""
