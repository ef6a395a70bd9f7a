"""Open draws, kept so that ``/verify`` can repeat them in public."""

from datetime import timedelta

from sqlalchemy import Column, Index, Table, Text, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.rules.picks.draw import DrawRecord, Entries, Entry
from bot.state.database.schema import insert, metadata, moment_column
from bot.state.database.transactions import Database
from bot.state.owners.owners import Owner, owner_columns

KEPT_PER_OWNER = 50
"""How many of a server's or a person's latest draws can be repeated."""

KEPT_FOR = timedelta(days=90)
"""How long a draw can be repeated."""

draws = Table(
    "draws",
    metadata,
    Column("seed", Text, primary_key=True),
    *owner_columns(primary_key=False),
    Column("pool", Text, nullable=False),
    Column("pool_hash", Text, nullable=False),
    Column("picked", Text, nullable=False),
    moment_column("drawn_at", nullable=False),
    Index(None, "guild_id", "user_id", "drawn_at"),
    Index(None, "drawn_at"),
    sqlite_strict=True,
)


class Draws:
    """Remembers draws with all that they were made from.

    All methods raise UnavailableError while the store is down.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def record(self, owner: Owner, record: DrawRecord) -> None:
        """Keep a draw; forget those too old or beyond the limit."""
        async with self._database.transaction() as connection:
            await record_draw(connection, owner, record, self._clock)

    async def find(self, seed: str) -> DrawRecord | None:
        """Return the draw that was made with a seed, as it was recorded; ``None`` for none."""
        table = draws.c
        query = select(table.seed, table.pool, table.pool_hash, table.picked).where(
            table.seed == seed, table.drawn_at > self._clock.now() - KEPT_FOR
        )
        async with self._database.reading() as connection:
            row = (await connection.execute(query)).one_or_none()
        if row is None:
            return None
        return DrawRecord(row.seed, read_pool(row.pool), row.pool_hash, row.picked)


def pool_text(pool: Entries) -> str:
    """Return a pool in its stored form: an entry a line, id and lots."""
    return pool.text.removesuffix("\n")


def read_pool(text: str) -> Entries:
    """Parse a pool written by :func:`pool_text`."""
    lines = (line.split("\t") for line in text.split("\n"))
    return Entries.of(Entry(id_, int(lots)) for id_, lots in lines)


async def record_draw(
    connection: AsyncConnection, owner: Owner, record: DrawRecord, clock: Clock
) -> None:
    """Keep a draw, in a transaction."""
    now = clock.now()
    table = draws.c
    await connection.execute(
        insert(connection, draws).values(
            **owner.columns(),
            seed=record.seed,
            pool=pool_text(record.pool),
            pool_hash=record.pool_hash,
            picked=record.picked,
            drawn_at=now,
        )
    )
    latest = (
        select(table.seed)
        .where(owner.owns(draws))
        .order_by(table.drawn_at.desc(), table.seed)
        .limit(KEPT_PER_OWNER)
    )
    await connection.execute(delete(draws).where(table.drawn_at <= now - KEPT_FOR))
    await connection.execute(delete(draws).where(owner.owns(draws), table.seed.not_in(latest)))
