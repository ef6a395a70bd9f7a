"""Parses the text of a field into its value: one function for each kind of field.

Only ASCII digits count as digits. Each function raises :class:`FieldError` for what it cannot use.
"""

import re
import unicodedata

from bot.catalog.faults import quoted
from bot.catalog.model import Kind
from bot.catalog.records.fields.links import target
from bot.catalog.records.fields.names import field_names, folded

FIRST_YEAR, LAST_YEAR = 1870, 2100  # the oldest film is from 1874
_MAX_DIGITS = 12  # keeps an id within the 20 characters that a key may have
_MAX_RATING = 10.0
MAX_MINUTES = 1_440
"""A day: longer ones are sums over a series, or typos."""
MAX_LINK = 512
MAX_ALIAS = 256
"""Characters; no longer title fits a Discord embed."""

_YEAR = re.compile(r"(?<!\w)[0-9]{4}(?!\w)")
_RATING = re.compile(r"([0-9]{1,2}(?:[.,][0-9]+)?)(?:\s*/\s*10)?")
_OUT_OF_10 = re.compile(r"[0-9]{1,2}(?:[.,][0-9]+|(?:[.,][0-9]+)?\s*/\s*10)")
_LENGTH = re.compile(
    r"""
    (?:pt)?                                               # as ISO 8601 begins
    (?:(?P<hours>[0-9]{1,2})\s*h(?:ours?|rs?)?\.?,?\s*)?
    (?:(?P<minutes>[0-9]{1,4})\s*(?:m(?:in(?:ute)?s?)?\.?)?)?
    |(?P<h>[0-9]{1,2}):(?P<m>[0-5][0-9])(?::[0-5][0-9])?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_OWNER_RATING = re.compile(
    r"[0-9]{1,3}(?:[.,][0-9]+)?(?:\s*/\s*[0-9]{1,3}|\s*%|\s*(?:stars?|★|⭐))?"
    r"|[A-F][+\-−]?|[★☆⭐½🌟\ufe0f*]+",
    re.IGNORECASE,
)
_LINK = re.compile(r"https://[^\s/@\\<>\"]+(?:/[^\s\\<>\"]*)?")
_UNSHOWABLE = {"Cn", "Co", "Cs"}
"""Unicode categories that no font has: unassigned, private use, surrogates."""
_VOTES = re.compile(r"[0-9]{1,12}|[0-9]{1,3}(?:,[0-9]{3}){1,3}")
_IMDB_ID = re.compile(rf"(?:tt)?([0-9]{{1,{_MAX_DIGITS}}})", re.IGNORECASE)
_IMDB_LINK = re.compile(
    rf"\bimdb\.com/(?:[a-z-]{{2,5}}/)?title/tt([0-9]{{1,{_MAX_DIGITS}}})(?![0-9])", re.IGNORECASE
)
_IMDB_DIGITS = 7  # a shorter number is more often something else
_DIGITS = re.compile(rf"[0-9]{{1,{_MAX_DIGITS}}}")
_COLOR = re.compile(r"#?([0-9a-fA-F]{6})")
_PICTURE = re.compile(r"(?:.*/)?([^/?#]+\.(?:jpe?g|png|gif|webp))(?:[?#].*)?", re.IGNORECASE)
_LANGUAGE_CODE = re.compile(r"([a-z]{2})(?:[-_][a-z]{2,4})?", re.IGNORECASE)
_FILE_NAME = re.compile(r"[^/\\:\x00-\x1f]*[^/\\:\x00-\x1f.][^/\\:\x00-\x1f]*")


class FieldError(Exception):
    """A field's text cannot be used.

    Args:
        reason: What is wrong.
        mend: What would be accepted.
    """

    def __init__(self, reason: str, mend: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.mend = mend


def kind(text: str) -> Kind:
    """Return the kind of title, in any case and by other programs' names (``tvSeries``)."""
    if found := field_names().kinds.get(folded(text)):
        return found
    raise FieldError(f"{quoted(text)} is no kind of title", f"use one of: {', '.join(Kind)}")


def year(text: str) -> int:
    """Return a year from 1870 to 2100, the first of a range, or that of a date."""
    if (found := _YEAR.search(text)) and FIRST_YEAR <= int(found[0]) <= LAST_YEAR:
        return int(found[0])
    raise FieldError(
        f"{quoted(text)} is no year", f"use four digits from {FIRST_YEAR} to {LAST_YEAR}, or N/A"
    )


def rating(text: str) -> float:
    """Return an average rating from 0 to 10; ``/10`` after it is dropped."""
    if match := _RATING.fullmatch(text):
        number = float(match[1].replace(",", "."))
        if number <= _MAX_RATING:
            return number
    raise FieldError(f"{quoted(text)} is no rating", "use a number from 0 to 10 like 7.8, or N/A")


def rating_out_of_10(text: str) -> float:
    """Return an unmistakable rating: with a fraction, or with ``/10``."""
    if _OUT_OF_10.fullmatch(text):
        return rating(text)
    raise FieldError(f"{quoted(text)} is neither an IMDb id nor a rating", "write tt… or 7.8/10")


def owner_rating(text: str) -> str:
    """Return the owner's rating as written: ``4/5``, ``B+``, ``★★★``."""
    if text == "0":  # programs write it where nothing was rated
        raise FieldError("0 is taken for not rated", "write 0/10 if it is meant")
    if _OWNER_RATING.fullmatch(text):
        return text
    raise FieldError(f"{quoted(text)} is no rating", "use a number, 4/5, B+ or ★★★, or N/A")


def votes(text: str) -> int:
    """Return a number of votes; commas between thousands are allowed (``128,983``)."""
    if _VOTES.fullmatch(text):
        return int(text.replace(",", ""))
    raise FieldError(
        f"{quoted(text)} is no number of votes", "use a whole number like 128983, or N/A"
    )


def imdb_id(text: str) -> str:
    """Return the digits of an IMDb id as written: bare, after ``tt``, or of a title's link."""
    if match := _IMDB_ID.fullmatch(text) or _IMDB_LINK.search(text):
        return match[1]
    raise FieldError(
        f"{quoted(text)} is no IMDb id", f"use 1 to {_MAX_DIGITS} digits like 0079417, or N/A"
    )


def long_imdb_id(text: str) -> str:
    """Return an IMDb id, recognised by ``tt``, a link or its length."""
    if text.isdecimal() and len(text) < _IMDB_DIGITS:
        raise FieldError(
            f"{quoted(text)} is neither an IMDb id nor a rating", "write tt… or 7.8/10"
        )
    return imdb_id(text)


def imdb_reference(text: str) -> str:
    """Return an IMDb id, recognised by ``tt`` or a link."""
    if text.isdecimal():
        raise FieldError(f"{quoted(text)} is no IMDb id", "write tt before the digits")
    return imdb_id(text)


def digits(text: str) -> str:
    """Return the digits of an id as written."""
    if _DIGITS.fullmatch(text):
        return text
    raise FieldError(f"{quoted(text)} is no id", f"use 1 to {_MAX_DIGITS} digits, or N/A")


def color(text: str) -> str:
    """Return six hexadecimal digits, in lower case; a ``#`` before them is dropped."""
    if match := _COLOR.fullmatch(text):
        return match[1].lower()
    raise FieldError(
        f"{quoted(text)} is no colour", 'use six hexadecimal digits like "004643", or N/A'
    )


def file_name(text: str) -> str:
    """Return a bare file name, without a folder."""
    if _FILE_NAME.fullmatch(text):
        return text
    raise FieldError(f"{quoted(text)} is no file name", "use a bare name like 0079417.jpg, or N/A")


def runtime(text: str) -> int:
    """Return a length in whole minutes, up to a day: ``125``, ``125 min``, ``2h 5m``, ``2:05``."""
    if match := _LENGTH.fullmatch(text):
        hours, minutes = match["hours"] or match["h"], match["minutes"] or match["m"]
        total = 60 * int(hours or 0) + int(minutes or 0)
        if 0 < total <= MAX_MINUTES:
            return total
    raise FieldError(
        f"{quoted(text)} is no length in minutes",
        f"use a whole number from 1 to {MAX_MINUTES} like 125, or N/A",
    )


def poster(text: str) -> str:
    """Return a link that Discord may show as a picture: ``https``, without user and password."""
    link = target(text)
    if link.startswith("//"):
        link = f"https:{link}"
    if len(link) > MAX_LINK:
        raise FieldError(f"the link is longer than {MAX_LINK} characters", "use a shorter one")
    if _LINK.fullmatch(link) and link.isascii():
        return link
    raise FieldError(
        f"{quoted(text)} is no https link to a picture",
        "use one like https://example.org/poster.jpg, without user name and password",
    )


def picture_name(text: str) -> str:
    """Return the file name of a picture, with or without a folder, but no link."""
    path = target(text)
    if "://" not in path and (match := _PICTURE.fullmatch(path)):
        return file_name(match[1])
    raise FieldError(f"{quoted(text)} is no picture", "use a link, or a name like 0079417.jpg")


def language(text: str) -> str:
    """Return a language in English, also for its code (``en``, ``pt-BR``)."""
    if match := _LANGUAGE_CODE.fullmatch(text):
        return field_names().languages.get(match[1].lower(), text)
    return text


def alias(text: str) -> str:
    """Return an alternative title."""
    if len(text) > MAX_ALIAS:
        raise FieldError(f"the title is longer than {MAX_ALIAS} characters", "shorten it")
    if not is_visible(text):
        raise FieldError("the title is empty", "write one, or leave the line out")
    if any(unicodedata.category(character) in _UNSHOWABLE for character in text):
        raise FieldError(
            f"{quoted(text)} has letters of no known script", "write it in letters that people have"
        )
    return text


def is_visible(text: str) -> bool:
    """Return whether a text has any visible character."""
    return any(unicodedata.category(character)[0] not in "ZC" for character in text)


def flag(text: str) -> bool:
    """Return whether a field says yes (``true``, ``yes``) or no (``false``, ``no``)."""
    if (answer := text.lower()) in {"true", "yes", "false", "no"}:
        return answer in {"true", "yes"}
    raise FieldError(f"{quoted(text)} is neither true nor false", "use true or false")
