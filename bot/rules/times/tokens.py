"""A text as the words of the grammar: numbers, dates, clocks, zones and known words."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from bot.rules.times.lexicon import MAX_PHRASE_WORDS, SPELLED_LIKE, Entry, Kind, lexicon
from bot.rules.times.zones.places import plain
from bot.rules.times.zones.zones import offset_of, zones_named

MAX_ZONE_WORDS = 6
"""Words in the longest name of a zone: "hora de la ciudad de México"."""

_HOUR = r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>[0-5]\d)(?::[0-5]\d)?)?"
_PATTERNS = (
    (Kind.TEXT, r"2(?:morrow|moro|day|nite)(?!\w)"),
    (Kind.DATE, r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?![\d])"),
    (Kind.SLASHED, r"(?P<first>\d{1,2})[-/](?P<second>\d{1,2})[-/](?P<year>\d{4}|\d\d)(?!\d)"),
    (Kind.DATE, r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4}|\d\d)(?!\d)"),
    (Kind.MERIDIEM, rf"{_HOUR}\s?(?P<half>[ap])\.?\s?m\.?(?!\w)"),
    (Kind.MERIDIEM, rf"{_HOUR}(?P<half>[ap])(?!\w)"),
    (Kind.OFFSET, r"(?P<zone>(?:utc|gmt)\s?[+-−]\s?\d{1,2}(?::?[0-5]\d)?)(?!\d)"),
    (Kind.CLOCK, r"(?P<hour>\d{1,2})[:h](?P<minute>[0-5]\d)(?::[0-5]\d)?(?!\d)"),
    (Kind.DATE, r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?!\d)"),
    (Kind.DOTTED, r"(?P<first>\d{1,2})[.,](?P<second>\d{1,2})(?!\d)"),
    (Kind.SLASHED, r"(?P<first>\d{1,2})/(?P<second>\d{1,2})(?![\d/])"),
    (Kind.HYPHENED, r"(?P<first>\d{1,2})\s?[-–—]\s?(?P<second>\d{1,2})(?![\d:.h]|\s?[ap]\.?\s?m)"),
    (Kind.MONTH_DAY, r"(?P<value>\d{1,2})(?:st|nd|rd|th|º|ª)(?!\w)"),
    (Kind.OFFSET, r"(?P<zone>\+\d{1,2}(?::?[0-5]\d)?)(?!\d)"),
    (Kind.NUMBER, r"(?P<value>\d{1,4})(?!\d)"),
    (Kind.TO, r"[-–—~](?=\s?\d)"),
)
_NUMERIC = tuple((kind, re.compile(pattern)) for kind, pattern in _PATTERNS)
_JOINS = re.compile(
    r"(?<=\d)t(?=\d)|(?<=\d)-(?=[^\W\d_])|(?<=[^\W\d_])-(?=\d{4}(?!\d))"
    r"|(?<=\w)-?ish(?!\w)"
)
"""What stands between the parts of 2026-12-24T20:00 and 24-dec-2026, and behind 8-ish."""

_WORD = re.compile(r"[^\W\d_]+(?:[/_'’.-]?[^\W\d_]+)*\.?")
_SPACES = re.compile(r"[\s@,;()\[\]\"“”«»*`!.]+")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the grammar.

    Attributes:
        kind: What it is.
        text: What was typed.
        value: Its number: of a day, a month, a part of the day.
        values: The numbers of a date or a clock; ``None`` for a year that is not said.
        padded: Whether it begins with a zero, as an hour does on a clock with 24 hours.
        zones: The zones that it may name.
        others: What else a misspelt word may be.
    """

    kind: Kind
    text: str
    value: int = 0
    values: tuple[int | None, ...] = ()
    padded: bool = False
    zones: tuple[str, ...] = ()
    others: tuple[int, ...] = ()


def tokens_of(text: str) -> list[Token]:
    """Return the words of a text; what nobody knows is of the kind ``TEXT``."""
    return list(_grouped(list(_split(text))))


def _split(text: str) -> Iterator[Token]:
    """Yield numbers by what they look like and words as they stand."""
    text = unicodedata.normalize("NFKC", text).casefold().replace("’", "'").replace("−", "-")
    text = _JOINS.sub(" ", text)
    place = 0
    while place < len(text):
        if match := _SPACES.match(text, place):
            place = match.end()
            continue
        if token := _numeric(text, place):
            yield token[0]
            place = token[1]
            continue
        match = _WORD.match(text, place)
        end = match.end() if match else place + 1
        yield Token(Kind.TEXT, text[place:end].rstrip("."))
        place = end


def _numeric(text: str, place: int) -> tuple[Token, int] | None:
    for kind, pattern in _NUMERIC:
        if match := pattern.match(text, place):
            return _token(kind, match), match.end()
    return None


def _token(kind: Kind, match: re.Match[str]) -> Token:
    said = {name: value for name, value in match.groupdict().items() if value is not None}
    text = match[0].strip()
    if kind is Kind.OFFSET:
        offset = offset_of(said["zone"])
        return Token(Kind.ZONE, text, zones=(offset,)) if offset else Token(Kind.TEXT, text)
    if kind is Kind.DATE:
        return Token(kind, text, values=(_year(said.get("y")), int(said["m"]), int(said["d"])))
    if kind in {Kind.MERIDIEM, Kind.CLOCK}:
        padded = len(said["hour"]) > 1 and said["hour"][0] == "0"
        values = (int(said["hour"]), int(said.get("minute", 0)))
        return Token(kind, text, int(said.get("half") == "p"), values, padded=padded)
    if kind in {Kind.SLASHED, Kind.HYPHENED, Kind.DOTTED}:
        values = (int(said["first"]), int(said["second"]), _year(said.get("year")))
        return Token(kind, text, values=values, padded=said["first"].startswith("0"))
    return Token(kind, text, int(said.get("value", 0)), padded=text.startswith("0"))


def _year(text: str | None) -> int | None:
    if text is None:
        return None
    return int(text) if len(text) > 2 else 2000 + int(text)  # noqa: PLR2004 - two digits of a year


def _grouped(split: Sequence[Token]) -> Iterator[Token]:
    """Yield the tokens with names of zones, phrases and words in place of what was typed."""
    place = 0
    while place < len(split):
        if split[place].kind is not Kind.TEXT:
            yield split[place]
            place += 1
            continue
        run = place
        while run < len(split) and split[run].kind is Kind.TEXT:
            run += 1
        yield from _words([token.text for token in split[place:run]])
        place = run


def _words(words: Sequence[str]) -> Iterator[Token]:
    place = 0
    while place < len(words):
        if zone := _zone(words, place):
            yield zone[0]
            place += zone[1]
        elif phrase := _phrase(words, place):
            entry, count = phrase
            text = " ".join(words[place : place + count])
            yield from (Token(kind, text, value) for kind, value in entry if kind != Kind.NOTHING)
            place += count
        else:
            yield _misspelt(words[place])
            place += 1


def _zone(words: Sequence[str], place: int) -> tuple[Token, int] | None:
    """Return the longest name of a zone that begins here, with how many words it has."""
    for count in range(min(MAX_ZONE_WORDS, len(words) - place), 0, -1):
        name = " ".join(words[place : place + count])
        if _is_plain_language(words[place : place + count]):
            continue
        if zones := zones_named(name):
            return Token(Kind.ZONE, name, zones=zones), count
    return None


def _is_plain_language(words: Sequence[str]) -> bool:
    """Whether words say a time, so that no zone is looked for in them.

    "hora del este" is a zone, though each of its words may stand in a time.
    """
    known = lexicon()
    marked = len(words) > 1 and words[0] in {"hora", "horario"}
    return not marked and all(plain(word) in known or len(word) == 1 for word in words)


def _phrase(words: Sequence[str], place: int) -> tuple[Entry, int] | None:
    known = lexicon()
    for count in range(min(MAX_PHRASE_WORDS, len(words) - place), 0, -1):
        said = " ".join(_unaccented(word) for word in words[place : place + count])
        if (entry := known.get(said)) is not None:
            return entry, count
    return None


def _misspelt(word: str) -> Token:
    """Return the word that is meant by a misspelt one, if it can be but one."""
    wanted = _unaccented(word)
    if len(wanted) < SPELLED_LIKE:
        return Token(Kind.TEXT, word)
    near = [
        (distance, entry[0])
        for known, entry in lexicon().items()
        if len(known) > SPELLED_LIKE
        and len(entry) == 1
        and known[0] == wanted[0]
        and (distance := OSA.distance(wanted, known)) <= 1 + (len(known) >= 2 * SPELLED_LIKE)
    ]
    if not near:
        return Token(Kind.TEXT, word)
    least = min(distance for distance, _ in near)
    meant = sorted({found for distance, found in near if distance == least})
    kinds = {kind for kind, _ in meant}
    if len(meant) > 1 and kinds != {Kind.WEEKDAY}:
        return Token(Kind.TEXT, word)
    (kind, value), *others = meant
    return Token(kind, word, value, others=tuple(other for _, other in others))


def _unaccented(word: str) -> str:
    split = unicodedata.normalize("NFKD", word)
    return "".join(letter for letter in split if not unicodedata.combining(letter))
