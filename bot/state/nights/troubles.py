"""Failures to do something for a night, until somebody has been told."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import (
    Column,
    ColumnElement,
    ForeignKey,
    Table,
    and_,
    bindparam,
    delete,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.rules.nights.jobs import JobKind
from bot.state.database.schema import (
    Big,
    Flag,
    count_column,
    flag_column,
    insert,
    metadata,
    moment_column,
    word_column,
)
from bot.state.database.transactions import Database
from bot.state.nights.due_jobs import Upkeep, due_jobs
from bot.state.nights.planning import load
from bot.state.nights.plans import nights

troubles = Table(
    "troubles",
    metadata,
    Column("night_id", Big, ForeignKey("nights.night_id", ondelete="CASCADE"), primary_key=True),
    word_column("kind", JobKind, Upkeep, by_name=True, primary_key=True),
    count_column("code"),
    flag_column("given_up"),
    moment_column("noted_at", nullable=False),
    sqlite_strict=True,
)

_IS_NOTED = select(troubles.c.night_id).where(
    troubles.c.night_id == bindparam("night"), troubles.c.kind == bindparam("what")
)
_MESSAGES = (
    select(*(troubles.c[name] for name in ("night_id", "kind", "code", "given_up")))
    .add_columns(nights.c.number)
    .join(nights, nights.c.night_id == troubles.c.night_id)
    .where(nights.c.guild_id == bindparam("guild"), troubles.c.kind != Upkeep.EVENT.name)
    .order_by(troubles.c.noted_at, troubles.c.night_id, troubles.c.kind)
)


@dataclass(frozen=True, slots=True)
class Trouble:
    """A message of a night that Discord did not accept.

    Attributes:
        night_id: The night.
        kind: The name of the due job that should have posted it.
        code: Discord's code for its refusal.
        given_up: Whether it will not be tried again, because it is no longer true.
        number: The night's number in its server.
    """

    night_id: int
    kind: str
    code: int
    given_up: bool
    number: int


class Troubles:
    """Remembers what went wrong, one row per night and job.

    A server event that somebody deleted is recorded too, so that its job leaves it alone.

    All methods raise UnavailableError while the store is down.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def note(self, night_id: int, kind: str, code: int, *, given_up: bool = False) -> None:
        """Record that Discord refused something.

        Raises:
            OutdatedError: The night no longer exists.
        """
        new = {"code": code, "given_up": given_up, "noted_at": self._clock.now()}
        async with self._database.transaction() as connection:
            await load(connection, night_id, lock=True, share=True)
            row = insert(connection, troubles).values(night_id=night_id, kind=kind, **new)
            await connection.execute(
                row.on_conflict_do_update(index_elements=["night_id", "kind"], set_=new)
            )

    async def has(self, night_id: int, kind: str) -> bool:
        """Return whether something is recorded."""
        async with self._database.reading() as connection:
            return await is_noted(connection, night_id, kind)

    async def give_up(self, night_id: int, kind: str) -> None:
        """Record that what was refused will not be tried again, if anything was."""
        async with self._database.transaction() as connection:
            await connection.execute(
                update(troubles).where(_of(night_id, kind)).values(given_up=True)
            )

    async def clear(self, night_id: int, kind: str) -> bool:
        """Record that all is well again; return whether it was not before."""
        async with self._database.transaction() as connection:
            gone = await connection.execute(delete(troubles).where(_of(night_id, kind)))
            return gone.rowcount == 1

    async def begin_anew(self, night_id: int) -> None:
        """Retry at once what is still to be posted: the night has moved to another channel."""
        table = troubles.c
        waiting = and_(
            table.night_id == night_id,
            table.kind != Upkeep.EVENT.name,
            table.given_up == literal(value=False, type_=Flag()),
        )
        jobs = due_jobs.c
        async with self._database.transaction() as connection:
            kinds = list(await connection.scalars(select(table.kind).where(waiting)))
            await connection.execute(
                update(due_jobs)
                .where(jobs.night_id == night_id, jobs.kind.in_(kinds))
                .values(claimed_until=None)
            )
            await connection.execute(delete(troubles).where(waiting))

    async def messages(self, guild_id: int) -> Sequence[Trouble]:
        """Return the messages that a server did not get, oldest first."""
        async with self._database.reading() as connection:
            found = await connection.execute(_MESSAGES, {"guild": guild_id})
            return [Trouble(*row) for row in found]

    async def told(self, told: Sequence[Trouble]) -> None:
        """Forget those that were given up: somebody knows about them now."""
        over = [_of(one.night_id, one.kind) for one in told if one.given_up]
        if over:
            async with self._database.transaction() as connection:
                await connection.execute(
                    delete(troubles).where(
                        or_(*over), troubles.c.given_up == literal(value=True, type_=Flag())
                    )
                )


async def is_noted(connection: AsyncConnection, night_id: int, kind: str) -> bool:
    """Return, in a transaction, whether something is recorded."""
    return await connection.scalar(_IS_NOTED, {"night": night_id, "what": kind}) is not None


def _of(night_id: int, kind: str) -> ColumnElement[bool]:
    return and_(troubles.c.night_id == night_id, troubles.c.kind == kind)
