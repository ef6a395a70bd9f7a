"""Classifies how matches were found."""

from bot.search.model import Evidence
from bot.search.ranking.features import NAMES
from bot.search.ranking.ranked import Ranked
from bot.search.spelling.fold import Reading
from bot.search.spelling.phonetics import sound

_USED = (
    "same_raw",
    "same",
    "year_same",
    "same_joined",
    "number_same",
    "prefix",
    "initials",
    "words_least",
    "edits",
)
_COLUMNS = [NAMES.index(name) for name in _USED]
_INITIALS_FIT = 0.85
_WORDS_FIT = 0.9
_SPELT_ALIKE = 0.7
"""Names spelt less alike than this are not compared by sound, to save time."""


def evidence(ranked: Ranked, texts: list[str]) -> list[Evidence]:
    """Name the strongest evidence for each of the first matches.

    Args:
        ranked: The ranked entries.
        texts: The canonical forms of as many of their surfaces as are asked for.
    """
    rows: list[list[float]] = ranked.features[: len(texts), _COLUMNS].tolist()
    read: list[int] = ranked.read[: len(texts)].tolist()
    return [
        _strongest(ranked.readings[place], row, text)
        for place, row, text in zip(read, rows, texts, strict=True)
    ]


def _strongest(  # noqa: PLR0911  (a ladder, strongest first)
    reading: Reading, row: list[float], text: str
) -> Evidence:
    same_raw, same, year_same, same_joined, number_same, prefix, initials, words_least, edits = row
    if same or same_raw:
        if reading.year is not None and year_same:
            return Evidence.YEAR
        return Evidence.NUMERAL if number_same and not same_raw else Evidence.EXACT
    if same_joined and len(text.split()) != len(reading.forms.canonical.split()):
        return Evidence.JOINED
    if prefix:
        return Evidence.PREFIX
    if words_least > _WORDS_FIT:
        return Evidence.INITIALS if initials > _INITIALS_FIT else Evidence.WORDS
    if initials > _INITIALS_FIT:
        return Evidence.INITIALS
    if edits > _SPELT_ALIKE and sound(reading.forms.canonical) == sound(text):
        return Evidence.SOUND
    return Evidence.FUZZY
