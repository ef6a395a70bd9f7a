"""Owners of rows: a person or a server."""

from dataclasses import dataclass
from typing import Self

from sqlalchemy import CheckConstraint, Column, ColumnElement, Table, and_

from bot.state.database.schema import NOBODY, Big


@dataclass(frozen=True, slots=True)
class Owner:
    """A person or a server; the id of the other is ``NOBODY``."""

    guild_id: int = NOBODY
    user_id: int = NOBODY

    def __post_init__(self) -> None:
        if (self.guild_id == NOBODY) == (self.user_id == NOBODY):
            raise ValueError("an owner is either a server or a person")

    @classmethod
    def server(cls, guild_id: int) -> Self:
        """Return a server as an owner."""
        return cls(guild_id=guild_id)

    @classmethod
    def person(cls, user_id: int) -> Self:
        """Return a person as an owner."""
        return cls(user_id=user_id)

    def columns(self) -> dict[str, int]:
        """Return the values of :func:`owner_columns`."""
        return {"guild_id": self.guild_id, "user_id": self.user_id}

    def owns(self, table: Table) -> ColumnElement[bool]:
        """Return the condition that a row of a table with an owner is theirs."""
        return and_(table.c.guild_id == self.guild_id, table.c.user_id == self.user_id)


def owner_columns(*, primary_key: bool = True) -> tuple[Column[int], Column[int], CheckConstraint]:
    """Return the columns of an owner, by default part of the primary key, and their check."""
    guild = Column("guild_id", Big, primary_key=primary_key, nullable=False, autoincrement=False)
    user = Column("user_id", Big, primary_key=primary_key, nullable=False, autoincrement=False)
    return guild, user, CheckConstraint((guild == NOBODY) != (user == NOBODY), name="owner")
