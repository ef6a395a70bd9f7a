"""What came of votes: totals that say nothing of anybody, kept for good."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from pydantic import TypeAdapter
from sqlalchemy import Column, ForeignKey, Integer, Table, Text, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.nights.night import Status
from bot.nights.voting.model import Tally
from bot.state.database import Database
from bot.state.films import FilmRef
from bot.state.plans import nights
from bot.state.schema import Big, Moment, metadata

results = Table(
    "results",
    metadata,
    Column(
        "night_id",
        Big,
        ForeignKey("nights.night_id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("movie_id", Text, nullable=False),
    Column("movie_name", Text, nullable=False),
    Column("ballots", Integer, nullable=False),
    Column("tally", Text, nullable=False),
    Column("closed_at", Moment, nullable=False),
    sqlite_strict=True,
)

_TALLY = TypeAdapter(Tally)


@dataclass(frozen=True, slots=True)
class PastNight:
    """A line of a server's history.

    Attributes:
        night_id: Which night.
        starts_at: When it was.
        status: Whether it was watched yet.
        film: What won.
        ballots: How many voted.
    """

    night_id: int
    starts_at: datetime
    status: Status
    film: FilmRef
    ballots: int


@dataclass(frozen=True, slots=True)
class Statistics:
    """A server's nights in figures.

    Attributes:
        nights: How many stand where.
        ballots: How many ballots were counted in all.
        wins: The films that won, and how often, most first.
    """

    nights: Mapping[Status, int]
    ballots: int
    wins: Sequence[tuple[FilmRef, int]]


class Results:
    """Remembers what came of votes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, night_id: int) -> Tally | None:
        """Return the tally of a closed vote; ``None`` where none was closed with a winner.

        Raises:
            UnavailableError: The store is down.
        """
        async with self._database.reading() as connection:
            return await load_tally(connection, night_id)

    async def history(self, guild_id: int, limit: int = 25) -> Sequence[PastNight]:
        """Return a server's nights with a result, the latest first.

        Raises:
            UnavailableError: The store is down.
        """
        query = (
            select(
                nights.c.night_id,
                nights.c.starts_at,
                nights.c.status,
                results.c.movie_id,
                results.c.movie_name,
                results.c.ballots,
            )
            .join(results)
            .where(nights.c.guild_id == guild_id)
            .order_by(nights.c.starts_at.desc(), nights.c.night_id.desc())
            .limit(limit)
        )
        async with self._database.reading() as connection:
            return [
                PastNight(night_id, at, Status(status), FilmRef(film, name), cast)
                for night_id, at, status, film, name, cast in await connection.execute(query)
            ]

    async def statistics(self, guild_id: int) -> Statistics:
        """Return a server's nights in figures.

        Raises:
            UnavailableError: The store is down.
        """
        here = nights.c.guild_id == guild_id
        by_status = select(nights.c.status, func.count()).where(here).group_by(nights.c.status)
        won = (
            select(results.c.movie_id, results.c.movie_name, results.c.ballots)
            .join(nights)
            .where(here)
            .order_by(results.c.closed_at)
        )
        async with self._database.reading() as connection:
            counts = {Status(status): n for status, n in await connection.execute(by_status)}
            rows = (await connection.execute(won)).all()
        names = {film: name for film, name, _ in rows}  # by the last name it was shown by
        wins = Counter(film for film, _, _ in rows)
        return Statistics(
            nights=counts,
            ballots=sum(cast for _, _, cast in rows),
            wins=[(FilmRef(film, names[film]), count) for film, count in wins.most_common()],
        )


async def load_tally(connection: AsyncConnection, night_id: int) -> Tally | None:
    """Return the tally of a closed vote, in a transaction."""
    text = await connection.scalar(select(results.c.tally).where(results.c.night_id == night_id))
    return None if text is None else _TALLY.validate_json(text)


async def save_tally(
    connection: AsyncConnection, night_id: int, tally: Tally, clock: Clock
) -> None:
    """Keep what came of a vote, in a transaction."""
    await connection.execute(
        results.insert().values(
            night_id=night_id,
            movie_id=tally.winner.id,
            movie_name=tally.winner.name,
            ballots=tally.cast,
            tally=_TALLY.dump_json(tally).decode(),
            closed_at=clock.now(),
        )
    )
