"""Consent to draws that others make: see ``bot.rules.picks.consent``."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from sqlalchemy import Column, Index, Table, bindparam, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.rules.picks.consent import Consent, Openness
from bot.state.database.schema import PERSON, Big, insert, metadata
from bot.state.database.transactions import Database
from bot.state.people.user_settings import user_settings

draw_permits = Table(
    "draw_permits",
    metadata,
    Column("user_id", Big, primary_key=True, autoincrement=False),
    Column("allowed_id", Big, primary_key=True, autoincrement=False, info={PERSON: True}),
    Index(None, "allowed_id"),
    sqlite_strict=True,
)

_SAID = select(user_settings.c.user_id, user_settings.c.drawn_for_by).where(
    user_settings.c.user_id.in_(bindparam("people")),
    user_settings.c.drawn_for_by.is_not(None),
)
_NAMED = select(draw_permits.c.user_id, draw_permits.c.allowed_id).where(
    draw_permits.c.user_id.in_(bindparam("people"))
)


class Consents:
    """Remembers who may draw for whom.

    All methods raise UnavailableError while the store is down.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, people: Collection[int]) -> Mapping[int, Consent]:
        """Return each person's consent, in one consistent read."""
        whose = {"people": list(people)}
        allowed: dict[int, set[int]] = defaultdict(set)
        async with self._database.reading() as connection:
            said = await connection.execute(_SAID, whose)
            openness = {person: _read(word) for person, word in said}
            for person, other in await connection.execute(_NAMED, whose):
                allowed[person].add(other)
        return {
            person: Consent(
                openness.get(person, Openness.COMPANY), frozenset(allowed.get(person, ()))
            )
            for person in people
        }

    async def get(self, user_id: int) -> Consent:
        """Return somebody's consent."""
        return (await self.of([user_id]))[user_id]

    async def open_to(self, user_id: int, openness: Openness) -> None:
        """Set who may draw for somebody, besides those they allowed by name."""
        async with self._database.transaction() as connection:
            await _open_to(connection, user_id, openness)

    async def allow(self, user_id: int, other: int) -> None:
        """Let one person draw for another.

        Args:
            user_id: Who allows it.
            other: Who may from now on.
        """
        async with self._database.transaction() as connection:
            row = insert(connection, draw_permits).values(user_id=user_id, allowed_id=other)
            await connection.execute(row.on_conflict_do_nothing())

    async def disallow(self, user_id: int, other: int) -> None:
        """Undo :meth:`allow`."""
        permits = draw_permits.c
        async with self._database.transaction() as connection:
            await connection.execute(
                delete(draw_permits).where(permits.user_id == user_id, permits.allowed_id == other)
            )

    async def refuse_all(self, user_id: int) -> None:
        """Let nobody draw for somebody any more, not even those they allowed."""
        async with self._database.transaction() as connection:
            await connection.execute(delete(draw_permits).where(draw_permits.c.user_id == user_id))
            await _open_to(connection, user_id, Openness.NOBODY)


async def _open_to(connection: AsyncConnection, user_id: int, openness: Openness) -> None:
    row = insert(connection, user_settings).values(user_id=user_id, drawn_for_by=openness)
    await connection.execute(
        row.on_conflict_do_update(index_elements=["user_id"], set_={"drawn_for_by": openness})
    )


def _read(word: str) -> Openness:
    """Parse a stored value; an unknown one allows nobody."""
    return Openness(word) if word in set(Openness) else Openness.NOBODY
