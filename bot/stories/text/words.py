"""Splits texts into words, as in the table, and into sentences."""

import re
import unicodedata

MAX_CHARACTERS = 4000
"""Of a query, the rest is ignored: the longest message that Discord takes."""
MAX_SENTENCES = 24
"""Of a story; of a longer synopsis only the beginning is indexed."""
_MIN_WORDS = 5

_WORD = re.compile(r"[^\W_]+(?:'[a-z]+)?")
_APOSTROPHES = str.maketrans("‘’ʼ`", "''''")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_ABBREVIATION = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|St|Lt|Col|Sgt|Jr|Sr|vs|U\.S|etc|[A-Z])\.$")


def words(text: str) -> list[str]:
    """Return the words of a text in lower case and without accents; ``it's`` is one word."""
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES))
        text = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return _WORD.findall(text.lower())


def sentences(text: str) -> list[str]:
    """Return the first sentences of a text, very short ones joined to their neighbours."""
    found: list[str] = []
    current = ""
    for part in _SENTENCE_END.split(text.strip()):
        current = f"{current} {part}".strip()
        if len(current.split()) < _MIN_WORDS or _ABBREVIATION.search(current):
            continue
        found.append(current)
        if len(found) == MAX_SENTENCES:
            return found
        current = ""
    if current:
        if found and len(current.split()) < _MIN_WORDS:
            found[-1] = f"{found[-1]} {current}"
        else:
            found.append(current)
    return found
