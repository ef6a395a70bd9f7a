"""Which films were shown in a channel lately, for ``/random exclude_shown``."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import Column, Index, Table, Text, delete, select

from bot.clock import Clock
from bot.state.database.schema import NOBODY, Big, insert, metadata, moment_column
from bot.state.database.transactions import Database

KEPT_PER_CHANNEL = 500
"""How many films a channel remembers, the latest ones."""

KEPT_FOR = timedelta(days=90)
"""How long a film counts as shown."""

shown_films = Table(
    "shown_films",
    metadata,
    Column("channel_id", Big, primary_key=True, autoincrement=False),
    Column("movie_id", Text, primary_key=True),
    moment_column("shown_at", nullable=False),
    Column("guild_id", Big, nullable=False, server_default=str(NOBODY)),
    Column("user_id", Big, nullable=False, server_default=str(NOBODY)),
    Index(None, "guild_id"),
    Index(None, "user_id"),
    Index(None, "channel_id", "shown_at"),
    Index(None, "shown_at"),
    sqlite_strict=True,
)


class ShownFilms:
    """Remembers what a channel has seen on its cards.

    All methods raise UnavailableError while the store is down.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def record(
        self,
        channel_id: int,
        movie_ids: Sequence[str],
        *,
        guild_id: int = NOBODY,
        user_id: int = NOBODY,
    ) -> None:
        """Note that these films are shown now; forget those too old or beyond the limit.

        Args:
            channel_id: Where.
            movie_ids: What.
            guild_id: The channel's server, with whose data this is deleted.
            user_id: In direct messages and groups the asker, with whose data this is deleted.
        """
        now = self._clock.now()
        # In one order, so that two writers cannot deadlock.
        kept = sorted(list(dict.fromkeys(movie_ids))[-KEPT_PER_CHANNEL:])
        rows = [
            {
                "channel_id": channel_id,
                "movie_id": movie_id,
                "shown_at": now,
                "guild_id": guild_id,
                "user_id": user_id,
            }
            for movie_id in kept
        ]
        if not rows:
            return
        table = shown_films.c
        latest = (
            select(table.movie_id)
            .where(table.channel_id == channel_id)
            .order_by(table.shown_at.desc(), table.movie_id)
            .limit(KEPT_PER_CHANNEL)
        )
        async with self._database.transaction() as connection:
            await connection.execute(delete(shown_films).where(table.shown_at <= now - KEPT_FOR))
            row = insert(connection, shown_films)
            new = {name: row.excluded[name] for name in ("shown_at", "guild_id", "user_id")}
            await connection.execute(
                row.on_conflict_do_update(index_elements=["channel_id", "movie_id"], set_=new),
                rows,
            )
            await connection.execute(
                delete(shown_films).where(
                    table.channel_id == channel_id, table.movie_id.not_in(latest)
                )
            )

    async def recent(self, channel_id: int) -> list[str]:
        """Return the ids of the films that were shown in a channel lately, the latest first."""
        table = shown_films.c
        query = (
            select(table.movie_id)
            .where(table.channel_id == channel_id, table.shown_at > self._clock.now() - KEPT_FOR)
            .order_by(table.shown_at.desc(), table.movie_id)
        )
        async with self._database.reading() as connection:
            return list(await connection.scalars(query))
