"""IMDb's files, their columns, and the choice of titles.

Documented by IMDb at https://developer.imdb.com/non-commercial-datasets/.
"""

import enum
import re
from collections.abc import Collection
from dataclasses import dataclass

from bot.catalog.model import Kind


class Table(enum.StrEnum):
    """The files, in reading order: each determines what is needed of the later ones."""

    RATINGS = "title.ratings"
    BASICS = "title.basics"
    AKAS = "title.akas"
    PRINCIPALS = "title.principals"
    CREW = "title.crew"
    NAMES = "name.basics"

    @property
    def file_name(self) -> str:
        """The name under which IMDb offers it."""
        return f"{self.value}.tsv.gz"

    @property
    def is_optional(self) -> bool:
        """Whether an import works without it."""
        return self is Table.AKAS

    @property
    def columns(self) -> tuple[str, ...]:
        """Its columns, as its first line names them."""
        return _COLUMNS[self]


_COLUMNS = {
    Table.RATINGS: ("tconst", "averageRating", "numVotes"),
    Table.BASICS: (
        "tconst",
        "titleType",
        "primaryTitle",
        "originalTitle",
        "isAdult",
        "startYear",
        "endYear",
        "runtimeMinutes",
        "genres",
    ),
    Table.AKAS: (
        "titleId",
        "ordering",
        "title",
        "region",
        "language",
        "types",
        "attributes",
        "isOriginalTitle",
    ),
    Table.PRINCIPALS: ("tconst", "ordering", "nconst", "category", "job", "characters"),
    Table.CREW: ("tconst", "directors", "writers"),
    Table.NAMES: (
        "nconst",
        "primaryName",
        "birthYear",
        "deathYear",
        "primaryProfession",
        "knownForTitles",
    ),
}

_REGION = re.compile(r"[A-Z]{2,4}")

TITLE_KINDS = {
    "movie": Kind.MOVIE,
    "tvMovie": Kind.TV_MOVIE,
    "video": Kind.VIDEO_MOVIE,
    "tvSeries": Kind.TV_SERIES,
    "tvMiniSeries": Kind.TV_MINI_SERIES,
    "short": Kind.MOVIE,  # the catalogue has no separate kind for short films
    "tvShort": Kind.TV_SHORT,
    "tvSpecial": Kind.TV_MOVIE,
    "tvEpisode": Kind.EPISODE,
    "tvPilot": Kind.EPISODE,
    "videoGame": Kind.VIDEO_GAME,
}
"""The catalogue's kind for each ``titleType``; titles of other types are skipped."""

DEFAULT_KINDS = ("movie", "tvMovie", "video", "tvSeries", "tvMiniSeries")
"""Films and series; neither short ones nor episodes."""


REGION_LANGUAGES = {
    **dict.fromkeys(("US", "GB", "AU", "CA", "IE", "NZ", "ZA", "XWW"), "English"),
    **dict.fromkeys(
        ("ES", "MX", "AR", "CL", "CO", "PE", "UY", "VE", "EC", "BO", "PY", "CR", "CU", "DO", "GT",
         "HN", "NI", "PA", "PR", "SV"),
        "Spanish",
    ),
}  # fmt: skip
"""The languages of other titles by IMDb's regions; those of other regions are not known."""


@dataclass(frozen=True, slots=True)
class TitleFilter:
    """Which titles to import.

    Attributes:
        kinds: Their types, in IMDb's words.
        min_votes: Votes required; 0 includes unrated titles.
        adult: Whether to include titles for adults.
        regions: Regions whose alternative titles are imported, in IMDb's codes.
    """

    kinds: tuple[str, ...] = DEFAULT_KINDS
    min_votes: int = 0
    adult: bool = False
    regions: tuple[str, ...] = tuple(REGION_LANGUAGES)


def parse_kinds(words: Collection[str]) -> tuple[str, ...]:
    """Return IMDb's types, whatever their case and spacing.

    Raises:
        ValueError: A word is none of them; the message lists all.
    """
    known = {kind.casefold(): kind for kind in TITLE_KINDS}
    found: list[str] = []
    for word in words:
        kind = known.get(word.replace(" ", "").casefold())
        if kind is None:
            raise ValueError(f"{word!r} is no kind of title; use: {', '.join(TITLE_KINDS)}")
        found.append(kind)
    if not found:
        raise ValueError(f"no kind of title is named; use: {', '.join(TITLE_KINDS)}")
    return tuple(dict.fromkeys(found))


def parse_regions(words: Collection[str]) -> tuple[str, ...]:
    """Return IMDb's region codes, whatever their case.

    Raises:
        ValueError: A word is no code of two or three letters.
    """
    codes = dict.fromkeys(word.strip().upper() for word in words if word.strip())
    for code in codes:
        if not _REGION.fullmatch(code):
            raise ValueError(f"{code!r} is no region; use codes like US, GB, ES, MX")
    return tuple(codes)
