"""Detects missing names: unknown words in the position of a title or a person."""

import re
from collections.abc import Container, Sequence

from bot.questions.names.ordinary_words import is_asking
from bot.questions.query.nodes import Among, Titled
from bot.questions.query.walk import walk
from bot.questions.reading.themes.theme_words import is_likening, somebodys
from bot.questions.reading.themes.themes import asks_whether
from bot.questions.reading.understood import Understood
from bot.questions.words.categories import Category
from bot.questions.words.frequencies import VERY_FREQUENT, rank
from bot.questions.words.tokens import runs

CHARACTER, PART, SIMILAR = "character", "part", "similar"
_OF_TITLES = (
    "watch",
    "runtime",
    "trailer",
    "showtime",
    "song",
    "review",
    "part",
    SIMILAR,
    CHARACTER,
)
"""Uncovered topics that people ask about by naming a title."""
_BEFORE_NAMES = frozenset({Category.ROLE_PASSIVE, Category.CO_ROLE, Category.IN_TITLE})
_PEOPLE = frozenset({Category.NAME, Category.SURNAME, Category.SIBLINGS})
_MAX_NAME_WORDS = 6
_PART_NUMBER = re.compile(r"[2-9]|[1-9]\d|i{2,3}|iv|v|vi{1,3}|ix")


def names_nobody(understood: Understood, places: Sequence[int], beyond: Container[str]) -> bool:
    """Return whether unknown words are in the position of a title or a person.

    They are if nothing else accompanies a question about a title, if they are capitalized, or after
    "by".

    Args:
        understood: The sentence.
        places: The positions of the words.
        beyond: The uncovered topics it asks about, as keys of the lexicon.
    """
    tokens = understood.tokens
    called = {place for start, end in understood.missing for place in range(start, end)}
    if called.intersection(places):
        return True  # "the movie ..."
    if missing_part(understood, places):
        return True
    if not places or _are_ordinary(understood, places):
        return False
    if not understood.readings and len(tokens) <= _MAX_NAME_WORDS:
        return True  # it is the whole message
    found = list(runs(understood.lexicon.bridged(understood.tokens, places)))
    if any(tokens[start].capital and start for start, _ in found):
        return True
    return (
        _is_asked_of(understood, found, beyond)
        or _is_behind_mark(understood, found)
        or _is_beside_name(understood, found)
    )


def missing_part(understood: Understood, places: Sequence[int]) -> range:
    """Return where a title stands with the number of a part that it lacks: "is there a Heat 5"."""
    mentions = understood.readings[0].mentions if understood.readings else ()
    if len(places) == 1 and _PART_NUMBER.fullmatch(understood.tokens[places[0]].word):
        for it in mentions:
            if it.category is Category.TITLE and it.end == places[0]:
                return range(it.start, it.end + 1)
    return range(0)


def _are_ordinary(understood: Understood, places: Sequence[int]) -> bool:
    """Return whether words are not a name: known, everyday, or about what "my uncle" likes."""
    tokens, lexicon = understood.tokens, understood.lexicon
    if any(lexicon.knows(tokens[place].word) for place in places):
        return True
    written = [tokens[place] for place in places]
    if all(rank(token.word) < VERY_FREQUENT and not token.capital for token in written):
        return True
    return somebodys(tokens).issuperset(places)


def _is_asked_of(
    understood: Understood, found: Sequence[tuple[int, int]], beyond: Container[str]
) -> bool:
    """Return whether the sentence asks about a title or a person that this may be."""
    asked = (
        is_asking(understood.lexemes, understood.lexicon)
        or any(it in beyond for it in _OF_TITLES)
        or any(start == 0 and asks_whether(it) for start, it in understood.lexemes)
    )
    if not asked or len(found) > 1:
        return False
    (start, end), *_ = found
    # Next to a named title, two words may be a person: "is Gene Hackman in Heat".
    return not _names_a_title(understood) or end - start > 1


def _is_behind_mark(understood: Understood, found: Sequence[tuple[int, int]]) -> bool:
    """Return whether it follows "by", "in" or "movies like", ignoring "the"."""
    tokens, lexicon = understood.tokens, understood.lexicon
    ends = {
        start + len(lexeme.words)
        for start, lexeme in understood.lexemes
        if (lexeme.category in _BEFORE_NAMES and not lexicon.is_light(lexeme.words[-1]))
        or (
            lexeme.category is Category.LIKE
            and is_likening(lexeme, start, tokens)
            and not lexicon.is_wish(lexeme.words[0])  # "I loved" counts, too
        )
    }
    ends |= {end + 1 for end in ends if end < len(tokens) and lexicon.is_filling(tokens[end].word)}
    return any(start in ends for start, _ in found)


def _is_beside_name(understood: Understood, found: Sequence[tuple[int, int]]) -> bool:
    """Return whether "and" joins it with somebody who is known: "films with Pacino and *zyx*"."""
    best = understood.readings[0] if understood.readings else None
    people = [it for it in best.mentions if it.category in _PEOPLE] if best else []
    joined = {
        start: start + len(it.words)
        for start, it in understood.lexemes
        if it.category is Category.AND
    }
    after = {joined[it.end] for it in people if it.end in joined}
    before = {start for start, end in joined.items() if end in {it.start for it in people}}
    return any(start in after or end in before for start, end in found)


def _names_a_title(understood: Understood) -> bool:
    best = understood.readings[0] if understood.readings else None
    queries = () if best is None else best.queries
    return any(isinstance(node, Titled | Among) for query in queries for node in walk(query))
