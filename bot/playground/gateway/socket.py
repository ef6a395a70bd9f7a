"""A connection of the gateway, on which texts go out as they are or as one compressed stream."""

import json
import zlib
from collections.abc import Mapping

from aiohttp import web

ZLIB_STREAM = "zlib-stream"
"""What a client asks for to get one zlib stream of all messages; discord.py does."""


class GatewaySocket:
    """Sends to one client.

    Args:
        socket: The WebSocket, prepared.
        compress: What the client asked for in the URL; whatever is not known here, such as
            ``zstd-stream``, is answered with plain text, which clients take too.
    """

    def __init__(self, socket: web.WebSocketResponse, compress: str | None) -> None:
        self._socket = socket
        self._stream = zlib.compressobj() if compress == ZLIB_STREAM else None

    @property
    def closed(self) -> bool:
        """Whether it is closed, or about to be."""
        return self._socket.closed

    @property
    def close_code(self) -> int | None:
        """The code that it was closed with."""
        return self._socket.close_code

    async def send(self, frame: Mapping[str, object]) -> None:
        """Send a frame that is no event: its name and its number in the sequence are null.

        Raises:
            ConnectionError: The client is gone.
        """
        await self.send_text(json.dumps({"t": None, "s": None, "d": None, **frame}))

    async def send_text(self, text: str) -> None:
        """Send a frame that is text already.

        Raises:
            ConnectionError: The client is gone.
        """
        if self._stream is None:
            await self._socket.send_str(text)
            return
        # No await in between: the client inflates the pieces in the order of their making.
        piece = self._stream.compress(text.encode()) + self._stream.flush(zlib.Z_SYNC_FLUSH)
        await self._socket.send_bytes(piece)

    async def close(self, code: int, reason: str = "") -> None:
        """Close it."""
        await self._socket.close(code=code, message=reason.encode())
