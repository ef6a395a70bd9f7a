"""How the process ends: by a signal, in order, and in time whatever hangs."""

import asyncio
import os
import signal
import threading
from collections.abc import Generator
from contextlib import contextmanager

import structlog

END_SECONDS = 7.5
"""So long after the signal the process is gone; whoever sent it is promised eight seconds."""

LAST_SECONDS = 1.0
"""How long a thread that cannot be ended, such as one that builds a catalogue, is waited for."""

ENDING_SIGNALS = (signal.SIGTERM, signal.SIGINT)
_log = structlog.get_logger(__name__)


@contextmanager
def ended_by_signals(stop: asyncio.Event) -> Generator[None]:
    """Set an event at SIGTERM or Ctrl-C, and see to it that the process ends.

    What is stored is safe at any moment, as it is from ``kill -9``; so what does not end by itself,
    such as a statement that waits for a database, is left where it is.

    Args:
        stop: Ends what runs within the block.
    """
    loop = asyncio.get_running_loop()

    def begin() -> None:
        if not stop.is_set():
            _log.info("stopping")
            stop.set()
            _leave_after(END_SECONDS)

    for number in ENDING_SIGNALS:
        loop.add_signal_handler(number, begin)
    try:
        yield
    finally:
        if stop.is_set():
            _leave_after(LAST_SECONDS)


def _leave_after(seconds: float) -> None:
    """End the process after a while, if it has not ended by then."""
    # A thread: the loop may be held up, or be gone already while the last threads are waited for.
    leaving = threading.Timer(seconds, _leave)
    leaving.daemon = True
    leaving.start()


def _leave() -> None:
    _log.warning("stopped_in_the_middle", why="something did not end in time")
    os._exit(0)
