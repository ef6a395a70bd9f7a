"""Who may use the local server: it listens on loopback, which web pages can reach too.

A page in a browser can send requests to 127.0.0.1, open WebSockets there, and point a domain of its
own to it. So a request is served only under the server's own names and never from a foreign page;
everything but attachments needs the token of this start, and an attachment's URL is signed with a
key of this start, as Discord's are.
"""

import hashlib
import hmac
import secrets
from urllib.parse import quote

from aiohttp import hdrs, web

HOST = "127.0.0.1"
_NAMES = (HOST, "localhost")


class Guard:
    """Admits the bot and anybody who was given an attachment's URL.

    Attributes:
        port: Where the server listens; known once it does.
    """

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)
        self.port = 0

    def complaint(self, request: web.Request) -> str | None:
        """Return why a request is refused regardless of its sender, or ``None``."""
        hosts = {f"{name}:{self.port}" for name in _NAMES}
        if request.host not in hosts:
            return "this server is known by other names"
        origin = request.headers.get(hdrs.ORIGIN)
        if origin is not None and origin not in {f"http://{host}" for host in hosts}:
            return "pages of other origins are not served"
        return None

    def attachment_url(self, channel_id: int, attachment_id: str, filename: str) -> str:
        """Return the URL under which a file is served while the server runs."""
        path = f"attachments/{channel_id}/{attachment_id}/{quote(filename)}"
        signature = self._signature(str(channel_id), attachment_id)
        return f"http://{HOST}:{self.port}/{path}?hm={signature}"

    def is_signed(self, request: web.Request) -> bool:
        """Return whether the URL of an attachment was signed here."""
        info = request.match_info
        expected = self._signature(info["channel_id"], info["id"])
        return hmac.compare_digest(request.query.get("hm", "").encode(), expected.encode())

    def _signature(self, channel_id: str, attachment_id: str) -> str:
        text = f"{channel_id}/{attachment_id}"
        return hmac.new(self._key, text.encode(), hashlib.sha256).hexdigest()
