"""Who hosted which evenings, and who has passed."""

from collections.abc import Collection, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime

from sqlalchemy import Column, ColumnElement, ForeignKey, Index, Table, and_, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.rules.nights.night import Status
from bot.rules.nights.rsvp import Rsvp
from bot.rules.series.rota import RECENT, Turn
from bot.state.database.schema import Big, insert, metadata
from bot.state.nights.plans import nights
from bot.state.nights.rsvps import rsvps

passed_hosts = Table(
    "passed_hosts",
    metadata,
    Column("night_id", Big, ForeignKey("nights.night_id", ondelete="CASCADE"), primary_key=True),
    Column("user_id", Big, primary_key=True, autoincrement=False),
    Index(None, "user_id"),
    sqlite_strict=True,
)


async def load_turns(
    connection: AsyncConnection, guild_id: int, series_id: int | None, now: datetime
) -> Sequence[Turn]:
    """Return how everybody took part in a series or, without one, in the nights of a server.

    Evenings that were called off are none; those to come count for whoever hosts them.
    """
    night, answer = nights.c, rsvps.c
    held = and_(_of(guild_id, series_id), night.status != Status.CANCELLED)
    been = and_(held, night.starts_at <= now)
    latest = select(night.night_id).where(been).order_by(night.starts_at.desc()).limit(RECENT)
    recent: AbstractSet[int] = set(await connection.scalars(latest))
    came: dict[int, set[int]] = {}
    rows = await connection.execute(
        select(answer.user_id, answer.night_id)
        .join(nights, night.night_id == answer.night_id)
        .where(been, answer.answer == Rsvp.YES)
    )
    for person, night_id in rows:
        came.setdefault(person, set()).add(night_id)
    hosted = await connection.execute(
        select(
            night.chooser_id, func.count(), func.max(night.starts_at, type_=night.starts_at.type)
        )
        .where(held, night.chooser_id.is_not(None))
        .group_by(night.chooser_id)
    )
    hosts: dict[int, tuple[int, datetime]] = {person: (n, last) for person, n, last in hosted}
    return [
        Turn(
            person,
            len(came.get(person, ())),
            *hosts.get(person, (0, None)),
            recent=not recent.isdisjoint(came.get(person, ())),
        )
        for person in sorted(came.keys() | hosts.keys())
    ]


async def load_passed(connection: AsyncConnection, night_id: int) -> Collection[int]:
    """Return who has passed on hosting a night."""
    query = select(passed_hosts.c.user_id).where(passed_hosts.c.night_id == night_id)
    return set(await connection.scalars(query))


async def note_passed(connection: AsyncConnection, night_id: int, user_id: int) -> None:
    """Note that somebody does not host a night."""
    row = insert(connection, passed_hosts).values(night_id=night_id, user_id=user_id)
    await connection.execute(row.on_conflict_do_nothing())


def _of(guild_id: int, series_id: int | None) -> ColumnElement[bool]:
    if series_id is not None:
        return nights.c.series_id == series_id
    return nights.c.guild_id == guild_id
