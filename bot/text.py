"""Small pure helpers for words and names."""

import re
from collections.abc import Sequence

_MAX_DIGITS = 40
_IMDB_TITLE = re.compile(
    r"(?:(?:https?://)?(?:\w+\.)?imdb\.com/(?:[a-z]{2}(?:-[a-z]{2})?/)?title/)?(tt\d{7,10})"
    r"(?:[/?#].*)?",
    re.IGNORECASE,
)
_LINK = re.compile(r"\[.*\]\((.+)\)", re.DOTALL)
_YEAR = re.compile(r" \(\d{4}\)$")


ARTICLES = ("the", "a", "an")
"""Leading words of English titles that search and sorting ignore."""


def plural(count: int, singular: str, plural_form: str | None = None) -> str:
    """Return the count with its noun: ``1 film``, ``1,204 films``."""
    noun = singular if count == 1 else plural_form or f"{singular}s"
    return f"{count:,} {noun}"


def human_join(parts: Sequence[str], conjunction: str = "and") -> str:
    """Join parts as a sentence does: ``a``, ``a and b``, ``a, b and c``."""
    if len(parts) <= 1:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {conjunction} {parts[-1]}"


def hours_and_minutes(minutes: int) -> str:
    """Return a running time as people say it, in English and Spanish: ``1 h 45 min``."""
    hours, rest = divmod(minutes, 60)
    return " ".join([*([f"{hours} h"] if hours else []), *([f"{rest} min"] if rest else [])])


def clip_title(title: str, limit: int) -> str:
    """Return at most ``limit`` characters of a title; a year at its end stays: ``Dr. Str… (1964)``.

    Raises:
        ValueError: ``limit`` leaves no room for the ellipsis.
    """
    name, year = split_year(title)
    if limit - len(year) < 1:
        return clip(title, limit)
    return clip(name, limit - len(year)) + year


def split_year(title: str) -> tuple[str, str]:
    """Return a title and the year at its end, if there is one, with the space before it."""
    found = _YEAR.search(title)
    return (title[: found.start()], found[0]) if found else (title, "")


def clip(text: str, limit: int) -> str:
    """Return at most ``limit`` characters, cut at a word where possible and ended by ``…``.

    Raises:
        ValueError: ``limit`` leaves no room for the ellipsis.
    """
    if limit < 1:
        raise ValueError("the limit leaves no room")
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    cut = head.rfind(" ")
    if cut > limit * 2 // 3:
        head = head[:cut]
    return head.rstrip(" ,;:–-") + "…"


def imdb_title_id(text: str) -> str | None:
    """Return the id, ``tt`` and digits, that a text is, or that the link to IMDb in it leads to.

    Links may stand by themselves, in ``<…>`` or behind words, ``[words](…)``.
    """
    text = text.strip()
    if linked := _LINK.fullmatch(text):
        text = linked[1].strip()
    match = _IMDB_TITLE.fullmatch(text.removeprefix("<").removesuffix(">").strip())
    return match[1].lower() if match else None


def whole_number(text: str, least: int = 0, most: int = 2**63 - 1) -> int | None:
    """Return the whole number that a text is; ``None`` where it is none, or out of bounds.

    Args:
        text: What was typed, or stands in a control; however long.
        least: The least number that will do.
        most: The greatest; by default what a store can hold, and Discord's ids are.
    """
    if len(text) > _MAX_DIGITS:
        return None
    try:
        number = int(text)
    except ValueError:
        return None
    return number if least <= number <= most else None
