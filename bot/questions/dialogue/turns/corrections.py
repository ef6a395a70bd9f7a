"""Corrections and additions to the previous question: "no, the older one", "no, japanese"."""

from collections.abc import Iterator, Sequence

from bot.questions.dialogue.turns.steps import about_title, is_of_story, nth, shown_title
from bot.questions.evaluation.graph.graph import Graph
from bot.questions.query.context import Context
from bot.questions.query.nodes import Among, Condition, Titled
from bot.questions.query.queries import Query
from bot.questions.query.walk import conditions_of
from bot.questions.words.patterns.small_talk import SmallTalk
from bot.questions.words.patterns.turns import Turn
from bot.questions.words.tokens import Token, tokenize

_YEARS = range(1870, 2100)


def namesake(
    text: str, context: Context, graph: Graph, talks: Sequence[SmallTalk]
) -> Query | str | None:
    """Return the previous query for another title of the same name: "no, the 1984 one".

    Returns:
        The query; the id of the only title of that name if there is no other; ``None`` if the
        sentence says something else.
    """
    titled = next((part for part in conditions_of(context.query) if isinstance(part, Titled)), None)
    if titled is None:
        return None
    known = [id_ for id_ in titled.ids if id_ in graph.film_number]
    by_year = sorted(
        (id_ for id_ in known if graph.years_of(id_)), key=lambda id_: graph.years_of(id_)[0]
    )
    wanted = _wanted(tokenize(text), talks)
    if wanted is None or not by_year:
        return None
    if isinstance(wanted, int):
        chosen = next((id_ for id_ in by_year if wanted in graph.years_of(id_)), None)
    else:
        chosen = by_year[0 if wanted == "older" else -1]
    if len(known) == 1:
        return known[0]
    return None if chosen is None else about_title(context.query, titled, chosen)


def rephrasings(
    text: str,
    context: Context | None,
    talks: Sequence[SmallTalk],
    turns: Sequence[Turn],
    graph: Graph,
) -> Iterator[str]:
    """Yield a sentence rewritten as full questions, likeliest first, and finally unchanged.

    "No, japanese" is "what about japanese", "after 2010" is "only after 2010".

    Args:
        text: The sentence as typed.
        context: The context of the previous answer.
        talks: The small talk of every language, likeliest language first.
        turns: The turns it may be.
        graph: The catalogue.
    """
    tokens = tokenize(text)
    for talk in talks:
        if rest := talk.corrected(tokens):
            yield _written([talk.swap] if context is not None else [], rest)
        elif context is not None and (rest := talk.contrasted(tokens)):
            yield _written([talk.swap], rest)
            yield _written([], rest)
    if context is not None:
        for turn in turns:
            yield from _as_questions(turn, context, graph)
        for talk in talks:
            if rest := talk.narrowed(tokens):
                yield _written([talk.only], rest)
    yield text


def _as_questions(turn: Turn, context: Context, graph: Graph) -> Iterator[str]:
    """Yield a turn rewritten as full questions; nothing if it makes no sense after the answer.

    Details of a story continue a description ("it was in the 90s"); a turn without a subject is
    about a single title ("any good?").
    """
    of_story = is_of_story(context.query)
    if (turn.kind == "told" and not of_story) or (
        turn.kind == "is_it" and (of_story or len(context.movie_ids) > 1)
    ):
        return
    title = _title_of(turn, context, graph)
    for question in turn.questions:
        if title or "{title}" not in question:
            yield question.format(title=title, **turn.slots)


def _title_of(turn: Turn, context: Context, graph: Graph) -> str:
    """Return the title that a turn refers to: the one with its number, or the one shown."""
    if "place" in turn.slots:
        one = nth(turn, context, graph)
        named: Sequence[Condition] = () if one is None else conditions_of(one)
        return next((part.label for part in named if isinstance(part, Among)), "")
    film = shown_title(context, graph)
    return "" if film is None else graph.films[graph.film_number[film]].title


def _written(before: Sequence[str], tokens: Sequence[Token]) -> str:
    return " ".join((*before, *(token.written for token in tokens)))


def _wanted(tokens: Sequence[Token], talks: Sequence[SmallTalk]) -> str | int | None:
    """Return which of several namesakes a turn means; ``None`` if it says more than that."""
    for talk in talks:
        words = [token.word for token in tokens if not talk.points(token.word)]
        if len(words) != 1:
            continue
        word = words[0]
        if word in talk.older:
            return "older"
        if word in talk.newer:
            return "newer"
        if word.isdigit() and int(word) in _YEARS:
            return int(word)
    return None
