"""Who plays together and shares a table: a server, a group channel, or one person."""

from dataclasses import dataclass
from typing import Self

from sqlalchemy import ColumnElement, Table, and_

from bot.state.database.schema import NOBODY


@dataclass(frozen=True, slots=True)
class Circle:
    """A server, a group channel, or a person alone.

    Attributes:
        guild_id: The server; ``NOBODY`` for none.
        channel_id: The group's channel; ``NOBODY`` for none.
        user_id: The person, where it is neither.
    """

    guild_id: int = NOBODY
    channel_id: int = NOBODY
    user_id: int = NOBODY

    @classmethod
    def server(cls, guild_id: int) -> Self:
        """Return the circle of a server."""
        return cls(guild_id=guild_id)

    @classmethod
    def group(cls, channel_id: int) -> Self:
        """Return the circle of a group channel."""
        return cls(channel_id=channel_id)

    @classmethod
    def person(cls, user_id: int) -> Self:
        """Return the circle of one person."""
        return cls(user_id=user_id)

    def place(self) -> dict[str, int]:
        """Return the values of the columns ``guild_id`` and ``channel_id``."""
        return {"guild_id": self.guild_id, "channel_id": self.channel_id}

    def has(self, table: Table) -> ColumnElement[bool]:
        """Return the condition that a row with place and person belongs to this circle."""
        columns = table.c
        there = and_(columns.guild_id == self.guild_id, columns.channel_id == self.channel_id)
        return and_(there, columns.user_id == self.user_id) if self.user_id else there
