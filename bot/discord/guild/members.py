"""Who is still in a server: asked of Discord one by one, as the bot is not told who leaves."""

import asyncio
from collections.abc import Collection, Sequence

import discord
import structlog

from bot.discord.guild.outages import OUTAGES

LOOKUPS = 200
"""So many people are looked up at most."""

AT_ONCE = 5
LOOKUP_SECONDS = 5.0
"""How long all look-ups may take together; whoever was not looked up by then counts as there."""

_GONE = {10007, 10013}
"""Discord's codes for somebody who is no member, and for an account that is no more."""

_log = structlog.get_logger(__name__)


class Members:
    """Looks up who left.

    Args:
        client: The connection to Discord.
    """

    def __init__(self, client: discord.Client) -> None:
        self._client = client

    async def left(self, guild_id: int, people: Sequence[int]) -> Collection[int]:
        """Return those of some people who are known to have left a server."""
        turns = asyncio.Semaphore(AT_ONCE)

        async def has_left(guild: discord.Guild, person: int) -> bool:
            async with turns:
                return await _has_left(guild, person)

        try:
            # Another shard's server is not in this process's cache.
            guild = self._client.get_guild(guild_id) or await self._client.fetch_guild(guild_id)
        except (discord.HTTPException, *OUTAGES) as error:
            _log.warning("members_not_looked_up", reason=type(error).__name__)
            return ()
        looking = {
            asyncio.ensure_future(has_left(guild, person)): person for person in people[:LOOKUPS]
        }
        if not looking:
            return ()
        try:
            done, late = await asyncio.wait(looking, timeout=LOOKUP_SECONDS)
        finally:
            for task in looking:
                task.cancel()
        if unknown := len(late) + len(people) - len(looking):
            _log.warning("members_not_looked_up", count=unknown)
        return {looking[task] for task in done if task.result()}


async def _has_left(guild: discord.Guild, person: int) -> bool:
    try:
        await guild.fetch_member(person)
    except discord.HTTPException as error:
        return error.code in _GONE
    except OUTAGES:
        return False
    return False
