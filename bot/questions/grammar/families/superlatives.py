"""The best, the second best, the most frequent, the longest career."""

from dataclasses import replace

from bot.questions.grammar.composition import (
    Composer,
    best_of,
    films_for,
    only,
    order,
    pair,
    partners_at_once,
    restrict,
)
from bot.questions.grammar.costs import FAIR, LIKELIER, MARKED, MILD, MODEST, PLAIN, SLIGHT, SMALL
from bot.questions.grammar.families.paths import who_directed
from bot.questions.grammar.family import Family
from bot.questions.grammar.role_words import RoleWord
from bot.questions.parser.rules import Rule, head_left, head_right, renamed
from bot.questions.query.nodes import (
    ANY_ROLE,
    Attribute,
    Condition,
    Credited,
    Films,
    Genre,
    Key,
    Named,
    Order,
    Partners,
    People,
    Values,
)
from bot.questions.query.queries import Career, Query, Several, Top
from bot.questions.words.categories import Category as C


def best_such(composer: Composer, by: Order, condition: Condition) -> Films:
    """The best comedy."""
    return best_of(composer, by, only(composer, condition))


def so_many(_: Composer, by: Order, number: float | str) -> Order:
    """The three best."""
    return replace(by, limit=max(1, int(number)))


def best_of_person(composer: Composer, by: Order, person: People) -> Films:
    """Hayao Miyazaki's newest."""
    return best_of(composer, by, films_for(composer, person))


def best_of_genre(composer: Composer, genre: str, films: Films) -> Films:
    """The scariest film: the best of that genre."""
    return best_of(composer, Order(Key.BEST), restrict(composer, films, Genre(genre)))


def top(composer: Composer, by: str, of: People | Values) -> Query:
    """The most frequent co-star of Al Pacino; the decade he filmed most in."""
    if isinstance(of, Credited | Partners | Values):
        return Top(of, descending=by == "most")
    return films_for(composer, of)


def top_credited(_: Composer, word: RoleWord, most: tuple[str, Films]) -> Top:
    """Who directed the most westerns."""
    by, films = most
    return Top(Credited(word.roles, films), descending=by == "most")


def top_partners(composer: Composer, word: RoleWord, people: People) -> Top:
    """Worked most with Al Pacino."""
    return Top(partners_at_once(composer, word, people))


def career(_: Composer, people: People) -> Career:
    """How long Al Pacino's career is."""
    return Career(people)


def career_of_all(_: Composer, word: RoleWord, by: str) -> Career:
    """Which director had the longest career?"""
    return Career(None, word.roles, descending=by != "shortest")


def career_of_anyone(_: Composer, by: str) -> Career:
    """Who had the longest career?"""
    return Career(None, ANY_ROLE, descending=by != "shortest")


def best_and_worst(composer: Composer, orders: tuple[Order, Order], films: Films) -> Several:
    """The best and the worst film: one of each."""
    return Several(tuple(order(composer, Films(films.conditions), by) for by in orders))


def best_and_worst_of(composer: Composer, of: tuple[Named, tuple[Order, Order]]) -> Several:
    """Michael Mann's best and worst."""
    person, orders = of
    return best_and_worst(composer, orders, films_for(composer, person))


def top_of_all(_: Composer, word: RoleWord, by: str) -> Top:
    """Who has directed the most?"""
    return Top(Credited(word.roles, Films()), descending=by == "most")


def top_role_of(composer: Composer, most: tuple[str, RoleWord], people: People) -> Top:
    """Woody Allen's most frequent actors."""
    by, word = most
    return Top(Credited(word.roles, films_for(composer, people)), descending=by == "most")


def top_value(_: Composer, attribute: Attribute, by: str) -> Top:
    """Which genre is the most common?"""
    return Top(Values(attribute, Films()), descending=by == "most")


def top_values(_: Composer, attribute: Attribute, most: tuple[str, Films]) -> Top:
    """Which decade has the most westerns?"""
    by, films = most
    return Top(Values(attribute, films), descending=by == "most")


def nth(_: Composer, place: int, by: Order) -> Order:
    """The second best."""
    return replace(by, limit=1, skip=place)


def nth_in_time(composer: Composer, place: int, films: Films) -> Films:
    """His second film: by year, unless another order is given."""
    by = films.order or Order(Key.YEAR, descending=False)
    return best_of(composer, nth(composer, place, by), replace(films, order=None))


def nth_of_genre(composer: Composer, of: tuple[int, str], films: Films) -> Films:
    """The second funniest film."""
    place, genre = of
    return best_of(composer, Order(Key.BEST, skip=place), restrict(composer, films, Genre(genre)))


SUPERLATIVES = Family(
    "superlatives",
    (
        # the best film; Hayao Miyazaki's newest; which of them is the newest
        Rule(C.SUPERLATIVE, C.FRANCHISE_NAME, C.FILMS, SMALL, best_of),
        Rule(C.SUPERLATIVE, C.FILMS, C.FILMS, SLIGHT, best_of),
        Rule(C.SUPERLATIVE, C.NOUN, C.FILMS, PLAIN, best_of),
        Rule(C.SUPERLATIVE, C.GENRE, C.FILMS, MODEST, best_such),
        Rule(C.SUPERLATIVE, C.NAME, C.FILMS, MARKED, best_of_person),
        Rule(C.NAME, C.SUPERLATIVE, C.FILMS, MODEST, best_of_person, takes="rl"),
        Rule(C.FILMS, C.SUPERLATIVE, C.FILMS, SMALL, order, keeps="left"),
        Rule(C.NOUN, C.SUPERLATIVE, C.FILMS, FAIR, best_of, takes="rl"),
        # the scariest film: the best one of a genre
        Rule(C.GENRE_SUPERLATIVE, C.FILMS, C.FILMS, PLAIN, best_of_genre),
        Rule(C.GENRE_SUPERLATIVE, C.NOUN, C.FILMS, PLAIN, best_of_genre),
        # the three best
        Rule(C.FEW, C.SUPERLATIVE, C.SUPERLATIVE, SLIGHT, so_many, takes="rl"),
        Rule(C.SUPERLATIVE, C.FEW, C.SUPERLATIVE, SLIGHT, so_many),
        # the second best film; his second film
        Rule(C.ORDINAL, C.SUPERLATIVE, C.SUPERLATIVE, PLAIN, nth),
        Rule(C.ORDINAL, C.NOUN, C.FILMS, MILD, nth_in_time),
        Rule(C.ORDINAL, C.FILMS, C.FILMS, FAIR, nth_in_time),
        Rule(C.ORDINAL, C.GENRE_SUPERLATIVE, C.NTH_OF_GENRE, PLAIN, pair),
        Rule(C.NTH_OF_GENRE, C.NOUN, C.FILMS, PLAIN, nth_of_genre),
        Rule(C.NTH_OF_GENRE, C.FILMS, C.FILMS, PLAIN, nth_of_genre),
        # the best and the worst film
        head_right(C.AND, C.SUPERLATIVE, C.AND_SUPERLATIVE, PLAIN),
        Rule(C.SUPERLATIVE, C.AND_SUPERLATIVE, C.TWO_SUPERLATIVES, PLAIN, pair),
        Rule(C.TWO_SUPERLATIVES, C.NOUN, C.ANSWER, LIKELIER, best_and_worst),
        Rule(C.TWO_SUPERLATIVES, C.FILMS, C.ANSWER, PLAIN, best_and_worst),
        Rule(C.NAME, C.TWO_SUPERLATIVES, C.NAME_TWO_SUPERLATIVES, PLAIN, pair),
        Rule(C.NAME_TWO_SUPERLATIVES, None, C.ANSWER, MODEST, best_and_worst_of),
        head_left(C.NAME_TWO_SUPERLATIVES, C.NOUN, C.NAME_TWO_SUPERLATIVES, LIKELIER),
        # Al Pacino's most frequent co-star; the decade he filmed most in
        Rule(C.MOST, C.PEOPLE, C.ANSWER, SLIGHT, top),
        Rule(C.ROLE_NOUN, C.NAME, C.ROLE_OF, SMALL, who_directed, priority=2),
        Rule(C.MOST, C.ROLE_OF, C.ANSWER, PLAIN, top),
        Rule(C.PEOPLE, C.MOST, C.ANSWER, SLIGHT, top, takes="rl"),
        Rule(C.MOST, C.ROLE_NOUN, C.MOST_ROLE, PLAIN, pair),
        Rule(C.PEOPLE, C.MOST_ROLE, C.ANSWER, SLIGHT, top_role_of, takes="rl"),
        Rule(C.MOST_ROLE, C.PEOPLE, C.ANSWER, FAIR, top_role_of),
        head_left(C.CO_ROLE, C.MOST, C.TOP_CO_ROLE, PLAIN),
        head_right(C.WHO, C.TOP_CO_ROLE, C.TOP_CO_ROLE, PLAIN),
        Rule(C.TOP_CO_ROLE, C.PEOPLE, C.ANSWER, PLAIN, top_partners),
        Rule(C.MOST, C.VALUES, C.ANSWER, SLIGHT, top),
        Rule(C.VALUES, C.MOST, C.ANSWER, SLIGHT, top, takes="rl"),
        # who directed the most westerns; which actor is in most comedies
        Rule(C.MOST, C.FILMS, C.MOST_FILMS, PLAIN, pair),
        Rule(C.MOST, C.NOUN, C.MOST_FILMS, PLAIN, pair),
        Rule(C.ROLE_WHO, C.MOST_FILMS, C.ANSWER, PLAIN, top_credited),
        Rule(C.ROLE_NOUN, C.MOST_FILMS, C.ANSWER, SMALL, top_credited),
        Rule(C.GROUP_ATTRIBUTE, C.MOST_FILMS, C.ANSWER, SLIGHT, top_values),
        Rule(C.WHEN, C.MOST_FILMS, C.ANSWER, SLIGHT, top_values),
        # which genre is the most common; who is the busiest director
        Rule(C.GROUP_ATTRIBUTE, C.MOST, C.ANSWER, MODEST, top_value),
        Rule(C.MOST, C.GROUP_ATTRIBUTE, C.ANSWER, MODEST, top_value, takes="rl"),
        Rule(C.ROLE_WHO, C.MOST, C.ANSWER, MODEST, top_of_all),
        Rule(C.ROLE_NOUN, C.MOST, C.ANSWER, FAIR, top_of_all),
        Rule(C.MOST, C.ROLE_NOUN, C.ANSWER, MILD, top_of_all, takes="rl", priority=1),
        Rule(C.MOST_KNOWN, C.ROLE_NOUN, C.ANSWER, MILD, top_of_all, takes="rl"),
        Rule(C.ROLE_NOUN, C.MOST_KNOWN, C.ANSWER, MILD, top_of_all),
        # how long is Al Pacino's career; which director has the longest career
        Rule(C.CAREER, C.PEOPLE, C.ANSWER, PLAIN, career, takes="r"),
        Rule(C.PEOPLE, C.CAREER, C.ANSWER, SLIGHT, career, takes="l"),
        head_left(C.ANSWER, C.CAREER, C.ANSWER, PLAIN),
        renamed(C.TOP_CAREER, C.CAREER, PLAIN),
        Rule(C.ROLE_WHO, C.TOP_CAREER, C.ANSWER, SLIGHT, career_of_all),
        Rule(C.ROLE_NOUN, C.TOP_CAREER, C.ANSWER, MILD, career_of_all),
        Rule(C.TOP_CAREER, C.ROLE_NOUN, C.ANSWER, MODEST, career_of_all, takes="rl"),
        Rule(C.WHO, C.TOP_CAREER, C.ANSWER, SMALL, career_of_anyone, takes="r"),
    ),
    examples=(
        "best movie of 1994",
        "second most popular comedy",
        "which director has the longest career",
    ),
)
