"""A gateway connection that sends text as it is or as one compressed stream."""

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
        compress: What the client asked for in the URL; anything unknown here, such as
            ``zstd-stream``, gets plain text, which clients accept too.
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
        """Send a frame that is not an event: its name and sequence number are null.

        Raises:
            ConnectionError: The client is gone.
        """
        await self.send_text(json.dumps({"t": None, "s": None, "d": None, **frame}))

    async def send_text(self, text: str) -> None:
        """Send a frame that is already serialised.

        Raises:
            ConnectionError: The client is gone.
        """
        if self._stream is None:
            await self._socket.send_str(text)
            return
        # No await in between: the client has to inflate the pieces in the order they were made.
        piece = self._stream.compress(text.encode()) + self._stream.flush(zlib.Z_SYNC_FLUSH)
        await self._socket.send_bytes(piece)

    async def close(self, code: int, reason: str = "") -> None:
        """Close it."""
        await self._socket.close(code=code, message=reason.encode())
