"""What the rules that hold titles or people against each other mean; see ``compose``.

Two titles by a figure ("is Heat older than Casino"), two people or two sets by how many titles
("who has more films"), and titles by another one ("older than Heat", "from the same year as").
"""

from bot.questions.evaluation.graph import FilmNode
from bot.questions.grammar.compose import (
    Composer,
    as_condition,
    both,
    made_by,
    merge,
    only,
    restrict,
)
from bot.questions.grammar.role_words import RoleWord
from bot.questions.query.nodes import (
    ANY_ROLE,
    AllOf,
    AnyOf,
    Attribute,
    Between,
    Compare,
    Condition,
    Films,
    Genre,
    Key,
    Language,
    Named,
    Not,
    OfKind,
    Tag,
    Titled,
    Unsatisfiable,
)

COMPARISONS = {
    "older": (Key.YEAR, False),
    "newer": (Key.YEAR, True),
    "better": (Key.RATING, True),
    "worse": (Key.RATING, False),
    "more_votes": (Key.VOTES, True),
    "fewer_votes": (Key.VOTES, False),
    "rated_against": (Key.RATING, True),
}
_STEP = {Key.YEAR: 1.0, Key.RATING: 0.1, Key.VOTES: 1.0}
"""The least by which two figures differ: "older than" leaves the same year out."""
_DECIMALS = 1
DECADE = 10

More = tuple[str, Films, RoleWord]
"""Of what there may be more or fewer, and in which role of those who are compared."""


def compared(_: Composer, by: str, title: Films) -> tuple[str, Films]:
    """Older than Casino."""
    return by, title


def compare(_: Composer, left: Films, other: tuple[str, Films]) -> Compare:
    """Heat, older than Casino."""
    by, right = other
    key, descending = COMPARISONS[by]
    return Compare(left, right, key, descending)


def compare_pair(_: Composer, by: str, titles: tuple[Films, ...]) -> Compare:
    """Which is older, Heat, Casino or Ali?"""
    key, descending = COMPARISONS[by]
    left, right, *others = titles
    return Compare(left, right, key, descending, others=tuple(others))


def compare_several(composer: Composer, left: Films, of: tuple[str, tuple[Films, ...]]) -> Compare:
    """Heat, older than Casino and Ali."""
    by, others = of
    return compare_pair(composer, by, (left, *others))


def longer(
    _: Composer, first: Named | Films, others: tuple[Named | Films, ...]
) -> tuple[Named | Films, ...]:
    """Heat, Casino or Ali."""
    return first, *others


def more(_: Composer, by: str, films: Films) -> More:
    """More comedies, whatever somebody did in them."""
    return by, films, RoleWord(ANY_ROLE)


def more_such(composer: Composer, by: str, condition: Condition) -> More:
    """More horror."""
    return more(composer, by, only(composer, condition))


def such(composer: Composer, condition: Condition) -> Films:
    """(Than) horror."""
    return only(composer, condition)


def more_in_role(_: Composer, word: RoleWord, of: More) -> More:
    """Directed more comedies."""
    return of[0], of[1], word


def more_of_names(composer: Composer, of: More, names: tuple[Named, ...]) -> Compare:
    """Who has more comedies, Tom Hanks or Bill Murray?"""
    by, films, word = of
    left, right, *others = (
        Films(merge(composer, made_by(composer, word, name), films).conditions) for name in names
    )
    return Compare(left, right, None, by == "more", others=tuple(others))


def more_than_name(composer: Composer, left: Named, other: tuple[More, Named]) -> Compare:
    """Has Tom Hanks made more comedies than Bill Murray?"""
    of, right = other
    return more_of_names(composer, of, (left, right))


def more_films(_: Composer, of: More, other: Films) -> Compare:
    """More thrillers than comedies; more thrillers or comedies."""
    films = of[1]
    kinds = tuple(part for part in films.conditions if isinstance(part, OfKind))
    if not any(isinstance(part, OfKind) for part in other.conditions):
        other = Films((*kinds, *other.conditions))  # more films from the 90s than (films) from ...
    return Compare(films, other, None, of[0] == "more")


def more_of_sets(_: Composer, by: str, sets: tuple[Films, Films]) -> Compare:
    """More action or comedy films."""
    return Compare(*sets, None, by == "more")


def more_films_of_sets(composer: Composer, of: More, sets: tuple[Films, Films]) -> Compare:
    """More comedies: from the 90s or from the 2000s."""
    left, right = (merge(composer, of[1], films) for films in sets)
    return Compare(Films(left.conditions), Films(right.conditions), None, of[0] == "more")


def films_of_more(_: Composer, of: More) -> Films:
    """(Or) more comedies."""
    return of[1]


def before_title(composer: Composer, title: Films) -> Condition:
    """Before Casino: of an earlier year."""
    return _beyond(composer, title, Key.YEAR, above=False)


def after_title(composer: Composer, title: Films) -> Condition:
    """After Casino: of a later year."""
    return _beyond(composer, title, Key.YEAR, above=True)


def beyond_title(composer: Composer, other: tuple[str, Films]) -> Condition:
    """(Films) better than Casino."""
    by, title = other
    key, above = COMPARISONS[by]
    return _beyond(composer, title, key, above=above)


def films_beyond(composer: Composer, films: Films, other: tuple[str, Films]) -> Films:
    """Films better than Casino."""
    return restrict(composer, films, beyond_title(composer, other))


def sharing(composer: Composer, attribute: Attribute, title: Films) -> Condition:
    """From the same year as Casino."""
    film = _film(composer, title)
    shared = None if film is None else _having(film, attribute)
    if shared is None:
        return Unsatisfiable(attribute, _label(title))
    return both(composer, shared, Not(as_condition(title)))


def _beyond(composer: Composer, title: Films, key: Key, *, above: bool) -> Condition:
    film = _film(composer, title)
    attribute, figure = _figure(film, key)
    if figure is None:
        return Unsatisfiable(attribute, _label(title))
    if above:
        return Between(attribute, round(figure + _STEP[key], _DECIMALS), None)
    return Between(attribute, None, round(figure - _STEP[key], _DECIMALS))


def _figure(film: FilmNode | None, key: Key) -> tuple[Attribute, float | None]:
    match key:
        case Key.YEAR:
            return Attribute.YEAR, film and film.year
        case Key.VOTES:
            return Attribute.VOTES, film and film.votes
        case Key.RATING | Key.BEST:
            return Attribute.RATING, film and film.rating


def _having(film: FilmNode, attribute: Attribute) -> Condition | None:
    """Return the condition that a title has the same of an attribute as a known one."""
    found: Condition | None = None
    match attribute:
        case Attribute.YEAR if film.year is not None:
            found = Between(Attribute.YEAR, film.year, film.year)
        case Attribute.DECADE if film.year is not None:
            first = film.year - film.year % DECADE
            found = Between(Attribute.YEAR, first, first + DECADE - 1)
        case Attribute.GENRE if film.genres:
            found = AllOf(tuple(map(Genre, film.genres)))
        case Attribute.TAG if film.tags:
            found = AnyOf(tuple(map(Tag, film.tags)))
        case Attribute.LANGUAGE if film.languages:
            found = AnyOf(tuple(map(Language, film.languages)))
        case _:
            pass
    return found


def _film(composer: Composer, title: Films) -> FilmNode | None:
    for part in title.conditions:
        if isinstance(part, Titled):
            return next(map(composer.graph.film_with, part.ids), None)
    return None


def _label(title: Films) -> str:
    return next((part.label for part in title.conditions if isinstance(part, Titled)), "?")
