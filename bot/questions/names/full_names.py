"""Full names of people: a first name and what belongs to it, whoever is in the catalogue."""

from collections.abc import Sequence

from bot.questions.evaluation.graph.graph import Graph
from bot.questions.names.entity_linker import Mention
from bot.questions.words.categories import Category
from bot.questions.words.lexicon import Lexicon
from bot.questions.words.tokens import Token

Span = tuple[int, int]
_WHOLE = 0.5
"""Entries that cost more are partial names."""
_PARTS = frozenset(
    {Category.NAME, Category.SURNAME, Category.TITLE, Category.TAG, Category.FRANCHISE_NAME}
)
_PEOPLE = frozenset({Category.NAME, Category.SURNAME})
_PARTICLES = frozenset({"de", "del", "di", "da", "der", "von", "van", "la", "le", "mc", "st", "o"})
_LONGEST = 4


def full_names(
    tokens: Sequence[Token], mentions: Sequence[Mention], lexicon: Lexicon, graph: Graph
) -> list[Span]:
    """Return where full names of people stand, as start and end.

    A first name is followed by a surname of the catalogue or by a word that means nothing else;
    between them there may be an initial or another name. A name of the catalogue ends where it
    ends.
    """
    known = {
        it.start: it.end
        for it in sorted(mentions, key=lambda it: it.end)
        if it.category is Category.NAME and it.entries[0].cost <= _WHOLE
    }
    found: list[Span] = []
    place = 0
    while place < len(tokens):
        end = known.get(place) or _end_of_name(tokens, place, lexicon, graph)
        if end - place > 1:
            found.append((place, end))
        place = max(end, place + 1)
    return found


def _end_of_name(tokens: Sequence[Token], start: int, lexicon: Lexicon, graph: Graph) -> int:
    """Return where a full name ends that begins here, or its beginning if none does."""
    words = [token.word for token in tokens[start : start + _LONGEST]]
    if not graph.is_first_name(words[0]) or lexicon.knows(words[0]):
        return start
    end = start
    for place, word in enumerate(words[1:], start=1):
        if word in _PARTICLES or (len(word) == 1 and word.isalpha()):
            continue
        after = words[place + 1] if place + 1 < len(words) else ""
        if not _is_surname(word, lexicon) and not (
            graph.is_surname(after) and not lexicon.knows(after) and _says_little(word, lexicon)
        ):
            break
        end = start + place + 1
        if not (graph.is_first_name(word) or graph.is_surname(after)):
            break
    return end


def _is_surname(word: str, lexicon: Lexicon) -> bool:
    """Return whether a word after a first name is a surname, of somebody here or not."""
    return word.isalpha() and not lexicon.knows(word) and not lexicon.is_filling(word)


def _says_little(word: str, lexicon: Lexicon) -> bool:
    """Return whether a word is nothing but a part of phrases, as in "Daniel *Day* Lewis"."""
    return word.isalpha() and not lexicon.is_filling(word) and not list(lexicon.at([word], 0))


def without_parts(
    mentions: Sequence[Mention], names: Sequence[Span]
) -> tuple[list[Mention], list[Mention]]:
    """Return the mentions that are not just a part of a full name, and the surnames that are."""
    kept: list[Mention] = []
    surnames: list[Mention] = []
    for it in mentions:
        within = it.category in _PARTS and any(
            start <= it.start and it.end <= end and it.end - it.start < end - start
            for start, end in names
        )
        if not within:
            kept.append(it)
        elif it.category in _PEOPLE:
            surnames.append(it)
    return kept, surnames
