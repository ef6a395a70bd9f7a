"""What questions ask for, in the options of ``/pick``."""

from collections.abc import Mapping

import pytest

from bot.catalog.model import FILM_KINDS, SERIES_KINDS, Kind, Role
from bot.library.picks.wishes import pick_options
from bot.questions.query.nodes import (
    Attribute,
    Between,
    Condition,
    Credit,
    Films,
    Genre,
    Key,
    Language,
    Named,
    Not,
    OfKind,
    Order,
    Tag,
)
from bot.questions.query.queries import Check

SOMEBODY = Named("somebody", "Some Body")
NOBODY = Named("nobody", "No Body")


@pytest.mark.parametrize(
    ("conditions", "options"),
    [
        ((), {}),
        ((Genre("Comedy"), Genre("Drama")), {"genre": "Comedy, Drama"}),
        ((OfKind(FILM_KINDS),), {"kind": "films"}),
        ((OfKind(SERIES_KINDS),), {"kind": "series"}),
        ((Language("Korean"),), {"language": "Korean"}),
        ((Credit((Role.DIRECTOR,), SOMEBODY),), {"director": "id:somebody"}),
        ((Credit((Role.CAST,), SOMEBODY),), {"person": "id:somebody"}),
        ((Between(Attribute.YEAR, 1990, 1999),), {"from_year": 1990, "to_year": 1999}),
        ((Between(Attribute.YEAR, None, 1960),), {"to_year": 1960}),
        ((Between(Attribute.RATING, 7.5),), {"min_rating": 7.5}),
        ((Between(Attribute.VOTES, 1000),), {"min_votes": 1000}),
        ((Between(Attribute.RUNTIME, None, 90),), {"max_minutes": 90}),
    ],
)
def test_wishes_for_which_there_are_options(
    conditions: tuple[Condition, ...], options: Mapping[str, object]
) -> None:
    assert pick_options(Films(conditions)) == options


@pytest.mark.parametrize(
    "conditions",
    [
        (Not(Genre("Comedy")),),
        (Genre("Comedy"), Not(Genre("Drama"))),
        (Credit((Role.CAST,), SOMEBODY), Credit((Role.CAST,), NOBODY)),
        (Credit((Role.WRITER,), SOMEBODY),),
        (Credit((Role.DIRECTOR,), SOMEBODY, every=True),),
        (OfKind((Kind.VIDEO_GAME,)),),
        (Tag("revenge"),),
        (Between(Attribute.RATING, None, 5.0),),
        (Between(Attribute.RUNTIME, 120),),
        (Between(Attribute.YEAR, 1990, None), Between(Attribute.YEAR, 1990, 1999)),
    ],
)
def test_wishes_for_which_there_are_none(conditions: tuple[Condition, ...]) -> None:
    assert pick_options(Films(conditions)) is None


def test_other_questions_draw_nothing() -> None:
    assert pick_options(None) == {}
    assert pick_options(Check(Films((Genre("Comedy"),)))) is None
    assert pick_options(Films((), Order(Key.BEST, descending=True))) is None
