"""Anaphora resolution: the referents of "it", "those", "the second one"."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from bot.questions.grammar.families.comparisons import COMPARISONS
from bot.questions.grammar.role_words import ORDERS
from bot.questions.parser.rules import Item
from bot.questions.query.context import Context
from bot.questions.query.nodes import Among, Credit, Films, Key, Named, Order, is_one_title
from bot.questions.query.queries import Compare, Grouped, Query, TopGroups
from bot.questions.query.walk import conditions_of, titles_named
from bot.questions.words.categories import Category
from bot.questions.words.lexicon import Lexeme

# Looked up once: in Python 3.11, enum member access is ten times slower.
_SUPERLATIVE = Category.SUPERLATIVE
_ORDINAL = Category.ORDINAL
_FILMS = Category.FILMS
_ANSWER = Category.ANSWER
_TITLE = Category.TITLE
_NAME = Category.NAME

_REFERRING = 0.2
Meant = tuple[Category, Query]
"""The category and query that an anaphor is read as."""
MAX_LISTED = 10
"""The most titles of an answer that can be asked for by position."""


@dataclass(frozen=True, slots=True)
class Referents:
    """The referents of anaphors.

    Attributes:
        film: "it".
        films: "those".
        ranked: The set that "the best" was chosen from: "and the worst?".
        order: The order of that choice.
        person: "she".
        listed: "the second one": each of "those".
        grouped: The previous grouped query: "and the worst?".
        compared: The titles that were compared: "and which is older?".
    """

    film: Films | None = None
    films: Films | None = None
    ranked: Films | None = None
    order: Order | None = None
    person: Named | None = None
    listed: tuple[Films, ...] = ()
    grouped: Grouped | TopGroups | None = None
    compared: Compare | None = None

    @classmethod
    def of(cls, context: Context | None, name_of: Callable[[str], str]) -> "Referents":
        """Return the referents after an answer.

        Args:
            context: The context of the answer.
            name_of: Returns the name of a person or title by id.
        """
        if context is None:
            return cls()
        film = films = person = None
        titled = [part for part in conditions_of(context.query) if is_one_title(part)]
        if titled and not isinstance(context.query, Films):
            film = Films((titled[0],))
        elif context.movie_ids:
            first = context.movie_ids[0]
            film = Films((Among((first,), name_of(first)),))
        if context.movie_ids:
            names = ", ".join(name_of(id_) for id_ in context.movie_ids[:3])
            films = _as_asked(context.query) or Films((Among(context.movie_ids, names),))
        named = [
            part.people
            for part in conditions_of(context.query)
            if isinstance(part, Credit) and isinstance(part.people, Named)
        ]
        if context.person_ids:
            person = Named(context.person_ids[0], name_of(context.person_ids[0]))
        elif named:
            person = named[0]
        ranked = _ranked(context.query)
        order = context.query.order if ranked and isinstance(context.query, Films) else None
        listed = tuple(
            Films((Among((id_,), name_of(id_)),)) for id_ in context.movie_ids[:MAX_LISTED]
        )
        query = context.query
        grouped = query if isinstance(query, Grouped | TopGroups) else None
        compared = query if isinstance(query, Compare) and query.key is not None else None
        return cls(film, films, ranked, order, person, listed, grouped, compared)

    def one_of(self, by: Order) -> Films | Grouped | TopGroups | None:
        """Return "the worst" of those, of each group, or of what one title was the best of."""
        if isinstance(self.grouped, TopGroups):
            return replace(self.grouped, descending=by.descending) if by.key is Key.BEST else None
        if self.grouped is not None and self.grouped.figure is None:
            of = self.grouped.of
            return replace(self.grouped, of=replace(of, films=replace(of.films, order=by)))
        films = self.ranked or self.films
        return None if films is None else replace(films, order=by)

    def nth(self, place: int, by: Order | None = None) -> Films | None:
        """Return "the second best", or "the second one" of those, counted from 0."""
        films = self.ranked or (None if by is None else self.films)
        order = by or self.order
        if films is not None and order is not None:
            return replace(films, order=replace(order, limit=1, skip=place))
        return self.listed[place] if place < len(self.listed) else None

    def following(self) -> Films | None:
        """Return the one after the last result."""
        return None if self.order is None else self.nth(self.order.skip + 1)


def _as_asked(query: Query) -> Films | None:
    """Return the titles of an answer as the query that found them, if that identifies them."""
    if isinstance(query, Films) and query.conditions and not titles_named(query):
        whole = query.order is None or query.order.limit is None
        return replace(query, order=None) if whole else None
    return None


def _ranked(query: Query) -> Films | None:
    """Return the set that one title was the best, the oldest ... of."""
    if isinstance(query, Films) and query.order is not None and query.order.limit == 1:
        return replace(query, order=None)
    return None


_NOTHING = Referents()


def referring_items(referents: Referents, lexemes: Sequence[tuple[int, Lexeme]]) -> Iterable[Item]:
    """Yield anaphors as terminals with their referents."""
    if referents == _NOTHING:
        return
    orders = {
        start: (ORDERS[lexeme.value], start + len(lexeme.words))
        for start, lexeme in lexemes
        if lexeme.category is _SUPERLATIVE
    }
    for start, lexeme in lexemes:
        end = start + len(lexeme.words)
        if (meant := _meant(referents, lexeme, ordered=bool(orders))) is not None:
            category, value = meant
            yield Item(category, "", start, end, _REFERRING, value, refers=True)
        if lexeme.category is _ORDINAL and end in orders:
            by, last = orders[end]
            if (nth := referents.nth(int(lexeme.value) - 1, by)) is not None:
                yield Item(_FILMS, "", start, last, _REFERRING, nth, refers=True)


def _meant(referents: Referents, lexeme: Lexeme, *, ordered: bool) -> Meant | None:
    """Return the referent of a word; ``None`` if there is none."""
    found: Query | None = None
    category, value = _FILMS, lexeme.value
    match lexeme.category:
        case Category.ORDINAL:
            found = referents.nth(int(value) - 1)
        case Category.COMPARATIVE if referents.compared is not None:
            key, descending = COMPARISONS[value]
            category = _ANSWER
            found = replace(referents.compared, key=key, descending=descending)
        case Category.NEXT:
            found = referents.following()
        case Category.PRONOUN:
            return _pronoun(referents, value, ordered=ordered)
        case Category.ONE_OF:
            found = referents.one_of(ORDERS[value])
            category = _FILMS if isinstance(found, Films) else _ANSWER
        case _:
            pass
    return None if found is None else (category, found)


def _pronoun(referents: Referents, value: str, *, ordered: bool) -> Meant | None:
    # After the best of them, "the worst" is hardly the worst of that one.
    films = (referents.ranked if ordered else None) or referents.films
    category, found = {
        "film": (_TITLE, referents.film),
        "subject": (_TITLE, referents.film),
        "films": (_FILMS, films),
        "person": (_NAME, referents.person),
    }[value]
    return None if found is None else (category, found)
