"""Who reads a channel, for answers that certain people have to be able to see."""

import asyncio
from collections.abc import Collection, Iterable

import discord

from bot.clock import Clock
from bot.errors import BadInputError
from bot.i18n import _

ANSWER_SECONDS = 2.0
"""How long Discord is given to say who somebody is in a server."""

REMEMBERED_SECONDS = 60.0
"""For so long it is not asked again: a connection may ask some hundred times a minute."""

MAX_QUERIED = 100
"""Discord tells of so many members at once."""

_REMEMBERED = 10_000
_NEVER: tuple[float, discord.Member | None] = (float("-inf"), None)


class Audience:
    """Finds out from Discord who can see what is posted.

    Args:
        client: The connection to Discord.
        clock: What measures the time.
    """

    def __init__(self, client: discord.Client, clock: Clock) -> None:
        self._client = client
        self._clock = clock
        self._members: dict[tuple[int, int], tuple[float, discord.Member | None]] = {}

    async def readers(
        self, guild_id: int, channel_id: int, people: Collection[int]
    ) -> frozenset[int]:
        """Return who of these people can read a channel; bots cannot.

        Args:
            guild_id: The server.
            channel_id: The channel or thread; of a private thread nobody knows who reads it.
            people: At most :data:`MAX_QUERIED`.

        Raises:
            BadInputError: Discord does not say.
        """
        guild = self._client.get_guild(guild_id)
        channel = guild.get_channel_or_thread(channel_id) if guild else None
        if guild is None or channel is None:
            return frozenset()
        if isinstance(channel, discord.Thread) and (channel.is_private() or not channel.parent):
            return frozenset()
        return frozenset(
            member.id
            for member in await self._known(guild, people)
            if not member.bot and may_read(channel, member)
        )

    async def _known(
        self, guild: discord.Guild, people: Collection[int]
    ) -> Iterable[discord.Member]:
        """Return those who are members.

        discord.py's own memory of them will not do: without a privileged intent nothing tells it
        of changed roles.
        """
        now = self._clock.monotonic()
        remembered = {id_: self._members.get((guild.id, id_), _NEVER) for id_ in people}
        known = {id_: member for id_, (until, member) in remembered.items() if until > now}
        if unknown := [id_ for id_ in people if id_ not in known]:
            try:
                async with asyncio.timeout(ANSWER_SECONDS):
                    found = await guild.query_members(
                        user_ids=unknown, limit=MAX_QUERIED, cache=False
                    )
            except (TimeoutError, discord.DiscordException) as error:
                raise BadInputError(
                    _(
                        "Discord isn't telling me right now who can read this channel; please try "
                        "again in a minute."
                    )
                ) from error
            asked = dict.fromkeys(unknown) | {member.id: member for member in found}
            known |= asked
            if len(self._members) > _REMEMBERED:
                self._members.clear()
            until = now + REMEMBERED_SECONDS
            self._members |= {(guild.id, id_): (until, member) for id_, member in asked.items()}
        return [member for member in known.values() if member is not None]


def may_read(channel: discord.abc.GuildChannel | discord.Thread, member: discord.Member) -> bool:
    """Return whether a member can read what is posted in a channel."""
    granted = channel.permissions_for(member)
    # The chat of a voice channel is only for those who may join it.
    spoken = isinstance(channel, discord.VoiceChannel | discord.StageChannel)
    return granted.read_messages and (granted.connect or not spoken)
