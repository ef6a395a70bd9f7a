"""The values of search."""

import enum
from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be found by name.

    Attributes:
        key: Its id in the catalogue.
        name: What it is called.
        popularity: Votes, credits or titles: any measure of how often it is meant, 0 or more.
        year: The year that tells it from others of the name.
        aliases: Other names it goes by.
        flags: Bits that say what it is, for ``require`` and ``prefer`` of a search.
    """

    key: str
    name: str
    popularity: float = 0.0
    year: int | None = None
    aliases: tuple[str, ...] = ()
    flags: int = 0


class Evidence(enum.StrEnum):
    """How a match was found, strongest first."""

    EXACT = "exact"  # the same after folding case, accents and punctuation
    YEAR = "title and year"
    NUMERAL = "numeral"  # the same but for how a number is written
    JOINED = "joined"  # the same but for blanks
    PREFIX = "prefix"
    WORDS = "words"  # all or most words, in any order
    INITIALS = "initials"
    FUZZY = "spelling"
    SOUND = "sound"


class Verdict(enum.StrEnum):
    """How sure a resolution is."""

    EXACT = "exact"  # one entry has exactly this name (and year, where one was typed)
    CLEAR = "clear"  # one entry stands out: right in at least 99 of 100 cases
    SEVERAL = "several"  # a few close ones: ask
    NOTHING = "nothing"  # nothing is close; matches hold the nearest all the same


class Match(NamedTuple):
    """An entry that a query may mean.

    Attributes:
        key: The entry's key.
        name: The entry's name (not the alias that matched).
        year: The entry's year.
        score: How well it fits, from 0 to 1; ordered, comparable within one resolution.
        evidence: How it was found.
        named: The name that fits best, perhaps an alias or a part, in its canonical form.
    """

    key: str
    name: str
    year: int | None
    score: float
    evidence: Evidence
    named: str = ""

    @property
    def label(self) -> str:
        """The name, with the year where there is one."""
        return self.name if self.year is None else f"{self.name} ({self.year})"


@dataclass(frozen=True, slots=True)
class Resolution:
    """The interpretation of a query.

    Attributes:
        query: What was typed.
        verdict: How sure it is.
        matches: Best first; with verdict ``EXACT`` or ``CLEAR`` the first is meant.
    """

    query: str
    verdict: Verdict
    matches: tuple[Match, ...]

    @property
    def best(self) -> Match | None:
        """The entry that is meant, or ``None`` where that is not sure."""
        return self.matches[0] if self.verdict in {Verdict.EXACT, Verdict.CLEAR} else None
