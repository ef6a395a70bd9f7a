"""The plan of a night: when, where, by whom, by which rules."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Column, ForeignKey, Index, Row, Table, Text

from bot.rules.nights.night import Night, Status
from bot.rules.nights.nominations import Rules
from bot.rules.nights.places import EventTimes, Room
from bot.rules.voting.model import Method
from bot.state.database.schema import (
    FORMER_MEMBER,
    PERSON,
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
from bot.state.nights.rules import read_rules, rules_columns, rules_values
from bot.state.series.table import series

nights = Table(
    "nights",
    metadata,
    Column("night_id", Big, primary_key=True),
    Column("guild_id", Big, nullable=False),
    Column("channel_id", Big, nullable=False),
    former_member_column(),
    *place_columns(),
    word_column("status", Status),
    moment_column("planned_at", nullable=False),
    moment_column("starts_at", nullable=False),
    length_column("length"),  # 0 if nobody set a length and no film of known length is chosen
    moment_column("nominations_close_at"),
    moment_column("vote_closes_at"),
    word_column("method", Method),
    *rules_columns(),
    flag_column("revealed"),
    Column("message_id", Big),
    Column("event_id", Big),
    count_column("number"),
    Column("chooser_id", Big, info={PERSON: True, FORMER_MEMBER: True}),
    Column("theme", Text),
    Column("series_id", Big, ForeignKey(series.c.series_id, ondelete="SET NULL")),
    moment_column("slot_at"),
    moment_column("event_starts_at"),
    moment_column("event_ends_at"),
    Column("spoilers_id", Big),
    Index(None, "guild_id", "starts_at"),
    Index(None, "guild_id", "number", unique=True),
    Index(None, "series_id", "slot_at", unique=True),
    Index(None, "chooser_id"),
    Index(None, "status"),
    Index(None, "user_id"),
    sqlite_strict=True,
    sqlite_autoincrement=True,  # buttons keep the id of a deleted night for ever
)


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan of a night.

    Attributes:
        guild_id: The server it is in.
        channel_id: The channel where it is discussed.
        host: Who planned it; ``None`` for a former member.
        night: Its times and status.
        place: Where people meet, in words.
        room: The voice or stage channel where they meet.
        method: How votes will be counted.
        rules: The rules for nominations.
        revealed: Whether blind nominations have been shown.
        message_id: The message that shows it, once there is one.
        event_id: Its scheduled event, once there is one.
        chooser: The only person who may nominate; ``None`` for everybody.
        theme: Its theme, as typed; ``None`` for any film.
        series_id: The series that it is an evening of.
        slot_at: When the series scheduled it, even if it was moved since.
        event_times: The times of that event when it and the night last agreed.
        spoilers_id: Its spoiler thread, once there is one.
    """

    guild_id: int
    channel_id: int
    host: int | None
    night: Night
    place: str | None = None
    room: Room | None = None
    method: Method = Method.APPROVAL
    rules: Rules = Rules()  # noqa: RUF009 - frozen
    revealed: bool = False
    message_id: int | None = None
    event_id: int | None = None
    chooser: int | None = None
    theme: str | None = None
    series_id: int | None = None
    slot_at: datetime | None = None
    event_times: EventTimes | None = None
    spoilers_id: int | None = None


@dataclass(frozen=True, slots=True)
class PlannedNight:
    """A night in the store: its id, its plan, and its number in its server."""

    id: int
    plan: Plan
    number: int


def plan_values(plan: Plan) -> dict[str, Any]:
    """Return a plan as the values of the columns of ``nights``."""
    return {
        "guild_id": plan.guild_id,
        "channel_id": plan.channel_id,
        "user_id": plan.host,
        **place_values(plan.place, plan.room),
        "status": plan.night.status,
        "planned_at": plan.night.planned_at,
        "starts_at": plan.night.starts_at,
        "length": plan.night.length or timedelta(),
        "nominations_close_at": plan.night.nominations_close_at,
        "vote_closes_at": plan.night.vote_closes_at,
        "method": plan.method,
        "revealed": plan.revealed,
        "message_id": plan.message_id,
        "event_id": plan.event_id,
        "chooser_id": plan.chooser,
        "theme": plan.theme,
        "series_id": plan.series_id,
        "slot_at": plan.slot_at,
        "event_starts_at": plan.event_times.starts_at if plan.event_times else None,
        "event_ends_at": plan.event_times.ends_at if plan.event_times else None,
        "spoilers_id": plan.spoilers_id,
        **rules_values(plan.rules),
    }


def read_night(row: Row[Any]) -> PlannedNight:
    """Return the night that a row of ``nights`` holds.

    Raises:
        ValueError: A value is invalid.
    """
    night = Night(
        status=Status(row.status),
        planned_at=row.planned_at,
        starts_at=row.starts_at,
        length=row.length or None,
        nominations_close_at=row.nominations_close_at,
        vote_closes_at=row.vote_closes_at,
    )
    plan = Plan(
        guild_id=row.guild_id,
        channel_id=row.channel_id,
        host=row.user_id,
        night=night,
        place=row.place,
        room=read_room(row),
        method=Method(row.method),
        rules=read_rules(row),
        revealed=row.revealed,
        message_id=row.message_id,
        event_id=row.event_id,
        chooser=row.chooser_id,
        theme=row.theme,
        series_id=row.series_id,
        slot_at=row.slot_at,
        event_times=_event_times(row),
        spoilers_id=row.spoilers_id,
    )
    return PlannedNight(row.night_id, plan, row.number)


def _event_times(row: Row[Any]) -> EventTimes | None:
    if row.event_starts_at is None or row.event_ends_at is None:
        return None
    return EventTimes(row.event_starts_at, row.event_ends_at)
