"""Series as they are planned: when, where, by whom, on what terms."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Column, ForeignKey, Index, Row, Table, Text, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import OutdatedError
from bot.rules.nights.places import Room
from bot.rules.series.evenings import Ahead
from bot.rules.series.recurrence import LAST, MAX_WEEKS, Pattern, Recurrence, Unit
from bot.state.database.integrity import readable
from bot.state.database.schema import (
    Big,
    count_column,
    flag_column,
    former_member_column,
    length_column,
    metadata,
    moment_column,
    word_column,
)
from bot.state.nights.rooms import place_columns, place_values, read_room

series = Table(
    "series",
    metadata,
    Column("series_id", Big, primary_key=True),
    Column("guild_id", Big, nullable=False),
    Column("channel_id", Big, nullable=False),
    former_member_column(),
    word_column("unit", Unit),
    count_column("weekday", most=6),
    count_column("step", LAST, MAX_WEEKS),
    moment_column("begins_at", nullable=False),
    Column("timezone", Text, nullable=False),
    *place_columns(),
    length_column("length"),  # 0 where nobody said
    length_column("opens_before", nullable=True),
    length_column("closes_before", nullable=True),
    flag_column("carries"),
    flag_column("rota"),
    Column("theme", Text),
    moment_column("last_slot", nullable=False),
    moment_column("since", nullable=False),
    moment_column("ended_at"),
    Index(None, "guild_id", "ended_at"),
    Index(None, "user_id"),
    sqlite_strict=True,
    sqlite_autoincrement=True,
)

skipped_evenings = Table(
    "skipped_evenings",
    metadata,
    Column("series_id", Big, ForeignKey("series.series_id", ondelete="CASCADE"), primary_key=True),
    Column("day", Text, primary_key=True),
    sqlite_strict=True,
)


@dataclass(frozen=True, slots=True)
class Series:
    """What a series is planned to be.

    Attributes:
        guild_id: The server it is in.
        channel_id: Where its evenings are posted.
        planner: Who planned it; ``None`` for a former member.
        recurrence: When its evenings are.
        last_slot: The latest evening that was posted, as the series had it.
        since: From when on it is counted whether anybody comes.
        place: Where people meet, in words.
        room: The voice or stage channel in which they do.
        length: How long an evening is; ``None`` for as long as its film.
        ahead: How long before an evening its vote opens and closes.
        carries: Whether what was named and did not win stands again on the next evening.
        rota: Whether those who come take turns in choosing the films.
        theme: What the films are about.
        ended_at: When it ended.
    """

    guild_id: int
    channel_id: int
    planner: int | None
    recurrence: Recurrence
    last_slot: datetime
    since: datetime
    place: str | None = None
    room: Room | None = None
    length: timedelta | None = None
    ahead: Ahead = Ahead()  # noqa: RUF009 - frozen
    carries: bool = False
    rota: bool = False
    theme: str | None = None
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PlannedSeries:
    """A series in the store: its id, what is planned, and the days on which there is no evening."""

    id: int
    series: Series
    skipped: Collection[date] = frozenset()


def series_values(planned: Series) -> dict[str, Any]:
    """Return a series as the values of the columns of its table."""
    recurrence = planned.recurrence
    return {
        "guild_id": planned.guild_id,
        "channel_id": planned.channel_id,
        "user_id": planned.planner,
        "unit": recurrence.pattern.unit,
        "weekday": recurrence.pattern.weekday,
        "step": recurrence.pattern.step,
        "begins_at": recurrence.moment(recurrence.begins),
        "timezone": recurrence.zone.key,
        **place_values(planned.place, planned.room),
        "length": planned.length or timedelta(),
        "opens_before": planned.ahead.vote_opens,
        "closes_before": planned.ahead.vote_closes,
        "carries": planned.carries,
        "rota": planned.rota,
        "theme": planned.theme,
        "last_slot": planned.last_slot,
        "since": planned.since,
        "ended_at": planned.ended_at,
    }


def _read(row: Row[Any], skipped: Collection[date]) -> PlannedSeries:
    """Return the series that a row holds.

    Raises:
        ValueError: A value is none of its kind.
    """
    zone = ZoneInfo(row.timezone)
    recurrence = Recurrence(
        Pattern(Unit(row.unit), row.weekday, row.step),
        row.begins_at.astimezone(zone).replace(tzinfo=None, fold=0),
        zone,
    )
    planned = Series(
        guild_id=row.guild_id,
        channel_id=row.channel_id,
        planner=row.user_id,
        recurrence=recurrence,
        last_slot=row.last_slot,
        since=row.since,
        place=row.place,
        room=read_room(row),
        length=row.length or None,
        ahead=Ahead(row.opens_before, row.closes_before),
        carries=row.carries,
        rota=row.rota,
        theme=row.theme,
        ended_at=row.ended_at,
    )
    return PlannedSeries(row.series_id, planned, skipped)


async def load_series(
    connection: AsyncConnection, series_id: int, *, lock: bool = False
) -> PlannedSeries:
    """Return a series, in a transaction.

    Args:
        connection: In a transaction.
        series_id: The series.
        lock: Let nobody else change it until the transaction ends.

    Raises:
        BadRowError: It holds what no code wrote.
        OutdatedError: There is no such series any more.
    """
    query = select(series).where(series.c.series_id == series_id)
    found = await connection.execute(query.with_for_update() if lock else query)
    days = await connection.scalars(
        select(skipped_evenings.c.day).where(skipped_evenings.c.series_id == series_id)
    )
    with readable(series, series_id):
        row = found.one_or_none()
        if row is None:
            raise OutdatedError("that series is gone")
        return _read(row, frozenset(map(date.fromisoformat, days)))
