"""Ballots of open votes.

The primary key gives a person one ballot in a vote, however often and wherever they press. A ballot
is stored under a shared lock on its night: the vote cannot close between the check that it is open
and the commit, so what is acknowledged is counted.
"""

import json
from collections.abc import Callable, Sequence

import structlog
from pydantic import TypeAdapter, ValidationError
from sqlalchemy import Column, ForeignKey, Index, Table, Text, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.errors import BadInputError
from bot.i18n import _
from bot.rules.nights.night import accepts_votes
from bot.rules.voting.model import Ballot, Method
from bot.rules.voting.tally import check_ballot
from bot.state.database.integrity import readable
from bot.state.database.schema import Big, insert, metadata, moment_column
from bot.state.database.transactions import Database
from bot.state.nights.planning import load

ballots = Table(
    "ballots",
    metadata,
    Column("night_id", Big, ForeignKey("nights.night_id", ondelete="CASCADE"), primary_key=True),
    Column("user_id", Big, primary_key=True, autoincrement=False),
    Column("marks", Text, nullable=False),
    moment_column("cast_at", nullable=False),
    Index(None, "user_id"),
    sqlite_strict=True,
)

_MARKS = TypeAdapter(dict[str, int])
_log = structlog.get_logger(__name__)


class Ballots:
    """Stores ballots: one per person and night, the last one.

    All methods raise UnavailableError while the store is down.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def cast(self, night_id: int, user_id: int, ballot: Ballot) -> None:
        """Store somebody's ballot, replacing the previous one; it is committed when this returns.

        Raises:
            BadInputError: The vote is not open, or the ballot does not fit its method.
            OutdatedError: The night no longer exists.
        """
        await self.change(night_id, user_id, lambda _: ballot)

    async def change(
        self, night_id: int, user_id: int, change: Callable[[Ballot], Ballot]
    ) -> Ballot:
        """Change somebody's ballot, concurrent changes one after the other; return the new one.

        Args:
            night_id: The night.
            user_id: Whose ballot.
            change: Makes the new ballot from the old, which is empty if there was none; what it
                raises is passed on.

        Raises:
            BadInputError: The vote is not open, or the ballot does not fit its method.
            OutdatedError: The night no longer exists.
        """
        async with self._database.transaction() as connection:
            plan = (await load(connection, night_id, lock=True, share=True)).plan
            now = self._clock.now()
            if not accepts_votes(plan.night, now):
                raise BadInputError(_("The vote isn't open."))
            theirs = (ballots.c.night_id == night_id, ballots.c.user_id == user_id)
            # Creates the row if need be, locks and reads it; all of it is rolled back on failure.
            row = insert(connection, ballots).values(
                night_id=night_id, user_id=user_id, marks="{}", cast_at=now
            )
            locked = row.on_conflict_do_update(
                index_elements=["night_id", "user_id"], set_={"cast_at": now}
            ).returning(ballots.c.marks)
            before = (await connection.execute(locked)).scalar_one()
            with readable(ballots, night_id):
                marked = _MARKS.validate_json(before)
            ballot = change(marked)
            check_ballot(plan.method, ballot)
            marks = json.dumps(dict(ballot), sort_keys=True, separators=(",", ":"))
            await connection.execute(update(ballots).where(*theirs).values(marks=marks))
            return ballot

    async def get(self, night_id: int, user_id: int) -> Ballot | None:
        """Return somebody's own ballot in an open vote; ``None`` if they have cast none."""
        query = select(ballots.c.marks).where(
            ballots.c.night_id == night_id, ballots.c.user_id == user_id
        )
        async with self._database.reading() as connection:
            marks = await connection.scalar(query)
        with readable(ballots, night_id):
            return None if marks is None else _MARKS.validate_json(marks)

    async def all(self, night_id: int) -> Sequence[Ballot]:
        """Return the ballots of an open vote, in an order that does not reveal who cast them.

        Raises:
            OutdatedError: The night no longer exists.
        """
        async with self._database.reading() as connection:
            plan = (await load(connection, night_id)).plan
            return await load_ballots(connection, night_id, plan.method)


async def load_ballots(
    connection: AsyncConnection, night_id: int, method: Method
) -> Sequence[Ballot]:
    """Return the ballots of a vote, in a transaction, ordered by their content.

    A row that is not a valid ballot for the vote's method is skipped: it must not keep the others
    from being counted.
    """
    query = select(ballots.c.marks).where(ballots.c.night_id == night_id).order_by(ballots.c.marks)
    found: list[Ballot] = []
    for marks in await connection.scalars(query):
        try:
            ballot = _MARKS.validate_json(marks)
            check_ballot(method, ballot)
        except (ValidationError, BadInputError):
            _log.error("bad_row", table=ballots.name, key=str(night_id), broken="marks")
        else:
            found.append(ballot)
    return found
