"""By what a match was found, in a word."""

from bot.search.features import NAMES, Features
from bot.search.fold import Reading
from bot.search.model import Evidence
from bot.search.sound import sound

_SPELT_ALIKE = 0.6
"""Names that are spelt less alike than this do not sound alike either: spares the effort."""


def evidence(reading: Reading, row: Features, text: str) -> Evidence:
    """Name the strongest evidence for one candidate.

    Args:
        reading: How the query was understood.
        row: The candidate's features.
        text: The candidate's canonical form.
    """
    value = dict(zip(NAMES, row.tolist(), strict=True))
    if value["same"] or value["same_raw"]:
        if reading.year is not None and value["year_same"]:
            return Evidence.YEAR
        numeral = value["number_same"] and not value["same_raw"]
        return Evidence.NUMERAL if numeral else Evidence.EXACT
    if value["prefix"]:
        return Evidence.PREFIX
    if value["initials"] > 0.85 and value["ratio"] < 0.7:
        return Evidence.INITIALS
    if value["words_least"] > 0.9:
        return Evidence.WORDS
    asked = reading.forms.canonical
    if value["edits"] > _SPELT_ALIKE and sound(asked) == sound(text):
        return Evidence.SOUND
    return Evidence.FUZZY
