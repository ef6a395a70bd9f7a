"""When Python looks for garbage: seldom, since nearly all that the bot makes is meant to stay."""

import gc
from collections.abc import Generator
from contextlib import contextmanager

_YOUNG_OBJECTS = 50_000


def collect_rarely() -> None:
    """Look for garbage after every 50,000 new objects, not after every 700.

    Starting makes a million objects that stay: by Python's own measure of when to look, a fifth of
    it goes by in looking.
    """
    gc.set_threshold(_YOUNG_OBJECTS, 10, 10)


def skip_last_collection() -> None:
    """Let the process end without one more look for garbage, which takes a quarter of a second."""
    gc.freeze()


@contextmanager
def collecting_later() -> Generator[None]:
    """Make millions of objects that stay, without looking again and again for garbage among them.

    With 100,000 titles a full collection stops every answer for a second, a dozen times over.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        # Both together make them old objects without looking at them; the next look at the young
        # ones would else last as long as what was spared.
        gc.freeze()
        gc.unfreeze()
        if was_enabled:
            gc.enable()
