"""Sealed draws: see ``bot.rules.picks.sealed``. Their pools never leave the store."""

from collections.abc import Collection

from sqlalchemy import Column, ForeignKey, Index, Table, Text, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.rules.picks.draw import DrawRecord
from bot.rules.picks.sealed import CHECKS, SealedDraw, Ticket, seal_of
from bot.state.database.schema import Big, count_column, metadata, moment_column
from bot.state.database.transactions import Database
from bot.state.films.draws.open_draws import KEPT_FOR, KEPT_PER_OWNER, pool_text, read_pool
from bot.state.owners.owners import Owner, owner_columns

sealed_draws = Table(
    "sealed_draws",
    metadata,
    Column("seed", Text, primary_key=True),
    *owner_columns(primary_key=False),
    Column("nonce", Text, nullable=False),
    Column("pool", Text, nullable=False),
    Column("pool_hash", Text, nullable=False),
    Column("picked", Text, nullable=False),
    Column("seal", Text, nullable=False),
    moment_column("drawn_at", nullable=False),
    Index(None, "guild_id", "user_id", "drawn_at"),
    Index(None, "drawn_at"),
    sqlite_strict=True,
)

sealed_draw_people = Table(
    "sealed_draw_people",
    metadata,
    Column("seed", Text, ForeignKey("sealed_draws.seed", ondelete="CASCADE"), primary_key=True),
    Column("user_id", Big, primary_key=True, autoincrement=False),
    count_column("checks_left"),
    Index(None, "user_id"),
    sqlite_strict=True,
)


class SealedDraws:
    """Remembers sealed draws.

    All methods raise UnavailableError while the store is down.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def record(
        self, owner: Owner, ticket: Ticket, record: DrawRecord, people: Collection[int]
    ) -> str:
        """Keep a draw, forget those too old or beyond the limit, and return the draw's seal.

        Args:
            owner: The server if it was made for several people, else the person.
            ticket: Its seed and nonce.
            record: The draw.
            people: For whom it was made.
        """
        now, seal, table = self._clock.now(), seal_of(ticket, record), sealed_draws.c
        latest = (
            select(table.seed)
            .where(owner.owns(sealed_draws))
            .order_by(table.drawn_at.desc(), table.seed)
            .limit(KEPT_PER_OWNER)
        )
        async with self._database.transaction() as connection:
            await connection.execute(
                sealed_draws.insert().values(
                    **owner.columns(),
                    seed=ticket.seed,
                    nonce=ticket.nonce,
                    pool=pool_text(record.pool),
                    pool_hash=record.pool_hash,
                    picked=record.picked,
                    seal=seal,
                    drawn_at=now,
                )
            )
            rows = [
                {"seed": ticket.seed, "user_id": person, "checks_left": CHECKS}
                for person in sorted(people)
            ]
            await connection.execute(sealed_draw_people.insert(), rows)
            await connection.execute(delete(sealed_draws).where(table.drawn_at <= now - KEPT_FOR))
            await connection.execute(
                delete(sealed_draws).where(owner.owns(sealed_draws), table.seed.not_in(latest))
            )
        return seal

    async def find(self, seed: str) -> SealedDraw | None:
        """Return the sealed draw of this seed; ``None`` for none."""
        table = sealed_draws.c
        query = select(sealed_draws).where(
            table.seed == seed, table.drawn_at > self._clock.now() - KEPT_FOR
        )
        people = select(sealed_draw_people.c.user_id).where(sealed_draw_people.c.seed == seed)
        async with self._database.reading() as connection:
            row = (await connection.execute(query)).one_or_none()
            if row is None:
                return None
            present = frozenset(await connection.scalars(people))
        ticket = Ticket(row.seed, row.nonce)
        record = DrawRecord(ticket.drawn_with, read_pool(row.pool), row.pool_hash, row.picked)
        return SealedDraw(ticket, record, row.seal, present)

    async def spend_check(self, seed: str, user_id: int) -> bool:
        """Use up one of somebody's checks of a draw; say whether there was one left."""
        row = sealed_draw_people.c
        async with self._database.transaction() as connection:
            spent = await connection.execute(
                update(sealed_draw_people)
                .where(row.seed == seed, row.user_id == user_id, row.checks_left > 0)
                .values(checks_left=row.checks_left - 1)
            )
            return spent.rowcount == 1


async def forget_draws_for(connection: AsyncConnection, user_id: int) -> None:
    """Delete, in a transaction, every sealed draw that was made for a person, among others."""
    theirs = select(sealed_draw_people.c.seed).where(sealed_draw_people.c.user_id == user_id)
    await connection.execute(delete(sealed_draws).where(sealed_draws.c.seed.in_(theirs)))
