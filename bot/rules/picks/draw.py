"""Verifiable draws.

A draw is a function of its printed seed and its pool, so whoever holds both gets the same pick.
How to check one by hand: write ``seed:0``, take its SHA-256 as one big-endian number, and divide
by the number of lots; the remainder is the lot drawn, counted from 0. (The few highest numbers
that would favour the first lots are passed over for ``seed:1`` and so on; for a million lots that
happens once in 10**71 draws.)

Fair luck: an entry has ``1 + losses`` lots, at most :data:`MAX_LOTS`, where ``losses`` counts the
draws and votes that it took part in and lost since it last won.
"""

import base64
import enum
import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from operator import attrgetter

from bot.i18n import N_, _, number, percentage

SEED_BYTES = 5
MAX_LOTS = 5
_HASH_RANGE = 1 << 256


class Check(enum.StrEnum):
    """The result of checking a draw."""

    TRUE = "true"
    POOL_DIFFERS = N_("the pool isn't the one the draw used")
    PICK_DIFFERS = N_("the seed picks another entry")


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """Something that can be drawn.

    Attributes:
        id: Its stable id.
        lots: How many lots it has, at least 1.
    """

    id: str
    lots: int = 1

    def __post_init__(self) -> None:
        if self.lots < 1:
            raise ValueError("an entry has at least one lot")
        if not self.id or "\n" in self.id or "\t" in self.id:
            raise ValueError("an id is one word")


@dataclass(frozen=True, slots=True)
class DrawRecord:
    """A draw and all that is needed to repeat it.

    Attributes:
        seed: The seed as printed.
        pool: The entries in canonical order: by id.
        pool_hash: :func:`pool_hash` of the pool, as printed beside the seed.
        picked: The id that was drawn.
    """

    seed: str
    pool: tuple[Entry, ...]
    pool_hash: str
    picked: str

    @property
    def odds(self) -> Fraction:
        """The chance that the picked entry had."""
        lots = next(entry.lots for entry in self.pool if entry.id == self.picked)
        return Fraction(lots, sum(entry.lots for entry in self.pool))


_CANONICAL = attrgetter("id", "lots")
"""The order in which entries compare; they themselves take ten times as long to."""


def new_seed(token_bytes: bytes) -> str:
    """Return a seed that is easy to read out and to type: 8 of ``a``–``z`` and ``2``–``7``.

    Args:
        token_bytes: At least :data:`SEED_BYTES` random bytes; the first ones are used.

    Raises:
        ValueError: There are too few bytes.
    """
    if len(token_bytes) < SEED_BYTES:
        raise ValueError(f"a seed needs {SEED_BYTES} random bytes")
    return base64.b32encode(token_bytes[:SEED_BYTES]).decode("ascii").lower()


def draw_index(seed: str, size: int) -> int:
    """Return the lot that the seed draws among ``size``, from 0, each with the same chance.

    Raises:
        ValueError: There is nothing to draw from.
    """
    if size < 1:
        raise ValueError("nothing to draw from")
    fair = _HASH_RANGE - _HASH_RANGE % size
    attempt = 0
    while True:
        digest = hashlib.sha256(f"{seed}:{attempt}".encode("utf-8", "surrogatepass")).digest()
        number = int.from_bytes(digest, "big")
        if number < fair:
            return number % size
        attempt += 1


def lots_after(losses: int) -> int:
    """Return how many lots an entry has after so many losses: the formula of fair luck."""
    return min(1 + max(losses, 0), MAX_LOTS)


def lucky_pool(ids: Iterable[str], losses: Mapping[str, int]) -> tuple[Entry, ...]:
    """Return the pool of these ids with fair luck, in canonical order."""
    return tuple(Entry(id_, lots_after(losses.get(id_, 0))) for id_ in sorted(set(ids)))


def odds(pool: Iterable[Entry]) -> dict[str, Fraction]:
    """Return the exact chance of each entry."""
    entries = tuple(pool)
    total = sum(entry.lots for entry in entries)
    return {entry.id: Fraction(entry.lots, total) for entry in entries}


def odds_text(chance: Fraction) -> str:
    """Return a chance as people read it: ``3 in 40 (7.5 %)``."""
    return _(
        "{wins} in {lots} ({percent} %)",
        wins=number(chance.numerator),
        lots=number(chance.denominator),
        percent=percentage(float(chance)),
    )


def pool_hash(pool: Iterable[Entry]) -> str:
    """Return the fingerprint of a pool, whatever its order: 16 hexadecimal digits.

    It is the beginning of the SHA-256 of the lines ``id, tab, lots``, ordered by id.
    """
    lines = "".join(f"{entry.id}\t{entry.lots}\n" for entry in sorted(pool, key=_CANONICAL))
    return hashlib.sha256(lines.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def draw(seed: str, pool: Iterable[Entry]) -> DrawRecord:
    """Draw one entry.

    The lots are laid out in canonical order, each entry's side by side, and numbered from 0.

    Raises:
        ValueError: The pool is empty or names an entry twice.
    """
    entries = tuple(sorted(pool, key=_CANONICAL))
    if len({entry.id for entry in entries}) < len(entries):
        raise ValueError("an entry stands in the pool twice")
    ends = list(accumulate(entry.lots for entry in entries))
    lot = draw_index(seed, ends[-1] if ends else 0)
    picked = entries[bisect_right(ends, lot)].id
    return DrawRecord(seed, entries, pool_hash(entries), picked)


def verify(record: DrawRecord) -> Check:
    """Repeat a draw and say whether it was as recorded."""
    ids = {entry.id for entry in record.pool}
    sound = ids and len(ids) == len(record.pool)
    if not sound or pool_hash(record.pool) != record.pool_hash:
        return Check.POOL_DIFFERS
    if draw(record.seed, record.pool).picked != record.picked:
        return Check.PICK_DIFFERS
    return Check.TRUE
