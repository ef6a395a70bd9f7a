"""How ordinary words are, by their place in the table of :mod:`bot.stories.text.table`.

Its English words are in the order of how often texts on films have them.
"""

from bot.stories.text.table import the_table

VERY_FREQUENT = 1_200
"""Words among so many are said so often that hardly a name is meant."""
FREQUENT, USUAL = 2_500, 8_000
"""Words among so many are said every day, or often."""
_WELL_KNOWN = 12_000
"""Typos that are words among so many are rare: sting is no slip for Sming."""
_UNHEARD_OF = 1_000_000


def rank(word: str) -> int:
    """Return a word's place among all, the most frequent first; a million where it has none."""
    place = the_table().rows.find(word)
    return _UNHEARD_OF if place < 0 else place


def is_known(word: str) -> bool:
    """Return whether a word is spelt like one that texts on films have."""
    return rank(word) < _UNHEARD_OF


def is_well_known(word: str) -> bool:
    """Return whether a word is so well known that it is no slip for another."""
    return rank(word) < _WELL_KNOWN
