"""The evenings of series: each a night of its own, made once, whichever process does it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import exists, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.rules.nights.night import Night, Status
from bot.rules.nights.nominations import BY_BOT, Nomination, Rules
from bot.rules.nights.rsvp import Rsvp
from bot.rules.series.evenings import on_the_wall
from bot.rules.series.rota import SHORTLIST, next_host
from bot.rules.voting.model import Method
from bot.state.database.schema import insert
from bot.state.nights.planning import load
from bot.state.nights.plans import Plan, PlannedNight, nights
from bot.state.nights.rsvps import rsvps
from bot.state.nights.voting.nominations import load_board, nominations
from bot.state.nights.voting.results import load_tally, results
from bot.state.series.rota import load_turns
from bot.state.series.table import PlannedSeries, Series


@dataclass(frozen=True, slots=True)
class Terms:
    """How a server votes and nominates."""

    method: Method
    rules: Rules


def evening_of(
    planned: Series, series_id: int | None, starts_at: datetime, terms: Terms, now: datetime
) -> Plan:
    """Return the plan of one evening of a series, on which everybody may name films.

    Args:
        planned: The series.
        series_id: Its id; ``None`` before it has one.
        starts_at: When the evening is.
        terms: How its server votes and nominates.
        now: What time it is: what would have happened by itself before is left to people.
    """
    opens, closes = (
        None if ahead is None else on_the_wall(planned.recurrence, starts_at, ahead)
        for ahead in (planned.ahead.vote_opens, planned.ahead.vote_closes)
    )
    night = Night(
        Status.NOMINATING,
        planned_at=now,
        starts_at=starts_at,
        length=planned.length,
        nominations_close_at=opens if opens is not None and opens > now else None,
        vote_closes_at=closes if closes is not None and closes > now else None,
    )
    return Plan(
        guild_id=planned.guild_id,
        channel_id=planned.channel_id,
        host=planned.planner,
        night=night,
        place=planned.place,
        room=planned.room,
        method=terms.method,
        rules=terms.rules,
        theme=planned.theme,
        series_id=series_id,
        slot_at=starts_at,
    )


def chosen_by(plan: Plan, host: int | None) -> Plan:
    """Return the plan of a night whose films one person chooses; everybody where nobody can."""
    rules = plan.rules
    if host is not None:
        most = min(rules.in_all, max(rules.per_person, SHORTLIST))
        rules = replace(rules, per_person=most)
    return replace(plan, chooser=host, rules=rules)


async def host_of(
    connection: AsyncConnection, planned: PlannedSeries, without: Collection[int], now: datetime
) -> int | None:
    """Return whose turn it is to host a series; its planner's where nobody has come yet."""
    turns = await load_turns(connection, planned.series.guild_id, planned.id, now)
    host = next_host(turns, without)
    planner = planned.series.planner
    return planner if host is None and planner not in without else host


async def latest_evening(connection: AsyncConnection, series_id: int) -> PlannedNight | None:
    """Return the evening of a series that was posted last."""
    query = (
        select(nights.c.night_id)
        .where(nights.c.series_id == series_id)
        .order_by(nights.c.night_id.desc())
        .limit(1)
    )
    night_id = await connection.scalar(query)
    return None if night_id is None else await load(connection, night_id)


async def answered(
    connection: AsyncConnection, series_id: int, since: datetime, now: datetime, most: int
) -> Sequence[bool]:
    """Return whether anybody came to or voted on the last evenings of a series, latest first.

    Evenings that were called off are none, and so are those whose card was never posted.
    """
    night = nights.c
    coming = exists().where(
        rsvps.c.night_id == night.night_id, rsvps.c.answer.in_([Rsvp.YES, Rsvp.MAYBE])
    )
    voted = exists().where(results.c.night_id == night.night_id, results.c.ballots > 0)
    query = (
        select(or_(coming, voted, night.status == Status.WATCHED))
        .where(
            night.series_id == series_id,
            night.status != Status.CANCELLED,
            night.message_id.is_not(None),
            night.planned_at >= since,
            night.starts_at <= now,
        )
        .order_by(night.starts_at.desc())
        .limit(most)
    )
    return [bool(one) for one in await connection.scalars(query)]


async def carry_over(connection: AsyncConnection, before: PlannedNight, to: PlannedNight) -> None:
    """Let stand again what people had named for an evening and was not chosen."""
    board = await load_board(connection, before)
    tally = await load_tally(connection, before.id)
    chosen = None if tally is None else tally.winner.id
    standing = {film.id for film in board.candidates} - {chosen}
    kept: list[Nomination] = []
    films: set[str] = set()
    for nomination in board.nominations:
        film = nomination.film.id
        if film not in standing or nomination.by in {None, BY_BOT}:
            continue
        if film in films or len(films) < to.plan.rules.in_all:
            films.add(film)
            kept.append(nomination)
    if kept:
        rows = [
            {
                "night_id": to.id,
                "movie_id": one.film.id,
                "movie_name": one.film.name,
                "user_id": one.by,
            }
            for one in kept
        ]
        await connection.execute(insert(connection, nominations).on_conflict_do_nothing(), rows)
