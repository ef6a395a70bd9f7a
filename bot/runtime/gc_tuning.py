"""How memory is used: garbage is looked for seldom, and all threads share one heap."""

import ctypes
import gc
from collections.abc import Generator
from contextlib import contextmanager

_YOUNG_OBJECTS, _YOUNG_OBJECTS_AT_WORK = 50_000, 5_000
_ARENA_MAX, _TRIM_THRESHOLD, _MMAP_THRESHOLD = -8, -1, -3
"""glibc's numbers for the options of ``mallopt``."""
_BLOCK = 128 * 1024
"""glibc's own thresholds at first; unless they are set, it raises them with what it sees."""


def collect_rarely() -> None:
    """Collect after every 50,000 new objects instead of every 700.

    Starting allocates a million long-lived objects; with Python's own threshold a fifth of the
    start is garbage collection.
    """
    gc.set_threshold(_YOUNG_OBJECTS, 10, 10)


def share_one_heap() -> None:
    """Let all threads take memory from one heap, before any is started.

    glibc gives each thread that allocates one of its own, up to eight for each core, and what is
    free in one serves no other: 25 MB after a hundred questions. Python's lock lets one thread in
    at a time anyway. Other C libraries have no such option.
    """
    if (set_option := getattr(_c_library(), "mallopt", None)) is not None:
        set_option(_ARENA_MAX, 1)
        set_option(_TRIM_THRESHOLD, _BLOCK)
        set_option(_MMAP_THRESHOLD, _BLOCK)


def _c_library() -> ctypes.CDLL | None:
    try:
        return ctypes.CDLL(None)
    except (OSError, TypeError):  # not where a program names its libraries
        return None


def leave_out_imports() -> None:
    """Leave all objects that there are out of every collection, before anything is opened.

    Code and what belongs to it stay until the end, and are most of a bot's objects: 190,000, with
    which a full collection holds the event loop for a tenth of a second. From now on somebody
    waits, so young objects are looked at in small lots: 50,000 at once take 10 to 30 ms.
    """
    gc.freeze()
    gc.set_threshold(_YOUNG_OBJECTS_AT_WORK, 5, 200)


def skip_last_collection() -> None:
    """Let the process exit without a last collection, which takes a quarter of a second."""
    gc.freeze()


@contextmanager
def collecting_later() -> Generator[None]:
    """Suspend collection while many long-lived objects are allocated.

    Nothing is unfrozen here: that would bring back what :func:`leave_out_imports` left out.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
