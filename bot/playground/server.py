"""The local Discord's HTTP and WebSocket server, on loopback."""

import hmac
import time
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any

from aiohttp import web

from bot.playground.faults import TooEarlyError, too_many
from bot.playground.guard import HOST
from bot.playground.journal import Violation
from bot.playground.rest.application import ApplicationRoutes
from bot.playground.rest.callbacks import CallbackRoutes
from bot.playground.rest.channels import ChannelRoutes
from bot.playground.rest.events import EventRoutes
from bot.playground.rest.guilds import GuildRoutes
from bot.playground.rest.threads import ThreadRoutes
from bot.playground.rest.webhooks import WebhookRoutes
from bot.playground.state import LocalDiscord
from bot.playground.wire import SCHEMA, BodySchema, RefusedError, respond, unknown

API = "/api/v10"
GATEWAY = "/gateway"

_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
_BY_TOKEN_IN_URL = (f"{API}/interactions/", f"{API}/webhooks/")
_KINDS = {10062: "late answer", 40060: "second answer"}


class Server:
    """Serves a local Discord.

    Args:
        discord: What is served.
        schema: Judges all request bodies, if given.
    """

    def __init__(self, discord: LocalDiscord, schema: BodySchema | None = None) -> None:
        self._discord = discord
        self.app = web.Application(middlewares=[self._admit])
        if schema is not None:
            self.app[SCHEMA] = schema
        self.app.router.add_get(GATEWAY, discord.gateway.handle)
        self.app.router.add_get("/attachments/{channel_id}/{id}/{filename}", self._file)
        for part in (
            ApplicationRoutes(discord),
            CallbackRoutes(discord),
            WebhookRoutes(discord),
            ThreadRoutes(discord),
            ChannelRoutes(discord),
            GuildRoutes(discord),
            EventRoutes(discord),
        ):
            for route in part.routes():
                self.app.router.add_route(route.method, API + route.path, route.handler)
        self._runner = web.AppRunner(self.app, access_log=None, shutdown_timeout=1.0)
        self.port = 0

    async def start(self, port: int = 0) -> None:
        """Listen on loopback; port 0 takes a free one."""
        await self._runner.setup()
        site = web.TCPSite(self._runner, HOST, port)
        await site.start()
        self.port = self._runner.addresses[0][1]
        self._discord.gateway.url = f"ws://{HOST}:{self.port}{GATEWAY}"
        self._discord.guard.port = self.port

    async def stop(self) -> None:
        """Close all connections and stop listening."""
        await self._discord.gateway.close()
        await self._runner.cleanup()

    async def _file(self, request: web.Request) -> web.Response:
        upload = self._discord.file(request.match_info["id"])
        if upload is None or not self._discord.guard.is_signed(request):
            return respond(unknown("Attachment", 0).body(), HTTPStatus.NOT_FOUND)
        return web.Response(body=upload.content, content_type=upload.content_type.split(";")[0])

    @web.middleware
    async def _admit(self, request: web.Request, handler: _Handler) -> web.StreamResponse:
        if (complaint := self._discord.guard.complaint(request)) is not None:
            body = RefusedError(HTTPStatus.FORBIDDEN, 0, complaint).body()
            return respond(body, HTTPStatus.FORBIDDEN)
        if not request.path.startswith(API):
            return await handler(request)
        self._discord.requests_in_flight += 1
        try:
            return await self._serve(request, handler)
        finally:
            self._discord.requests_in_flight -= 1
            self._discord.last_request = time.monotonic()

    async def _serve(self, request: web.Request, handler: _Handler) -> web.StreamResponse:
        try:
            if (ordered := await self._discord.faults.carry_out(request)) is not None:
                return ordered
            self._authorize(request)
            answer = await handler(request)
        except TooEarlyError as early:
            where = f"{request.method} {request.path}"
            violation = Violation("too early", where, {"retry_after": early.left})
            self._discord.violations.append(violation)
            return too_many(early.left)
        except RefusedError as refused:
            return self._refuse(request, refused)
        except (web.HTTPNotFound, web.HTTPMethodNotAllowed) as missing:
            message = f"{missing.status}: {missing.reason}"
            refused = RefusedError(missing.status, 0, message)
            return self._refuse(request, refused, "unknown route")
        except web.HTTPRequestEntityTooLarge:
            return self._refuse(request, RefusedError(413, 40005, "Request entity too large"))
        await self._discord.faults.hold_back(request)
        return answer

    def _authorize(self, request: web.Request) -> None:
        if request.path.startswith(_BY_TOKEN_IN_URL):
            return
        given = request.headers.get("Authorization", "").encode(errors="surrogateescape")
        if not hmac.compare_digest(given, f"Bot {self._discord.token}".encode()):
            raise RefusedError(401, 0, "401: Unauthorized")

    def _refuse(
        self, request: web.Request, refused: RefusedError, kind: str | None = None
    ) -> web.Response:
        body: dict[str, Any] = refused.body()
        if kind is None:
            kind = _KINDS.get(refused.code, "refused")
        self._discord.violations.append(Violation(kind, f"{request.method} {request.path}", body))
        info = request.match_info
        token = info.get("interaction_token") or info.get("webhook_token")
        interaction = self._discord.interactions.find(token) if token else None
        if interaction is not None:
            interaction.exchange.refuse(body)
        return respond(body, refused.status)
