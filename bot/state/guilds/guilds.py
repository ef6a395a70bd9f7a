"""Servers: who uses Marquee there, and the deletion of their data after the bot was removed."""

from collections.abc import Collection
from datetime import timedelta
from functools import cache

from sqlalchemy import Column, Index, Insert, Table, bindparam, delete, select, union
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.state.database.schema import NOBODY, Big, insert, insert_in, metadata, moment_column
from bot.state.database.transactions import Database
from bot.state.nights.due_jobs import cancel_forgetting, schedule_forgetting

KEPT_AFTER_REMOVAL = timedelta(days=30)
"""How long a server's data are kept after the bot was removed."""

guild_users = Table(
    "guild_users",
    metadata,
    Column("guild_id", Big, primary_key=True, autoincrement=False),
    Column("user_id", Big, primary_key=True, autoincrement=False),
    Index(None, "user_id"),
    sqlite_strict=True,
)

removed_guilds = Table(
    "removed_guilds",
    metadata,
    Column("guild_id", Big, primary_key=True, autoincrement=False),
    moment_column("removed_at", nullable=False),
    sqlite_strict=True,
)

_USERS = select(guild_users.c.user_id).where(guild_users.c.guild_id == bindparam("guild"))


@cache
def _noting(dialect: str) -> Insert:
    return insert_in(dialect, guild_users).on_conflict_do_nothing()


class Guilds:
    """Remembers servers: every table with a column ``guild_id``.

    All methods raise UnavailableError while the store is down.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def note_user(self, guild_id: int, user_id: int) -> None:
        """Note that somebody uses Marquee in a server."""
        async with self._database.transaction() as connection:
            user = {"guild_id": guild_id, "user_id": user_id}
            await connection.execute(_noting(connection.dialect.name), user)

    async def users(self, guild_id: int) -> Collection[int]:
        """Return the ids of the people who use Marquee in a server."""
        async with self._database.reading() as connection:
            return set(await connection.scalars(_USERS, {"guild": guild_id}))

    async def removed(self, guild_id: int) -> bool:
        """Note that the bot was removed from a server, whose data are deleted after a while.

        Returns:
            Whether that is news; the time counts from the first note.
        """
        now = self._clock.now()
        async with self._database.transaction() as connection:
            row = insert(connection, removed_guilds).values(guild_id=guild_id, removed_at=now)
            result = await connection.execute(row.on_conflict_do_nothing())
            if result.rowcount == 0:
                return False
            await schedule_forgetting(connection, guild_id, now + KEPT_AFTER_REMOVAL)
            return True

    async def returned(self, guild_ids: Collection[int]) -> None:
        """Note that the bot is in these servers, whose data stay."""
        removed = removed_guilds.c.guild_id
        async with self._database.transaction() as connection:
            back = set(await connection.scalars(select(removed))) & set(guild_ids)
            for guild_id in sorted(back):
                await connection.execute(delete(removed_guilds).where(removed == guild_id))
                await cancel_forgetting(connection, guild_id)

    async def known(self) -> Collection[int]:
        """Return the servers with stored data, to find those that removed the bot."""
        query = union(*(select(table.c.guild_id) for table in _guild_tables()))
        async with self._database.reading() as connection:
            return set(await connection.scalars(query)) - {NOBODY}

    async def forget(self, guild_id: int) -> bool:
        """Delete a server's data if the bot was removed long enough ago and did not come back.

        Returns:
            Whether they were deleted.
        """
        long_ago = self._clock.now() - KEPT_AFTER_REMOVAL
        async with self._database.transaction() as connection:
            gone = await connection.execute(
                delete(removed_guilds).where(
                    removed_guilds.c.guild_id == guild_id, removed_guilds.c.removed_at <= long_ago
                )
            )
            if gone.rowcount == 1:
                await _delete(connection, guild_id)
            return gone.rowcount == 1

    async def delete(self, guild_id: int) -> None:
        """Delete every row of a server and all that refer to them, all or none."""
        async with self._database.transaction() as connection:
            await _delete(connection, guild_id)


async def _delete(connection: AsyncConnection, guild_id: int) -> None:
    if guild_id == NOBODY:
        raise ValueError("what belongs to no server is people's")
    for table in _guild_tables():
        await connection.execute(delete(table).where(table.c.guild_id == guild_id))


def _guild_tables() -> list[Table]:
    return [table for table in metadata.sorted_tables if "guild_id" in table.c]
