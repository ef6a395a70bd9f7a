"""Everything that the store knows of one person: the tables with a column ``user_id``."""

from typing import Any

from sqlalchemy import Table, delete, select

from bot.state.database import Database
from bot.state.schema import metadata


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

    async def delete(self, user_id: int) -> None:
        """Delete every row of a person, all or none.

        Raises:
            UnavailableError: The store is down.
        """
        async with self._database.transaction() as connection:
            for table in reversed(_personal_tables()):
                await connection.execute(delete(table).where(table.c.user_id == user_id))


def _personal_tables() -> list[Table]:
    return [table for table in metadata.sorted_tables if "user_id" in table.c]
