"""Which stories tell of somebody of a name: of Bond, unlike those that tell of a bond."""

import re
from collections.abc import Iterable, Mapping, Sequence

from bot.stories.text.words import words

MIN_NAMED = 2
"""A word is a name from this many stories on that tell it as one."""
_RAW_WORD = re.compile(r"[^\W_]+")


def naming(name: str, stories: Iterable[tuple[int, Sequence[str]]]) -> Mapping[int, frozenset[str]]:
    """Return the records whose stories have a word as a name, with the names told before it.

    Empty if the word is rather an ordinary one.

    Args:
        name: The word, folded.
        stories: Records with the sentences of their stories.
    """
    named: dict[int, frozenset[str]] = {}
    surely = small = 0
    for record, sentences in stories:
        within, first, lower, before = _told(name, sentences)
        surely += within
        if within or (first and not lower):
            named[record] = before
        else:
            small += lower
    return named if surely and len(named) >= max(MIN_NAMED, small) else {}


def _told(name: str, sentences: Sequence[str]) -> tuple[bool, bool, bool, frozenset[str]]:
    """Return whether a word is capitalized within a sentence, or at its beginning, or small.

    The last are the capitalized words before it.
    """
    within = first = lower = False
    before: set[str] = set()
    for sentence in sentences:
        if not {name, f"{name}'s"}.intersection(words(sentence)):
            continue
        raw = _RAW_WORD.findall(sentence)
        for place, word in enumerate(raw):
            if words(word) != [name]:
                continue
            if not word[0].isupper():
                lower = True
            elif place:
                within = True
                if raw[place - 1][0].isupper():
                    before.update(words(raw[place - 1]))
            else:
                first = True
    return within, first, lower, frozenset(before)
