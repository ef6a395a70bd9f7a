"""What the methods share: ordered counts, extremes, numbered draws."""

from collections.abc import Collection, Iterable, Mapping

from bot.rules.picks.draw import DrawRecord, Entry, draw
from bot.rules.voting.model import Count, Round, Stage


def ordered(counts: Mapping[str, int]) -> tuple[Count, ...]:
    """Return counts in descending order, equal ones by id."""
    return tuple(
        Count(candidate, votes)
        for candidate, votes in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    )


def most(counts: Mapping[str, int]) -> tuple[str, ...]:
    """Return everybody with the highest count, by id."""
    highest = max(counts.values())
    return tuple(sorted(candidate for candidate, votes in counts.items() if votes == highest))


def fewest(counts: Mapping[str, int]) -> tuple[str, ...]:
    """Return everybody with the lowest count, by id."""
    lowest = min(counts.values())
    return tuple(sorted(candidate for candidate, votes in counts.items() if votes == lowest))


def without(candidates: Iterable[str], leaving: Collection[str]) -> tuple[str, ...]:
    """Return the candidates that stay, in their order."""
    return tuple(candidate for candidate in candidates if candidate not in leaving)


class Draws:
    """The draws of one tally: the first is drawn with ``SEED.1``, the second with ``SEED.2``."""

    def __init__(self, seed: str) -> None:
        self._seed = seed
        self._made = 0

    def pick(self, tied: Iterable[str]) -> tuple[str, Round]:
        """Draw who goes on, and return it with the round that records it."""
        record = self._draw(tied)
        return record.picked, Round(Stage.DRAW, advancing=(record.picked,), draw=record)

    def drop(self, tied: Iterable[str]) -> tuple[str, Round]:
        """Draw who is out, and return it with the round that records it."""
        record = self._draw(tied)
        return record.picked, Round(Stage.DRAW, eliminated=(record.picked,), draw=record)

    def _draw(self, tied: Iterable[str]) -> DrawRecord:
        self._made += 1
        return draw(f"{self._seed}.{self._made}", [Entry(candidate) for candidate in tied])
