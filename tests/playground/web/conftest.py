"""One playground with its page and the sample bot, and tabs that people open in it."""

import asyncio
import json
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Generator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
from yarl import URL

from bot.playground.discord.interactions.interactions import ANSWER_SECONDS
from bot.playground.process.bot_process import BotProcess
from bot.playground.process.folders import Folders
from bot.playground.session import Session
from bot.playground.web.hub import Hub
from bot.playground.web.page import Page
from bot.playground.web.town import settle

MODULE = "tests.playground.script.script_bot"
HASTE_SECONDS = 0.25
WAIT_SECONDS = 8.0

Json = dict[str, Any]


@dataclass
class Tab:
    """An open page, as far as the server sees of it."""

    socket: aiohttp.ClientWebSocketResponse
    events: list[Json] = field(default_factory=list[Json])
    world: Json = field(default_factory=dict[str, Any])

    async def receive(self) -> Json:
        async with asyncio.timeout(WAIT_SECONDS):
            frame: Json = await self.socket.receive_json()
        if "t" in frame:
            self.events.append(frame)
        return frame

    async def event(self, name: str, fits: Callable[[Json], bool] = lambda _: True) -> Json:
        """Return the next event of that name, among those that came already or are to come."""
        while True:
            for at, frame in enumerate(self.events):
                if frame["t"] == name and fits(frame["d"]):
                    del self.events[: at + 1]
                    return frame["d"]
            await self.receive()

    async def ask(self, do: str, **fields: Any) -> Json:
        """Do something and return the whole answer."""
        await self.socket.send_str(json.dumps({"id": do, "do": do, **fields}))
        while (frame := await self.receive()).get("re") != do:
            pass
        return frame

    async def act(self, do: str, **fields: Any) -> Json:
        """Do something that works and return what came of it."""
        answer = await self.ask(do, **fields)
        assert "error" not in answer, answer
        return answer["d"]

    async def upload(self, name: str, content: bytes) -> str:
        head = json.dumps({"id": "upload", "do": "upload", "name": name, "type": "image/png"})
        await self.socket.send_bytes(head.encode() + b"\n" + content)
        while (frame := await self.receive()).get("re") != "upload":
            pass
        return frame["d"]["file"]

    @property
    def here(self) -> Json:
        """Where most things are done: in #general."""
        return {"channel_id": self.channel("general")}

    def channel(self, name: str) -> str:
        (guild,) = self.world["guilds"]
        return next(one["id"] for one in guild["channels"] if one["name"] == name)

    def user(self, name: str) -> str:
        return next(one["id"] for one in self.world["users"] if one["username"] == name)


@dataclass
class Stage:
    """The playground, its page, and a client that opens it."""

    session: Session
    hub: Hub
    page: Page
    client: aiohttp.ClientSession

    @property
    def url(self) -> URL:
        return URL(self.page.url)

    @contextmanager
    def in_haste(self) -> Generator[None]:
        """Give the bot less than three seconds for its answers."""
        interactions = self.session.playground.discord.interactions
        interactions.answer_seconds = HASTE_SECONDS
        try:
            yield
        finally:
            interactions.answer_seconds = ANSWER_SECONDS

    @asynccontextmanager
    async def tab(self, user: str) -> AsyncGenerator[Tab]:
        address = self.url / "socket" % {"user": user}
        async with self.client.ws_connect(address, max_msg_size=0) as socket:
            tab = Tab(socket)
            tab.world = await tab.event("READY")
            yield tab


@pytest_asyncio.fixture(scope="package", loop_scope="package")
async def stage(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Stage]:
    folders = Folders.below(tmp_path_factory.mktemp("page"), None, None)
    bot = BotProcess(folders.log_file, MODULE)
    session = Session(folders, bot, with_bot=False, settle_seconds=0)
    hub = Hub(session)
    page = Page(hub)
    settle(session.playground.world)
    async with session, aiohttp.ClientSession() as client:
        await hub.keeper.start()
        yield Stage(session, hub, page, client)
        await page.close()
        await hub.keeper.leave()
