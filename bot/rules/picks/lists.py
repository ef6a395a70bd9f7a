"""Named lists: what a list may be called and how much it may hold."""

import unicodedata
from collections.abc import Collection
from dataclasses import dataclass

from bot.errors import BadInputError
from bot.text import plural

MAX_NAME = 50
DEFAULT_NAME = "Watchlist"


@dataclass(frozen=True, slots=True)
class Caps:
    """How much one owner, a person or a server, may keep.

    Attributes:
        lists: How many lists.
        films: How many films in one list.
    """

    lists: int = 20
    films: int = 1000


def list_name(typed: str) -> str:
    """Return a list's name as it is kept: composed, with single spaces, without control marks.

    Raises:
        BadInputError: Nothing is left of it, or it is longer than :data:`MAX_NAME`.
    """
    composed = unicodedata.normalize("NFKC", typed)
    visible = "".join(
        " " if character.isspace() else character
        for character in composed
        if character.isspace() or not unicodedata.category(character).startswith("C")
    )
    name = " ".join(visible.split())
    if not name:
        raise BadInputError("A list needs a name.")
    if len(name) > MAX_NAME:
        raise BadInputError(f"A list's name has at most {MAX_NAME} characters.")
    return name


def list_key(name: str) -> str:
    """Return what two names must not share: ``Horror`` and ``horror`` are one list."""
    return name.casefold()


def check_new_list(name: str, existing: Collection[str], caps: Caps) -> None:
    """Make sure that an owner of these lists may add one.

    Raises:
        BadInputError: There is one of that name, or there are too many.
    """
    if list_key(name) in {list_key(other) for other in existing}:
        raise BadInputError(f"There is a list “{name}” already.")
    if len(existing) >= caps.lists:
        raise BadInputError(f"That would be more than {plural(caps.lists, 'list')}.")


def check_added_films(present: int, added: int, caps: Caps) -> None:
    """Make sure that a list has room.

    Raises:
        BadInputError: It has not.
    """
    if present + added > caps.films:
        room = max(caps.films - present, 0)
        raise BadInputError(f"The list holds {plural(caps.films, 'film')}; {room:,} more fit in.")
