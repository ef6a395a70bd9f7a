"""Repairs texts: mojibake, contributors' names, truncated teasers."""

import itertools
import re
import unicodedata
from collections.abc import Callable
from functools import cache, partial

from bot.catalog.faults import without_e_mail
from bot.catalog.records.plain_text import plain

# A letter of UTF-8 that was read as a one-byte encoding is at least two characters, none of them
# ASCII (but for a no-break space that became a plain one). Anything else needs no repair.
_SUSPECT = re.compile(r"[^\x00-\x7f]{2}|[ÃĂÂ√¬] ")

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f]")


def _leftover_letters() -> dict[str, str]:
    """Return misread accented letters that ftfy leaves alone because they might be intended.

    In the name of a film or a person ``√°`` is never a root and a degree sign.
    """
    letters: dict[str, str] = {}
    for encoding, leads in (("mac_roman", (0xC3, 0xC4, 0xC5)), ("cp1250", (0xC3, 0xC5))):
        for lead, follow in itertools.product(leads, range(0x80, 0xC0)):
            utf_8 = bytes((lead, follow))
            letter = utf_8.decode()
            misread = utf_8.decode(encoding, "ignore")
            if letter.isalpha() and len(misread) == len(utf_8):
                letters[misread] = letter
    return letters


_LEFTOVERS = _leftover_letters()
# Before a capital the pair may be intended: Romanian MĂŞTI.
_LEFTOVER = re.compile(rf"(?:{'|'.join(map(re.escape, _LEFTOVERS))})(?![A-Z])")

CONTRIBUTOR_MARK = "::"
"""Separates a text from its contributor's name, which runs to the end of the line."""

_PARAGRAPH_END = re.compile(r"\n\s*\n")

_CUT_MARK = ".."
_DOTS = re.compile(r"\.{2,}$")
_SENTENCE_END = re.compile(
    r"""
    [.!?…] (?<! \b[A-Z]\. ) (?<! \b(?:Mr|Dr|St|Jr|Ms|vs)\. ) (?<! \bMrs\. )  # no abbreviation
    ["'”’)\]]*
    (?= \s+ ["'“‘(\[]? [^\W_a-z] | \s*$ )  # a capital or a number after it
    """,
    re.VERBOSE,
)
_LAST_WORD = re.compile(r"[\s–—-]+\S*$")
_WORTH_KEEPING = 0.5  # share of a teaser that its whole sentences must keep


def repair(text: str) -> str:
    """Return a text with its mojibake repaired.

    ``divorc√©e`` and ``PeĂ±a`` become ``divorcée`` and ``Peña``; ASCII text needs no repair.
    """
    if text.isascii():
        return text
    before = ""
    while text != before and _SUSPECT.search(text):
        # A repaired pair of letters may be half of another pair, hence the repetition.
        before = text
        text = _LEFTOVER.sub(lambda match: _LEFTOVERS[match[0]], _fixer()(text))
        text = unicodedata.normalize("NFC", text)
    return unicodedata.normalize("NFC", text)


@cache
def _fixer() -> Callable[[str], str]:
    import ftfy

    keeping_quotes = ftfy.TextFixerConfig(uncurl_quotes=False)  # as in “Ju-On”
    return partial(ftfy.fix_text, config=keeping_quotes)


def line(text: str) -> str:
    """Return a repaired text as a single line without control characters."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()  # a shortcut for most texts, at a tenth of the cost
    return " ".join(_CONTROL.sub("", repair(text)).split())


def prose(text: str) -> str:
    """Return a repaired text in paragraphs, without markup, contributors or e-mail addresses."""
    paragraphs = (
        line(" ".join(row.partition(CONTRIBUTOR_MARK)[0] for row in paragraph.split("\n")))
        for paragraph in _PARAGRAPH_END.split(plain(without_e_mail(text)))
    )
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def teaser(description: str, synopsis: str | None) -> str:
    """Return a description with a clean ending.

    One that was cut off (it ends with ``..``) ends at its last whole sentence or, where that would
    lose half of it or it was not cut after all, at its last whole word with ``…``.

    Args:
        description: The teaser as it stands in the record.
        synopsis: The finished synopsis, which shows whether a teaser without a full stop is whole.
    """
    text = prose(description)
    if not description.rstrip().endswith(_CUT_MARK):
        return text
    text = text.removesuffix(_CUT_MARK).rstrip()
    # A contributor's mark, whole or cut, shows that the text before it is complete.
    whole = CONTRIBUTOR_MARK in description or text.endswith(":") or text == synopsis
    end = max((match.end() for match in _SENTENCE_END.finditer(text)), default=0)
    if end < len(text) and (whole or end < len(text) * _WORTH_KEEPING):
        words = text if whole else _LAST_WORD.sub("", text)
        return words.rstrip(" ,;:.–—-") + "…"
    return _DOTS.sub("…", text[:end])
