"""How long a piece of work may compute: whoever goes over it stops at the next look.

What is counted is the processor time of the thread that works, so that a busy machine refuses
nothing that an idle one would have done.
"""

import time
from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar

from bot.errors import OverBudgetError

_deadline: ContextVar[float | None] = ContextVar("deadline", default=None)


@contextmanager
def spending(seconds: float) -> Generator[None]:
    """Give what is done within so many seconds of this thread's processor time."""
    token = _deadline.set(time.thread_time() + seconds)
    try:
        yield
    finally:
        _deadline.reset(token)


def look() -> None:
    """Stop if the budget is spent; without one, never.

    Called between steps of a few milliseconds at most; it takes a microsecond.

    Raises:
        OverBudgetError: It is.
    """
    deadline = _deadline.get()
    if deadline is not None and time.thread_time() > deadline:
        raise OverBudgetError
