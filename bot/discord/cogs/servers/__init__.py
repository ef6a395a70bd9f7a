"""The servers that the bot is on, and how each wants it."""
