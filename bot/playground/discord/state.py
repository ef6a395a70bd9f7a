"""The state of the local Discord, and the few operations that concern several parts."""

import asyncio
from collections import OrderedDict, deque
from collections.abc import Mapping

from bot.clock import Clock
from bot.playground.discord.events.events import Events
from bot.playground.discord.feed import Feed
from bot.playground.discord.gateway.gateway import Gateway
from bot.playground.discord.gateway.sessions import DIRECT_MESSAGES, GUILD_MESSAGES
from bot.playground.discord.http.faults import HttpFaults
from bot.playground.discord.http.guard import Guard
from bot.playground.discord.http.wire import Json, Served, Upload
from bot.playground.discord.interactions.interactions import (
    ANSWER_SECONDS,
    COMMAND,
    Interaction,
    Interactions,
    command_name,
)
from bot.playground.discord.interactions.registry import CommandRegistry
from bot.playground.discord.messages.journal import Journal, Violation
from bot.playground.discord.messages.messages import (
    COMMAND_REPLY,
    EPHEMERAL,
    HAS_THREAD,
    LOADING,
    REPLY,
    THREAD_STARTER,
    Messages,
    StoredMessage,
    attachment,
    blank,
    reference,
)
from bot.playground.discord.threads.threads import Threads
from bot.playground.discord.world.entities import DM, Channel, Guild, User
from bot.playground.discord.world.snowflakes import Snowflakes
from bot.playground.discord.world.thread import Thread
from bot.playground.discord.world.world import World

IDLE_SECONDS = 3600.0
"""How long Discord waits until it looks again if nothing is due."""

VIOLATIONS_KEPT = 10_000
USER_FILES_KEPT = 200


class LocalDiscord:
    """The state behind the routes, the gateway and the driver.

    Args:
        token: The bot's only valid token.
        clock: What time it is here.
        world: Who and what is there.
        privileged_intents: The privileged intents that are switched on for the bot.
        answer_seconds: How many real seconds the bot has for a first answer.

    Attributes:
        refusals: Notifies of each violation as it is recorded.
        requests: Notifies of each request of the bot once it is answered.
    """

    def __init__(
        self,
        token: str,
        clock: Clock,
        world: World,
        privileged_intents: int = 0,
        answer_seconds: float = ANSWER_SECONDS,
    ) -> None:
        self.token = token
        self.clock = clock
        self.world = world
        self.ids = Snowflakes(clock)
        self.guard = Guard()
        self.messages = Messages(self.ids, world.users, self.guard)
        self.interactions = Interactions(clock, answer_seconds)
        self.commands = CommandRegistry(world.bot.id, self.ids)
        self.journal = Journal()
        self.faults = HttpFaults()
        self.violations: deque[Violation] = deque(maxlen=VIOLATIONS_KEPT)
        self.refusals: Feed[Violation] = Feed()
        self.requests: Feed[Served] = Feed()
        self.gateway = Gateway(token, world, self.violate, privileged_intents)
        self.stirred = asyncio.Event()
        self.threads = Threads(world, self.gateway, self.ids, clock, self.stirred)
        self.events = Events(world, self.gateway, self.ids, clock, self.stirred)
        self.requests_in_flight = 0
        self.last_request = 0.0
        self._user_files: OrderedDict[str, Upload] = OrderedDict()

    def violate(self, violation: Violation) -> None:
        """Record a violation of Discord's rules."""
        self.violations.append(violation)
        self.refusals.tell(violation)

    @property
    def application_id(self) -> int:
        """The application's id; for today's bots it is the bot user's."""
        return self.world.bot.id

    async def live(self) -> None:
        """Do what Discord does automatically as time passes, until cancelled."""
        parts = (self.threads, self.events)
        while True:
            self.stirred.clear()
            for part in parts:
                await part.age(self.clock.now())
            due = min((at for part in parts if (at := part.next_at())), default=None)
            ahead = (due - self.clock.now()).total_seconds() if due else IDLE_SECONDS
            await self.clock.wait(self.stirred, ahead)

    def new_message(self, channel: Channel, author: User, **more: object) -> StoredMessage:
        """Return a blank message that is not stored yet."""
        id_ = self.ids.next()
        data = blank(id_, channel, author, self.clock.now(), **more)
        return StoredMessage(id_, channel, data, {})

    def reply_to(self, interaction: Interaction, *, ephemeral: bool) -> StoredMessage:
        """Return a blank message that answers an interaction and is not stored yet."""
        payload, source = interaction.payload, interaction.source
        message = self.new_message(
            interaction.channel,
            self.world.bot,
            type=COMMAND_REPLY if interaction.type == COMMAND else 0,
            flags=EPHEMERAL if ephemeral else 0,
            application_id=payload["application_id"],
            webhook_id=payload["application_id"],
            interaction_metadata=interaction.metadata(),
        )
        if interaction.type == COMMAND:
            message.data["interaction"] = {
                "id": interaction.id,
                "type": interaction.type,
                "name": command_name(payload["data"]),
                "user": interaction.user.wire(),
            }
        message.interaction_id = interaction.id
        message.only_for = interaction.user if ephemeral else None
        if source is not None:
            message.data["type"] = REPLY
            message.data["message_reference"] = reference(source, interaction.channel)
        return message

    def write(
        self,
        message: StoredMessage,
        body: Json,
        uploads: Mapping[int, Upload],
        interaction_id: str | None = None,
        under: tuple[str, ...] = (),
    ) -> None:
        """Change a message as the bot asks and record it.

        Raises:
            RefusedError: A limit is broken.
        """
        promised = bool(message.data["flags"] & LOADING)
        self.messages.compose(message, body, uploads, under)
        if not promised:
            message.data["edited_timestamp"] = self.clock.now().isoformat()
        action = "create" if promised else "edit"
        self.journal.note(action, message.data, message.uploads, interaction_id)
        self.messages.changes.tell(("MESSAGE_UPDATE", message))

    async def edit(
        self,
        message: StoredMessage,
        body: Json,
        uploads: Mapping[int, Upload],
        interaction_id: str | None = None,
    ) -> None:
        """Change a message as the bot asks, record it and announce it.

        Raises:
            RefusedError: A limit is broken.
        """
        self.write(message, body, uploads, interaction_id)
        await self.announce("MESSAGE_UPDATE", message)

    async def delete(self, message: StoredMessage, interaction_id: str | None = None) -> None:
        """Delete a message, record it and announce it."""
        self.messages.delete(message)
        self.threads.note_deleted(message.channel)
        self.journal.note("delete", message.data, (), interaction_id)
        gone = {"id": str(message.id), "channel_id": str(message.channel.id)}
        await self._tell("MESSAGE_DELETE", message, gone)

    async def announce(self, event: str, message: StoredMessage) -> None:
        """Notify the bot of a message, as far as its intents allow."""
        data = dict(message.data)
        if event == "MESSAGE_CREATE" and message.only_for is None:
            author = self.world.users[int(data["author"]["id"])]
            await self.threads.note_message(message.channel, message.id, author)
        guild = message.channel.guild
        if guild is not None:
            if "webhook_id" not in data:
                data |= _membership(guild, data["author"])
            data["mentions"] = [user | _membership(guild, user) for user in data["mentions"]]
            if not self.gateway.sees_content(data, guild.id):
                data |= {"content": "", "embeds": [], "attachments": [], "components": []}
        await self._tell(event, message, data)

    async def _tell(self, event: str, message: StoredMessage, data: Json) -> None:
        channel, guild = message.channel, message.channel.guild
        if message.only_for is not None:
            return
        if guild is not None and guild.bot_is_member:
            data["guild_id"] = str(guild.id)
            await self.gateway.dispatch(event, data, guild.id, GUILD_MESSAGES)
        elif channel.type == DM:
            await self.gateway.dispatch(event, data, None, DIRECT_MESSAGES)

    async def open_about(
        self, message: StoredMessage, name: str, owner: User, archive_minutes: int | None = None
    ) -> Thread:
        """Open a thread about a message; it begins with a reference to it.

        Raises:
            RefusedError: 160006, the server has too many active threads.
        """
        thread = await self.threads.open(
            message.channel,
            name,
            owner,
            message_id=message.id,
            archive_minutes=archive_minutes,
        )
        flags = message.data["flags"] | HAS_THREAD
        message.data = message.data | {"flags": flags, "thread": thread.wire()}
        await self.announce("MESSAGE_UPDATE", message)
        starter = self.new_message(
            thread,
            owner,
            type=THREAD_STARTER,
            message_reference=reference(message.data, message.channel),
            referenced_message=message.data,
        )
        self.messages.add(starter)
        return thread

    def keep_user_file(self, channel: Channel, upload: Upload) -> Json:
        """Keep a file that a user sends, and return its attachment object."""
        id_ = str(self.ids.next())
        self._user_files[id_] = upload
        if len(self._user_files) > USER_FILES_KEPT:
            self._user_files.popitem(last=False)
        url = self.guard.attachment_url(channel.id, id_, upload.name)
        return attachment(id_, upload.name, url, upload)

    def file(self, attachment_id: str) -> Upload | None:
        """Return a file that was sent, while it is kept."""
        return self._user_files.get(attachment_id) or self.messages.file(attachment_id)


def _membership(guild: Guild, user: Json) -> Json:
    """Return the member object that messages have beside a user, without that user again."""
    member = guild.members.get(int(user["id"]))
    if member is None:
        return {}
    return {"member": {key: value for key, value in member.wire().items() if key != "user"}}
