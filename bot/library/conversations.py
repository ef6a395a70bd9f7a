"""Remembers the last question for ten minutes, so that "and with Al Pacino?" can follow."""

from collections import OrderedDict

from bot.clock import Clock
from bot.questions.query.context import Context

REMEMBERED_SECONDS = 600.0
_KEPT = 10_000


class Conversations:
    """Remembers the context of each person's last question in each channel.

    Args:
        clock: Measures the ten minutes.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._contexts: OrderedDict[tuple[int, int], tuple[float, Context]] = OrderedDict()

    def recall(self, user_id: int, channel_id: int) -> Context | None:
        """Return the context that this person's next question in this channel may refer to."""
        found = self._contexts.get((user_id, channel_id))
        if found is None or found[0] < self._clock.monotonic():
            return None
        return found[1]

    def remember(self, user_id: int, channel_id: int, context: Context | None) -> None:
        """Keep the context of an answer; without one the last one stays."""
        if context is None:
            return
        key = (user_id, channel_id)
        self._contexts[key] = (self._clock.monotonic() + REMEMBERED_SECONDS, context)
        self._contexts.move_to_end(key)
        if len(self._contexts) > _KEPT:
            self._contexts.popitem(last=False)
