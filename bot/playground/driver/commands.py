"""Commands as a person finds them: what is offered where, and the interaction data of using it."""

from collections.abc import Mapping

from bot.playground.discord.http.wire import Json
from bot.playground.discord.interactions.registry import CHAT_INPUT, MESSAGE, USER
from bot.playground.discord.state import LocalDiscord
from bot.playground.discord.world.entities import DM, Channel, Guild, User
from bot.playground.discord.world.permissions import VIEW_CHANNEL
from bot.playground.driver.options import (
    NotOfferedError,
    OptionFiller,
    Value,
    find_subcommand,
    wrap,
)
from bot.playground.driver.references import channel_alone, member_alone

GUILD_INSTALL, USER_INSTALL = 0, 1
IN_GUILD, IN_BOT_DM, IN_PRIVATE_CHANNEL = 0, 1, 2
"""Interaction contexts."""


def context_of(channel: Channel) -> int:
    """Return the interaction context of a channel."""
    if channel.guild is not None:
        return IN_GUILD
    return IN_BOT_DM if channel.type == DM else IN_PRIVATE_CHANNEL


def installation_of(channel: Channel) -> int:
    """Return which installation provides commands: the server's or the user's own."""
    bot_belongs = channel.guild.bot_is_member if channel.guild else channel.type == DM
    return GUILD_INSTALL if bot_belongs else USER_INSTALL


class CommandBuilder:
    """Builds the data of command interactions, refusing what Discord's apps do not offer."""

    def __init__(self, discord: LocalDiscord) -> None:
        self._discord = discord

    def slash(self, user: User, channel: Channel, name: str, values: Mapping[str, Value]) -> Json:
        """Return the data of a finished slash command, such as ``movie`` or ``night plan``."""
        return self._chat_input(user, channel, name, values, None)

    def typing(
        self, user: User, channel: Channel, name: str, values: Mapping[str, Value], focused: str
    ) -> Json:
        """Return the data of a slash command that is being typed."""
        return self._chat_input(user, channel, name, values, focused)

    def menu(self, user: User, channel: Channel, name: str, target: Json | User) -> Json:
        """Return the data of a context menu on a message or a user."""
        kind = USER if isinstance(target, User) else MESSAGE
        command = self._offered(user, channel, name, kind)
        if isinstance(target, User):
            resolved: Json = {"users": {str(target.id): target.wire()}}
            if (member := member_alone(target, channel)) is not None:
                resolved["members"] = {str(target.id): member}
            return _data(command, target_id=str(target.id), resolved=resolved)
        return _data(command, target_id=target["id"], resolved={"messages": {target["id"]: target}})

    def offered(self, user: User, channel: Channel) -> list[Json]:
        """Return the commands that Discord's apps offer to somebody in a channel."""
        usable = self._discord.commands.usable(channel.guild.id if channel.guild else None)
        return [command for command in usable if not _why_hidden(command, user, channel)]

    def _chat_input(
        self,
        user: User,
        channel: Channel,
        name: str,
        values: Mapping[str, Value],
        focused: str | None,
    ) -> Json:
        first, *rest = name.split() or [""]
        command = self._offered(user, channel, first, CHAT_INPUT)
        path, options = find_subcommand(command, rest)
        filler = OptionFiller(
            options,
            lambda upload: self._discord.keep_user_file(channel, upload),
            lambda who: member_alone(who, channel),
            lambda chosen: _is_seen(chosen, user, channel.guild),
            lambda place: channel_alone(place, user),
        )
        filled = filler.fill(values) if focused is None else filler.fill_partly(values, focused)
        more: Json = {"resolved": filler.resolved} if filler.resolved else {}
        return _data(command, options=wrap(path, filled), **more)

    def _offered(self, user: User, channel: Channel, name: str, kind: int) -> Json:
        guild_id = channel.guild.id if channel.guild else None
        usable = [c for c in self._discord.commands.usable(guild_id) if c["type"] == kind]
        command = next((c for c in usable if c["name"] == name), None)
        if command is None:
            raise NotOfferedError(f"there is no command {name!r}")
        if reason := _why_hidden(command, user, channel):
            raise NotOfferedError(f"/{name} is not offered {reason}")
        return command


def _why_hidden(command: Json, user: User, channel: Channel) -> str | None:
    contexts = command.get("contexts")
    if contexts is not None and context_of(channel) not in contexts:
        return "in this kind of channel"
    if "guild_id" not in command and installation_of(channel) not in (
        command.get("integration_types") or [GUILD_INSTALL]
    ):
        return "where the bot was not added"
    if command.get("nsfw") and channel.guild is not None and not channel.nsfw:
        return "outside age-restricted channels"
    needed = command.get("default_member_permissions")
    if needed is not None and channel.guild is not None:
        granted = channel.guild.member(user).permissions_in(channel)
        if int(needed) == 0 or granted & int(needed) != int(needed):
            return "to members without the permissions it asks for"
    return None


def _is_seen(channel: Channel, user: User, guild: Guild | None) -> bool:
    """Whether a channel belongs to a server, and somebody can see it."""
    if guild is None or channel.guild is not guild:
        return False
    return bool(guild.member(user).permissions_in(channel) & VIEW_CHANNEL)


def _data(command: Json, **more: object) -> Json:
    data: Json = {"id": command["id"], "name": command["name"], "type": command["type"], **more}
    if "guild_id" in command:
        data["guild_id"] = command["guild_id"]
    return data
