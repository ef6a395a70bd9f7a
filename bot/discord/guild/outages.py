"""When Discord itself is out of order."""

import aiohttp
import discord

OUTAGES = (discord.DiscordServerError, aiohttp.ClientError, OSError)
"""What is raised while Discord cannot be reached or is out of order: it is worth trying again."""
