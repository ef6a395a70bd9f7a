"""The purpose of a file, by its name and its contents: films seen, or a list."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from bot.errors import BadInputError
from bot.i18n import N_, _
from bot.rules.imports.columns import RATED, WATCHED, Columns
from bot.rules.imports.model import ImportedFilm, Purpose
from bot.rules.picks.lists import MAX_NAME, list_name
from bot.text import clip

LIKES = N_("Likes")
_SEEN = ("watched", "rating", "rated", "diary", "review", "history", "seen", "viewing")
_NOT = {"not", "never"}
_LIKED = {"likes", "liked", "favorites", "favourites"}
_TO_WATCH = re.compile(r"watch[ _-]?list|to[ _-]?(?:watch|see)\b")
_WORD = re.compile(r"[a-z]+")
_NAMELESS = re.compile(
    r"[0-9a-f-]{16,}|ls\d+|export|list|data|movies|films|imdb|untitled|\d*", re.IGNORECASE
)
_COPY = re.compile(r"\s*\(\d+\)$")
_NAME_OF_NAMELESS = N_("Imported")


@dataclass(frozen=True, slots=True)
class FilePurpose:
    """The purpose of films, the name of their list, and whether it is a guess."""

    purpose: Purpose
    name: str = ""
    guessed: bool = False


def purpose_of(
    path: str, columns: Columns, films: Sequence[ImportedFilm], called: str = ""
) -> FilePurpose:
    """Return the purpose of a table.

    Args:
        path: Of the file, with its folders in the archive: people rename files.
        columns: Its columns.
        films: Its films.
        called: The name that a list gives itself.
    """
    place = PurePosixPath(path.replace("\\", "/"))
    stem = _COPY.sub("", place.stem).strip()
    folders = [folder.casefold() for folder in place.parts[:-1]]
    words = {*_WORD.findall(stem.casefold())}
    own_name = _called(called or _named(stem))
    if called or "lists" in folders:
        return FilePurpose(Purpose.LIST, own_name)
    if "likes" in folders or _LIKED & words:
        return FilePurpose(Purpose.LIST, _(LIKES))
    if _TO_WATCH.search(stem.casefold()) or "listedat" in columns.names:
        return FilePurpose(Purpose.WATCHLIST)
    is_named_seen = any(word.startswith(_SEEN) for word in words) and not _NOT & words
    if is_named_seen or columns.is_netflix:
        return FilePurpose(Purpose.SEEN)
    if columns.has(WATCHED) or _are_ratings(columns, films):
        return FilePurpose(Purpose.SEEN)
    return FilePurpose(Purpose.LIST, own_name, guessed=True)


def _are_ratings(columns: Columns, films: Sequence[ImportedFilm]) -> bool:
    """Whether it is a table of ratings; IMDb's now have a position column, as lists do."""
    if columns.rating is None:
        return False
    if films and all(film.rating for film in films):
        return True
    return "position" not in columns.names and (
        columns.has(RATED) or columns.site in {"IMDb", "Letterboxd"}
    )


def _called(name: str) -> str:
    """Return a valid list name."""
    try:
        return list_name(clip(name, MAX_NAME - 2))  # list_name turns the ellipsis into three dots
    except BadInputError:
        return _(_NAME_OF_NAMELESS)


def _named(stem: str) -> str:
    """Return a list name made from the file's name."""
    plain = " ".join(stem.replace("_", " ").replace("-", " ").split())
    return _(_NAME_OF_NAMELESS) if _NAMELESS.fullmatch(stem) else plain
