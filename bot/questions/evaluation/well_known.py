"""Well-known titles to compare with that the catalogue may lack.

``benchmarks/tables/well_known.py`` generates the table from the bundled records.
"""

import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.questions.words.name_words import name_words
from bot.questions.words.tokens import letters, words_of

TABLE = Path(__file__).with_name("well_known.tsv")
MAX_PREFIX = 4
"""The longest common beginning of titles, in words."""
MIN_TITLES, MIN_TITLES_BY_WORD = 2, 3
"""How many titles must share a beginning of several words, and of one word."""
MIN_LETTERS = 4


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

    @property
    def label(self) -> str:
        """Its title and year."""
        return self.title if self.year is None else f"{self.title} ({self.year})"


@dataclass(frozen=True, slots=True)
class WellKnownTitles:
    """The table of well-known titles.

    Attributes:
        by_id: By their ids.
        by_letters: By the letters of all of their titles.
        franchises: Titles with a common beginning, such as "Harry Potter", by its letters.
        longest: The number of letters of the longest title.
    """

    by_id: Mapping[str, WellKnown]
    by_letters: Mapping[str, WellKnown]
    franchises: Mapping[str, Sequence[WellKnown]]
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
        main = letters(known.title.partition(":")[0])
        if not main.isdigit():  # "3" is not 3:10 to Yuma
            by_letters.setdefault(main, known)
    franchises = _franchises(by_id.values())
    return WellKnownTitles(by_id, by_letters, franchises, max(map(len, by_letters)))


def _franchises(titles: Iterable[WellKnown]) -> Mapping[str, Sequence[WellKnown]]:
    """Return the titles with a common beginning, by its letters, ignoring articles.

    A single word counts only if no title has it anywhere else: it is then hardly an ordinary one.
    """
    small, articles = name_words().small, name_words().articles
    written = [(known, words_of(known.title)) for known in titles]
    bare = [(known, words[1:] if words[0] in articles else words) for known, words in written]
    later = {word for _, words in bare for word in words[1:]}
    found: defaultdict[tuple[str, ...], list[WellKnown]] = defaultdict(list)
    for known, words in bare:
        for size in range(1, min(MAX_PREFIX, len(words)) + 1):
            if words[size - 1] not in small and not words[size - 1].isdigit():
                found[tuple(words[:size])].append(known)
    return {
        "".join(prefix): parts
        for prefix, parts in found.items()
        if len(parts) >= (MIN_TITLES if prefix[1:] else MIN_TITLES_BY_WORD)
        and (prefix[1:] or (prefix[0] not in later and len(prefix[0]) >= MIN_LETTERS))
    }


def _listed(field: str) -> tuple[str, ...]:
    return tuple(map(sys.intern, filter(None, field.split("|"))))  # most are in many lines
