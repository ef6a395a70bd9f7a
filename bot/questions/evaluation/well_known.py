"""Well-known titles to compare with that the catalogue may lack.

``benchmarks/tables/well_known.py`` generates the table from the bundled records.
"""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.questions.words.tokens import letters

TABLE = Path(__file__).with_name("well_known.tsv")


@dataclass(frozen=True, slots=True)
class WellKnown:
    """A title that need not be in the catalogue.

    Attributes:
        id: The id it would have in a catalogue.
        title: Its title.
        others: Its alternative titles, in English and Spanish.
        year: Its year of release; ``None`` if unknown.
        runtime: Its running time in minutes.
        rating: Its average rating out of 10.
        votes: Its number of votes.
        is_series: Whether it is a series.
        genres: Its genres.
        tags: Its themes.
        directors: The names of its directors.
    """

    id: str
    title: str
    others: tuple[str, ...]
    year: int | None
    runtime: int | None
    rating: float | None
    votes: int | None
    is_series: bool
    genres: tuple[str, ...]
    tags: tuple[str, ...]
    directors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WellKnownTitles:
    """The table of well-known titles.

    Attributes:
        by_id: By their ids.
        by_letters: By the letters of all of their titles.
        longest: The number of letters of the longest title.
    """

    by_id: Mapping[str, WellKnown]
    by_letters: Mapping[str, WellKnown]
    longest: int


@cache
def well_known() -> WellKnownTitles:
    """Return the table; read once."""
    by_id: dict[str, WellKnown] = {}
    by_letters: dict[str, WellKnown] = {}
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        id_, title, others, year, runtime, rating, votes, kind, *lists = line.split("\t")
        also, genres, tags, directors = map(_listed, (others, *lists))
        known = WellKnown(
            id_,
            title,
            also,
            int(year) if year else None,
            int(runtime) if runtime else None,
            float(rating) if rating else None,
            int(votes) if votes else None,
            kind == "series",
            genres,
            tags,
            directors,
        )
        by_id[id_] = known
        for name in (title, *also):
            by_letters.setdefault(letters(name), known)  # among namesakes, the best known
    for known in by_id.values():  # "Mad Max", if nothing else has that name
        by_letters.setdefault(letters(known.title.partition(":")[0]), known)
    return WellKnownTitles(by_id, by_letters, max(map(len, by_letters)))


def _listed(field: str) -> tuple[str, ...]:
    return tuple(map(sys.intern, filter(None, field.split("|"))))  # most are in many lines
