"""Reads the nights whose vote was closed, with all the data for history and statistics."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, and_, exists, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import OutdatedError
from bot.rules.nights.night import Status
from bot.rules.nights.nominations import Nomination
from bot.rules.nights.past import PastNight
from bot.rules.nights.rsvp import Rsvp
from bot.rules.times.parse import DEFAULT_LENGTH
from bot.rules.voting.model import Candidate
from bot.state.database.integrity import sound
from bot.state.database.transactions import Database
from bot.state.films.ratings import ratings
from bot.state.nights.plans import nights
from bot.state.nights.rsvps import rsvps
from bot.state.nights.voting.nominations import nominations, ruled_out_films
from bot.state.nights.voting.results import results

_CLOSED = (Status.CLOSED, Status.WATCHED)


class PastNights:
    """Reads past nights.

    All methods raise UnavailableError while the store is down.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def list(self, guild_id: int) -> Sequence[PastNight]:
        """Return a server's nights whose vote was closed with a winner, latest first."""
        theirs = select(nights.c.night_id).where(nights.c.guild_id == guild_id)
        async with self._database.reading() as connection:
            return await _read(connection, theirs)

    async def get(self, guild_id: int, night_id: int) -> PastNight:
        """Return one of them.

        Raises:
            OutdatedError: There is none with that number in this server.
        """
        this = select(nights.c.night_id).where(
            nights.c.guild_id == guild_id, nights.c.night_id == night_id
        )
        async with self._database.reading() as connection:
            found = await _read(connection, this)
        if not found:
            raise OutdatedError("no such night has been")
        return found[0]


async def _read(connection: AsyncConnection, which: Select[Any]) -> Sequence[PastNight]:
    night, result = nights.c, results.c
    closed = await connection.execute(
        select(
            night.night_id,
            night.number,
            night.series_id,
            night.starts_at,
            night.length,
            night.status,
            night.user_id,
            result.movie_id,
            result.movie_name,
            result.ballots,
        )
        .join(results)
        .where(night.night_id.in_(which), night.status.in_(_CLOSED), sound(nights))
        .order_by(night.starts_at.desc(), night.night_id.desc())
    )
    rows = closed.all()
    came = await _came(connection, which)
    named = await _named(connection, which)
    rated = await _rated(connection, which)
    return [
        PastNight(
            id=row.night_id,
            number=row.number,
            starts_at=row.starts_at,
            length=row.length or DEFAULT_LENGTH,
            watched=row.status == Status.WATCHED,
            host=row.user_id,
            film=Candidate(row.movie_id, row.movie_name),
            ballots=row.ballots,
            came=tuple(came[row.night_id]),
            nominations=tuple(named[row.night_id]),
            ratings=rated[row.night_id],
            series=row.series_id,
        )
        for row in rows
    ]


async def _came(connection: AsyncConnection, which: Select[Any]) -> defaultdict[int, list[int]]:
    table = rsvps.c
    rows = await connection.execute(
        select(table.night_id, table.user_id)
        .where(table.night_id.in_(which), table.answer == Rsvp.YES)
        .order_by(table.answered_at, table.user_id)
    )
    came: defaultdict[int, list[int]] = defaultdict(list)
    for night_id, user_id in rows:
        came[night_id].append(user_id)
    return came


async def _named(
    connection: AsyncConnection, which: Select[Any]
) -> defaultdict[int, list[Nomination]]:
    """Return the nominations, without those a moderator removed."""
    table, ruled = nominations.c, ruled_out_films.c
    removed = exists().where(
        ruled.night_id == table.night_id,
        ruled.movie_id == table.movie_id,
        ruled.user_id.is_(None),
    )
    rows = await connection.execute(
        select(table.night_id, table.movie_id, table.movie_name, table.user_id)
        .where(table.night_id.in_(which), ~removed)
        .order_by(table.nomination_id)
    )
    named: defaultdict[int, list[Nomination]] = defaultdict(list)
    for night_id, film, name, by in rows:
        named[night_id].append(Nomination(Candidate(film, name), by))
    return named


async def _rated(
    connection: AsyncConnection, which: Select[Any]
) -> defaultdict[int, dict[int, int]]:
    """Return the ratings of the winning film by those who came."""
    table = ratings.c
    rows = await connection.execute(
        select(rsvps.c.night_id, table.user_id, table.rating)
        .join(results, results.c.night_id == rsvps.c.night_id)
        .join(
            ratings,
            and_(table.user_id == rsvps.c.user_id, table.movie_id == results.c.movie_id),
        )
        .where(rsvps.c.night_id.in_(which), rsvps.c.answer == Rsvp.YES)
    )
    rated: defaultdict[int, dict[int, int]] = defaultdict(dict)
    for night_id, user_id, rating in rows:
        rated[night_id][user_id] = rating
    return rated
