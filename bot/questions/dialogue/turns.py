"""Short turns that only mean something after an answer: "another", "no, the older one"."""

from collections.abc import Sequence
from dataclasses import replace

from bot.questions.dialogue.followups import with_films
from bot.questions.evaluation.graph import Graph
from bot.questions.query.context import Context
from bot.questions.query.nodes import Films, Key, Order, Query, Titled
from bot.questions.query.walk import conditions_of, titles_named
from bot.questions.words.small_talk import SmallTalk
from bot.questions.words.tokens import Token, tokenize

ANOTHER, SEEN = "another", "seen"
"""Kinds of small talk that ask for what comes after what was shown."""
SHOWN = 10
"""So many titles of a list are shown at once."""
_YEARS = range(1870, 2100)


def another(context: Context) -> Query | None:
    """Return what comes after the titles of an answer; ``None`` where it gave no set of them."""
    query = context.query
    if not isinstance(query, Films) or titles_named(query):
        return None
    order = query.order or Order(Key.VOTES, limit=None)
    limit = order.limit or SHOWN
    return replace(query, order=replace(order, limit=limit, skip=order.skip + limit))


def namesake(text: str, context: Context, graph: Graph, talks: Sequence[SmallTalk]) -> Query | None:
    """Return the query before about another title of the same name: "no, the 1984 one"."""
    titled = next((part for part in conditions_of(context.query) if isinstance(part, Titled)), None)
    if titled is None:
        return None
    known = [id_ for id_ in titled.ids if id_ in graph.film_number]
    chosen = _chosen(tokenize(text), known, graph, talks)
    if chosen is None:
        return None
    one = Titled((chosen,), titled.label)
    return with_films(
        context.query,
        lambda films: replace(
            films, conditions=tuple(one if part == titled else part for part in films.conditions)
        ),
    )


def rephrased(text: str, talks: Sequence[SmallTalk], *, following: bool) -> str:
    """Return a sentence as a question of its own: "no, japanese" is "what about japanese".

    Args:
        text: As it was typed.
        talks: The small talk of every language.
        following: Whether something was asked before.
    """
    tokens = tokenize(text)
    for talk in talks:
        if rest := talk.corrected(tokens):
            return _written([talk.swap] if following else [], rest)
        if following and (rest := talk.narrowed(tokens)):
            return _written([talk.only], rest)
    return text


def _written(before: Sequence[str], tokens: Sequence[Token]) -> str:
    return " ".join((*before, *(token.written for token in tokens)))


def _chosen(
    tokens: Sequence[Token], known: Sequence[str], graph: Graph, talks: Sequence[SmallTalk]
) -> str | None:
    """Return which of several namesakes a turn means; ``None`` where it says more than that."""
    by_year = sorted(
        (id_ for id_ in known if graph.years_of(id_)), key=lambda id_: graph.years_of(id_)[0]
    )
    for talk in talks:
        words = [token.word for token in tokens if not talk.points(token.word)]
        if len(words) != 1 or not by_year:
            continue
        word = words[0]
        if word in talk.older:
            return by_year[0]
        if word in talk.newer:
            return by_year[-1]
        if word.isdigit() and int(word) in _YEARS:
            return next((id_ for id_ in by_year if int(word) in graph.years_of(id_)), None)
    return None
