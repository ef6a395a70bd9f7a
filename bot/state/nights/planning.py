"""Planning nights and changing what is planned."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.errors import BadInputError, OutdatedError
from bot.i18n import ngettext
from bot.rules.nights.night import OPEN, Status, check_times
from bot.state.database.integrity import readable, sound
from bot.state.database.transactions import Database
from bot.state.nights.due_jobs import schedule, schedule_event, schedule_telling
from bot.state.nights.numbers import next_number
from bot.state.nights.plans import Plan, PlannedNight, nights, plan_values, read_night

MAX_TO_COME = 10
"""Of one planner, in one server."""
MAX_OF_SERVER = 50
"""Of all planners; Discord allows a server 100 scheduled events in all."""
MAX_A_DAY = 20
"""Planned by one person within a day, including cancelled ones."""
_SHOWN_BY_EVENTS = frozenset({Status.CLOSED, Status.WATCHED, Status.CANCELLED})

_BY_ID = select(nights).where(nights.c.night_id == bindparam("night"))
_LOCKED, _SHARED = _BY_ID.with_for_update(), _BY_ID.with_for_update(read=True)
_CHANGED = update(nights).where(nights.c.night_id == bindparam("night"))
_UPCOMING = (
    select(nights)
    .where(
        nights.c.guild_id == bindparam("guild"),
        nights.c.status.in_(sorted(OPEN)),
        sound(nights),
    )
    .order_by(nights.c.starts_at, nights.c.night_id)
)
_ALIVE = (
    select(nights)
    .where(
        nights.c.status.in_(sorted(OPEN)),
        nights.c.starts_at > bindparam("since"),
        sound(nights),
    )
    .order_by(nights.c.night_id)
)


class Nights:
    """Stores nights, together with the jobs scheduled for each.

    All methods raise UnavailableError while the store is down.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def plan(self, plan: Plan) -> PlannedNight:
        """Store a new night; its reminders and its event are scheduled from now on.

        Raises:
            BadInputError: Its times do not follow one another, or there are too many.
        """
        async with self._database.transaction() as connection:
            return await add(connection, plan, self._clock)

    async def get(self, night_id: int) -> PlannedNight:
        """Return a night.

        Raises:
            OutdatedError: The night no longer exists.
        """
        async with self._database.reading() as connection:
            return await load(connection, night_id)

    async def change(self, night_id: int, change: Callable[[Plan], Plan]) -> PlannedNight:
        """Change a night, concurrent changes one after the other; return the new one.

        Args:
            night_id: The night.
            change: Makes the new plan from the old; what it raises is passed on.

        Raises:
            BadInputError: Its times would not follow one another.
            OutdatedError: The night no longer exists.
        """
        async with self._database.transaction() as connection:
            planned = await load(connection, night_id, lock=True)
            plan = change(planned.plan)
            check_times(plan.night)
            return await save(connection, planned, plan, self._clock)

    async def numbered(self, guild_id: int, number: int) -> PlannedNight:
        """Return the night of a server with this number.

        Raises:
            OutdatedError: The server has none.
        """
        which = select(nights.c.night_id).where(
            nights.c.guild_id == guild_id, nights.c.number == number
        )
        async with self._database.reading() as connection:
            return await load(connection, await connection.scalar(which) or 0)

    async def upcoming(self, guild_id: int) -> Sequence[PlannedNight]:
        """Return a server's nights that are neither watched nor cancelled, soonest first."""
        async with self._database.reading() as connection:
            found = await connection.execute(_UPCOMING, {"guild": guild_id})
            return [read_night(row) for row in found]

    async def alive(self) -> Sequence[PlannedNight]:
        """Return the upcoming nights and those of the last day, whose cards may be outdated."""
        since = self._clock.now() - timedelta(days=1)
        async with self._database.reading() as connection:
            found = await connection.execute(_ALIVE, {"since": since})
            return [read_night(row) for row in found]


async def _check_number(connection: AsyncConnection, plan: Plan, clock: Clock) -> None:
    """Make sure that one more night may be planned; checks of one server run one by one.

    Raises:
        BadInputError: No more may be planned.
    """
    if connection.dialect.name == "postgresql":
        await connection.execute(select(func.pg_advisory_xact_lock(plan.guild_id)))
    there, is_theirs = nights.c.guild_id == plan.guild_id, nights.c.user_id == plan.host
    to_come = nights.c.status.in_(sorted(OPEN)) & (nights.c.starts_at > clock.now())
    count = select(func.count()).select_from(nights)
    if (await connection.execute(count.where(there, to_come))).scalar_one() >= MAX_OF_SERVER:
        raise BadInputError(
            ngettext(
                "This server already has {count} upcoming night: hold it or cancel it first.",
                "This server already has {count} upcoming nights: hold or cancel one first.",
                MAX_OF_SERVER,
            )
        )
    theirs = await connection.execute(count.where(there, is_theirs, to_come))
    if theirs.scalar_one() >= MAX_TO_COME:
        raise BadInputError(
            ngettext(
                "You already have {count} upcoming night here: `/night list` shows it.",
                "You already have {count} upcoming nights here: `/night list` shows them, and "
                "`/night cancel` makes room.",
                MAX_TO_COME,
            )
        )
    lately = nights.c.planned_at > clock.now() - timedelta(days=1)
    planned = await connection.execute(count.where(is_theirs, lately))
    if planned.scalar_one() >= MAX_A_DAY:
        raise BadInputError(
            ngettext(
                "You have planned {count} night within a day. Plan more tomorrow.",
                "You have planned {count} nights within a day. Plan more tomorrow.",
                MAX_A_DAY,
            )
        )


async def add(connection: AsyncConnection, plan: Plan, clock: Clock) -> PlannedNight:
    """Store a new night, in a transaction.

    Raises:
        BadInputError: Its times do not follow one another, or there are too many nights.
    """
    check_times(plan.night)
    await _check_number(connection, plan, clock)
    number = await next_number(connection, plan.guild_id)
    values = plan_values(plan) | {"number": number}
    made = await connection.execute(nights.insert().values(values).returning(nights.c.night_id))
    planned = PlannedNight(made.scalar_one(), plan, number)
    await schedule(connection, planned.id, plan.guild_id, plan.night)
    await schedule_event(connection, planned.id, plan.guild_id, clock.now())
    return planned


async def load(
    connection: AsyncConnection, night_id: int, *, lock: bool = False, share: bool = False
) -> PlannedNight:
    """Return a night, in a transaction.

    Args:
        connection: In a transaction.
        night_id: The night.
        lock: Let nobody else change the night until the transaction ends. Any change to what
            belongs to a night, such as nominations, holds this lock.
        share: With ``lock``, share it with others who only rely on the night staying as it is.

    Raises:
        BadRowError: The row is corrupt.
        OutdatedError: The night no longer exists.
    """
    query = (_SHARED if share else _LOCKED) if lock else _BY_ID
    found = await connection.execute(query, {"night": night_id})
    with readable(nights, night_id):
        row = found.one_or_none()
        if row is None:
            raise OutdatedError("that night is gone")
        return read_night(row)


async def save(
    connection: AsyncConnection, planned: PlannedNight, plan: Plan, clock: Clock
) -> PlannedNight:
    """Store a changed night and update its jobs to match.

    Args:
        connection: In a transaction that holds the lock of :func:`load`.
        planned: The night as it was.
        plan: As it is from now on.
        clock: Tells when it was changed.
    """
    if plan == planned.plan:
        return planned
    await connection.execute(_CHANGED, {"night": planned.id, **plan_values(plan)})
    await schedule(connection, planned.id, plan.guild_id, plan.night)
    if _event(plan) != _event(planned.plan):
        await schedule_event(connection, planned.id, plan.guild_id, clock.now())
    if _is_news(planned.plan, plan) and planned.plan.night.ends_at > clock.now():
        await schedule_telling(connection, planned.id, plan.guild_id, clock.now())
    return replace(planned, plan=plan)


def _is_news(before: Plan, after: Plan) -> bool:
    """Whether those who are coming have to know: a new time or place, or a cancellation."""
    if before.night.status not in OPEN:
        return False
    if after.night.status is Status.CANCELLED:
        return True
    was = before.night.starts_at, before.place, before.room
    return was != (after.night.starts_at, after.place, after.room)


def _event(plan: Plan) -> tuple[object, ...]:
    """Return what a scheduled event shows of a night."""
    night = plan.night
    # The chosen film is named, and a night that is over ends its event.
    status = night.status if night.status in _SHOWN_BY_EVENTS else None
    return night.starts_at, night.length, status, plan.place, plan.room, plan.channel_id
