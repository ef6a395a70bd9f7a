"""Well-known titles that the catalogue lacks, where a sentence names one."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.questions.evaluation.graph.graph import Graph
from bot.questions.evaluation.well_known import well_known
from bot.questions.names.entity_linker import Mention, named_cost
from bot.questions.names.name_index import Entry
from bot.questions.names.ordinary_words import is_asking
from bot.questions.reading.introduced import Span
from bot.questions.reading.themes.theme_words import is_likening, marks_of
from bot.questions.words.categories import Category
from bot.questions.words.frequencies import FREQUENT, is_well_known, rank
from bot.questions.words.lexicon import Lexeme, Lexicon
from bot.questions.words.tokens import Token, as_written, letters

MAX_WORDS = 10
"""The longest title that is looked up, in words."""
YEAR_DIGITS = 4
_WHOLE = 0.5
"""Entries that cost more are partial names."""
_BEGINNINGS = frozenset({Category.TITLE, Category.FRANCHISE_NAME})
_SETS = frozenset({Category.NOUN, Category.GENRE_NOUN, Category.GENRE, Category.LANGUAGE})
_OF_FILMS = frozenset({Category.NOUN, Category.FRANCHISE, Category.FRANCHISE_OF})
_ONE = frozenset({"film", "series"})
_OF_STORIES = frozenset({Category.WITH, Category.TELLING})
_TOO = frozenset({"and", "or", "y", "o", "meets"})
_BESIDES = frozenset({Category.BESIDES, Category.ALL_BUT})
_STARRING = frozenset({"starring", "featuring", "with", "by", "con", "por", "protagonizada"})
_JOINING = frozenset({("de",), ("del",), ("of",), ("in",), ("en",)})
"""Words before a story that also stand before a title."""
_JOINED = frozenset({"of", "de", "del"})
"""Words after which a title goes on."""
_BEHIND = frozenset({"of", "than", "like", "de", "del", "que", "en", "in"})
"""Words before a single everyday word that is a title: "the director of *jaws*"."""


@dataclass(frozen=True, slots=True)
class _Words:
    """A sentence, and what its phrases say of the words next to them.

    Attributes:
        tokens: The sentence.
        lexicon: The lexicon of its language.
        asking: Whether it asks something about a title or a person.
        whether: Whether it begins like "is ...".
        sets: Where words for a sort of titles begin.
        films: Where "movies", "series" and the like begin, and where "the saga of" ends.
        behind: Where somebody or something in a story stands.
        told: Where a story begins, if one is told.
        excluded: Where what is excluded stands: after "besides", "apart from".
        nots: Where "not" stands, which may exclude other things just as well.
        liked: Where "and" stands after "movies like".
        models: Where "movies like" ends.
        named: The words of the names of the catalogue.
    """

    tokens: Sequence[Token]
    lexicon: Lexicon
    asking: bool
    whether: bool
    sets: frozenset[int]
    films: frozenset[int]
    behind: frozenset[int]
    told: int
    excluded: frozenset[int]
    nots: frozenset[int]
    liked: frozenset[int]
    models: frozenset[int]
    named: frozenset[int]

    def is_beside_films(self, start: int, end: int) -> bool:
        """Return whether "movies" follows, or "the saga of" precedes."""
        return end in self.films or start in self.films

    def is_part(self, start: int, end: int) -> bool:
        """Return whether the words around it make it another title: "heat 2", "crimson heat"."""
        tokens = self.tokens
        after = tokens[end].word if end < len(tokens) else ""
        if after in _JOINED or (after.isdigit() and len(after) < YEAR_DIGITS):
            return True
        return self.is_strange(start - 1) or self.is_strange(end)

    def is_strange(self, place: int) -> bool:
        """Return whether a word is neither known nor part of a name."""
        if not 0 <= place < len(self.tokens) or place in self.named:
            return False
        word = self.tokens[place].word
        return word.isalpha() and not self.lexicon.knows(word)

    def is_title(self, start: int, end: int) -> bool:
        """Return whether the name of a title is meant as one in its position."""
        tokens, lexicon = self.tokens, self.lexicon
        run = tokens[start:end]
        if start >= self.told or start in self.behind or self.is_part(start, end):
            return False
        if not any(token.word.isalnum() for token in (*tokens[:start], *tokens[end:])):
            return True
        if all(lexicon.knows(it.word) and lexicon.is_filling(it.word) for it in run):
            return False
        everyday = all(lexicon.knows(it.word) or is_well_known(it.word) for it in run)
        capital = any(it.capital for it in run[1 if start == 0 else 0 :])
        ruled_out = start in self.excluded and (start - 1 not in self.nots or end == len(tokens))
        liked = start - 1 in self.liked or (start in self.models and end in self.liked)
        if ruled_out or liked:
            return True
        if capital or end - start > 1 or not everyday:
            return capital or self.asking or self.whether or self.is_beside_films(start, end)
        return self._is_word(start)

    def _is_word(self, start: int) -> bool:
        """Return whether an everyday word is meant as a title."""
        if self.is_beside_films(start, start + 1) and _is_franchise(self.tokens[start].word):
            return True
        others = any(place != start for place in self.sets)
        asked = self.asking or self.whether
        return asked and (not others or self.tokens[start - 1].word in _BEHIND)


def absent_titles(
    graph: Graph,
    holding: Callable[[tuple[str, ...]], Sequence[int]],
    tokens: Sequence[Token],
    lexicon: Lexicon,
    lexemes: Sequence[tuple[int, Lexeme]],
    mentions: Sequence[Mention],
    called: Sequence[Span],
) -> Iterator[Mention]:
    """Yield well-known titles, and beginnings of several, that no title of the catalogue has.

    Args:
        graph: The catalogue.
        holding: Returns the titles of the catalogue that contain consecutive words.
        tokens: The sentence.
        lexicon: The lexicon of its language.
        lexemes: Its phrases.
        mentions: The names of the catalogue in it.
        called: Where titles stand that are introduced as such.
    """
    table = well_known()
    taken = [
        (it.start, it.end)
        for it in mentions
        if it.entries[0].cost <= _WHOLE
        # "The Lord of the Rings" is those that are here, not the one that is missing.
        or (it.category in _BEGINNINGS and it.end - it.start > 1)
    ]
    named = {place for it in mentions for place in range(it.start, it.end)}
    parts = {(it.start, it.end) for it in mentions}
    words: _Words | None = None
    for start in range(len(tokens)):
        key = ""
        for end in range(start + 1, min(start + MAX_WORDS, len(tokens)) + 1):
            key += tokens[end - 1].word
            if len(key) > table.longest:
                break
            known, franchise = table.by_letters.get(key), table.franchises.get(key)
            if known is not None and (
                known.id in graph.film_number
                or ((start, end) in parts and letters(known.title) != key)
            ):
                known = None
            if (known is None and franchise is None) or any(
                first <= start and end <= last for first, last in taken
            ):
                continue
            words = words or _words_of(tokens, lexicon, lexemes, named)
            if (start, end) not in called and not words.is_title(start, end):
                continue
            cost = named_cost(tokens, start, end, lexicon)
            written = as_written(tokens[start:end])
            beside = words.is_beside_films(start, end) or start in words.excluded
            if franchise is not None and (known is None or beside):
                films = tuple(holding(tuple(token.word for token in tokens[start:end])))
                if not beside and (not films or end == start + 1):
                    continue  # "star" alone names none of them
                name = _capitalized(written) if written.islower() else written
                entry = Entry(Category.FRANCHISE_NAME, films, name, 0.0)
                yield Mention(start, end, Category.FRANCHISE_NAME, (entry,), cost, written)
            elif known is not None:
                entry = Entry(Category.TITLE, known.id, known.title, 0.0)
                yield Mention(start, end, Category.TITLE, (entry,), cost, written)


def is_absent(mention: Mention) -> bool:
    """Return whether a mention is that of a title which only the table has."""
    value = mention.entries[0].value
    if mention.category is Category.TITLE:
        return isinstance(value, str)
    return mention.category is Category.FRANCHISE_NAME and value == ()


def _words_of(
    tokens: Sequence[Token],
    lexicon: Lexicon,
    lexemes: Sequence[tuple[int, Lexeme]],
    named: Iterable[int],
) -> _Words:
    sorts = [(start, it) for start, it in lexemes if it.category in _SETS]
    sets = frozenset(
        start
        for start, it in sorts
        if it.category in {Category.NOUN, Category.GENRE_NOUN} and it.value not in _ONE
    )
    films = frozenset(start for start, it in lexemes if it.category in _OF_FILMS) | frozenset(
        start + len(it.words) for start, it in lexemes if it.category is Category.FRANCHISE_OF
    )
    likened = [
        start + len(it.words)
        for start, it in lexemes
        if it.category is Category.LIKE and is_likening(it, start, tokens)
    ]
    first = min((start for start, _ in sorts), default=len(tokens))
    told = min(
        (
            start
            for start, it in marks_of(lexemes)
            if it.category is not Category.ABOUT or first < start
        ),
        default=len(tokens),
    )
    return _Words(
        tokens,
        lexicon,
        is_asking(lexemes, lexicon),
        any(
            start == 0 and it.category in {Category.POLAR, Category.ABOUT_WHAT}
            for start, it in lexemes
        ),
        sets,
        films,
        frozenset(start + len(it.words) for start, it in lexemes if _is_of_stories(it)),
        told,
        frozenset(
            start + len(it.words)
            for start, it in lexemes
            if it.category in _BESIDES or (it.category is Category.NOT and it.words[-1] == "not")
        ),
        frozenset(place for place, token in enumerate(tokens) if token.word == "not"),
        frozenset(
            place
            for place, token in enumerate(tokens)
            if token.word in _TOO and any(end < place for end in likened)
        ),
        frozenset(likened),
        frozenset(named),
    )


def _is_franchise(word: str) -> bool:
    """Return whether a word names several titles by itself, and is not an everyday one."""
    table = well_known()
    named = word in table.by_letters or f"the{word}" in table.by_letters
    return named and word in table.franchises and rank(word) >= FREQUENT


def _is_of_stories(lexeme: Lexeme) -> bool:
    """Return whether somebody, or something in a story, stands after a phrase."""
    if lexeme.category is Category.ROLE_PASSIVE:
        return lexeme.words[-1] in _STARRING
    return lexeme.category in _OF_STORIES and lexeme.words not in _JOINING


def _capitalized(name: str) -> str:
    small = {"and", "of", "the", "in", "y", "de", "del", "la", "el"}
    words = name.split()
    return " ".join(
        word if place and word in small else word[:1].upper() + word[1:]
        for place, word in enumerate(words)
    )
