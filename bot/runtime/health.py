"""A heartbeat file, so that a supervisor can tell a working bot from one that hangs.

While the bot is well, its event loop rewrites the file every few seconds: an old file means that
the loop is stuck, or that Discord is not connected.
"""

import asyncio
import time
from collections.abc import Callable
from pathlib import Path

import structlog

BEAT_SECONDS = 2.0
STALE_SECONDS = 60.0
"""Age at which the file means trouble; a dropped connection is back sooner."""

_log = structlog.get_logger(__name__)


async def give_signs_of_life(file: Path, is_well: Callable[[], bool]) -> None:
    """Rewrite the file while all is well; never returns."""
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
    """Return the age of the last heartbeat; ``None`` where there has been none."""
    try:
        return max(time.time() - file.stat().st_mtime, 0.0)
    except OSError:
        return None
