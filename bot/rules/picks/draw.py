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
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from operator import attrgetter
from typing import TYPE_CHECKING, overload

from bot.i18n import N_, _, number, percentage

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

SEED_BYTES = 5
MAX_LOTS = 5
_HASH_RANGE = 1 << 256
_NOT_ONE_WORD = "an id is one word"


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
            raise ValueError(_NOT_ONE_WORD)


class Entries(Sequence[Entry]):
    """Entries in canonical order: by id.

    A whole catalogue has a hundred thousand, nearly always with one lot each, so they are kept as
    ids and made when they are read.

    Attributes:
        ids: Of all entries.
        lots: Of all entries; ``None`` where each has one.
    """

    __slots__ = ("ids", "lots")

    def __init__(self, ids: tuple[str, ...], lots: tuple[int, ...] | None = None) -> None:
        self.ids = ids
        self.lots = lots

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> "Entries":
        """Return entries that may come in any order."""
        if isinstance(entries, Entries):
            return entries
        ordered = sorted(entries, key=attrgetter("id", "lots"))
        lots = tuple(entry.lots for entry in ordered)
        return cls(tuple(entry.id for entry in ordered), lots if any(n > 1 for n in lots) else None)

    @classmethod
    def with_one_lot(cls, ids: Iterable[str]) -> "Entries":
        """Return entries of these ids.

        Raises:
            ValueError: An id is not one word.
        """
        ordered = tuple(sorted(ids))
        text = "\n".join(ordered)
        if "" in ordered or "\t" in text or text.count("\n") >= max(len(ordered), 1):
            raise ValueError(_NOT_ONE_WORD)
        return cls(ordered)

    @property
    def total(self) -> int:
        """How many lots there are."""
        return len(self.ids) if self.lots is None else sum(self.lots)

    @property
    def is_distinct(self) -> bool:
        """Whether no id stands there twice."""
        return len(set(self.ids)) == len(self.ids)

    @property
    def text(self) -> str:
        """A line for each: id, tab, lots."""
        if self.lots is None:
            return "\t1\n".join((*self.ids, ""))
        return "".join(f"{id_}\t{n}\n" for id_, n in zip(self.ids, self.lots, strict=True))

    def lots_of(self, id_: str) -> int:
        """Return how many lots an entry has; 0 for one that is absent."""
        place = bisect_left(self.ids, id_)
        if self.ids[place : place + 1] != (id_,):
            return 0
        return 1 if self.lots is None else self.lots[place]

    def at_lot(self, lot: int) -> str:
        """Return whose lot this is: they are laid out in order, each entry's side by side."""
        if self.lots is None:
            return self.ids[lot]
        return self.ids[bisect_right(list(accumulate(self.lots)), lot)]

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: object, handler: "GetCoreSchemaHandler"
    ) -> "CoreSchema":
        """Store them as a list of entries."""
        from pydantic_core import core_schema  # noqa: PLC0415 - not needed to draw

        entries = handler(tuple[Entry, ...])
        stored = core_schema.plain_serializer_function_ser_schema(tuple, return_schema=entries)
        return core_schema.no_info_after_validator_function(cls.of, entries, serialization=stored)

    def __len__(self) -> int:
        return len(self.ids)

    @overload
    def __getitem__(self, index: int) -> Entry: ...
    @overload
    def __getitem__(self, index: slice) -> "Entries": ...
    def __getitem__(self, index: int | slice) -> "Entry | Entries":
        if isinstance(index, slice):
            return Entries(self.ids[index], None if self.lots is None else self.lots[index])
        return Entry(self.ids[index], 1 if self.lots is None else self.lots[index])

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Entries):
            return NotImplemented
        return self.ids == other.ids and list(self) == list(other)

    def __hash__(self) -> int:
        return hash(self.ids)

    def __repr__(self) -> str:
        return f"Entries({list(self)!r})"


@dataclass(frozen=True, slots=True)
class DrawRecord:
    """A draw and all that is needed to repeat it.

    Attributes:
        seed: The seed as printed.
        pool: The entries.
        pool_hash: :func:`pool_hash` of the pool, as printed beside the seed.
        picked: The id that was drawn.
    """

    seed: str
    pool: Entries
    pool_hash: str
    picked: str

    @property
    def odds(self) -> Fraction:
        """The chance that the picked entry had."""
        return Fraction(self.pool.lots_of(self.picked), self.pool.total)


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


def lucky_pool(ids: Iterable[str], losses: Mapping[str, int]) -> Entries:
    """Return the pool of these ids with fair luck."""
    return Entries.of(Entry(id_, lots_after(losses.get(id_, 0))) for id_ in set(ids))


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
    lines = Entries.of(pool).text
    return hashlib.sha256(lines.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def draw(seed: str, pool: Iterable[Entry]) -> DrawRecord:
    """Draw one entry.

    Raises:
        ValueError: The pool is empty or names an entry twice.
    """
    entries = Entries.of(pool)
    if not entries.is_distinct:
        raise ValueError("an entry stands in the pool twice")
    picked = entries.at_lot(draw_index(seed, entries.total))
    return DrawRecord(seed, entries, pool_hash(entries), picked)


def verify(record: DrawRecord) -> Check:
    """Repeat a draw and say whether it was as recorded."""
    sound = record.pool and record.pool.is_distinct
    if not sound or pool_hash(record.pool) != record.pool_hash:
        return Check.POOL_DIFFERS
    if draw(record.seed, record.pool).picked != record.picked:
        return Check.PICK_DIFFERS
    return Check.TRUE
