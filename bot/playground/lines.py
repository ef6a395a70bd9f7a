"""Lines of standard input, each as soon as it is there, without holding up the event loop."""

import asyncio
import io
import sys
from collections.abc import AsyncIterator


async def read_lines() -> AsyncIterator[str]:
    """Yield the lines of standard input; what is not UTF-8 is replaced."""
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")
    while line := await asyncio.to_thread(sys.stdin.readline):
        yield line
