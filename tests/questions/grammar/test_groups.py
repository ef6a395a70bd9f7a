"""Groups, places in an order, bounds: their chips, their text, their follow-ups."""

import pytest

from bot.catalog.model import FILM_KINDS
from bot.questions.grammar.composition import Composer
from bot.questions.grammar.families.comparisons import better_among, better_of_films
from bot.questions.grammar.families.sets import of_year
from bot.questions.query.codec import decode_query, encode
from bot.questions.query.nodes import Attribute, Between, Films, Genre, OfKind, Titled
from bot.questions.query.queries import Figure
from bot.questions.results.answer import Status
from tests.questions.conftest import NOW, Asker

ASKED = [
    "best movie of each decade",
    "how many comedies per decade",
    "average rating by genre",
    "which director has the best average rating",
    "decades with fewer than 10 movies",
    "second best nolan film",
    "actors in more than three comedies",
    "who was in all the matrix movies",
    "actors who worked with spielberg more than once",
    "has clooney worked with pitt more than once",
    "films with two directors",
    "who has more films tom hanks, tom cruise or will smith",
    "is nolan better than spielberg",
    "best and worst comedy",
]


@pytest.mark.parametrize("text", ASKED)
def test_a_query_outlives_its_message(starter: Asker, text: str) -> None:
    answer = starter.ask(text)
    assert answer.query is not None
    again = decode_query(encode(answer.query))
    assert again == answer.query
    assert starter.questions.answer_query(again).sentence == answer.sentence


@pytest.mark.parametrize("text", [text for text in ASKED if " than spielberg" not in text])
def test_without_a_chip_it_is_another_question(starter: Asker, text: str) -> None:
    answer = starter.ask(text)
    removable = [chip.without for chip in answer.chips if chip.without is not None]
    assert removable
    for query in removable:
        assert query != answer.query
        assert starter.questions.answer_query(query).tree != answer.tree


def test_each_group_has_a_line(starter: Asker) -> None:
    answer = starter.ask("best movie of each decade")
    assert answer.sentence == "Best first by decade:"
    assert answer.lines[0] == "1960s: Psycho (1960) – 8.5/10"
    assert len(answer.lines) == len(answer.movie_ids) == 7


def test_of_many_groups_the_last_years_are_told(starter: Asker) -> None:
    lines = starter.ask("how many movies per year").lines
    assert lines[-2].startswith("2020: ")
    assert lines[-1] == "and 28 more"


def test_without_its_groups_a_question_asks_of_all_titles(starter: Asker) -> None:
    answer = starter.ask("average rating by genre")
    (chip,) = answer.chips
    assert chip.without is not None
    alone = starter.questions.answer_query(chip.without)
    assert list(alone.values) == ["7.1"]


def test_a_path_may_go_through_people_with_so_many_titles(starter: Asker) -> None:
    answer = starter.ask("films by directors with more than 8 films")
    assert len(answer.movie_ids) == 19
    assert [chip.label for chip in answer.chips] == ["films", "in at least 9 titles"]


def test_a_message_from_before_places_and_bounds_is_still_read() -> None:
    old = (
        '{"":"Films","conditions":[{"":"Between","attribute":"year","low":1990.0,"high":1999.0}],'
        '"order":{"":"Order","key":"best","descending":true,"limit":1}}'
    )
    assert encode(decode_query(old)) == old


def test_fewer_titles_than_the_place_asked_for_are_told(starter: Asker) -> None:
    answer = starter.ask("4th best nolan film")
    assert answer.status.value == "empty"
    assert answer.sentence.startswith("Only 3 titles to choose from")


@pytest.mark.parametrize(
    "question",
    [
        "have de niro and pacino been in more than one movie together",
        "at least two comedies with jim carrey",
    ],
)
def test_more_than_one_film_is_no_rating(starter: Asker, question: str) -> None:
    answer = starter.ask(question, language="en")
    assert answer.status is Status.PARTLY
    assert not any("rating" in chip.label for chip in answer.chips)


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        ("have robert de niro and al pacino been in more than one movie together", "Not by the"),
        ("has clooney worked with pitt more than once", "Yes: 2 titles"),
        ("has nolan directed fewer than 3 films", "No: 3 titles"),
        ("has nolan directed fewer than 30 films", "Yes, by the credits I have: 3 titles"),
    ],
)
def test_a_count_of_credits_is_sure_only_of_what_more_credits_would_not_change(
    starter: Asker, question: str, opening: str
) -> None:
    assert starter.ask(question, language="en").sentence.startswith(opening)


def test_what_is_compared_is_narrowed_on_every_side(starter: Asker) -> None:
    composer = Composer(starter.graph, NOW, plural=True)
    genres = [Films((Genre(name),)) for name in ("Comedy", "Drama", "Crime")]
    compared = better_of_films(composer, (True, Figure.MEAN_RATING), tuple(genres))
    recent = Between(Attribute.YEAR, 2010, None)
    narrowed = better_among(composer, compared, Films((recent,)))
    sides = (narrowed.left, narrowed.right, *narrowed.others)
    assert [side.conditions for side in sides] == [(*of.conditions, recent) for of in genres]


def test_a_year_when_titles_share_a_name_then_it_chooses_among_them(small: Asker) -> None:
    composer = Composer(small.graph, NOW, plural=True)
    kind, both = OfKind(FILM_KINDS), Titled(("dune21", "dune84"), "Dune")
    one = Titled(("dune84",), "Dune")
    assert of_year(composer, Films((kind, both)), 1984) == Films((kind, one))
    other = of_year(composer, Films((kind, both)), 1999)
    assert other.conditions == (kind, both, Between(Attribute.YEAR, 1999, 1999))


@pytest.mark.parametrize(("question", "limit"), [("100 comedies", 100), ("101 comedies", None)])
def test_so_many_titles_when_a_page_could_not_hold_them_then_no_number_is_asked_for(
    starter: Asker, question: str, limit: int | None
) -> None:
    query = starter.ask(question, language="en").query
    assert isinstance(query, Films)
    assert (query.order and query.order.limit) == limit
