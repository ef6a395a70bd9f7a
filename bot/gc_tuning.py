"""Garbage collection: rarely, since nearly all objects the bot allocates are long-lived."""

import gc
from collections.abc import Generator
from contextlib import contextmanager

_YOUNG_OBJECTS = 50_000


def collect_rarely() -> None:
    """Collect after every 50,000 new objects instead of every 700.

    Starting allocates a million long-lived objects; with Python's own threshold a fifth of the
    start is garbage collection.
    """
    gc.set_threshold(_YOUNG_OBJECTS, 10, 10)


def skip_last_collection() -> None:
    """Let the process exit without a last collection, which takes a quarter of a second."""
    gc.freeze()


@contextmanager
def collecting_later() -> Generator[None]:
    """Suspend collection while millions of long-lived objects are allocated.

    With 100,000 titles a full collection stops every answer for a second, a dozen times over.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        # Together these move everything to the oldest generation without visiting it; otherwise
        # the next young collection would take as long as all those suspended.
        gc.freeze()
        gc.unfreeze()
        if was_enabled:
            gc.enable()
