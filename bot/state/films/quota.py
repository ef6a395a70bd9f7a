"""How many films of one kind a person may keep: a store that anybody can fill holds for nobody."""

from sqlalchemy import Table, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import BadInputError
from bot.i18n import _, number

MAX_FILMS = 50_000
"""As many as one import may bring; a film a day takes 137 years."""


async def require_quota(
    connection: AsyncConnection, table: Table, user_id: int, added: int = 1
) -> None:
    """Make sure, in a transaction, that somebody may keep so many films more in a table.

    Raises:
        BadInputError: That would be too many.
    """
    query = select(func.count()).select_from(table).where(table.c.user_id == user_id)
    present = (await connection.execute(query)).scalar_one()
    if present + added > MAX_FILMS:
        raise BadInputError(
            _(
                "I keep at most {most} films per person as seen, rated or never to be drawn, and "
                "that would be more. Remove some first.",
                most=number(MAX_FILMS),
            )
        )
