"""Serves the page: its files, its socket, and frames for pictures of the web."""

import base64
import hashlib
import hmac
import html
import mimetypes
import secrets
from http import HTTPStatus
from pathlib import Path

from aiohttp import web

from bot.playground.discord.http.guard import HOST
from bot.playground.discord.http.wire import FILE_BYTES
from bot.playground.web.actions import NAME_LETTERS
from bot.playground.web.hub import Hub
from bot.playground.web.viewer import ENDED, TAKEN_OVER, Viewer

FOLDER = Path(__file__).parent / "page"
FIRST_VIEWER = "ada"

_INDEX = "index.html"
_PICTURE_STYLE = "body{margin:0}img{display:block;width:100vw;height:100vh;object-fit:contain}"
_PICTURE = """\
<!doctype html><html lang="en"><meta charset="utf-8"><title>Picture</title>
<style>{style}</style><img src="{url}" alt="{alt}" referrerpolicy="no-referrer">
"""
_GONE = """\
<!doctype html><html lang="en"><meta charset="utf-8"><title>Not here</title>
<h1>The playground is not at this address</h1>
<p>Each start has an address of its own. Start it with <code>make run</code>, and open the
address that it prints.</p>
"""
_MESSAGE_BYTES = FILE_BYTES + 64 * 1024
_HEARTBEAT_SECONDS = 20.0


class Page:
    """The page of a playground that does not listen yet.

    Args:
        hub: The playground.
    """

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._key = secrets.token_urlsafe(24)
        self._ticket: str | None = secrets.token_urlsafe(24)
        self._viewers: dict[int, Viewer] = {}
        self._files = {
            path.relative_to(FOLDER).as_posix(): path.read_bytes()
            for path in sorted(FOLDER.rglob("*"))
            if path.is_file()
        }
        hub.playground.serve(
            [
                web.get("/", self._nothing),
                web.get("/open/{ticket}", self._open),
                web.get("/play/{key}/socket", self._socket),
                web.get("/play/{key}/picture", self._picture),
                web.get("/play/{key}/{path:.*}", self._file),
            ]
        )

    @property
    def url(self) -> str:
        """The page's address; known once the playground listens."""
        return f"http://{HOST}:{self._hub.playground.port}/play/{self._key}/"

    @property
    def first_url(self) -> str:
        """An address that leads to the page once.

        It is for the command line of a browser, which others on this machine can read.
        """
        return f"http://{HOST}:{self._hub.playground.port}/open/{self._ticket}"

    async def close(self) -> None:
        """Close every open page's connection."""
        for viewer in tuple(self._viewers.values()):
            await viewer.close(ENDED)

    async def _nothing(self, _: web.Request) -> web.Response:
        return _gone()

    async def _open(self, request: web.Request) -> web.Response:
        ticket, self._ticket = self._ticket, None
        given = request.match_info["ticket"].encode()
        if ticket is None or not hmac.compare_digest(given, ticket.encode()):
            self._ticket = ticket
            return _gone()
        headers = {"Location": f"/play/{self._key}/", "Cache-Control": "no-store"}
        return web.Response(status=HTTPStatus.SEE_OTHER, headers=headers)

    async def _file(self, request: web.Request) -> web.Response:
        path = request.match_info["path"] or _INDEX
        content = self._files.get(path)
        if not self._is_known(request) or content is None:
            return _gone()
        kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
        return web.Response(
            body=content,
            content_type=_KINDS.get(Path(path).suffix, kind),
            charset="utf-8",
            headers=_headers(page_policy(request.host)),
        )

    async def _picture(self, request: web.Request) -> web.Response:
        url = request.query.get("url", "")
        if not self._is_known(request) or not url.startswith("https://"):
            return _gone()
        alt = html.escape(request.query.get("alt", ""))
        text = _PICTURE.format(style=_PICTURE_STYLE, url=html.escape(url), alt=alt)
        return web.Response(text=text, content_type="text/html", headers=_headers(_PICTURE_POLICY))

    async def _socket(self, request: web.Request) -> web.StreamResponse:
        name = request.query.get("user", FIRST_VIEWER).strip()
        if not self._is_known(request) or not 0 < len(name) <= NAME_LETTERS:
            return _gone()
        world = self._hub.playground.world
        user = world.user(name)
        if user.bot:
            return _gone()
        world.home.member(user)
        socket = web.WebSocketResponse(max_msg_size=_MESSAGE_BYTES, heartbeat=_HEARTBEAT_SECONDS)
        await socket.prepare(request)
        viewer = Viewer(self._hub, user, socket)
        former, self._viewers[user.id] = self._viewers.get(user.id), viewer
        if former is not None:
            await former.close(TAKEN_OVER)
        self._hub.changes.tell(None)
        try:
            await viewer.serve()
        finally:
            if self._viewers.get(user.id) is viewer:
                del self._viewers[user.id]
        return socket

    def _is_known(self, request: web.Request) -> bool:
        return hmac.compare_digest(request.match_info["key"].encode(), self._key.encode())


def page_policy(host: str) -> str:
    """Return the page's Content-Security-Policy: nothing but what this server serves."""
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' blob:",
            "media-src 'self'",
            f"connect-src 'self' ws://{host}",
            "frame-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )


def _headers(policy: str) -> dict[str, str]:
    return {
        "Content-Security-Policy": policy,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "no-store",
    }


def _gone() -> web.Response:
    return web.Response(
        text=_GONE,
        status=HTTPStatus.NOT_FOUND,
        content_type="text/html",
        headers=_headers("default-src 'none'"),
    )


_KINDS = {".js": "text/javascript", ".svg": "image/svg+xml"}
_STYLE_HASH = base64.b64encode(hashlib.sha256(_PICTURE_STYLE.encode()).digest()).decode()
_PICTURE_POLICY = (
    f"sandbox; default-src 'none'; img-src https:; style-src 'sha256-{_STYLE_HASH}';"
    " frame-ancestors 'self'; base-uri 'none'; form-action 'none'"
)
