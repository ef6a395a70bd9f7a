"""People's preferences."""

from dataclasses import dataclass

from sqlalchemy import Column, Table, Text, bindparam, select

from bot.state.database.schema import Big, insert, metadata
from bot.state.database.transactions import Database

user_settings = Table(
    "user_settings",
    metadata,
    Column("user_id", Big, primary_key=True, autoincrement=False),
    Column("timezone", Text),
    Column("language", Text),
    Column("drawn_for_by", Text),  # an Openness; see bot.state.people.consents
    sqlite_strict=True,
)

_OF_USER = select(user_settings.c.timezone, user_settings.c.language).where(
    user_settings.c.user_id == bindparam("user")
)


@dataclass(frozen=True, slots=True)
class UserSettings:
    """A person's preferences.

    Attributes:
        timezone: An IANA name; ``None`` for the server's.
        language: A code such as ``es``; ``None`` for the language of their Discord client.
    """

    timezone: str | None = None
    language: str | None = None


class UserSettingsStore:
    """Stores people's preferences.

    All methods raise UnavailableError while the store is down.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, user_id: int) -> UserSettings:
        """Return somebody's preferences."""
        async with self._database.reading() as connection:
            row = (await connection.execute(_OF_USER, {"user": user_id})).one_or_none()
        return UserSettings(*row) if row else UserSettings()

    async def set_timezone(self, user_id: int, timezone: str | None) -> None:
        """Set a person's timezone; ``None`` for the server's."""
        await self._set(user_id, "timezone", timezone)

    async def _set(self, user_id: int, column: str, value: str | None) -> None:
        async with self._database.transaction() as connection:
            row = insert(connection, user_settings).values({"user_id": user_id, column: value})
            await connection.execute(
                row.on_conflict_do_update(index_elements=["user_id"], set_={column: value})
            )
