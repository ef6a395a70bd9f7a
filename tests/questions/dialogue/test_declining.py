"""What is said where a sentence was not, or only partly, understood."""

import pytest

from bot.questions.dialogue.declining import Shortfall, sentences_of, with_remarks
from bot.questions.query.nodes import Films, Genre, Titled
from bot.questions.query.queries import Query
from bot.questions.results.answer import Answer, Status
from bot.questions.wording.explanation import Explainer
from bot.questions.wording.phrases import load_phrases

COMEDIES, DRAMAS = Films((Genre("Comedy"),)), Films((Genre("Drama"),))
NOTHING = "as a question about films"
BEFORE = "what that refers to"
BEYOND = "on trailers and clips."


def lacking(
    *unknown: str, refers: bool = False, absent: bool = False, known: bool = False,
    named: bool = False,
) -> Shortfall:  # fmt: skip
    return Shortfall(unknown, (), refers, whole=True, absent=absent, known=known, named=named)


@pytest.mark.parametrize(
    ("queries", "left", "beyond", "said"),
    [
        ((), lacking(), False, [NOTHING]),
        ((Films(),), lacking(), False, [NOTHING]),  # everything is as good as nothing
        ((), lacking(refers=True), False, [BEFORE]),
        ((), lacking(refers=True), True, [BEYOND]),
        ((), lacking("zorp", refers=True, named=True), False, ["called “zorp”. Check"]),
        ((), lacking(absent=True), False, [BEFORE]),
        ((), lacking(absent=True), True, [BEYOND]),
        ((COMEDIES,), lacking(absent=True), False, ["I understood Comedy titles.", BEFORE]),
        ((COMEDIES,), lacking(absent=True, named=True), False, ["I understood Comedy titles."]),
        ((COMEDIES,), lacking(refers=True), False, ["I understood Comedy titles."]),
        ((), lacking(), True, [BEYOND]),
        ((), lacking("zorp"), False, ["what “zorp” means here."]),
        ((), lacking("zorp", "blub"), False, ["“zorp” and “blub” mean here."]),
        ((), lacking("zorp", "blub", named=True), False, ["called “zorp” or “blub”. Check"]),
        ((), lacking("late", known=True), False, ["place “late”."]),
        ((COMEDIES,), lacking("zorp"), False, ["“zorp” means", "I understood Comedy titles."]),
        ((COMEDIES, DRAMAS), lacking(), False, ["Drama titles, but not how they"]),
        ((COMEDIES, DRAMAS), lacking("zorp"), False, ["“zorp” means", "and Drama titles."]),
        ((COMEDIES, DRAMAS), lacking(), True, [BEYOND, "and Drama titles."]),
    ],
)  # fmt: skip
def test_each_thing_that_is_lacking_is_said_once(
    queries: tuple[Query, ...], left: Shortfall, beyond: bool, said: list[str]
) -> None:
    phrases = load_phrases()["en"]
    topics = ("trailers and clips",) if beyond else ()
    sentences = list(sentences_of(queries, left, topics, phrases, Explainer(phrases)))
    assert len(sentences) == len(said), sentences
    for sentence, part in zip(sentences, said, strict=True):
        assert part in sentence


def test_titles_similar_to_several_when_asked_for_then_they_are_like_the_first() -> None:
    films = Films((Titled(("heat",), "Heat"), Titled(("casino",), "Casino"), Genre("Drama")))
    answer = Answer(Status.ANSWERED, "Heat.", "en", films)
    left = Shortfall(("zorp",), ("similar",), refers=False, whole=True)
    remarked = with_remarks(answer, left, load_phrases()["en"])
    assert remarked.like == "heat"
    assert remarked.unknown == ("zorp",)
    assert len(remarked.notes) == 1
    assert all(word in remarked.notes[0] for word in ("“Drama”", "“zorp”"))


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (lacking("1801", named=True), ["from 1801; my titles are from 1931 to 2019"]),
        (lacking("1801", "2150", absent=True), ["from 1801 or 2150; my titles"]),
        (lacking("1801", "zorp", named=True), ["called “1801” or “zorp”"]),
        (lacking("1999", named=True), ["called “1999”"]),
        (lacking("0999", named=True), ["called “0999”"]),
    ],
)
@pytest.mark.parametrize("queries", [(), (COMEDIES,)])
def test_a_year_without_films_is_taken_for_no_name(
    left: Shortfall, said: list[str], queries: tuple[Query, ...]
) -> None:
    phrases = load_phrases()["en"]
    years = {1931, 1994, 2019}
    sentences = list(sentences_of(queries, left, (), phrases, Explainer(phrases), years))
    assert len(sentences) == len(said) + len(queries), sentences
    for sentence, part in zip(sentences, said, strict=False):
        assert part in sentence
