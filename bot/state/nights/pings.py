"""Whom a reminder has pinged so far, so that it pings nobody twice.

People are claimed before the message that names them is sent, each once: the primary key ensures
that, whatever processes run. If a process dies between the two, the people of one message are not
pinged by this reminder. That is intended, since one reminder too many is worse than one that only
the card shows. Rows are deleted when the reminder is done.
"""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Column, ForeignKey, Index, Table, delete

from bot.state.database.schema import Big, insert, metadata, moment_column
from bot.state.database.transactions import Database

pings = Table(
    "pings",
    metadata,
    Column("job_id", Big, ForeignKey("due_jobs.job_id", ondelete="CASCADE"), primary_key=True),
    Column("user_id", Big, primary_key=True, autoincrement=False),
    moment_column("due_at", nullable=False),
    Index(None, "user_id"),
    sqlite_strict=True,
)


class Pings:
    """Hands out the people whom a reminder still has to ping.

    All methods raise UnavailableError while the store is down.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def claim(self, job_id: int, due_at: datetime, people: Sequence[int]) -> Sequence[int]:
        """Claim people for one message; return those whom nobody else had claimed, in order.

        Args:
            job_id: The reminder.
            due_at: When it was due: a reminder for another time pings everybody again.
            people: Whom the message would ping.

        Raises:
            UnavailableError: The store is down; nobody is claimed.
        """
        table = pings.c
        rows = [{"job_id": job_id, "user_id": one, "due_at": due_at} for one in sorted(people)]
        if not rows:
            return ()
        async with self._database.transaction() as connection:
            await connection.execute(
                delete(pings).where(table.job_id == job_id, table.due_at != due_at)
            )
            row = insert(connection, pings).on_conflict_do_nothing().returning(table.user_id)
            new = set((await connection.execute(row, rows)).scalars())
        return [person for person in people if person in new]

    async def release(self, job_id: int, people: Collection[int]) -> None:
        """Release people whose message Discord did not accept.

        Raises:
            UnavailableError: The store is down; they stay claimed.
        """
        table = pings.c
        async with self._database.transaction() as connection:
            await connection.execute(
                delete(pings).where(table.job_id == job_id, table.user_id.in_(people))
            )
