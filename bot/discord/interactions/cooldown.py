"""Keeps one person from flooding a channel, or a store: a token bucket for each."""

from bot.clock import Clock
from bot.errors import CooldownError

_KEPT = 10_000
_ROUNDING_SECONDS = 0.001
"""Shorter waits may be rounding errors; nobody is refused for those."""
_TOLD_SECONDS = 60.0
"""Who goes on asking is told once in this time that it is too much, and then nothing."""


class Cooldown:
    """Allows a burst of something, then one more each time a token drips in.

    Args:
        clock: What measures the time.
        burst: How many may come at once.
        refill_seconds: Seconds until one more is allowed.
    """

    def __init__(self, clock: Clock, burst: int, refill_seconds: float) -> None:
        self._clock = clock
        self._burst = burst
        self._refill_seconds = refill_seconds
        self._full_at: dict[tuple[int, int], float] = {}
        self._told_at: dict[tuple[int, int], float] = {}

    def spend(self, user_id: int, channel_id: int = 0) -> None:
        """Take one token.

        Raises:
            CooldownError: None is left; carries the seconds until there is one.
        """
        now = self._clock.monotonic()
        key = (user_id, channel_id)
        full_at = max(self._full_at.get(key, now), now) + self._refill_seconds
        wait = full_at - now - self._burst * self._refill_seconds
        if wait > _ROUNDING_SECONDS:
            raise CooldownError(wait)
        if len(self._full_at) >= _KEPT:
            self._full_at = {kept: at for kept, at in self._full_at.items() if at > now}
        self._full_at[key] = full_at

    def may_tell(self, user_id: int, channel_id: int) -> bool:
        """Whether somebody is to be told that it was too much; once a minute they are."""
        now = self._clock.monotonic()
        told_at = self._told_at.get((user_id, channel_id))
        if told_at is not None and now - told_at < _TOLD_SECONDS:
            return False
        if len(self._told_at) >= _KEPT:
            self._told_at = {
                kept: at for kept, at in self._told_at.items() if now - at < _TOLD_SECONDS
            }
        self._told_at[user_id, channel_id] = now
        return True
