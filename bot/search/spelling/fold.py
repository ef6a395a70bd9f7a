"""Folding: one plain spelling for the ways in which people write a text.

Two forms of a text are used. The *raw* form is what was written in plain letters: lower case,
accents and scripts transliterated, punctuation as blanks. The *canonical* form is what was
meant: without a leading article, numerals as digits, "part" and its like dropped before them.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from anyascii import anyascii

from bot.text import ARTICLES

MAX_LETTERS = 120
"""Longer texts are cut here: no title needs more to be distinguished."""
MAX_WORDS = 16

MARKERS = frozenset({"part", "pt", "vol", "volume", "episode", "ep", "chapter"})
"""Words that may precede the number of a part."""
_SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_NUMBER_WORDS = {word: str(number) for number, word in enumerate(_SMALL)} | {
    word: str(10 * number) for number, word in enumerate(_TENS, start=2)
}
_ROMAN = {
    tens + ones: str(10 * t + o)
    for t, tens in enumerate(("", "x", "xx", "xxx"))
    for o, ones in enumerate(("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"))
    if len(tens + ones) > 1
}
_ROMAN_LETTERS = {"i": "1", "v": "5", "x": "10"}

_ORDINALS = dict(
    zip(
        ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
         "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth"),
        ("1st", "2nd", "3rd", *(f"{number}th" for number in range(4, 16))),
        strict=True,
    )
)  # fmt: skip
_SHORTENED = {"dr": "doctor", "mr": "mister", "versus": "vs"}
_SAME_WORDS = _NUMBER_WORDS | _ROMAN | _ORDINALS | _SHORTENED

_SPECIAL = frozenset({*MARKERS, *_SAME_WORDS, *_ROMAN_LETTERS})

# ASCII to one space or letter each; _VANISHING removes the rest beforehand.
_TO_PLAIN = b"".join(
    chr(code).lower().encode() if chr(code).isalnum() else b" " for code in range(128)
).ljust(256)
_VANISHING = re.compile(r"['`’]|(?<=\b\w)\.|(?<=\d),(?=\d{3})")
_RAISED = re.compile(r"[⁰¹²³⁴-⁹]+|[¼-¾⅐-⅞↉]")
"""Superscripts and fractions: “Alien³” is called Alien 3, “8½” is written 8 1/2."""
_SEPARATOR = re.compile(r":\s+|\s+[-–—/]+\s+|\s*[(\[]")
_MAY_SEPARATE = re.compile(r"[:(\[/–—-]")  # a quick test that most titles have no parts
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_NOISE_BEFORE = re.compile(
    r"(?:(?:the|that|this|a|an|some)\s+)?(?:old\s+|new\s+)?"
    r"(?:(?:movie|film|flick|show|series|one)\s+)?"
    r"(?:(?:which is|that is|that was|thats|was|is)\s+)?(?:called|named|titled)\s+"
    r"|(?:the|that|this)\s+(?:movie|film|show|series)\s+(?:with the title\s+)?"
    r"|(?:movie|film)\s+"
)
_NOISE_AFTER = re.compile(
    r"\s+(?:the\s+|full\s+|whole\s+|original\s+)?"
    r"(?:movie|film|flick|tv show|tv series|series|show)$"
)


class Forms(NamedTuple):
    """One text in both forms; words are separated by single blanks."""

    raw: str
    canonical: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand a query.

    Attributes:
        forms: The words that are looked for.
        year: The year that the query names beside them.
        literal: Whether nothing was removed from the query.
        ended: Whether the last word is complete and another follows.
    """

    forms: Forms
    year: int | None = None
    literal: bool = True
    ended: bool = False


def fold(text: str) -> str:
    """Return the raw form: words of ``[a-z0-9]`` separated by single blanks, maybe empty."""
    text = text[:MAX_LETTERS]
    if not text.isascii():
        text = anyascii(_RAISED.sub(_spelt_level, text))
    if "&" in text:
        text = text.replace("&", " and ")
    if "'" in text or "." in text or "," in text or "`" in text:
        text = _VANISHING.sub("", text)
    words = text.encode("ascii").translate(_TO_PLAIN).split()
    return b" ".join(words[:MAX_WORDS])[:MAX_LETTERS].rstrip().decode("ascii")


def _spelt_level(match: re.Match[str]) -> str:
    return f" {unicodedata.normalize('NFKC', match[0])} "


def canonical(raw: str, *, strip_article: bool = True) -> str:
    """Return the canonical form of a raw form; never empty unless the raw form is."""
    words = raw.split()
    if strip_article and len(words) > 1 and words[0] in ARTICLES:
        raw = raw[len(words.pop(0)) + 1 :]
    if _SPECIAL.isdisjoint(words):
        return raw
    last = len(words) - 1
    result: list[str] = []
    for place, word in enumerate(words):
        marked = place > 0 and words[place - 1] in MARKERS
        number = _SAME_WORDS.get(word)
        if number is None and (marked or (place == last > 0 and word != "i")):
            number = _ROMAN_LETTERS.get(word)
        if marked and len(result) > 1 and (number or word).isdigit():
            result.pop()  # "part" and its like
        result.append(number or word)
    return " ".join(result)


def part_forms(text: str) -> list[Forms]:
    """Return both forms of each of a title's parts; none for a title in one piece.

    Parts are separated by colons, dashes and brackets: a lead and its subtitles.
    """
    if not _MAY_SEPARATE.search(text):
        return []
    pieces = _SEPARATOR.split(text[:MAX_LETTERS])
    raws = [raw for piece in pieces if (raw := fold(piece))]
    return [Forms(raw, canonical(raw)) for raw in raws] if len(raws) > 1 else []


def forms(text: str, parts: list[Forms] | None = None) -> Forms:
    """Return both forms of a name or title as it is written.

    Args:
        text: The title.
        parts: Its parts, where they are known already.
    """
    raw = fold(text)
    parts = part_forms(text) if parts is None else parts
    if not parts:
        return Forms(raw, canonical(raw))
    rest = (canonical(part.raw, strip_article=False) for part in parts[1:])
    return Forms(raw, " ".join((parts[0].canonical, *rest)))


def article(raw: str) -> str:
    """Return the leading article of a raw form with a space after it, or nothing."""
    first, blank, _ = raw.partition(" ")
    return first + blank if blank and first in ARTICLES else ""


def initials(text: str) -> str:
    """Return the first letters of a form's words, numbers whole: ``bttf2``."""
    return "".join([word if word.isdigit() else word[0] for word in text.split()])


def readings(query: str) -> Iterator[Reading]:
    """Yield the readings of a query, the literal one first.

    "the movie dune 1984" is read as typed, without "the movie", and as "dune" of the year 1984.
    """
    plain = forms(query)
    ended = query[-1:].isspace()
    yield Reading(plain, ended=ended)
    raw = plain.raw
    if (before := _NOISE_BEFORE.match(raw)) and before.end() < len(raw):
        raw = raw[before.end() :]
    if (after := _NOISE_AFTER.search(raw)) and raw[: after.start()] not in ARTICLES:
        raw = raw[: after.start()]
    denoised = raw
    head, _, last = raw.rpartition(" ")
    if head and _YEAR.fullmatch(last):
        yield Reading(Forms(head, canonical(head)), year=int(last), literal=False)
    if denoised != plain.raw:
        yield Reading(Forms(denoised, canonical(denoised)), literal=False, ended=ended)
