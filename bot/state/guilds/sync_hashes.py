"""Which commands Discord already has: a hash for each application."""

from sqlalchemy import Column, Table, Text, select

from bot.state.database.schema import Big, insert, metadata
from bot.state.database.transactions import Database

sync_hashes = Table(
    "sync_hashes",
    metadata,
    Column("application_id", Big, primary_key=True, autoincrement=False),
    Column("hash", Text, nullable=False),
    sqlite_strict=True,
)


class SyncHashes:
    """Remembers the payload that an application's commands were last synced with.

    All methods raise UnavailableError while the store is down.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, application_id: int) -> str | None:
        """Return the hash of the last payload, or ``None`` when nothing was synced yet."""
        query = select(sync_hashes.c.hash).where(sync_hashes.c.application_id == application_id)
        async with self._database.reading() as connection:
            return await connection.scalar(query)

    async def set(self, application_id: int, payload_hash: str) -> None:
        """Remember the hash of what Discord has just accepted."""
        async with self._database.transaction() as connection:
            row = insert(connection, sync_hashes).values(
                application_id=application_id, hash=payload_hash
            )
            await connection.execute(
                row.on_conflict_do_update(
                    index_elements=["application_id"], set_={"hash": row.excluded.hash}
                )
            )
