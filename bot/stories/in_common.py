"""Words that two stories have in common."""

import re
from collections.abc import Callable

from bot.stories.story import Story
from bot.stories.text.table import Table
from bot.stories.text.terms import term
from bot.stories.text.words import words

_WORD = re.compile(r"(?<![\w'’-])[a-z]{4,}(?![\w'’-])")
"""A word in lower case, since names say nothing about what happens."""
_SAYS_LITTLE = 0.03
"""Words in a larger share of all stories say nothing about these two."""
_FEW = 3
"""A word in no more records than this is rare, however small the catalogue."""


def words_in_common(
    one: Story, other: Story, table: Table, records: Callable[[int], int], size: int, most: int
) -> tuple[str, ...]:
    """Return the words that best describe what both stories are about, the most telling first.

    Args:
        one: A title; the words are written as its story writes them.
        other: Another.
        table: Holds the weight of each word.
        records: Returns how many records have the word of a key.
        size: The number of records.
        most: The maximum number of words.
    """
    ours, theirs = _written(one), _written(other)
    telling: list[tuple[float, str]] = []
    for key in ours.keys() & theirs.keys():
        count, row = records(key), table.row(ours[key])
        if row >= 0 and 1 < count <= max(_FEW, size * _SAYS_LITTLE):
            telling.append((-float(table.told[row]) / count**0.5, ours[key]))
    return tuple(word for _, word in sorted(telling)[:most])


def _written(story: Story) -> dict[int, str]:
    """Return the words of a story by the key of their stem, in their first written form."""
    text = f"{story.description} {story.synopsis}"
    found: dict[int, str] = {}
    for word in _WORD.findall(text):
        for plain in words(word):
            if key := term(plain):
                found.setdefault(key, word)
    return found
