"""Everything that the store knows of one person: the tables with a column ``user_id``.

Where that column may be empty, the row is also other people's: a night with its host, a nomination,
a veto. Such a row stays, as a former member's. All other rows of a person go with them.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table, delete, select, union, update

from bot.state.ballots import ballots
from bot.state.boards import nominations, ruled_out_films
from bot.state.database import Database
from bot.state.plans import nights
from bot.state.rsvps import rsvps
from bot.state.saved_views import saved_views
from bot.state.schema import FORMER_MEMBER, NOBODY, metadata


@dataclass(frozen=True, slots=True)
class Deletion:
    """What was touched by deleting a person.

    Attributes:
        nights: Ids of the nights whose messages have to be redrawn.
    """

    nights: Collection[int]


class People:
    """Shows people what is kept of them, and deletes it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def export(self, user_id: int) -> dict[str, list[dict[str, Any]]]:
        """Return every row of a person by table, all as of one moment; moments are aware.

        Raises:
            UnavailableError: The store is down.
        """
        async with self._database.reading() as connection:
            return {
                table.name: [
                    dict(row)
                    for row in (
                        await connection.execute(select(table).where(table.c.user_id == user_id))
                    ).mappings()
                ]
                for table in _personal_tables()
            }

    async def delete(self, user_id: int) -> Deletion:
        """Delete a person, all of them or nothing.

        Ballots in open votes go, and closed ones have kept nothing but totals; a veto keeps its
        effect; nights and nominations stay as a former member's.

        Raises:
            UnavailableError: The store is down.
        """
        if user_id == NOBODY:
            raise ValueError("what belongs to nobody is servers'")
        touched = union(
            *(
                select(table.c.night_id).where(table.c.user_id == user_id)
                for table in (nights, nominations, ruled_out_films, rsvps, ballots)
            )
        )
        async with self._database.transaction() as connection:
            night_ids = set(await connection.scalars(touched))
            for table in _personal_tables():
                theirs = table.c.user_id == user_id
                if table.c.user_id.info.get(FORMER_MEMBER):
                    await connection.execute(update(table).where(theirs).values(user_id=None))
                else:
                    await connection.execute(delete(table).where(theirs))
            # What lies behind a button may name the people whom a question was about.
            await connection.execute(
                delete(saved_views).where(saved_views.c.payload.contains(str(user_id)))
            )
        return Deletion(frozenset(night_ids))


def _personal_tables() -> list[Table]:
    return [table for table in metadata.sorted_tables if "user_id" in table.c]
