"""People missing from the catalogue: the answer says so, and nobody takes their place."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.questions.names.entity_linker import Mention
from bot.questions.names.name_index import Entry
from bot.questions.reading.themes.themes import Themes
from bot.questions.reading.understood import Understood
from bot.questions.words.categories import Category
from bot.questions.words.tokens import as_written

MISSING = 1.2
"""The cost of reading words as the name of an unknown person."""
_PEOPLE = frozenset({Category.NAME, Category.SIBLINGS})


def missing_people(
    understood: Understood,
    mentions: Sequence[Mention],
    surnames: Sequence[Mention],
    themes: Themes,
) -> Iterator[Mention]:
    """Yield pairs of words that look like a person's name: a known part and an unknown one.

    People in stories are characters; names that exist are not searched for others.

    Args:
        understood: The readings of the sentence without them.
        mentions: The names found in it.
        surnames: Surnames that exist, but not with the word before them.
        themes: Knows first names and the people in stories.
    """
    tokens, unknown = understood.tokens, set(understood.unknown)
    known = understood.lexicon.knows
    taken = {
        place
        for mention in mentions
        if mention.category in _PEOPLE and mention.end - mention.start > 1
        for place in range(mention.start, mention.end)
    }
    ends = {mention.start for mention in surnames}
    for start, (first, last) in enumerate(pairwise(tokens)):
        places = {start, start + 1}
        behind = start + 1 in ends
        if not (behind or themes.is_first_name(first.word)) or not last.word.isalpha():
            continue
        if known(first.word) or known(last.word) or places & taken or not places & unknown:
            continue
        name = as_written((first, last))
        if themes.tells_of(name):
            continue
        name = name.title() if name.islower() else name
        entry = Entry(Category.NAME, name, name, 0.0)
        yield Mention(start, start + 2, Category.NAME, (entry,), MISSING, name)
