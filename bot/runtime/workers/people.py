"""Whose work is done: what one person has worked on must not keep the others waiting."""

import time
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TypeVar

from bot.errors import BusyError, CooldownError

K = TypeVar("K")

PURSE_SECONDS = 20.0
"""So much processor time a person may use at once: a thousand common questions."""
REFILL = 0.2
"""So much of a second comes back each second, which is a tenth of what two threads can do."""
_KEPT = 10_000

_person: ContextVar[int] = ContextVar("person", default=0)


@contextmanager
def working_for(user_id: int) -> Generator[None]:
    """Let what is worked on meanwhile count as this person's; 0 is nobody, who has no limits."""
    token = _person.set(user_id)
    try:
        yield
    finally:
        _person.reset(token)


@dataclass(slots=True)
class _Purse:
    """What is left of somebody's processor time, and as of when, on the monotonic clock."""

    left: float
    at: float


class Limits:
    """Counts what each person has worked on.

    Args:
        most: How many pieces of each kind of work one person may have waiting or in progress.
    """

    def __init__(self, most: Mapping[K, int]) -> None:
        self._most: Mapping[object, int] = {**most}
        self._working: dict[tuple[int, object], int] = {}
        self._purses: dict[int, _Purse] = {}

    @contextmanager
    def turn(self, kind: object) -> Generator[None]:
        """Count a piece of work of the current person's until it is done.

        Raises:
            BusyError: They have as many as they may.
            CooldownError: They have used up their processor time; carries when it is enough again.
        """
        person = _person.get()
        key = person, kind
        if person:
            if self._working.get(key, 0) >= self._most[kind]:
                raise BusyError
            purse = self._purse(person)
            if purse.left <= 0:
                raise CooldownError(-purse.left / REFILL + 1)
            self._working[key] = self._working.get(key, 0) + 1
        try:
            yield
        finally:
            if person:
                self._working[key] -= 1
                if not self._working[key]:
                    del self._working[key]

    def charge(self, seconds: float) -> None:
        """Take processor time that was used out of the current person's purse."""
        if person := _person.get():
            self._purse(person).left -= seconds

    def _purse(self, person: int) -> _Purse:
        now = time.monotonic()
        purse = self._purses.get(person)
        if purse is None:
            if len(self._purses) >= _KEPT:
                self._purses = {
                    who: kept
                    for who, kept in self._purses.items()
                    if kept.left + (now - kept.at) * REFILL < PURSE_SECONDS
                }
            purse = self._purses[person] = _Purse(PURSE_SECONDS, now)
        purse.left = min(purse.left + (now - purse.at) * REFILL, PURSE_SECONDS)
        purse.at = now
        return purse
