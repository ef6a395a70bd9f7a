"""What the columns of tables mean, by their names."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

_PLAIN = re.compile(r"[^a-z0-9]")

ID = ("const", "imdbid", "imdb", "imdbconst", "imdbtitleid", "tconst")
LINK = ("url", "imdburl", "imdblink", "link", "imdbtitle")
TITLE = ("title", "name", "movietitle", "filmtitle", "movie", "film", "moviename", "filmname")
ORIGINAL = ("originaltitle", "originalname")
YEAR = ("year", "releaseyear", "movieyear", "yearreleased")
RELEASED = ("releasedate", "released", "releasedatemonthdayyear", "firstaired")
RATING: Sequence[tuple[str, int | None]] = (
    ("yourrating", 10),
    ("yourated", 10),  # IMDb until about 2017
    ("rating10", 10),
    ("rating100", 100),
    ("myrating", None),
    ("userrating", None),
    ("rating", None),
)
"""Columns that name the owner's ratings, with the scale where that is known."""
WATCHED = ("watcheddate", "watchedat", "lastwatchedat", "datewatched", "watchdate")
RATED = ("daterated", "ratedat")
ADDED = ("listedat", "created", "date", "dateadded", "collectedat")
KIND = ("titletype", "type")
SEASON = ("seasonnumber", "episodenumber")

_BY_SITE = {"letterboxduri": "Letterboxd", "trakt": "Trakt", "traktid": "Trakt", "tmdbid": "TMDB"}
_SCALE_OF_SITE = {"Letterboxd": 5, "Trakt": 10, "TMDB": 10, "IMDb": 10}
_LETTERBOXD_LIST = {"position", "name", "year", "url", "description"}
_NETFLIX = {"title", "date"}
_MOVARY = {"title", "year", "tmdbid", "imdbid", "watchedat"}


def plain(name: str) -> str:
    """Return a column's name in lower case, with its letters and digits only."""
    return _PLAIN.sub("", name.casefold())


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table, by what they mean.

    Attributes:
        names: The plain names of the columns, in order.
    """

    names: tuple[str, ...]

    @classmethod
    def of(cls, header: Sequence[str]) -> Self:
        """Read a row that may be a header."""
        return cls(tuple(map(plain, header)))

    @property
    def usable(self) -> bool:
        """Whether rows identify films: by an id, by title and year, or as Netflix does."""
        has_year = self.has(YEAR) or self.has(RELEASED)
        return self.has(ID) or (self.has(TITLE) and has_year) or self.is_netflix

    @property
    def known(self) -> int:
        """How many of the columns are understood."""
        roles = (*ID, *LINK, *TITLE, *ORIGINAL, *YEAR, *RELEASED, *WATCHED, *RATED, *ADDED, *KIND)
        return len({*roles, *(name for name, _ in RATING)} & {*self.names})

    @property
    def is_netflix(self) -> bool:
        """Whether it is Netflix's viewing history, which has neither years nor ids."""
        return {name for name in self.names if name} == _NETFLIX

    @property
    def site(self) -> str:
        """The site whose form it has."""
        names = {*self.names}
        if self.is_netflix:
            return "Netflix"
        if "const" in names:
            return "IMDb"
        if names >= _MOVARY:
            return "Movary"
        if names >= _LETTERBOXD_LIST:
            return "Letterboxd"
        return next((site for name, site in _BY_SITE.items() if name in names), "")

    @property
    def rating(self) -> tuple[str, int | None] | None:
        """The column of the owner's ratings, and the highest possible rating, if that is known."""
        names = {*self.names}
        for name, scale in RATING:
            if name in names:
                return name, scale or _SCALE_OF_SITE.get(self.site)
        return None

    def has(self, role: Sequence[str]) -> bool:
        """Whether there is a column of a role."""
        return not {*role}.isdisjoint(self.names)
