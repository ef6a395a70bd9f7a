"""Named lists: what a list may be called and how much it may hold."""

import unicodedata
from collections.abc import Collection
from dataclasses import dataclass

from bot.errors import BadInputError
from bot.i18n import N_, _, ngettext, number

MAX_NAME = 50
DEFAULT_NAME = N_("Watchlist")
"""The list used where none is named; stored under this name, and shown by :func:`shown_name`."""


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
    """Return a list's name in its stored form: composed, with single spaces, without control marks.

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
        raise BadInputError(_("A list needs a name."))
    if len(name) > MAX_NAME:
        raise BadInputError(_("A list's name can have at most {limit} characters.", limit=MAX_NAME))
    return DEFAULT_NAME if list_key(name) == list_key(_(DEFAULT_NAME)) else name


def shown_name(name: str) -> str:
    """Return the name of a list in the reader's language."""
    return _(DEFAULT_NAME) if list_key(name) == list_key(DEFAULT_NAME) else name


def list_key(name: str) -> str:
    """Return the key of a name: ``Horror`` and ``horror`` are one list."""
    return name.casefold()


def check_new_list(name: str, existing: Collection[str], caps: Caps) -> None:
    """Make sure that an owner of these lists may add one.

    Raises:
        BadInputError: There is one of that name, or there are too many.
    """
    if list_key(name) in {list_key(other) for other in existing}:
        raise BadInputError(_("There's a list “{name}” already.", name=shown_name(name)))
    if len(existing) >= caps.lists:
        raise BadInputError(
            ngettext(
                "That would be more than {count} list.",
                "That would be more than {count} lists.",
                caps.lists,
            )
        )


def check_added_films(present: int, added: int, caps: Caps) -> None:
    """Make sure that a list has room.

    Raises:
        BadInputError: It has not.
    """
    if present + added > caps.films:
        room = max(caps.films - present, 0)
        raise BadInputError(
            ngettext(
                "The list holds {count} film; there is room for {room} more.",
                "The list holds {count} films; there is room for {room} more.",
                caps.films,
                room=number(room),
            )
        )
