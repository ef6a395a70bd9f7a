"""What people do: type commands, press buttons, choose, fill in forms, write messages."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from bot.playground.discord.gateway.sessions import GUILD_VOICE_STATES, GUILDS
from bot.playground.discord.http.wire import Json, Upload
from bot.playground.discord.interactions.exchange import Exchange
from bot.playground.discord.interactions.interactions import (
    AUTOCOMPLETE,
    COMMAND,
    COMPONENT,
    MODAL_SUBMIT,
)
from bot.playground.discord.limits import components as kinds
from bot.playground.discord.messages.completion import completed
from bot.playground.discord.messages.messages import REPLY, reference
from bot.playground.discord.state import LocalDiscord
from bot.playground.discord.world.entities import DM, Channel, Guild, Role, User
from bot.playground.discord.world.permissions import VIEW_CHANNEL
from bot.playground.discord.world.thread import Thread
from bot.playground.driver import components
from bot.playground.driver.commands import CommandBuilder
from bot.playground.driver.dispatch import Dispatcher
from bot.playground.driver.options import NotOfferedError, Value
from bot.playground.driver.places import offer_thread, refuse_saying
from bot.playground.driver.references import mentioned, resolved, with_mentions

MessageLike: TypeAlias = Exchange | Json


class People:
    """The people using the bot.

    Users and channels are given by name or as objects; a new name is created. The default channel
    is the first one of the first server.

    Args:
        discord: The local Discord.
        settle_seconds: See `Dispatcher`.
    """

    def __init__(self, discord: LocalDiscord, settle_seconds: float) -> None:
        self.discord = discord
        self.world = discord.world
        self._commands = CommandBuilder(discord)
        self._dispatcher = Dispatcher(discord, settle_seconds)

    def offered(self, user: User | str, channel: Channel | str | None = None) -> list[Json]:
        """Return the commands that somebody can use in a channel."""
        return self._commands.offered(self._who(user), self._where(channel))

    async def slash(
        self,
        user: User | str,
        name: str,
        options: Mapping[str, Value] | None = None,
        channel: Channel | str | None = None,
    ) -> Exchange:
        """Use a slash command: ``movie``, or with its subcommand, ``night plan``.

        Raises:
            NotOfferedError: Discord would not offer it, or not accept these options.
        """
        who, where = self._who(user), self._where(channel)
        data = self._commands.slash(who, where, name, options or {})
        return await self._dispatcher.send(COMMAND, data, who, where)

    async def autocomplete(
        self,
        user: User | str,
        name: str,
        options: Mapping[str, Value],
        focused: str,
        channel: Channel | str | None = None,
    ) -> Exchange:
        """Type in an option and get its choices."""
        who, where = self._who(user), self._where(channel)
        data = self._commands.typing(who, where, name, options, focused)
        return await self._dispatcher.send(AUTOCOMPLETE, data, who, where)

    async def context_menu(
        self,
        user: User | str,
        name: str,
        target: MessageLike | User,
        channel: Channel | str | None = None,
    ) -> Exchange:
        """Use a context menu on a message or on a user."""
        who = self._who(user)
        if isinstance(target, User):
            where = self._where(channel)
            data = self._commands.menu(who, where, name, target)
        else:
            where, message = self._seen(who, target)
            data = self._commands.menu(who, where, name, message)
        return await self._dispatcher.send(COMMAND, data, who, where)

    async def click(self, user: User | str, message: MessageLike, which: str) -> Exchange:
        """Press a button, named by custom_id or label."""
        who = self._who(user)
        where, shown = self._seen(who, message)
        button = components.button(shown, which)
        data = {"component_type": kinds.BUTTON, "custom_id": button["custom_id"]}
        return await self._dispatcher.send(COMPONENT, data, who, where, shown)

    async def select(
        self,
        user: User | str,
        message: MessageLike,
        custom_id: str | None,
        values: Sequence[str] | str,
    ) -> Exchange:
        """Choose in a select (the first one for ``None``), by values or labels."""
        who = self._who(user)
        where, shown = self._seen(who, message)
        found = components.select(shown, custom_id)
        chosen = components.chosen(found, [values] if isinstance(values, str) else values)
        data = {
            "component_type": found["type"],
            "custom_id": found["custom_id"],
            "values": chosen,
            **resolved(found["type"], chosen, self.world, where, who),
        }
        return await self._dispatcher.send(COMPONENT, data, who, where, shown)

    async def press_stale(
        self,
        user: User | str,
        custom_id: str,
        values: Sequence[str] | None = None,
        channel: Channel | str | None = None,
    ) -> Exchange:
        """Use a component of a message that the bot sent long ago, with any custom_id.

        With ``values`` it is a select, else a button.
        """
        who, where = self._who(user), self._where(channel)
        if values is None:
            component: Json = {
                "type": kinds.BUTTON,
                "style": 2,
                "label": "Old",
                "custom_id": custom_id,
            }
        else:
            options = [{"label": value, "value": value} for value in values]
            component = {"type": kinds.STRING_SELECT, "custom_id": custom_id, "options": options}
        message = self.discord.new_message(where, self.world.bot)
        row = {"type": kinds.ROW, "components": [component]}
        message.data["components"] = completed([row], {}, self.discord.ids.next)
        self.discord.messages.add(message)
        data: Json = {"component_type": component["type"], "custom_id": custom_id}
        if values is not None:
            data["values"] = list(values)
        return await self._dispatcher.send(COMPONENT, data, who, where, message.data)

    async def submit(
        self, user: User | str, opened: Exchange, fields: Mapping[str, str | Sequence[str]]
    ) -> Exchange:
        """Fill in and send the form that an exchange opened; fields by custom_id or label."""
        if opened.modal is None:
            raise NotOfferedError("no form is open")
        who = self._who(user)
        where = self.world.channels[int(opened.interaction["channel_id"])]
        data = {
            "custom_id": opened.modal["custom_id"],
            "components": components.fill_modal(opened.modal, fields),
        }
        source = opened.interaction.get("message")
        return await self._dispatcher.send(
            MODAL_SUBMIT, data, who, where, source, opener=opened.interaction
        )

    async def say(
        self,
        user: User | str,
        text: str,
        channel: Channel | str | None = None,
        *,
        reply_to: MessageLike | None = None,
        ping: bool = True,
        files: Sequence[Upload] = (),
    ) -> Exchange:
        """Write a plain message; ``@Name`` of somebody known mentions them.

        The reply is the bot's first message in that channel, waited for when it was addressed.

        Args:
            user: Who writes.
            text: What.
            channel: Where; a thread that was archived is revived.
            reply_to: The message that this one answers.
            ping: Whether such an answer pings its author.
            files: Files to attach.

        Raises:
            NotOfferedError: The user may not write there.
        """
        who, where = self._who(user), self._where(channel)
        refuse_saying(who, where)
        message = self.discord.new_message(where, who)
        message.data["content"] = with_mentions(text, self.world)
        answered = self._seen(who, reply_to)[1] if reply_to is not None else None
        if answered is not None:
            message.data["type"] = REPLY
            message.data["message_reference"] = reference(answered, where)
            message.data["referenced_message"] = answered
        message.data["mentions"] = mentioned(message.data, self.world, answered if ping else None)
        message.data["attachments"] = [self.discord.keep_user_file(where, file) for file in files]
        self.discord.messages.add(message)
        pinged = {user["id"] for user in message.data["mentions"]}
        addressed = where.type == DM or str(self.world.bot.id) in pinged
        return await self._dispatcher.send_message(message, wait=addressed)

    async def open_thread(
        self,
        user: User | str,
        name: str,
        channel: Channel | str | None = None,
        *,
        about: MessageLike | None = None,
        private: bool = False,
        archive_minutes: int | None = None,
    ) -> Thread:
        """Open a thread in a channel, about a message of it if one is given.

        Raises:
            NotOfferedError: The user may not open one there.
        """
        who, where = self._who(user), self._where(channel)
        body = {"name": name, "auto_archive_duration": archive_minutes}
        offer_thread(who, where, body, private=private)
        if about is not None:
            _, shown = self._seen(who, about)
            message = self.discord.messages.get(int(shown["id"]), where)
            return await self.discord.open_about(message, name, who, archive_minutes)
        return await self.discord.threads.open(
            where, name, who, private=private, archive_minutes=archive_minutes
        )

    async def post(
        self, user: User | str, forum: Channel | str, name: str, text: str, tags: Sequence[str] = ()
    ) -> Thread:
        """Post in a forum: a thread with its first message.

        Raises:
            NotOfferedError: The user may not post there, or there is no such tag.
        """
        who, where = self._who(user), self._where(forum)
        by_name = {tag.name: tag.id for tag in where.tags_offered}
        if unknown := [tag for tag in tags if tag not in by_name]:
            raise NotOfferedError(f"{where.name} has no tag {unknown[0]!r}")
        chosen = [by_name[tag] for tag in tags]
        offer_thread(who, where, {"name": name, "applied_tags": chosen})
        thread = await self.discord.threads.open(
            where, name, who, message_id=self.discord.ids.next(), tags=chosen
        )
        first = self.discord.new_message(thread, who)
        first.id = thread.id
        first.data |= {"id": str(thread.id), "content": with_mentions(text, self.world)}
        self.discord.messages.add(first)
        await self.discord.announce("MESSAGE_CREATE", first)
        return thread

    def dm(self, user: User | str) -> Channel:
        """Return the direct messages between a user and the bot."""
        return self.world.dm(self._who(user))

    def role(self, name: str, granted: int = 0, guild: Guild | None = None) -> Role:
        """Return a server's role, made with these permissions when it is new."""
        return (guild or self.world.home).role(name, granted)

    def set_roles(
        self, user: User | str, roles: Iterable[str | Role], guild: Guild | None = None
    ) -> None:
        """Give a member exactly these roles; new names become roles without permissions."""
        server = guild or self.world.home
        member = server.member(self._who(user))
        member.roles = [server.role(r) if isinstance(r, str) else r for r in roles]

    async def join_voice(self, user: User | str, channel: Channel | str | None = "Lounge") -> None:
        """Put a user into a voice channel, or take them out with ``None``."""
        where = self._where(channel) if channel is not None else None
        guild = (where.guild if where else None) or self.world.home
        member = guild.member(self._who(user))
        member.voice = where
        state = member.voice_state()
        await self.discord.gateway.dispatch(
            "VOICE_STATE_UPDATE", state, guild.id, GUILD_VOICE_STATES
        )
        self.discord.events.note_voice()

    async def hide(self, channel: Channel | str, user: User | str) -> None:
        """Keep a user from seeing a channel of a server, by an overwrite of its permissions."""
        where, who = self._where(channel), self._who(user)
        where.denied[who.id] = VIEW_CHANNEL
        guild_id = where.guild.id if where.guild else None
        await self.discord.gateway.dispatch("CHANNEL_UPDATE", where.wire(), guild_id, GUILDS)

    async def settle(self) -> None:
        """Wait until the bot has sent nothing for a moment."""
        await self._dispatcher.settle()

    def _who(self, user: User | str) -> User:
        return user if isinstance(user, User) else self.world.user(user)

    def _where(self, channel: Channel | str | None) -> Channel:
        if channel is None:
            return self.world.default_channel
        if isinstance(channel, str):
            return self.world.place_named(channel)
        return channel

    def _seen(self, who: User, message: MessageLike) -> tuple[Channel, Json]:
        """Return the current state of a message, and its channel."""
        shown = message.reply if isinstance(message, Exchange) else message
        if shown is None:
            raise NotOfferedError("there is no message")
        stored = self.discord.messages.find(int(shown["id"]))
        if stored is not None:
            if stored.only_for not in {None, who}:
                raise NotOfferedError(f"{who.name} does not see this message")
            shown = stored.data
        return self.world.channels[int(shown["channel_id"])], shown
