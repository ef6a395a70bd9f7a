"""People missing from the catalogue: the answer says so, and nobody takes their place."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.questions.names.entity_linker import Mention
from bot.questions.names.entries import Entry
from bot.questions.names.full_names import full_names
from bot.questions.reading.themes.themes import Themes
from bot.questions.reading.understood import Understood
from bot.questions.words.categories import Category
from bot.questions.words.tokens import as_written

MISSING = 1.2
"""The cost of reading words as the name of an unknown person."""
_LOOSELY = frozenset({("with",), ("by",), ("con",), ("por",), ("de",)})
"""After these, a name may be that of somebody in the story."""
_PEOPLE = frozenset({Category.NAME, Category.SIBLINGS})


def missing_people(
    understood: Understood,
    mentions: Sequence[Mention],
    surnames: Sequence[Mention],
    themes: Themes,
) -> Iterator[Mention]:
    """Yield words that look like a person's full name, of which no more than a part is known.

    People in stories are characters; names that exist are not searched for others.

    Args:
        understood: The readings of the sentence without them.
        mentions: The names found in it.
        surnames: Surnames that exist, but not with the word before them.
        themes: Knows first names and the people in stories.
    """
    tokens, unknown = understood.tokens, set(understood.unknown)
    lexicon = understood.lexicon
    named = {(mention.start, mention.end) for mention in mentions}
    taken = {
        place
        for mention in mentions
        if mention.category in _PEOPLE and mention.end - mention.start > 1
        for place in range(mention.start, mention.end)
    }
    ends = {mention.start for mention in surnames}
    spans = full_names(tokens, mentions, lexicon, themes.graph)
    credited = {
        start + len(it.words)
        for start, it in understood.lexemes
        if it.category is Category.ROLE_PASSIVE and it.words not in _LOOSELY
    }
    inside = {place for start, end in spans for place in range(start, end)}
    for start, (first, last) in enumerate(pairwise(tokens)):
        if start + 1 not in ends or inside.intersection((start, start + 1)):
            continue
        if themes.says(first.word, lexicon.language):
            continue  # "a car *chase*"
        if last.word.isalpha() and not lexicon.knows(first.word) and not lexicon.knows(last.word):
            spans.append((start, start + 2))
    for start, end in spans:
        places = set(range(start, end))
        if places & taken or not places & unknown or (start, end) in named:
            continue
        name = as_written(tokens[start:end])
        if start not in credited and themes.has_name(name):
            continue
        name = name.title() if name.islower() else name
        entry = Entry(Category.NAME, name, name, 0.0)
        yield Mention(start, end, Category.NAME, (entry,), MISSING, name)
