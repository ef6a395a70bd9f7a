"""Jobs that are due at a set time, done by whichever process claims them first.

A process claims jobs by one conditional UPDATE and holds them for a lease. When a process dies its
lease runs out, and another takes over the job: every job is done at least once. A process that
finishes a job names the attempt it holds, so one that was merely slow cannot finish the job of the
process that took over.
"""

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any, Final

from sqlalchemy import (
    Column,
    ColumnElement,
    Executable,
    ForeignKey,
    Index,
    Insert,
    Row,
    Table,
    UniqueConstraint,
    and_,
    bindparam,
    case,
    delete,
    func,
    literal,
    null,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.dml import ReturningUpdate

from bot.clock import Clock
from bot.rules.nights.jobs import Job, JobKind, jobs
from bot.rules.nights.night import Night
from bot.state.database.integrity import sound
from bot.state.database.schema import (
    MAX_COUNT,
    Big,
    Moment,
    count_column,
    insert_in,
    metadata,
    moment_column,
    word_column,
)
from bot.state.database.transactions import Database
from bot.state.nights.pings import pings

LEASE = timedelta(minutes=2)
"""How long a claimed job is left to the process that claimed it."""

CLAIMED_AT_ONCE = 20
"""How many jobs one claim takes at most, so that all of them fit into a lease."""


class Upkeep(enum.StrEnum):
    """Tasks other than the jobs of a night in ``bot.rules.nights.jobs``."""

    EVENT = "create, update or cancel the scheduled event"
    ANNOUNCE = "say that a night was planned, or a vote opened or ended, by itself"
    TELL = "tell those who come that the night was moved or cancelled"
    NEXT_EVENING = "post the next evening of a series"
    FORGET_GUILD = "delete a server's data"


due_jobs = Table(
    "due_jobs",
    metadata,
    Column("job_id", Big, primary_key=True),
    Column("guild_id", Big, nullable=False),
    Column("night_id", Big, ForeignKey("nights.night_id", ondelete="CASCADE")),
    word_column("kind", JobKind, Upkeep, by_name=True),
    moment_column("due_at", nullable=False),
    moment_column("until"),
    moment_column("claimed_until"),
    count_column("attempts"),
    moment_column("done_at"),
    UniqueConstraint("night_id", "kind"),
    Index(None, "done_at", "due_at"),
    Index(None, "guild_id"),
    sqlite_strict=True,
    sqlite_autoincrement=True,
)

_OF_A_NIGHT: Final = frozenset(kind.name for kind in JobKind)


@dataclass(frozen=True, slots=True)
class ClaimedJob:
    """A job that this process has claimed.

    Attributes:
        id: Its id.
        attempt: How many times it has been claimed, including this time.
        guild_id: Its server.
        night_id: Its night; ``None`` for a job of a server.
        due_at: When it was due.
        task: What to do; for a night's job also until when it makes sense.
    """

    id: int
    attempt: int
    guild_id: int
    night_id: int | None
    due_at: datetime
    task: Job | Upkeep


class DueJobs:
    """Hands out due jobs.

    All methods raise UnavailableError while the store is down.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def claim(self, lease: timedelta = LEASE) -> Sequence[ClaimedJob]:
        """Claim due jobs that nobody holds, the earliest first."""
        now = self._clock.now()
        async with self._database.transaction() as connection:
            rows = await connection.execute(_CLAIM, {"now": now, "lease_ends": now + lease})
            claimed = [_claimed(row) for row in rows]
        return sorted(claimed, key=lambda job: (job.due_at, job.id))

    async def finish(self, job: ClaimedJob) -> bool:
        """Mark a job as done; return whether this process still held it.

        If it was rescheduled meanwhile, it will be due again then.
        """
        as_claimed = due_jobs.c.due_at == job.due_at
        done_at = case((as_claimed, literal(self._clock.now(), Moment())), else_=null())
        return await self._let_go(job, {"claimed_until": None, "done_at": done_at}, done=True)

    async def postpone(self, job: ClaimedJob, delay: timedelta) -> bool:
        """Release a job that failed for a while; return as :meth:`finish`."""
        return await self._let_go(job, {"claimed_until": self._clock.now() + delay})

    async def repeat(self, job: ClaimedJob, at: datetime) -> bool:
        """Schedule a finished job once more for later; return whether this process still held it.

        If it was rescheduled meanwhile, that time counts.
        """
        table = due_jobs.c
        ours = and_(
            table.job_id == job.id,
            table.attempts == job.attempt,
            table.claimed_until.is_not(None),
            table.due_at == job.due_at,
        )
        again = {"due_at": at, "claimed_until": None, "attempts": 0}
        async with self._database.transaction() as connection:
            result = await connection.execute(update(due_jobs).where(ours).values(again))
            return result.rowcount == 1

    async def next_at(self) -> datetime | None:
        """Return when there will be something to claim; ``None`` if nothing is scheduled."""
        async with self._database.reading() as connection:
            return await connection.scalar(_NEXT_AT)

    async def _let_go(self, job: ClaimedJob, values: dict[str, Any], *, done: bool = False) -> bool:
        table = due_jobs.c
        ours = and_(
            table.job_id == job.id,
            table.attempts == job.attempt,
            table.claimed_until.is_not(None),
        )
        async with self._database.transaction() as connection:
            result = await connection.execute(update(due_jobs).where(ours).values(values))
            if done and result.rowcount == 1:
                await connection.execute(delete(pings).where(pings.c.job_id == job.id))
            return result.rowcount == 1


async def schedule(connection: AsyncConnection, night_id: int, guild_id: int, night: Night) -> None:
    """Update the jobs of a night to match it; what is done stays done unless its time moved."""
    wanted = jobs(night)
    gone = _OF_A_NIGHT - {job.kind.name for job in wanted}
    await connection.execute(_NO_LONGER_DUE, {"night": night_id, "gone": sorted(gone)})
    for job in wanted:
        await _arm(connection, night_id, guild_id, job.kind.name, job.at, job.until)


async def schedule_event(
    connection: AsyncConnection, night_id: int, guild_id: int, now: datetime
) -> None:
    """Schedule an update of a night's event as soon as possible."""
    await _arm(connection, night_id, guild_id, Upkeep.EVENT.name, now, None)


async def schedule_announcement(
    connection: AsyncConnection, night_id: int, guild_id: int, now: datetime
) -> None:
    """Schedule the announcement of a night's status, in the transaction that changed it.

    Whatever happens to this process afterwards, some process posts it.
    """
    await _arm(connection, night_id, guild_id, Upkeep.ANNOUNCE.name, now, None)


async def schedule_telling(
    connection: AsyncConnection, night_id: int, guild_id: int, now: datetime
) -> None:
    """Schedule the news of a change for those who are coming, in the transaction that made it."""
    await _arm(connection, night_id, guild_id, Upkeep.TELL.name, now, None)


async def schedule_next_evening(
    connection: AsyncConnection, night_id: int, guild_id: int, at: datetime
) -> None:
    """Schedule the evening after this one, the latest of its series."""
    await cancel_next_evening(connection, night_id)
    await _arm(connection, night_id, guild_id, Upkeep.NEXT_EVENING.name, at, None)


async def cancel_next_evening(connection: AsyncConnection, night_id: int) -> None:
    """Cancel the evening after this one."""
    await connection.execute(delete(due_jobs).where(_next_evening(night_id)))


async def is_next_evening_due(connection: AsyncConnection, night_id: int) -> bool:
    """Return whether an evening is scheduled after this one."""
    query = select(due_jobs.c.job_id).where(_next_evening(night_id))
    return await connection.scalar(query) is not None


def _next_evening(night_id: int) -> ColumnElement[bool]:
    return and_(due_jobs.c.night_id == night_id, due_jobs.c.kind == Upkeep.NEXT_EVENING.name)


async def schedule_forgetting(connection: AsyncConnection, guild_id: int, at: datetime) -> None:
    """Schedule the deletion of a server's data."""
    await connection.execute(
        due_jobs.insert().values(
            guild_id=guild_id, kind=Upkeep.FORGET_GUILD.name, due_at=at, attempts=0
        )
    )


async def cancel_forgetting(connection: AsyncConnection, guild_id: int) -> None:
    """Cancel the deletion of a server's data."""
    table = due_jobs.c
    await connection.execute(
        delete(due_jobs).where(table.guild_id == guild_id, table.kind == Upkeep.FORGET_GUILD.name)
    )


async def _arm(
    connection: AsyncConnection,
    night_id: int,
    guild_id: int,
    kind: str,
    at: datetime,
    until: datetime | None,
) -> None:
    """Set when a job is due; one that is being done is finished first."""
    job = {"night_id": night_id, "guild_id": guild_id, "kind": kind, "due_at": at, "until": until}
    await connection.execute(_arming(connection.dialect.name), job | {"attempts": 0})


@cache
def _arming(dialect: str) -> Insert:
    row = insert_in(dialect, due_jobs)
    return row.on_conflict_do_update(
        index_elements=["night_id", "kind"],
        set_={"due_at": row.excluded.due_at, "until": row.excluded.until, "done_at": null()},
        where=due_jobs.c.due_at != row.excluded.due_at,
    )


def _claim() -> ReturningUpdate[Any]:
    table, now = due_jobs.c, bindparam("now", type_=Moment())
    claimable = and_(
        table.done_at.is_(None),
        table.due_at <= now,
        or_(table.claimed_until.is_(None), table.claimed_until <= now),
        table.attempts < MAX_COUNT,
        sound(due_jobs),
    )
    chosen = (
        select(table.job_id)
        .where(claimable)
        .order_by(table.due_at, table.job_id)
        .limit(CLAIMED_AT_ONCE)
        .with_for_update(skip_locked=True)
    )
    return (
        update(due_jobs)
        .where(table.job_id.in_(chosen), claimable)
        .values(claimed_until=bindparam("lease_ends"), attempts=table.attempts + 1)
        .returning(due_jobs)
    )


def _next_at() -> Executable:
    table = due_jobs.c
    held = table.claimed_until > table.due_at
    ready = case((held, table.claimed_until), else_=table.due_at)
    return select(func.min(ready, type_=Moment())).where(table.done_at.is_(None), sound(due_jobs))


_CLAIM, _NEXT_AT = _claim(), _next_at()
_NO_LONGER_DUE = delete(due_jobs).where(
    due_jobs.c.night_id == bindparam("night"),
    due_jobs.c.kind.in_(bindparam("gone")),
)


def _claimed(row: Row[Any]) -> ClaimedJob:
    task: Job | Upkeep
    if row.kind in _OF_A_NIGHT:
        task = Job(JobKind[row.kind], row.due_at, row.until)
    else:
        task = Upkeep[row.kind]
    return ClaimedJob(row.job_id, row.attempts, row.guild_id, row.night_id, row.due_at, task)
