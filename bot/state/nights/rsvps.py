"""Who is coming to a night."""

from collections.abc import Mapping
from datetime import timedelta
from functools import cache
from typing import Any

from sqlalchemy import Column, ForeignKey, Index, Insert, Select, Table, bindparam, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.errors import BadInputError
from bot.i18n import _
from bot.rules.nights.night import OPEN, STANDS
from bot.rules.nights.rsvp import Rsvp
from bot.state.database.integrity import sound
from bot.state.database.schema import Big, insert_in, metadata, moment_column, word_column
from bot.state.database.transactions import Database
from bot.state.nights.planning import load
from bot.state.nights.plans import nights

rsvps = Table(
    "rsvps",
    metadata,
    Column("night_id", Big, ForeignKey("nights.night_id", ondelete="CASCADE"), primary_key=True),
    Column("user_id", Big, primary_key=True, autoincrement=False),
    word_column("answer", Rsvp),
    moment_column("answered_at", nullable=False),
    Index(None, "user_id"),
    sqlite_strict=True,
)

_ANSWERS = (
    select(rsvps.c.user_id, rsvps.c.answer)
    .where(rsvps.c.night_id == bindparam("night"), sound(rsvps))
    .order_by(rsvps.c.answered_at, rsvps.c.user_id)
)


def _companions() -> Select[Any]:
    mine, theirs = rsvps.alias("mine").c, rsvps.alias("theirs").c
    return select(theirs.user_id).where(
        mine.user_id == bindparam("user"),
        mine.answer == Rsvp.YES,
        theirs.night_id == mine.night_id,
        theirs.answer == Rsvp.YES,
        nights.c.night_id == mine.night_id,
        nights.c.guild_id == bindparam("guild"),
        nights.c.status.in_(sorted(OPEN)),
        nights.c.starts_at > bindparam("since"),
    )


_COMPANIONS = _companions()


class Rsvps:
    """Remembers who is coming: one answer per person and night, the last one.

    All methods raise UnavailableError while the store is down.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def answer(self, night_id: int, user_id: int, answer: Rsvp) -> None:
        """Record whether somebody is coming, replacing their previous answer.

        Raises:
            BadInputError: The night is over or cancelled.
            OutdatedError: The night no longer exists.
        """
        async with self._database.transaction() as connection:
            status = (await load(connection, night_id, lock=True, share=True)).plan.night.status
            if status not in OPEN:
                raise BadInputError(_("It's too late for that: {why}.", why=_(STANDS[status])))
            await save_rsvp(connection, night_id, user_id, answer, self._clock)

    async def list(self, night_id: int) -> Mapping[int, Rsvp]:
        """Return who has answered what, in the order of their answers."""
        async with self._database.reading() as connection:
            return await load_rsvps(connection, night_id)

    async def companions(self, guild_id: int, user_id: int) -> frozenset[int]:
        """Return who is coming to any night of a server that somebody is coming to as well.

        Only upcoming nights and those of the last day count.
        """
        since = self._clock.now() - timedelta(days=1)
        async with self._database.reading() as connection:
            coming = await connection.scalars(
                _COMPANIONS, {"user": user_id, "guild": guild_id, "since": since}
            )
            return frozenset(coming) - {user_id}


async def load_rsvps(connection: AsyncConnection, night_id: int) -> Mapping[int, Rsvp]:
    """Return who has answered what, in a transaction."""
    rows = await connection.execute(_ANSWERS, {"night": night_id})
    return {user_id: Rsvp(answer) for user_id, answer in rows}


async def save_rsvp(
    connection: AsyncConnection, night_id: int, user_id: int, answer: Rsvp, clock: Clock
) -> None:
    """Record whether somebody is coming, in a transaction that holds the night."""
    answered = {"night_id": night_id, "user_id": user_id, "answer": answer}
    await connection.execute(
        _answering(connection.dialect.name), answered | {"answered_at": clock.now()}
    )


@cache
def _answering(dialect: str) -> Insert:
    row = insert_in(dialect, rsvps)
    new = {name: row.excluded[name] for name in ("answer", "answered_at")}
    return row.on_conflict_do_update(index_elements=["night_id", "user_id"], set_=new)
