"""One open page: its viewer, what they see, and what they do."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TypeAlias, cast

import structlog
from aiohttp import WSMsgType, web

from bot.playground.discord.gateway.gateway import Frame
from bot.playground.discord.http.wire import Json, Served
from bot.playground.discord.messages.journal import Violation
from bot.playground.discord.messages.messages import StoredMessage
from bot.playground.discord.world.entities import User
from bot.playground.driver.options import NotOfferedError
from bot.playground.process.bot_process import BotDiedError
from bot.playground.web.actions import Actions
from bot.playground.web.fields import AskedWrongError
from bot.playground.web.hub import Hub
from bot.playground.web.sight import Sight
from bot.playground.web.wiretap import frame_entry, refusal_entry, request_entry

TAKEN_OVER = 4001
"""The code with which a page is closed when the same person opens another."""

ENDED = 4002
"""The code with which pages are closed when the playground ends."""

TOO_SLOW = 4003
WAITING = 20_000
"""How many events may wait for a page before it is closed for being too slow."""

_CHANGING = ("person", "voice", "hard.")
_MESSAGES = ("MESSAGE_", "INTERACTION_")
_REFUSALS = (AskedWrongError, NotOfferedError, BotDiedError)
_log = structlog.get_logger(__name__)

Act: TypeAlias = Callable[[Json], Awaitable[Json]]


class Viewer:
    """Serves one page, from its hello to its end.

    Args:
        hub: The playground.
        user: The viewer.
        socket: The connection to the page; it is open.
    """

    def __init__(self, hub: Hub, user: User, socket: web.WebSocketResponse) -> None:
        self._hub = hub
        self._discord = hub.playground.discord
        self._user = user
        self._socket = socket
        self._sight = Sight(hub.playground, user)
        self._actions = Actions(hub.playground, user, self._sight)
        self._waiting: asyncio.Queue[str] = asyncio.Queue(WAITING)
        self._tasks: set[asyncio.Task[Json] | asyncio.Task[None]] = set()
        self._inspecting = False
        self._stale = False
        self._acts = self._table()

    async def serve(self) -> None:
        """Send events and handle requests, until the page closes."""
        sending = asyncio.create_task(self._send_all())
        self._greet()
        self._listen()
        try:
            async for frame in self._socket:
                if frame.type is WSMsgType.TEXT:
                    self._take(cast("str", frame.data), b"")
                elif frame.type is WSMsgType.BINARY:
                    head, _, content = cast("bytes", frame.data).partition(b"\n")
                    self._take(head.decode("utf-8", "replace"), content)
        finally:
            self._leave()
            for task in (*self._tasks, sending):
                task.cancel()

    async def close(self, code: int) -> None:
        """Close the page's connection."""
        await self._socket.close(code=code)

    def _table(self) -> dict[str, Act]:
        do, hard = self._actions, self._hub.trouble
        return {
            "open": do.open,
            "say": do.say,
            "slash": do.slash,
            "autocomplete": do.autocomplete,
            "press": do.press,
            "choose": do.choose,
            "menu": do.menu,
            "submit": do.submit,
            "thread": do.thread,
            "post": do.post,
            "change_thread": do.change_thread,
            "voice": do.voice,
            "person": do.person,
            "inspect": self.inspect,
            "orders": hard.look,
            "hard.bot": hard.bot,
            "hard.gateway": hard.gateway,
            "hard.fault": hard.fault,
            "hard.behave": hard.behave,
            "hard.deny": hard.deny,
            "hard.advance": hard.advance,
            "hard.create_channel": hard.create_channel,
            "hard.delete_channel": hard.delete_channel,
            "hard.delete_message": hard.delete_message,
            "hard.delete_event": hard.delete_event,
        }

    async def inspect(self, asked: Json) -> Json:
        """Start or stop sending the traffic between the bot and Discord."""
        wanted = asked.get("on") is True
        if wanted is not self._inspecting:
            self._inspecting = wanted
            (self._tap if wanted else self._untap)()
        return {}

    def _greet(self) -> None:
        self._tell("READY", self._sight.greeting() | self._standing())

    def _standing(self) -> Json:
        return {
            "bot": self._hub.keeper.status,
            "clock_ahead": self._hub.session.clock.offset_seconds,
        }

    def _listen(self) -> None:
        self._discord.messages.changes.listen(self._on_message)
        self._discord.commands.changes.listen(self._on_commands)
        self._discord.gateway.frames.listen(self._on_frame)
        self._hub.keeper.changes.listen(self._on_change)
        self._hub.changes.listen(self._on_change)

    def _leave(self) -> None:
        self._discord.messages.changes.leave(self._on_message)
        self._discord.commands.changes.leave(self._on_commands)
        self._discord.gateway.frames.leave(self._on_frame)
        self._hub.keeper.changes.leave(self._on_change)
        self._hub.changes.leave(self._on_change)
        if self._inspecting:
            self._untap()

    def _tap(self) -> None:
        self._discord.gateway.frames.listen(self._show_frame)
        self._discord.requests.listen(self._show_request)
        self._discord.refusals.listen(self._show_refusal)

    def _untap(self) -> None:
        self._discord.gateway.frames.leave(self._show_frame)
        self._discord.requests.leave(self._show_request)
        self._discord.refusals.leave(self._show_refusal)

    def _on_message(self, change: tuple[str, StoredMessage]) -> None:
        event, message = change
        if not self._sight.sees(message):
            return
        if event == "MESSAGE_DELETE":
            gone = {"id": str(message.id), "channel_id": str(message.channel.id)}
            self._tell(event, gone)
        else:
            self._tell(event, message.data)

    def _on_commands(self, _: None) -> None:
        self._tell("APPLICATION_COMMANDS_UPDATE", {})

    def _on_frame(self, frame: Frame) -> None:
        if frame.name == "TYPING_START":
            channel = self._hub.playground.world.channels.get(int(frame.data["channel_id"]))
            if channel is not None and self._sight.sees_channel(channel):
                self._tell(frame.name, frame.data)
        elif not frame.name.startswith(_MESSAGES):
            self._on_change(None)

    def _on_change(self, _: None) -> None:
        # Many changes come at once, as when a bot reconnects: the page is notified once.
        if not self._stale:
            self._stale = True
            asyncio.get_running_loop().call_soon(self._tell_change)

    def _tell_change(self) -> None:
        self._stale = False
        told = {"guilds": [self._sight.guild()], "users": self._sight.people()}
        self._tell("PLAYGROUND_UPDATE", told | self._standing())

    def _show_frame(self, frame: Frame) -> None:
        self._tell("WIRE", frame_entry(frame))

    def _show_request(self, served: Served) -> None:
        self._tell("WIRE", request_entry(served))

    def _show_refusal(self, violation: Violation) -> None:
        self._tell("WIRE", refusal_entry(violation))

    def _take(self, head: str, content: bytes) -> None:
        try:
            asked: object = json.loads(head)
        except ValueError:
            return
        if not isinstance(asked, dict):
            return
        fields = cast("Json", asked)
        task = asyncio.create_task(self._carry_out(fields, content))
        self._tasks.add(task)
        task.add_done_callback(lambda done: self._answer(fields, done))

    async def _carry_out(self, asked: Json, content: bytes) -> Json:
        name = str(asked.get("do"))
        if name == "upload":
            return self._actions.upload(asked, content)
        if (act := self._acts.get(name)) is None:
            raise AskedWrongError(f"there is no action {name!r}")
        return await act(asked)

    def _answer(self, asked: Json, done: asyncio.Task[Json]) -> None:
        self._tasks.discard(done)
        if done.cancelled():
            return
        failure = done.exception()
        if failure is None:
            answer: Json = {"d": done.result()}
        elif isinstance(failure, _REFUSALS):
            answer = {"error": str(failure)}
        else:
            _log.error("page_action_failed", action=asked.get("do"), exc_info=failure)
            answer = {"error": f"The playground itself failed: {type(failure).__name__}: {failure}"}
        self._put(json.dumps({"re": asked.get("id"), **answer}))
        if str(asked.get("do")).startswith(_CHANGING):
            self._hub.changes.tell(None)

    def _tell(self, event: str, data: Json) -> None:
        self._put(json.dumps({"t": event, "d": data}))

    def _put(self, text: str) -> None:
        try:
            self._waiting.put_nowait(text)
        except asyncio.QueueFull:
            closing = asyncio.create_task(self.close(TOO_SLOW))
            self._tasks.add(closing)

    async def _send_all(self) -> None:
        with suppress(ConnectionError):
            while True:
                await self._socket.send_str(await self._waiting.get())
