"""The local Discord as a whole: a server, and people who use the bot.

::

    async with Playground() as playground:
        ...  # start a client against playground.api_base and playground.gateway_url
        await playground.wait_until_synced()
        exchange = await playground.slash("ada", "movie", {"title": "kramr"})
        exchange = await playground.click("ada", exchange, "Full synopsis")
        assert not playground.violations
"""

import asyncio
import secrets
from collections import deque
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Self

from aiohttp import web

from bot.clock import Clock, SystemClock
from bot.playground.discord.gateway.gateway import Gateway
from bot.playground.discord.http.faults import HttpFaults
from bot.playground.discord.http.guard import HOST
from bot.playground.discord.http.openapi import load_schema
from bot.playground.discord.http.wire import Json
from bot.playground.discord.interactions.interactions import ANSWER_SECONDS
from bot.playground.discord.messages.journal import Journal, Violation
from bot.playground.discord.server import API, Server
from bot.playground.discord.state import LocalDiscord
from bot.playground.discord.world.world import World
from bot.playground.driver.people import People
from bot.playground.driver.servers import Moderators

SETTLE_SECONDS = 0.05


class Playground(People):
    """A local Discord, from ``async with`` to its end.

    Args:
        clock: Tells the time here; the 3 seconds for a first answer are always real ones.
        world: Users, servers and channels; a small server by default.
        openapi: Discord's OpenAPI description, to check all requests and replies against (needs
            jsonschema; slow).
        privileged_intents: The privileged intents that are switched on for the bot.
        settle_seconds: How long the bot must have been silent for an exchange to be over; 0
            returns with the answer itself, for benchmarks.
        answer_seconds: How many real seconds the bot has for a first answer; 3 on Discord.
        port: Where to listen; 0 takes a free port.

    Attributes:
        token: The bot's only valid token, new for each start.
    """

    def __init__(
        self,
        clock: Clock | None = None,
        *,
        world: World | None = None,
        openapi: Path | None = None,
        privileged_intents: int = 0,
        settle_seconds: float = SETTLE_SECONDS,
        answer_seconds: float = ANSWER_SECONDS,
        port: int = 0,
    ) -> None:
        self.token = secrets.token_urlsafe(32)
        discord = LocalDiscord(
            self.token, clock or SystemClock(), world or World(), privileged_intents, answer_seconds
        )
        super().__init__(discord, settle_seconds)
        self._server = Server(discord, load_schema(openapi) if openapi else None)
        self._port = port
        self._living: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        """Listen."""
        await self._server.start(self._port)
        self._living = asyncio.create_task(self.discord.live())
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close all connections."""
        if self._living is not None:
            self._living.cancel()
            await asyncio.gather(self._living, return_exceptions=True)
        await self._server.stop()

    @property
    def api_base(self) -> str:
        """The URL in place of ``https://discord.com/api/v10``."""
        return f"http://{HOST}:{self._server.port}{API}"

    @property
    def gateway_url(self) -> str:
        """The URL in place of ``wss://gateway.discord.gg``."""
        return self.gateway.url

    @property
    def port(self) -> int:
        """Where it listens; known once it does."""
        return self._server.port

    def serve(self, routes: Iterable[web.AbstractRouteDef]) -> None:
        """Serve further routes; only before it listens."""
        self._server.app.router.add_routes(routes)

    @property
    def routes(self) -> list[tuple[str, str]]:
        """The methods and path templates of the API that are served."""
        return self._server.routes

    @property
    def gateway(self) -> Gateway:
        """The sessions of the bot, which can be dropped, closed or invalidated."""
        return self.discord.gateway

    @property
    def moderators(self) -> Moderators:
        """The moderators of a server."""
        return Moderators(self.discord)

    @property
    def faults(self) -> HttpFaults:
        """Faults of the REST API, on demand."""
        return self.discord.faults

    @property
    def journal(self) -> Journal:
        """What the bot sent, edited and deleted, in order."""
        return self.discord.journal

    @property
    def violations(self) -> deque[Violation]:
        """All violations of Discord's rules; a correct bot leaves it empty."""
        return self.discord.violations

    @property
    def commands(self) -> list[Json]:
        """The global commands, as registered."""
        return self.discord.commands.all()

    async def wait_until_connected(self, seconds: float = 10.0) -> None:
        """Return when every shard is connected.

        Raises:
            TimeoutError: It took longer.
        """
        async with asyncio.timeout(seconds):
            await self.gateway.wait_until_connected()

    async def wait_until_synced(self, seconds: float = 10.0) -> None:
        """Return when the bot is connected and has registered its commands.

        Raises:
            TimeoutError: It took longer.
        """
        async with asyncio.timeout(seconds):
            await self.discord.commands.wait_until_synced()
            await self.gateway.wait_until_connected()
