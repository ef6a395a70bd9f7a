"""The local Discord's HTTP and WebSocket server, on loopback."""

import hmac
import json
import time
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any

from aiohttp import hdrs, web

from bot.playground.discord.http.faults import CLIENT_LEFT, TooEarlyError, too_many
from bot.playground.discord.http.guard import HOST
from bot.playground.discord.http.wire import (
    JSON_TYPE,
    PAYLOAD,
    REQUEST_BYTES,
    SCHEMA,
    RefusedError,
    Served,
    WireSchema,
    respond,
    template_of,
    unknown,
)
from bot.playground.discord.interactions.interactions import Interaction
from bot.playground.discord.limits.fault import MEASURES, Path, nested
from bot.playground.discord.messages.journal import Violation
from bot.playground.discord.rest.application import ApplicationRoutes
from bot.playground.discord.rest.callbacks import CallbackRoutes
from bot.playground.discord.rest.channels import ChannelRoutes
from bot.playground.discord.rest.events import EventRoutes
from bot.playground.discord.rest.guilds import GuildRoutes
from bot.playground.discord.rest.threads import ThreadRoutes
from bot.playground.discord.rest.webhooks import WebhookRoutes
from bot.playground.discord.state import LocalDiscord

API = "/api/v10"
GATEWAY = "/gateway"

_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
_BY_TOKEN_IN_URL = (f"{API}/interactions/", f"{API}/webhooks/")
_SHOWN = ("image/", "audio/", "video/", "text/")
_SCRIPTED = {"image/svg+xml", "text/html", "text/xml"}
_KINDS = {10062: "late answer", 40060: "second answer"}


class Server:
    """Serves a local Discord.

    Args:
        discord: What is served.
        schema: Checks all requests and replies, if given.
    """

    def __init__(self, discord: LocalDiscord, schema: WireSchema | None = None) -> None:
        self._discord = discord
        self.app = web.Application(middlewares=[self._admit], client_max_size=REQUEST_BYTES)
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

    @property
    def routes(self) -> list[tuple[str, str]]:
        """The methods and path templates of the API."""
        resources = [
            (r.method, r.resource.canonical) for r in self.app.router.routes() if r.resource
        ]
        return [
            (method, path.removeprefix(API))
            for method, path in resources
            if path.startswith(API) and method != hdrs.METH_HEAD
        ]

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
        kind = upload.content_type.split(";")[0]
        shown = "inline" if kind.startswith(_SHOWN) and kind not in _SCRIPTED else "attachment"
        return web.Response(
            body=upload.content,
            content_type=kind,
            headers={
                # An uploaded file must not run anything under the server's own name.
                "Content-Security-Policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'",
                "X-Content-Type-Options": "nosniff",
                "Content-Disposition": shown,
            },
        )

    @web.middleware
    async def _admit(self, request: web.Request, handler: _Handler) -> web.StreamResponse:
        if (complaint := self._discord.guard.complaint(request)) is not None:
            body = RefusedError(HTTPStatus.FORBIDDEN, 0, complaint).body()
            return respond(body, HTTPStatus.FORBIDDEN)
        if not request.path.startswith(API):
            return await handler(request)
        self._discord.requests_in_flight += 1
        begun = time.perf_counter()
        measures: list[tuple[Path, int, int]] | None = [] if self._discord.requests else None
        MEASURES.set(measures)
        answer: web.StreamResponse | None = None
        try:
            answer = await self._serve(request, handler)
            self._judge(request, answer)
            return answer
        finally:
            self._discord.requests_in_flight -= 1
            self._discord.last_request = time.monotonic()
            if measures is not None:
                milliseconds = (time.perf_counter() - begun) * 1000
                served = self._served(request, answer, milliseconds, measures)
                self._discord.requests.tell(served)

    async def _serve(self, request: web.Request, handler: _Handler) -> web.StreamResponse:
        try:
            if (ordered := await self._discord.faults.carry_out(request)) is not None:
                return ordered
            self._authorize(request)
            answer = await handler(request)
        except TooEarlyError as early:
            where = f"{request.method} {request.path}"
            self._discord.violate(Violation("too early", where, {"retry_after": early.left}))
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

    def _judge(self, request: web.Request, answer: web.StreamResponse) -> None:
        """Record what is wrong with a reply of ours according to the description, if any."""
        schema = self.app.get(SCHEMA)
        ordered = answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR or answer.status == CLIENT_LEFT
        if schema is None or ordered or answer.status == HTTPStatus.TOO_MANY_REQUESTS:
            return
        path = template_of(request)
        faults = schema.reply_faults(request.method, path, answer.status, _json_of(answer))
        if errors := nested(faults):
            self._discord.violate(Violation("reply", f"{request.method} {path}", errors))

    def _served(
        self,
        request: web.Request,
        answer: web.StreamResponse | None,
        milliseconds: float,
        measures: list[tuple[Path, int, int]],
    ) -> Served:
        body = request.get(PAYLOAD)
        files = body.uploads.values() if body else ()
        cut = answer is None or request.transport is None or request.transport.is_closing()
        interaction = self._interaction(request) if request.path.endswith("/callback") else None
        return Served(
            method=request.method,
            path=request.path,
            template=template_of(request),
            payload=body.payload if body else None,
            files=tuple((file.name, len(file.content)) for file in files),
            status=0 if answer is None or cut else answer.status,
            reply=_json_of(answer),
            milliseconds=milliseconds,
            limits=tuple(measures),
            answered_after=interaction.exchange.milliseconds if interaction else None,
        )

    def _interaction(self, request: web.Request) -> Interaction | None:
        info = request.match_info
        token = info.get("interaction_token") or info.get("webhook_token")
        return self._discord.interactions.find(token) if token else None

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
        self._discord.violate(Violation(kind, f"{request.method} {request.path}", body))
        interaction = self._interaction(request)
        if interaction is not None:
            interaction.exchange.refuse(body)
        return respond(body, refused.status)


def _json_of(answer: web.StreamResponse | None) -> Any:
    content = answer.body if isinstance(answer, web.Response) else None
    is_json = isinstance(content, bytes) and answer and answer.content_type == JSON_TYPE
    return json.loads(content) if is_json and isinstance(content, bytes) else None
