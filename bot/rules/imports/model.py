"""The values of an import."""

import enum
from collections import Counter
from dataclasses import dataclass, field
from datetime import date


class Purpose(enum.StrEnum):
    """What the films of a file are; whatever is rated has been seen in any case."""

    SEEN = "seen"
    WATCHLIST = "watchlist"
    LIST = "list"  # a list of its own name


class LeftOut(enum.StrEnum):
    """Why something was skipped, to be counted and reported."""

    DATE = "date"
    YEAR = "year"
    RATING = "rating"
    EPISODE = "episode"


@dataclass(frozen=True, slots=True)
class ImportedFilm:
    """One row.

    Attributes:
        line: The line of the file that it ends on, from 1.
        title: As the site calls it; empty where it gives an id alone.
        year: As the site dates it.
        imdb_id: ``tt`` and digits.
        rating: From 1 to 10; Letterboxd's stars are doubled.
        on: When it was watched, rated or added.
        viewing: Whether ``on`` is the day of a viewing.
        logged: When that viewing was written down.
        is_series: Whether it comes in several parts; ``None`` where the file does not say.
        original: Its title in the language it was made in.
    """

    line: int
    title: str
    year: int | None = None
    imdb_id: str | None = None
    rating: int | None = None
    on: date | None = None
    viewing: bool = False
    logged: date | None = None
    is_series: bool | None = None
    original: str = ""

    @property
    def label(self) -> str:
        """The title with its year, or the id."""
        name = self.title or self.imdb_id or ""
        return name if self.year is None else f"{name} ({self.year})"


@dataclass(frozen=True, slots=True)
class Fault:
    """A row that could not be read, and why."""

    file: str
    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Part:
    """The films of one file.

    Attributes:
        file: The file's name.
        site: The site whose form it has; empty for none in particular.
        purpose: What the films are.
        name: The list's name, for a list.
        films: In the file's order.
        guessed: Whether nothing in the file says what the films are.
        settles: Whether its ratings override others: a site's ratings override its diary.
    """

    file: str
    site: str
    purpose: Purpose
    name: str
    films: tuple[ImportedFilm, ...]
    guessed: bool = False
    settles: bool = False


@dataclass(frozen=True, slots=True)
class Import:
    """What an export holds.

    Attributes:
        parts: What has films, in the order read.
        faults: Rows that could not be read.
        left_out: How often something was left out of a film, or a row that is no film.
        passed_over: Names of files without films.
    """

    parts: tuple[Part, ...]
    faults: tuple[Fault, ...] = ()
    left_out: Counter[LeftOut] = field(default_factory=Counter[LeftOut])
    passed_over: tuple[str, ...] = ()
