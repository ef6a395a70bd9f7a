"""Comparisons of titles, people and sets: "is Heat older than Casino".

Titles are compared by a figure or with a given title ("older than Heat", "from the same year as"),
people and sets by their number of titles or by an average.
"""

from dataclasses import replace

from bot.questions.evaluation.graph.graph import FilmNode
from bot.questions.evaluation.well_known import WellKnown, well_known
from bot.questions.grammar.composition import (
    Composer,
    High,
    as_condition,
    both,
    made_by,
    merge,
    only,
    pair,
    rated,
    restrict,
)
from bot.questions.grammar.costs import FAVOURED, LIKELIER, MILD, PLAIN, PREFERRED, SLIGHT, SMALL
from bot.questions.grammar.families.conditions.picks import year, years
from bot.questions.grammar.family import Family
from bot.questions.grammar.role_words import ROLE_WORDS, RoleWord
from bot.questions.parser.rules import Rule, head_left, head_right, renamed
from bot.questions.query.nodes import (
    ANY_ROLE,
    AllOf,
    AnyOf,
    Attribute,
    Between,
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
from bot.questions.query.queries import Compare, Figure
from bot.questions.words.categories import Category as C

COMPARISONS = {
    "older": (Key.YEAR, False),
    "newer": (Key.YEAR, True),
    "better": (Key.RATING, True),
    "worse": (Key.RATING, False),
    "more_votes": (Key.VOTES, True),
    "fewer_votes": (Key.VOTES, False),
    "longer": (Key.RUNTIME, True),
    "shorter": (Key.RUNTIME, False),
    "rated_against": (Key.RATING, True),
}
_STEP = {Key.YEAR: 1.0, Key.RATING: 0.1, Key.VOTES: 1.0, Key.RUNTIME: 1.0}
"""The smallest difference between two figures: "older than" excludes the same year."""
_DECIMALS = 1
DECADE = 10

More = tuple[str, Films, RoleWord]
"""Titles to have more or fewer of, and the role of the people compared."""
Time = float | tuple[int, int]
"""A year, or the first and last one of several."""


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
    """More comedies, in any role."""
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


def better_of_films(_: Composer, end: High, sets: tuple[Films, ...]) -> Compare:
    """Which are better, comedies or dramas?"""
    descending, figure = end
    left, right, *others = (Films(films.conditions) for films in sets)
    return Compare(left, right, None, descending, figure=figure, others=tuple(others))


def better_of_names(composer: Composer, end: High, names: tuple[Named, ...]) -> Compare:
    """Who has the better average, Michael Mann or Christopher Nolan?"""
    return better_of_films(composer, end, tuple(films_by_name(composer, name) for name in names))


def better_than_name(composer: Composer, left: Named, other: tuple[High, Named]) -> Compare:
    """Is Michael Mann better than Christopher Nolan?"""
    end, right = other
    return better_of_names(composer, end, (left, right))


def better_than_films(composer: Composer, left: Films, other: tuple[High, Films]) -> Compare:
    """Comedies, better than dramas."""
    end, right = other
    return replace(better_of_films(composer, end, (left, right)), polar=True)


def better_than_films_of(composer: Composer, left: Films, other: tuple[High, Named]) -> Compare:
    """Michael Mann's films, better than Christopher Nolan's."""
    end, right = other
    return better_than_films(composer, left, (end, films_by_name(composer, right)))


def better_such(composer: Composer, end: High, condition: Condition) -> tuple[High, Films]:
    """Better than horror."""
    return end, only(composer, condition)


def such_better_than_films(
    composer: Composer, condition: Condition, other: tuple[High, Films]
) -> Compare:
    """Horror, better than comedy."""
    return better_than_films(composer, only(composer, condition), other)


def such_pair(composer: Composer, left: Condition, right: Condition) -> tuple[Films, Films]:
    """Horror or comedy."""
    return only(composer, left), only(composer, right)


def films_by_name(composer: Composer, person: Named) -> Films:
    """What somebody is known for: what they made, or else what they were in."""
    return made_by(composer, ROLE_WORDS["maker"], person)


def year_better(composer: Composer, left: Time, other: tuple[High, Time]) -> Compare:
    """1999, better than 2000; the 80s, better than the 90s."""
    end, right = other
    such = (only(composer, _within(composer, time)) for time in (left, right))
    first, second = such
    return better_than_films(composer, first, (end, second))


def better_among(composer: Composer, contrast: Compare, films: Films) -> Compare:
    """... for comedies."""
    sides = (contrast.left, contrast.right, *contrast.others)
    left, right, *others = (Films(merge(composer, side, films).conditions) for side in sides)
    return replace(contrast, left=left, right=right, others=tuple(others))


def voted(_: Composer, end: str) -> High:
    """More popular: by the average of votes."""
    return end == "high", Figure.MEAN_VOTES


def _beyond(composer: Composer, title: Films, key: Key, *, above: bool) -> Condition:
    film = _film(composer, title) or _well_known(title)
    attribute, figure = _figure(film, key)
    if figure is None:
        return Unsatisfiable(attribute, _label(title))
    if above:
        return Between(attribute, round(figure + _STEP[key], _DECIMALS), None)
    return Between(attribute, None, round(figure - _STEP[key], _DECIMALS))


def _figure(film: FilmNode | WellKnown | None, key: Key) -> tuple[Attribute, float | None]:
    match key:
        case Key.YEAR:
            return Attribute.YEAR, film and film.year
        case Key.VOTES:
            return Attribute.VOTES, film and film.votes
        case Key.RUNTIME:
            return Attribute.RUNTIME, film and film.runtime
        case Key.RATING | Key.BEST:
            return Attribute.RATING, film and film.rating
        case Key.STORY:
            return Attribute.STORY, None


def _having(film: FilmNode, attribute: Attribute) -> Condition | None:
    """Return the condition that a title shares its value of an attribute with a known one."""
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


def _well_known(title: Films) -> WellKnown | None:
    """Return a title known only from the table: "like Inception but shorter"."""
    ids = [id_ for part in title.conditions if isinstance(part, Titled) for id_ in part.ids]
    return next((known for id_ in ids if (known := well_known().by_id.get(id_))), None)


def _label(title: Films) -> str:
    return next((part.label for part in title.conditions if isinstance(part, Titled)), "?")


def _within(composer: Composer, time: Time) -> Condition:
    return years(composer, time) if isinstance(time, tuple) else year(composer, time)


COMPARISON_RULES = Family(
    "comparisons",
    (
        # is Heat older than Casino; which is older, Heat or Casino
        Rule(C.TITLE, C.COMPARED_TITLE, C.ANSWER, PLAIN, compare),
        Rule(C.COMPARATIVE, C.TITLE, C.COMPARED_TITLE, PLAIN, compared),
        Rule(C.COMPARATIVE, C.TITLE_PAIR, C.ANSWER, PLAIN, compare_pair),
        head_right(C.NOUN, C.COMPARATIVE, C.COMPARATIVE, PLAIN),
        Rule(C.TITLE, C.TITLE_PAIR, C.TITLE_PAIR, SLIGHT, longer),
        Rule(C.TITLE, C.COMPARED_PAIR, C.ANSWER, PLAIN, compare_several),
        Rule(C.COMPARATIVE, C.TITLE_PAIR, C.COMPARED_PAIR, MILD, pair, priority=1),
        Rule(C.TITLE_PAIR, C.COMPARATIVE, C.ANSWER, PLAIN, compare_pair, takes="rl"),
        Rule(C.TITLE, C.OR_TITLE, C.TITLE_PAIR, PLAIN, pair),
        head_right(C.OR, C.TITLE, C.OR_TITLE, PLAIN),
        head_right(C.AND, C.TITLE, C.OR_TITLE, SMALL, priority=1),
        # films older than Heat; before Heat; from the same year as Heat
        Rule(C.COMPARED_TITLE, None, C.FILTER, SMALL, beyond_title),
        Rule(C.NOUN, C.COMPARED_TITLE, C.FILMS, LIKELIER, films_beyond),
        Rule(C.BEFORE, C.TITLE, C.FILTER, MILD, before_title, takes="r"),
        Rule(C.LATER, C.TITLE, C.FILTER, MILD, after_title, takes="r"),
        head_right(C.SHARE, C.ATTRIBUTE, C.SHARED_ATTRIBUTE, PLAIN),
        head_left(C.SHARED_ATTRIBUTE, C.WITH, C.SHARED_ATTRIBUTE, PLAIN),
        Rule(C.SHARED_ATTRIBUTE, C.TITLE, C.FILTER, PLAIN, sharing),
        # who has more comedies, Tom Hanks or Bill Murray; has he directed more films than she
        Rule(C.MORE, C.FILMS, C.MORE_FILMS, PLAIN, more),
        Rule(C.MORE, C.NOUN, C.MORE_FILMS, PLAIN, more),
        Rule(C.MORE, C.FILTER, C.MORE_FILMS, SLIGHT, more_such),
        renamed(C.MORE_FILMS, C.MORE_IN_ROLE, PLAIN),
        Rule(C.ROLE_WHO, C.MORE_FILMS, C.MORE_IN_ROLE, PLAIN, more_in_role),
        Rule(C.ROLE_VERB, C.MORE_FILMS, C.MORE_IN_ROLE, PLAIN, more_in_role),
        Rule(C.ROLE_NOUN, C.MORE_FILMS, C.MORE_IN_ROLE, SMALL, more_in_role),
        head_right(C.WHO, C.MORE_IN_ROLE, C.MORE_IN_ROLE, PLAIN),
        Rule(C.NAME, C.OR_NAME, C.NAME_PAIR, PLAIN, pair, priority=1),
        Rule(C.NAME, C.AND_NAME, C.NAME_PAIR, MILD, pair, priority=1),
        Rule(C.NAME, C.NAME_PAIR, C.NAME_PAIR, SLIGHT, longer),
        Rule(C.MORE_IN_ROLE, C.NAME_PAIR, C.CHOICE, PLAIN, more_of_names),
        Rule(C.NAME_PAIR, C.MORE_IN_ROLE, C.CHOICE, SLIGHT, more_of_names, takes="rl"),
        head_right(C.THAN, C.NAME, C.THAN_NAME, PLAIN),
        Rule(C.MORE_IN_ROLE, C.THAN_NAME, C.MORE_THAN_NAME, PLAIN, pair),
        Rule(C.NAME, C.MORE_THAN_NAME, C.ANSWER, PLAIN, more_than_name),
        # more thrillers or comedies; are there more thrillers than comedies
        Rule(C.OR, C.MORE_FILMS, C.OR_FILMS, PLAIN, films_of_more, takes="r"),
        Rule(C.MORE_FILMS, C.OR_FILMS, C.CHOICE, PLAIN, more_films),
        head_right(C.THAN, C.FILMS, C.THAN_FILMS, PLAIN),
        Rule(C.THAN, C.FILTER, C.THAN_FILMS, SLIGHT, such, takes="r"),
        Rule(C.OR, C.FILTER, C.OR_FILMS, MILD, such, takes="r", priority=1),
        Rule(C.MORE_FILMS, C.THAN_FILMS, C.ANSWER, FAVOURED, more_films),
        # who has the better average, Mann or Nolan; is Mann better than Nolan
        Rule(C.HIGHER_MEAN, C.NAME_PAIR, C.CHOICE, PLAIN, better_of_names),
        Rule(C.NAME_PAIR, C.HIGHER_MEAN, C.CHOICE, SLIGHT, better_of_names, takes="rl"),
        Rule(C.HIGHER_MEAN, C.THAN_NAME, C.HIGHER_THAN_NAME, PLAIN, pair),
        Rule(C.NAME, C.HIGHER_THAN_NAME, C.ANSWER, PLAIN, better_than_name),
        head_right(C.WHO, C.HIGHER_MEAN, C.HIGHER_MEAN, PLAIN),
        head_left(C.RATED_COMPARATIVE, C.NOUN, C.RATED_COMPARATIVE, PLAIN),
        head_right(C.NOUN, C.RATED_COMPARATIVE, C.RATED_COMPARATIVE, PLAIN),
        head_right(C.WHOSE, C.RATED_COMPARATIVE, C.RATED_COMPARATIVE, PLAIN),
        head_right(C.WHO, C.RATED_COMPARATIVE, C.RATED_COMPARATIVE, PLAIN),
        head_right(C.ROLE_VERB, C.RATED_COMPARATIVE, C.RATED_COMPARATIVE, SLIGHT),
        head_right(C.ROLE_NOUN, C.RATED_COMPARATIVE, C.RATED_COMPARATIVE, SLIGHT),
        Rule(C.RATED_COMPARATIVE, None, C.BETTER, PLAIN, rated),
        Rule(C.BETTER, C.NAME_PAIR, C.CHOICE, SLIGHT, better_of_names),
        Rule(C.NAME_PAIR, C.BETTER, C.CHOICE, SMALL, better_of_names, takes="rl"),
        Rule(C.BETTER, C.NAME, C.BETTER_THAN_NAME, PLAIN, pair),
        Rule(C.NAME, C.BETTER_THAN_NAME, C.ANSWER, SLIGHT, better_than_name),
        Rule(C.FILMS, C.BETTER_THAN_NAME, C.SET_CONTRAST, SMALL, better_than_films_of),
        Rule(C.VOTED_COMPARATIVE, None, C.BETTER, SLIGHT, voted),
        # are comedies better than dramas; which are better, comedies or dramas
        Rule(C.BETTER, C.FILMS, C.BETTER_THAN_FILMS, SMALL, pair, keeps="right"),
        Rule(C.BETTER, C.FILTER, C.BETTER_THAN_FILMS, SMALL, better_such),
        Rule(C.FILMS, C.BETTER_THAN_FILMS, C.SET_CONTRAST, SMALL, better_than_films, apart=True),
        Rule(C.FILTER, C.BETTER_THAN_FILMS, C.SET_CONTRAST, SMALL, such_better_than_films),
        head_right(C.POLAR, C.SET_CONTRAST, C.ANSWER, PLAIN),
        head_right(C.OR, C.GENRE_NOUN, C.OR_GENRE_NOUN, PLAIN),
        Rule(C.GENRE_NOUN, C.OR_GENRE_NOUN, C.SET_PAIR, PLAIN, such_pair),
        Rule(C.FILTER, C.OR_FILTER, C.SET_PAIR, SMALL, such_pair, priority=1),
        Rule(C.BETTER, C.SET_PAIR, C.CHOICE, PLAIN, better_of_films),
        Rule(C.SET_PAIR, C.BETTER, C.CHOICE, SLIGHT, better_of_films, takes="rl"),
        Rule(C.HIGHER_MEAN, C.SET_PAIR, C.CHOICE, PLAIN, better_of_films),
        head_left(C.SET_PAIR, C.NOUN, C.SET_PAIR, LIKELIER),
        Rule(C.MORE, C.SET_PAIR, C.CHOICE, PREFERRED, more_of_sets),
        # which decade has more comedies, the 90s or the 2000s; was 2010 better than 2011
        head_right(C.GROUP_ATTRIBUTE, C.MORE_FILMS, C.MORE_FILMS, PLAIN),
        Rule(C.MORE_FILMS, C.SET_PAIR, C.CHOICE, FAVOURED, more_films_of_sets),
        Rule(C.SET_PAIR, C.MORE_FILMS, C.CHOICE, LIKELIER, more_films_of_sets, takes="rl"),
        Rule(C.BETTER, C.YEAR, C.BETTER_THAN_YEAR, PLAIN, pair),
        Rule(C.BETTER, C.DECADE, C.BETTER_THAN_YEAR, PLAIN, pair),
        Rule(C.YEAR, C.BETTER_THAN_YEAR, C.SET_CONTRAST, FAVOURED, year_better),
        Rule(C.DECADE, C.BETTER_THAN_YEAR, C.SET_CONTRAST, FAVOURED, year_better),
        Rule(C.SET_CONTRAST, C.FILMS, C.SET_CONTRAST, SLIGHT, better_among),
        head_left(C.SET_CONTRAST, C.NOUN, C.SET_CONTRAST, PLAIN),
        # a choice is not a yes/no question, though it begins like one: are there more A or B
        renamed(C.CHOICE, C.ANSWER, SLIGHT),
        head_right(C.POLAR, C.CHOICE, C.ANSWER, PLAIN),
    ),
    examples=(
        "is casino older than fargo",
        "are there more action or comedy movies",
        "do comedies have more votes than dramas",
    ),
)
