"""Shutdown: on a signal, in order, and in time whatever hangs."""

import _thread
import asyncio
import os
import signal
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager

import structlog

END_SECONDS = 7.5
"""From the signal to the end of the process; whoever sent the signal is promised eight seconds."""

LAST_SECONDS = 1.0
"""How long to wait for a thread that cannot be stopped, such as one building a catalogue."""

LOOK_SECONDS = 0.1
"""How often the thread that waits for Ctrl-C checks whether it is still needed."""

ENDING_SIGNALS = (signal.SIGTERM, signal.SIGINT)
_log = structlog.get_logger(__name__)


@contextmanager
def ended_by_signals(stop: asyncio.Event) -> Generator[None]:
    """Set an event on SIGTERM or Ctrl-C, and make sure that the process ends.

    Stored data survive even ``kill -9``, so whatever does not end by itself, such as a statement
    that waits for a database, is abandoned.

    Args:
        stop: Ends what runs within the block.
    """
    loop = asyncio.get_running_loop()

    def begin() -> None:
        if not stop.is_set():
            stop.set()
            _leave_after(END_SECONDS)
            # Last: whoever reads the log may be gone, and writing fail.
            _log.info("stopping")

    for number in ENDING_SIGNALS:
        loop.add_signal_handler(number, begin)
    try:
        yield
    finally:
        if stop.is_set():
            _leave_after(LAST_SECONDS)


@contextmanager
def interrupted_in_time(status: int, say: Callable[[], None]) -> Generator[None]:
    """Let Ctrl-C raise ``KeyboardInterrupt``, and make sure that the process then ends.

    By itself Python would raise it only after the running database statement, and exit only after
    its threads: with a million titles either takes minutes.

    Args:
        status: The exit status of a process that does not end by itself.
        say: Tells the person so, just before that.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    done = threading.Event()
    only_here = {signal.SIGINT}
    before = signal.pthread_sigmask(signal.SIG_BLOCK, only_here)

    def wait() -> None:
        while not done.is_set():
            if signal.sigtimedwait(only_here, LOOK_SECONDS) is not None:
                _leave_after(END_SECONDS, status, say)
                _thread.interrupt_main()

    waiting = threading.Thread(target=wait, daemon=True)
    waiting.start()
    try:
        yield
    finally:
        done.set()
        waiting.join()
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _leave_after(seconds: float, status: int = 0, say: Callable[[], None] | None = None) -> None:
    """Exit after this time if the process has not ended by then."""

    def leave() -> None:
        if say is None:
            _log.warning("stopped_in_the_middle", why="something did not end in time")
        else:
            say()
        os._exit(status)

    # A thread, since the loop may be stuck, or already gone while the last threads finish.
    leaving = threading.Timer(seconds, leave)
    leaving.daemon = True
    leaving.start()
