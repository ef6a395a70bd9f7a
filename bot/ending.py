"""How the process ends: by a signal, in order, and in time whatever hangs."""

import _thread
import asyncio
import os
import signal
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager

import structlog

END_SECONDS = 7.5
"""So long after the signal the process is gone; whoever sent it is promised eight seconds."""

LAST_SECONDS = 1.0
"""How long a thread that cannot be ended, such as one that builds a catalogue, is waited for."""

LOOK_SECONDS = 0.1
"""How often the thread that waits for Ctrl-C looks whether there is still something to end."""

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
    """Let Ctrl-C raise ``KeyboardInterrupt``, and see to it that the process ends even so.

    Python itself would raise it only when a statement of the database is done, and end only when
    its threads are: with a million titles either takes minutes.

    Args:
        status: The exit status of a process that has to be left where it is.
        say: Tells the person so, just before.
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
    """End the process after a while, if it has not ended by then."""

    def leave() -> None:
        if say is None:
            _log.warning("stopped_in_the_middle", why="something did not end in time")
        else:
            say()
        os._exit(status)

    # A thread: the loop may be held up, or be gone already while the last threads are waited for.
    leaving = threading.Timer(seconds, leave)
    leaving.daemon = True
    leaving.start()
