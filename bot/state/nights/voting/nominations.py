"""Nominations, vetoes and removals of each night."""

from collections.abc import Callable, Collection

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Table,
    Text,
    UniqueConstraint,
    bindparam,
    delete,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import BadInputError
from bot.i18n import _
from bot.rules.nights.night import STANDS, Status
from bot.rules.nights.nominations import Board, Nomination, Veto
from bot.rules.voting.model import Candidate
from bot.state.database.schema import Big, former_member_column, metadata
from bot.state.database.transactions import Database
from bot.state.nights.planning import load
from bot.state.nights.plans import PlannedNight, nights

nominations = Table(
    "nominations",
    metadata,
    Column("nomination_id", Big, primary_key=True),
    Column("night_id", Big, ForeignKey("nights.night_id", ondelete="CASCADE"), nullable=False),
    Column("movie_id", Text, nullable=False),
    Column("movie_name", Text, nullable=False),
    former_member_column(),
    UniqueConstraint("night_id", "movie_id", "user_id"),
    Index(None, "user_id"),
    sqlite_strict=True,
    sqlite_autoincrement=True,
)

ruled_out_films = Table(
    "ruled_out_films",
    metadata,
    Column("ruling_id", Big, primary_key=True),
    Column("night_id", Big, ForeignKey("nights.night_id", ondelete="CASCADE"), nullable=False),
    Column("movie_id", Text, nullable=False),
    former_member_column(),  # whose veto it is; null for a removal by a moderator
    UniqueConstraint("night_id", "movie_id", "user_id"),
    Index(None, "user_id"),
    sqlite_strict=True,
    sqlite_autoincrement=True,
)

_NAMED = (
    select(nominations.c.movie_id, nominations.c.movie_name, nominations.c.user_id)
    .where(nominations.c.night_id == bindparam("night"))
    .order_by(nominations.c.nomination_id)
)
_RULED_OUT = (
    select(ruled_out_films.c.movie_id, ruled_out_films.c.user_id)
    .where(ruled_out_films.c.night_id == bindparam("night"))
    .order_by(ruled_out_films.c.ruling_id)
)


class Nominations:
    """Stores what people have nominated and vetoed.

    All methods raise UnavailableError while the store is down.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, night_id: int) -> Board:
        """Return the board of a night.

        Raises:
            OutdatedError: The night no longer exists.
        """
        async with self._database.reading() as connection:
            return await load_board(connection, await load(connection, night_id))

    async def change(
        self,
        night_id: int,
        change: Callable[[Board], Board],
        *,
        during: Collection[Status] = frozenset({Status.NOMINATING}),
    ) -> Board:
        """Change a board, concurrent changes one after the other; return the new one.

        Args:
            night_id: The night.
            change: One of the rules of ``bot.rules.nights.nominations``; what it raises is passed
                on.
            during: The night's statuses in which this is allowed.

        Raises:
            BadInputError: The night has another status.
            OutdatedError: The night no longer exists.
        """
        async with self._database.transaction() as connection:
            planned = await load(connection, night_id, lock=True)
            status = planned.plan.night.status
            if status not in during:
                raise BadInputError(_("That isn't possible now: {why}.", why=_(STANDS[status])))
            before = await load_board(connection, planned)
            after = change(before)
            await _save(connection, night_id, before, after)
            return after


async def load_board(connection: AsyncConnection, planned: PlannedNight) -> Board:
    """Return the board of a night, in a transaction."""
    named_rows = await connection.execute(_NAMED, {"night": planned.id})
    ruled_rows = await connection.execute(_RULED_OUT, {"night": planned.id})
    rulings = [(film, by) for film, by in ruled_rows]
    return Board(
        rules=planned.plan.rules,
        nominations=tuple(Nomination(Candidate(id_, name), by) for id_, name, by in named_rows),
        vetoes=tuple(Veto(film, by) for film, by in rulings if by is not None),
        removed=frozenset(film for film, by in rulings if by is None),
        revealed=planned.plan.revealed,
        chooser=planned.plan.chooser,
    )


async def _save(connection: AsyncConnection, night_id: int, before: Board, after: Board) -> None:
    """Write the differences, with the night locked."""
    named = nominations.c
    for gone in set(before.nominations) - set(after.nominations):
        await connection.execute(
            delete(nominations).where(
                named.night_id == night_id,
                named.movie_id == gone.film.id,
                named.user_id == gone.by,
            )
        )
    known = set(before.nominations)
    named_rows = [
        {
            "night_id": night_id,
            "movie_id": new.film.id,
            "movie_name": new.film.name,
            "user_id": new.by,
        }
        for new in after.nominations
        if new not in known
    ]
    rulings = _rulings(before)
    ruled_rows = [
        {"night_id": night_id, "movie_id": film, "user_id": by}
        for film, by in _rulings(after)
        if (film, by) not in rulings
    ]
    for table, rows in ((nominations, named_rows), (ruled_out_films, ruled_rows)):
        if rows:
            await connection.execute(table.insert(), rows)
    if after.revealed != before.revealed:
        await connection.execute(
            update(nights).where(nights.c.night_id == night_id).values(revealed=after.revealed)
        )


def _rulings(board: Board) -> list[tuple[str, int | None]]:
    return [
        *((veto.film, veto.by) for veto in board.vetoes),
        *((film, None) for film in sorted(board.removed)),
    ]
