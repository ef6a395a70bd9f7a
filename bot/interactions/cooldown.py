"""Rate limit on public answers: a token bucket for each person and channel."""

from bot.clock import Clock
from bot.errors import CooldownError

_KEPT = 10_000


class Cooldown:
    """Allows a burst of public answers, then one more each time a token drips in.

    Args:
        clock: What measures the time.
        burst: How many answers may come at once.
        refill_seconds: Seconds until one more is allowed.
    """

    def __init__(self, clock: Clock, burst: int, refill_seconds: float) -> None:
        self._clock = clock
        self._burst = burst
        self._refill_seconds = refill_seconds
        self._full_at: dict[tuple[int, int], float] = {}

    def spend(self, user_id: int, channel_id: int) -> None:
        """Take one token.

        Raises:
            CooldownError: None is left; carries the seconds until there is one.
        """
        now = self._clock.monotonic()
        key = (user_id, channel_id)
        full_at = max(self._full_at.get(key, now), now) + self._refill_seconds
        wait = full_at - now - self._burst * self._refill_seconds
        if wait > 0:
            raise CooldownError(wait)
        if len(self._full_at) >= _KEPT:
            self._full_at = {kept: at for kept, at in self._full_at.items() if at > now}
        self._full_at[key] = full_at
