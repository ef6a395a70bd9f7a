"""The numbers of nights that people use: each server counts its own.

Controls and tables use a night's id, which is unique across servers.
"""

from sqlalchemy import Column, Table
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.state.database.schema import Big, count_column, insert, metadata

night_numbers = Table(
    "night_numbers",
    metadata,
    Column("guild_id", Big, primary_key=True, autoincrement=False),
    count_column("last_number"),
    sqlite_strict=True,
)
"""The last number given out in each server."""


async def next_number(connection: AsyncConnection, guild_id: int) -> int:
    """Give out a number, in the transaction that stores the night."""
    first = insert(connection, night_numbers).values(guild_id=guild_id, last_number=1)
    taken = await connection.execute(
        first.on_conflict_do_update(
            index_elements=["guild_id"], set_={"last_number": night_numbers.c.last_number + 1}
        ).returning(night_numbers.c.last_number)
    )
    return taken.scalar_one()
