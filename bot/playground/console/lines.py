"""Lines of standard input as they arrive, without blocking the event loop."""

import asyncio
import io
import sys
from collections.abc import AsyncIterator


async def read_lines() -> AsyncIterator[str]:
    """Yield the lines of standard input; what is not UTF-8 is replaced."""
    lines = io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8", errors="replace")
    try:
        while line := await asyncio.to_thread(lines.readline):
            yield line
    finally:
        # It is not ours to close.
        lines.detach()
