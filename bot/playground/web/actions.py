"""A viewer's actions on the page, carried out in the playground."""

import asyncio
from collections import OrderedDict
from collections.abc import Mapping

from bot.playground.discord.http.wire import FILE_BYTES, Json, Upload
from bot.playground.discord.interactions.exchange import Exchange
from bot.playground.discord.interactions.registry import CHAT_INPUT
from bot.playground.discord.messages.messages import StoredMessage
from bot.playground.discord.world.entities import Channel, Guild, User
from bot.playground.discord.world.permissions import MANAGE_THREADS
from bot.playground.discord.world.thread import Thread
from bot.playground.driver import options as kinds
from bot.playground.driver.options import Value, find_subcommand
from bot.playground.playground import Playground
from bot.playground.web.fields import AskedWrongError, mapping, one_of, snowflake, text, texts
from bot.playground.web.sight import LOCALES, Sight

FORMS_KEPT = 20
UPLOADS_KEPT = 20
NAME_LETTERS = 32
REFUSED_SECONDS = 0.05
"""Limits within which Discord's apps let people write."""


class Actions:
    """The actions of one viewer.

    Args:
        playground: Where.
        viewer: Who acts.
        sight: What the viewer sees, and so can act on.
    """

    def __init__(self, playground: Playground, viewer: User, sight: Sight) -> None:
        self._playground = playground
        self._world = playground.world
        self._viewer = viewer
        self._sight = sight
        self._forms: OrderedDict[str, Exchange] = OrderedDict()
        self._uploads: OrderedDict[str, Upload] = OrderedDict()
        self._saying: set[asyncio.Task[Exchange]] = set()

    def upload(self, asked: Json, content: bytes) -> Json:
        """Keep a file for the message or command that is about to be sent; return its handle.

        Raises:
            AskedWrongError: Discord would refuse it.
        """
        if len(content) > FILE_BYTES:
            raise AskedWrongError(f"Your files are too powerful: at most {FILE_BYTES:,} bytes")
        handle = str(self._playground.discord.ids.next())
        kind = text(asked, "type") or "application/octet-stream"
        self._uploads[handle] = Upload(text(asked, "name") or "file", content, kind)
        if len(self._uploads) > UPLOADS_KEPT:
            self._uploads.popitem(last=False)
        return {"file": handle}

    async def open(self, asked: Json) -> Json:
        """Return what is in a channel."""
        return self._sight.opened(self._channel(asked))

    async def say(self, asked: Json) -> Json:
        """Write a plain message, as a reply if ``message_id`` is there, with ``files``."""
        channel = self._channel(asked)
        files = [self._upload(handle) for handle in texts(asked, "files")]
        content = text(asked, "content")
        if not content.strip() and not files:
            raise AskedWrongError("an empty message is not sent")
        answered = self._message(asked).data if "message_id" in asked else None
        said = self._playground.say(
            self._viewer,
            content,
            channel,
            reply_to=answered,
            ping=asked.get("ping") is not False,
            files=files,
        )
        # The author need not wait for an answer: it comes as a message.
        task = asyncio.create_task(said)
        self._saying.add(task)
        task.add_done_callback(self._saying.discard)
        await asyncio.wait({task}, timeout=REFUSED_SECONDS)
        return self._report(task.result()) if task.done() else {}

    async def thread(self, asked: Json) -> Json:
        """Open a thread about a message, and return its channel."""
        message, name = self._message(asked), text(asked, "name")
        thread = await self._playground.open_thread(
            self._viewer, name, message.channel, about=message.data
        )
        return thread.wire()

    async def post(self, asked: Json) -> Json:
        """Post in a forum, with ``tags`` by id, and return the post's channel."""
        forum = self._channel(asked)
        chosen = texts(asked, "tags")
        tags = [tag.name for tag in forum.tags_offered if str(tag.id) in chosen]
        thread = await self._playground.post(
            self._viewer, forum, text(asked, "name"), text(asked, "content"), tags
        )
        return thread.wire()

    async def slash(self, asked: Json) -> Json:
        """Use a slash command with ``options`` by name."""
        channel, name = self._channel(asked), text(asked, "name")
        values = self._values(channel, name, mapping(asked, "options"))
        return self._report(await self._playground.slash(self._viewer, name, values, channel))

    async def autocomplete(self, asked: Json) -> Json:
        """Return the choices for the option that is ``focused``."""
        channel, name = self._channel(asked), text(asked, "name")
        given, focused = mapping(asked, "options"), text(asked, "focused")
        values = self._values(channel, name, given)
        exchange = await self._playground.autocomplete(self._viewer, name, values, focused, channel)
        return self._report(exchange)

    async def press(self, asked: Json) -> Json:
        """Press a button of a message."""
        message, custom_id = self._message(asked), text(asked, "custom_id")
        return self._report(await self._playground.click(self._viewer, message.data, custom_id))

    async def choose(self, asked: Json) -> Json:
        """Choose ``values`` in a select of a message."""
        message, custom_id = self._message(asked), text(asked, "custom_id")
        exchange = await self._playground.select(
            self._viewer, message.data, custom_id, texts(asked, "values")
        )
        return self._report(exchange)

    async def menu(self, asked: Json) -> Json:
        """Use a context menu command on a message or a user."""
        name = text(asked, "name")
        target = self._message(asked).data if "message_id" in asked else self._user(asked)
        exchange = await self._playground.context_menu(
            self._viewer, name, target, self._channel(asked)
        )
        return self._report(exchange)

    async def submit(self, asked: Json) -> Json:
        """Send a form that was opened, with its ``fields`` by custom id."""
        form = self._forms.get(text(asked, "interaction_id"))
        if form is None:
            raise AskedWrongError("this form is no longer open")
        fields: dict[str, str | list[str]] = {}
        given = mapping(asked, "fields")
        for key, value in given.items():
            fields[key] = texts(given, key) if isinstance(value, list) else text(given, key)
        return self._report(await self._playground.submit(self._viewer, form, fields))

    async def change_thread(self, asked: Json) -> Json:
        """Archive or lock a thread, or take that back: its ``archived`` and ``locked``.

        Raises:
            AskedWrongError: The viewer may not, or it is no thread.
        """
        thread = self._channel(asked)
        if not isinstance(thread, Thread):
            raise AskedWrongError("only a thread can be archived or locked")
        fields = {key: asked[key] for key in ("archived", "locked") if key in asked}
        moderates = self._sight.granted(thread) & MANAGE_THREADS
        if not moderates and (
            "locked" in fields or thread.locked or thread.owner is not self._viewer
        ):
            raise AskedWrongError(
                "a thread is archived by whoever opened it, and locked by moderators"
            )
        await self._playground.discord.threads.change(
            thread, {key: value is True for key, value in fields.items()}
        )
        return {}

    async def voice(self, asked: Json) -> Json:
        """Sit down in a voice channel, or leave it when there is no ``channel_id``."""
        channel = self._channel(asked) if asked.get("channel_id") else None
        await self._playground.join_voice(self._viewer, channel)
        return {}

    async def person(self, asked: Json) -> Json:
        """Give somebody, who appears when new, a ``locale`` and ``roles``."""
        name = text(asked, "name").strip()
        if not 0 < len(name) <= NAME_LETTERS or not name.isprintable():
            raise AskedWrongError(f"a name has 1 to {NAME_LETTERS} letters")
        guild = self._world.home
        user = self._world.user(name)
        guild.member(user)
        if "locale" in asked:
            user.locale = one_of(asked, "locale", LOCALES)
        if "roles" in asked:
            known = {str(role.id): role for role in guild.roles.values()}
            wanted = [known[id_] for id_ in texts(asked, "roles") if id_ in known]
            self._playground.set_roles(user, wanted)
        return user.wire()

    def _report(self, exchange: Exchange) -> Json:
        id_: str = exchange.interaction["id"]
        if exchange.modal is not None:
            self._forms[id_] = exchange
            if len(self._forms) > FORMS_KEPT:
                self._forms.popitem(last=False)
        return {
            "interaction_id": id_,
            "milliseconds": exchange.milliseconds,
            "acknowledged": exchange.acknowledged,
            "modal": exchange.modal,
            "choices": exchange.choices,
            "error": exchange.error,
        }

    def _values(self, channel: Channel, name: str, given: Json) -> dict[str, Value]:
        first, *rest = name.split() or [""]
        offered = self._playground.offered(self._viewer, channel)
        command = next((c for c in offered if c["type"] == CHAT_INPUT and c["name"] == first), None)
        if command is None:
            raise AskedWrongError(f"there is no command /{first} here")
        _, options = find_subcommand(command, rest)
        types = {option["name"]: option["type"] for option in options}
        return {key: self._value(types.get(key), key, given) for key in given}

    def _value(self, kind: int | None, key: str, given: Json) -> Value:
        guild, value = self._world.home, given[key]
        match kind:
            case kinds.ATTACHMENT:
                return self._upload(text(given, key))
            case kinds.USER | kinds.MENTIONABLE | kinds.ROLE | kinds.CHANNEL:
                found = _named(kind, self._world.users, guild).get(snowflake(given, key))
                if found is None:
                    raise AskedWrongError(f"{key!r} names nothing that is there")
                return found
            case _:
                if isinstance(value, str | int | float):
                    return value
                raise AskedWrongError(f"{key!r} has no such value")

    def _upload(self, handle: str) -> Upload:
        upload = self._uploads.get(handle)
        if upload is None:
            raise AskedWrongError("this file is no longer there: attach it again")
        return upload

    def _user(self, asked: Json) -> User:
        user = self._world.users.get(snowflake(asked, "user_id"))
        if user is None:
            raise AskedWrongError("there is nobody of that id")
        return user

    def _channel(self, asked: Json) -> Channel:
        channel = self._world.channels.get(snowflake(asked, "channel_id"))
        if channel is None or not self._sight.sees_channel(channel):
            raise AskedWrongError("there is no such channel any more")
        return channel

    def _message(self, asked: Json) -> StoredMessage:
        message = self._playground.discord.messages.find(snowflake(asked, "message_id"))
        if message is None or not self._sight.sees(message):
            raise AskedWrongError("there is no such message any more")
        return message


def _named(kind: int, users: Mapping[int, User], guild: Guild) -> Mapping[int, Value]:
    match kind:
        case kinds.USER:
            return users
        case kinds.ROLE:
            return guild.roles
        case kinds.CHANNEL:
            return guild.channels
        case _:
            return {**users, **guild.roles}
