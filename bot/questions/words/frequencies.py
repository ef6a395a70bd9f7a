"""Word frequencies, by rank in the table of :mod:`bot.stories.text.table`.

Its English words are sorted by their frequency in texts about films.
"""

from functools import lru_cache

from bot.stories.text.table import the_table

CACHED_RANKS = 4_096
"""How many words have their ranks cached: one sentence asks for each word's a dozen times."""

VERY_FREQUENT = 1_200
"""Words up to this rank are so frequent that they are hardly meant as a name."""
FREQUENT, USUAL = 2_500, 8_000
"""Words up to these ranks are everyday words, and common ones."""
_WELL_KNOWN = 12_000
"""Words up to this rank are rarely typos: sting is not a typo of Sming."""
_UNHEARD_OF = 1_000_000


@lru_cache(maxsize=CACHED_RANKS)
def rank(word: str) -> int:
    """Return a word's frequency rank, or a million if it has none."""
    place = the_table().rows.find(word)
    return _UNHEARD_OF if place < 0 else place


def is_known(word: str) -> bool:
    """Return whether a word occurs in texts about films."""
    return rank(word) < _UNHEARD_OF


def is_well_known(word: str) -> bool:
    """Return whether a word is too well known to be a typo of another."""
    return rank(word) < _WELL_KNOWN
