"""Signs of life, so that a supervisor can tell a bot that serves from one that hangs.

While the bot is well, the file is written again every few seconds by the loop that everything runs
on: a file that grows old says that the loop stands still, or that Discord is not connected.
"""

import asyncio
import time
from collections.abc import Callable
from pathlib import Path

import structlog

BEAT_SECONDS = 2.0
STALE_SECONDS = 60.0
"""A bot that has given no sign for so long is not well; a dropped connection is back before."""

_log = structlog.get_logger(__name__)


async def give_signs_of_life(file: Path, is_well: Callable[[], bool]) -> None:
    """Write the file again and again while all is well; never returns."""
    failed = False
    while True:
        if is_well():
            try:
                file.write_text("", encoding="utf-8")  # noqa: ASYNC240 - it must show a stuck loop
                failed = False
            except OSError as error:
                if not failed:
                    _log.warning("no_sign_of_life", reason=str(error))
                failed = True
        await asyncio.sleep(BEAT_SECONDS)


def seconds_since_sign(file: Path) -> float | None:
    """Return how old the last sign of life is; ``None`` where there has been none."""
    try:
        return max(time.time() - file.stat().st_mtime, 0.0)
    except OSError:
        return None
