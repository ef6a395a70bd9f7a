"""What the films of a file are, by its name and by what it holds."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from bot.rules.imports.columns import RATED, WATCHED, Columns
from bot.rules.imports.model import ImportedFilm, Purpose
from bot.rules.picks.lists import MAX_NAME
from bot.text import clip

LIKES = "Likes"
_SEEN = ("watched", "rating", "diary", "review", "history", "seen", "viewing")
_LIKED = ("likes", "liked", "favorites", "favourites")
_WORD = re.compile(r"[a-z]+")
_NAMELESS = re.compile(
    r"[0-9a-f-]{16,}|ls\d+|export|list|data|movies|films|imdb|untitled|\d*", re.IGNORECASE
)
_COPY = re.compile(r"\s*\(\d+\)$")
_NAME_OF_NAMELESS = "Imported"


@dataclass(frozen=True, slots=True)
class Told:
    """What films are, the name of their list, and whether nothing says so."""

    purpose: Purpose
    name: str = ""
    guessed: bool = False


def purpose_of(
    path: str, columns: Columns, films: Sequence[ImportedFilm], list_name: str = ""
) -> Told:
    """Tell what the films of a table are.

    Args:
        path: Of the file, with the folders of its archive: people rename files.
        columns: What it has.
        films: What was read.
        list_name: What it says that it is called.
    """
    place = PurePosixPath(path.replace("\\", "/"))
    stem = _COPY.sub("", place.stem).strip()
    folders = [folder.casefold() for folder in place.parts[:-1]]
    own_name = list_name or _named(stem)
    if list_name or "lists" in folders:
        return Told(Purpose.LIST, clip(own_name, MAX_NAME))
    if "likes" in folders or set(_LIKED) & set(_WORD.findall(stem.casefold())):
        return Told(Purpose.LIST, LIKES)
    name = stem.casefold()
    if "watchlist" in name or "listedat" in columns.names:
        return Told(Purpose.WATCHLIST)
    if any(word in name for word in _SEEN) or columns.is_netflix:
        return Told(Purpose.SEEN)
    if columns.has(WATCHED) or _are_ratings(columns, films):
        return Told(Purpose.SEEN)
    return Told(Purpose.LIST, clip(own_name, MAX_NAME), guessed=True)


def _are_ratings(columns: Columns, films: Sequence[ImportedFilm]) -> bool:
    """Whether it is a table of ratings; IMDb has come to give these a position, as lists have."""
    if columns.rating is None:
        return False
    if films and all(film.rating for film in films):
        return True
    return "position" not in columns.names and (
        columns.has(RATED) or columns.site in {"IMDb", "Letterboxd"}
    )


def _named(stem: str) -> str:
    """Return what a list may be called after its file."""
    plain = " ".join(stem.replace("_", " ").replace("-", " ").split())
    return _NAME_OF_NAMELESS if _NAMELESS.fullmatch(stem) else plain
