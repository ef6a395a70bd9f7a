"""Settings of servers."""

import enum
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from sqlalchemy import Column, Row, Table, Text, bindparam, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.rules.nights.nominations import Rules
from bot.rules.picks.lists import Caps
from bot.rules.voting.model import Method
from bot.state.database.integrity import readable, sound
from bot.state.database.schema import (
    Big,
    count_column,
    flag_column,
    insert,
    metadata,
    word_column,
)
from bot.state.database.transactions import Database
from bot.state.nights.rules import read_rules, rules_columns, rules_values


class Right(enum.StrEnum):
    """What a server can reserve for some of its roles."""

    PLAN = "plan"
    CLOSE = "close"
    VETO = "veto"


guild_settings = Table(
    "guild_settings",
    metadata,
    Column("guild_id", Big, primary_key=True, autoincrement=False),
    Column("timezone", Text),
    Column("language", Text),
    word_column("method", Method),
    *rules_columns(),
    count_column("lists"),
    count_column("films_per_list"),
    flag_column("spoiler_threads"),
    flag_column("pictures"),
    sqlite_strict=True,
)

guild_roles = Table(
    "guild_roles",
    metadata,
    Column("guild_id", Big, primary_key=True, autoincrement=False),
    word_column("right", Right, primary_key=True),
    Column("role_id", Big, primary_key=True, autoincrement=False),
    sqlite_strict=True,
)


@dataclass(frozen=True, slots=True)
class GuildSettings:
    """A server's settings, defaults included.

    Attributes:
        timezone: An IANA name; ``None`` where nobody has chosen one.
        language: A code such as ``es``; ``None`` for what Discord says of the server.
        method: How votes are counted.
        rules: What holds for nominations.
        caps: How much its lists may hold.
        spoiler_threads: Whether each night gets a thread for talk with spoilers.
        pictures: Whether nominations and ballots are shown as a picture, too.
        roles: Ids of the roles that have a right; without an entry, Discord's permissions decide.
    """

    timezone: str | None = None
    language: str | None = None
    method: Method = Method.APPROVAL
    rules: Rules = field(default_factory=Rules)
    caps: Caps = field(default_factory=Caps)
    spoiler_threads: bool = False
    pictures: bool = True
    roles: Mapping[Right, Collection[int]] = field(default_factory=lambda: MappingProxyType({}))


class GuildSettingsStore:
    """Stores servers' settings; servers without any have the defaults.

    All methods raise UnavailableError while the store is down.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, guild_id: int) -> GuildSettings:
        """Return a server's settings."""
        async with self._database.reading() as connection:
            return await _load(connection, guild_id)

    async def change(
        self, guild_id: int, change: Callable[[GuildSettings], GuildSettings]
    ) -> GuildSettings:
        """Change a server's settings atomically; return the new ones.

        Args:
            guild_id: The server.
            change: Makes the new settings from the old; what it raises is passed on.
        """
        async with self._database.transaction() as connection:
            first = {"guild_id": guild_id} | _columns(GuildSettings())
            await connection.execute(
                insert(connection, guild_settings).values(first).on_conflict_do_nothing()
            )
            settings = change(await _load(connection, guild_id, lock=True))
            await connection.execute(
                update(guild_settings)
                .where(guild_settings.c.guild_id == guild_id)
                .values(_columns(settings))
            )
            await connection.execute(delete(guild_roles).where(guild_roles.c.guild_id == guild_id))
            roles = [
                {"guild_id": guild_id, "right": right, "role_id": role_id}
                for right, role_ids in settings.roles.items()
                for role_id in set(role_ids)
            ]
            if roles:
                await connection.execute(insert(connection, guild_roles), roles)
            return settings


_OF_GUILD = select(guild_settings).where(guild_settings.c.guild_id == bindparam("guild"))
_OF_GUILD_LOCKED = _OF_GUILD.with_for_update()
_ROLES = select(guild_roles.c.right, guild_roles.c.role_id).where(
    guild_roles.c.guild_id == bindparam("guild"), sound(guild_roles)
)


async def _load(connection: AsyncConnection, guild_id: int, *, lock: bool = False) -> GuildSettings:
    query, where = _OF_GUILD_LOCKED if lock else _OF_GUILD, {"guild": guild_id}
    row = (await connection.execute(query, where)).one_or_none()
    if row is None:
        return GuildSettings()
    roles: dict[Right, frozenset[int]] = {}
    for right, role_id in await connection.execute(_ROLES, where):
        roles[Right(right)] = roles.get(Right(right), frozenset()) | {role_id}
    with readable(guild_settings, guild_id):
        return _settings(row, roles)


def _settings(row: Row[Any], roles: Mapping[Right, Collection[int]]) -> GuildSettings:
    return GuildSettings(
        timezone=row.timezone,
        language=row.language,
        method=Method(row.method),
        rules=read_rules(row),
        caps=Caps(lists=row.lists, films=row.films_per_list),
        spoiler_threads=row.spoiler_threads,
        pictures=row.pictures,
        roles=MappingProxyType(roles),
    )


def _columns(settings: GuildSettings) -> dict[str, Any]:
    return {
        "timezone": settings.timezone,
        "language": settings.language,
        "method": settings.method,
        "lists": settings.caps.lists,
        "films_per_list": settings.caps.films,
        "spoiler_threads": settings.spoiler_threads,
        "pictures": settings.pictures,
        **rules_values(settings.rules),
    }
