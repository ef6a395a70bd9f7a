"""The application's commands, as registered: global ones and those of single servers."""

import asyncio
from typing import Any

from bot.playground.discord.feed import Feed
from bot.playground.discord.http.wire import Json, refuse_faults, unknown
from bot.playground.discord.limits.commands import check_commands
from bot.playground.discord.world.snowflakes import Snowflakes

CHAT_INPUT, USER, MESSAGE = 1, 2, 3
"""Command types."""


class CommandRegistry:
    """All registered commands.

    Args:
        application_id: Their application.
        ids: For new commands.

    Attributes:
        changes: Notifies that commands were registered, changed or removed.
    """

    def __init__(self, application_id: int, ids: Snowflakes) -> None:
        self._application_id = application_id
        self._ids = ids
        self._by_scope: dict[int | None, list[Json]] = {}
        self._synced = asyncio.Event()
        self.changes: Feed[None] = Feed()

    def all(self, guild_id: int | None = None) -> list[Json]:
        """Return the commands of a server, or the global ones."""
        return list(self._by_scope.get(guild_id, ()))

    def usable(self, guild_id: int | None) -> list[Json]:
        """Return the commands that can be used in a server, or in direct messages."""
        return self.all() + (self.all(guild_id) if guild_id is not None else [])

    async def wait_until_synced(self) -> None:
        """Return when commands have been registered."""
        await self._synced.wait()

    def get(self, command_id: int, guild_id: int | None) -> Json:
        """Return one command.

        Raises:
            RefusedError: 10063, there is none.
        """
        for command in self._by_scope.get(guild_id, ()):
            if command["id"] == str(command_id):
                return command
        raise unknown("application command", 10063)

    def replace_all(self, bodies: list[Any], guild_id: int | None) -> list[Json]:
        """Replace all commands with these; those of the same name keep their ids.

        Raises:
            RefusedError: 50035 with the broken limits.
        """
        refuse_faults(check_commands(bodies))
        old = {_key(command): command for command in self.all(guild_id)}
        self._by_scope[guild_id] = [
            self._registered(body, guild_id, old.get(_key(body))) for body in bodies
        ]
        self._synced.set()
        self.changes.tell(None)
        return self.all(guild_id)

    def put(self, body: Json, guild_id: int | None) -> Json:
        """Register a command, in place of the one of the same name if there is one."""
        others = [c for c in self.all(guild_id) if _key(c) != _key(body)]
        return self.replace_all([*others, body], guild_id)[-1]

    def change(self, command_id: int, body: Json, guild_id: int | None) -> Json:
        """Change some fields of a command."""
        old = self.get(command_id, guild_id)
        others = [c for c in self.all(guild_id) if c is not old]
        new = {**old, **body, "id": old["id"]}
        refuse_faults(check_commands([*others, new]))
        self._by_scope[guild_id] = [*others, new | {"version": str(self._ids.next())}]
        self.changes.tell(None)
        return self._by_scope[guild_id][-1]

    def remove(self, command_id: int, guild_id: int | None) -> None:
        """Unregister a command."""
        command = self.get(command_id, guild_id)
        self._by_scope[guild_id].remove(command)
        self.changes.tell(None)

    def _registered(self, body: Json, guild_id: int | None, old: Json | None) -> Json:
        command: Json = {
            "type": CHAT_INPUT,
            "description": "",
            "options": [],
            "nsfw": False,
            "default_member_permissions": None,
            **body,
            "id": old["id"] if old else str(self._ids.next()),
            "application_id": str(self._application_id),
            "version": str(self._ids.next()),
        }
        if guild_id is not None:
            return command | {"guild_id": str(guild_id)}
        return {"contexts": None, "integration_types": [0]} | command


def _key(command: Json) -> tuple[int, str]:
    return command.get("type") or CHAT_INPUT, command.get("name", "")
