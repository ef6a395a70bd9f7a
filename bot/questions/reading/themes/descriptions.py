"""Descriptions of one half-remembered title, searched as a whole.

Their words mean other things one by one ("kid", "play", "in the seventies"); together they say more
than the grammar can extract.
"""

from collections.abc import Iterator, Sequence

from bot.questions.query.nodes import (
    About,
    Attribute,
    Between,
    Condition,
    Credit,
    Films,
    Language,
    Not,
    OfKind,
    Telling,
)
from bot.questions.query.queries import Query
from bot.questions.query.walk import titles_named, walk
from bot.questions.reading.themes.theme_words import marks_of
from bot.questions.reading.themes.themes import SEEN, Says
from bot.questions.reading.understood import Understood
from bot.questions.words.categories import Category
from bot.questions.words.tokens import as_written

MAX_JOINS = 1_500
"""A sentence that took more joins to parse is a list of names or numbers, not a story."""
MIN_TOLD = 3
"""The minimum number of words in a description that say something about a story."""
_MIN_WORDS, _MIN_WORDS_UNREAD = 5, 4
"""The minimum length of a description in words: after an introduction such as "the one where", and
if the sentence cannot be read otherwise."""
_SEVERAL = frozenset({Category.GENRE_NOUN, Category.SUPERLATIVE})
_ASKS = frozenset(
    {
        Category.BEYOND,
        Category.COMPARATIVE,
        Category.HOW_MANY,
        Category.LIKE,
        Category.WHEN,
        Category.WHO,
    }
)
_ONE_FILM = frozenset({"film", "series"})
_OF_ROLES = frozenset({Category.ROLE_NOUN, Category.WHO})
_OF_ATTRIBUTES = frozenset({Category.ATTRIBUTE, Category.WHAT, Category.ABOUT_WHAT})
_SORTS = frozenset(
    {"Biography", "Comedy", "Documentary", "Drama", "Horror", "Musical", "Thriller", "Western"}
)
"""Genres that describe titles and never anything within their stories."""
_OF_FILMS = frozenset({Category.NOUN, Category.GENRE, Category.LANGUAGE, Category.QUALITY})
_BEFORE_NAMES = frozenset({Category.ROLE_PASSIVE, Category.CO_ROLE, Category.ROLE_VERB})
_OF_RECORDS = frozenset({"certificate", "episode"})
_MAX_WORDS = 60
_DECADE_YEARS = 9


def described(understood: Understood, says: Says, *, several: bool = False) -> Films | None:
    """Return the title that a sentence describes; ``None`` if it may ask for something else.

    What it says about the title before the story begins stays a condition.

    Args:
        understood: The readings of the sentence.
        says: How much each word says about a story.
        several: Whether words that normally ask for several titles count as part of the story.
    """
    tokens, lexicon = understood.tokens, understood.lexicon
    if understood.joins > MAX_JOINS:
        return None
    begin = _beginning(understood)
    if _asks(understood, begin) or not (several or _may_be_one(understood, begin)):
        return None
    if not begin and (_names_somebody(understood) or _speaks_of_records(understood)):
        return None
    if _names_a_stranger(understood):
        return None
    end = _end(understood, begin)
    told = [token.word for token in tokens[begin:end] if token.word.isalpha()]
    if (
        not (_MIN_WORDS if understood.readings else _MIN_WORDS_UNREAD) <= len(told) <= _MAX_WORDS
        or sum(bool(says(it, lexicon.language)) for it in told) < MIN_TOLD
    ):
        return None
    text = as_written(tokens[begin:end]).rstrip("?.!, ")
    kept = tuple(_kept(understood, excluding=end < len(tokens)))
    return Films((*kept, About(text, Telling.ONE)))


def _asks(understood: Understood, begin: int) -> bool:
    """Return whether a sentence asks or wishes for something before a story begins."""
    tokens, lexicon = understood.tokens, understood.lexicon
    if any(
        start == 0
        and (it.category in _ASKS or (it.category is Category.POLAR and not it.words[1:]))
        for start, it in understood.lexemes
    ):
        return True
    if any(it.category is Category.ROLE_PASSIVE and it.words[1:] for _, it in understood.lexemes):
        return True
    wished = any(lexicon.is_wish(token.word) for token in (tokens[:begin] or tokens))
    return wished and SEEN.isdisjoint(token.word for token in tokens)


def _may_be_one(understood: Understood, begin: int) -> bool:
    """Return whether a sentence may describe one title rather than ask for several."""
    if _is_of_a_sort(understood) or _speaks_of_several(understood):
        return False
    if begin:
        return not _names_people(understood)
    return not marks_of(understood.lexemes) and not _speaks_of_films(understood)


def is_told(query: Query) -> bool:
    """Return whether a query is for titles with a certain story."""
    return any(isinstance(part, About) for part in walk(query))


def _is_of_a_sort(understood: Understood) -> bool:
    """Return whether a sentence begins with a genre and no noun: "a comedy for ..."."""
    tokens, lexicon = understood.tokens, understood.lexicon
    first = next((i for i, it in enumerate(tokens) if not lexicon.is_filling(it.word)), 0)
    starts = {start for start, it in understood.lexemes if it.category in _OF_FILMS}
    return any(
        start == first
        and (
            (it.category is Category.GENRE and it.value in _SORTS)
            or (it.category is Category.QUALITY and it.value == "romantic_comedy")
        )
        and start + len(it.words) not in starts
        for start, it in understood.lexemes
    ) and not marks_of(understood.lexemes)


def _speaks_of_films(understood: Understood) -> bool:
    """Return whether a sentence mentions films or asks about one, and so tells no story."""
    tokens, lexicon = understood.tokens, understood.lexicon
    for start, lexeme in understood.lexemes:
        end = start + len(lexeme.words)
        before = all(lexicon.knows(token.word) for token in tokens[:start])
        if lexeme.category is Category.NOUN and (
            lexeme.value in _ONE_FILM or (lexeme.value != "any" and before)
        ):
            return True
        if lexeme.category in _OF_ROLES and end == len(tokens):
            return True
        if start == 0 and lexeme.category in _OF_ATTRIBUTES:
            return True
    return False


def _names_people(understood: Understood) -> bool:
    """Return whether a person is named in addition to an introduced story."""
    return understood.whole and any(
        isinstance(part, Credit) for part in walk(understood.readings[0].queries[0])
    )


def _names_somebody(understood: Understood) -> bool:
    """Return whether somebody's whole name stands behind "starring" or "directed by"."""
    passives = {
        start + len(it.words) for start, it in understood.lexemes if it.category in _BEFORE_NAMES
    }
    return any(
        it.category is Category.NAME and it.end - it.start > 1 and it.start in passives
        for reading in understood.readings[:1]
        for it in reading.mentions
    )


def _names_a_stranger(understood: Understood) -> bool:
    """Return whether somebody is named whom neither the catalogue nor any story knows."""
    return any(
        it.category is Category.NAME and isinstance(it.entries[0].value, str)
        for reading in understood.readings[:1]
        for it in reading.mentions
    )


def _speaks_of_records(understood: Understood) -> bool:
    """Return whether it speaks of ratings, certificates or episodes: no story tells of these."""
    return any(
        (it.category is Category.BEYOND and it.value in _OF_RECORDS and len("".join(it.words)) > 1)
        or (it.category is Category.ATTRIBUTE and it.value == "rating")
        for _, it in understood.lexemes
    )


def _speaks_of_several(understood: Understood) -> bool:
    tokens, knows = understood.tokens, understood.lexicon.knows
    named = {
        place
        for reading in understood.readings[:1]
        for it in reading.mentions
        for place in range(it.start, it.end)
    }
    return any(
        (lexeme.category in _SEVERAL or (lexeme.category, lexeme.value) == (Category.NOUN, "films"))
        and all(place in named or knows(tokens[place].word) for place in range(start))
        for start, lexeme in understood.lexemes
    )


def _beginning(understood: Understood) -> int:
    """Return where the story begins: after "the movie where" or "the one with the"."""
    tokens, lexicon = understood.tokens, understood.lexicon
    nouns = {
        start + len(it.words): start
        for start, it in understood.lexemes
        if it.category is Category.NOUN and it.value != "any"
    }
    ends = [start + len(it.words) for start, it in marks_of(understood.lexemes)]
    for start, lexeme in understood.lexemes:
        if lexeme.category is Category.TELLING and (start in nouns or "one" in lexeme.words):
            ends.append(start + len(lexeme.words))
    for end in sorted(ends):
        before = tokens[: end - 1]
        if all(lexicon.knows(token.word) for token in before) and end < len(tokens):
            return end
    return 0


def _end(understood: Understood, begin: int) -> int:
    """Return where the story ends: before "but not animated", which is no part of it."""
    length = len(understood.tokens)
    words = understood.readings[0].words if understood.whole else ()
    ends = [it.start for it in words if it.category is Category.NOT and it.start > begin]
    return min(ends, default=length)


def _kept(understood: Understood, *, excluding: bool) -> Iterator[Condition]:
    """Yield what the sentence says about the title apart from its story.

    A decade within a story may be its setting, and a one-word genre is probably part of it. Named
    people may be missing from the credits, while search prefers their titles.
    """
    readings = understood.readings
    queries: Sequence[object] = readings[0].queries if readings else ()
    for query in queries:
        if not isinstance(query, Films) or titles_named(query):
            continue
        for part in query.conditions:
            match part:
                case OfKind() | Language():
                    yield part
                case Not() if excluding:
                    yield part
                case Between(Attribute.YEAR, low, high):
                    if low is None or high is None or high - low != _DECADE_YEARS:
                        yield part
                case _:
                    continue
