"""What the rules that hold averages against each other mean; see ``compose``."""

from dataclasses import replace

from bot.questions.grammar.compose import Composer, made_by, merge, only
from bot.questions.grammar.figures import year, years
from bot.questions.grammar.groups import High
from bot.questions.grammar.role_words import ROLE_WORDS
from bot.questions.query.nodes import Compare, Condition, Films, Named

Time = float | tuple[int, int]
"""A year, or the first and last one of several."""


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
    """What somebody is known for: what they made, else what they were in."""
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


def _within(composer: Composer, time: Time) -> Condition:
    return years(composer, time) if isinstance(time, tuple) else year(composer, time)
