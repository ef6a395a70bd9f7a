"""Ids in Discord's form: 42 bits of milliseconds since 2015, then 22 bits to tell them apart."""

import hashlib
from datetime import UTC, datetime

from bot.clock import Clock

DISCORD_EPOCH_MS = 1_420_070_400_000
_YEAR_MS = 365 * 24 * 3600 * 1000


def stable_id(*names: str) -> int:
    """Return an id that depends on the names alone, as if made between 2016 and 2024.

    Users, servers and channels keep their ids from one run to the next, so that what a bot
    stored about them still belongs to them.
    """
    digest = hashlib.blake2b("/".join(names).encode(), digest_size=8).digest()
    number = int.from_bytes(digest, "big")
    milliseconds = _YEAR_MS + (number >> 22) % (8 * _YEAR_MS)
    return milliseconds << 22 | number & 0x3F_FFFF


def created_at(snowflake: int) -> datetime:
    """Return the moment that an id carries."""
    return datetime.fromtimestamp(((snowflake >> 22) + DISCORD_EPOCH_MS) / 1000, UTC)


class Snowflakes:
    """Hands out ids that rise with the clock and never repeat."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last = 0

    def next(self) -> int:
        """Return a new id for this moment."""
        milliseconds = int(self._clock.now().timestamp() * 1000) - DISCORD_EPOCH_MS
        self._last = max(self._last + 1, milliseconds << 22)
        return self._last
