"""What is done with a sentence, by what each way costs a person."""

import pytest

from bot.catalog.model import Role
from bot.i18n import quoted, speaking
from bot.questions.dialogue.joining import joined
from bot.questions.dialogue.policy import COSTS, Move
from bot.questions.query.nodes import (
    ANY_ROLE,
    Attribute,
    Between,
    Credit,
    Credited,
    Films,
    Genre,
    Named,
)
from bot.questions.results.answer import Status
from tests.questions.conftest import Asker


def test_a_remark_is_worth_it_where_the_answer_is_likelier_meant_than_not() -> None:
    remark, ask_back = COSTS[Move.REMARK], COSTS[Move.ASK_BACK]
    assert remark.expected(0.6) < ask_back.expected(0.6)
    assert remark.expected(0.4) > ask_back.expected(0.4)
    # Nobody is warned of an answer without a remark: it is never cheaper where words were left out.
    assert all(
        COSTS[Move.ANSWER].expected(chance) > remark.expected(chance) for chance in (0.3, 0.5, 0.8)
    )


@pytest.mark.parametrize(
    ("question", "left_out"),
    [
        ("crime films with al pacino, zzyzx ones", ("zzyzx",)),
        ("the michael mann films qwertily", ("qwertily",)),
        ("películas de crimen zzyzx", ("zzyzx",)),
    ],
)
def test_what_is_understood_is_answered_and_the_rest_is_told(
    small: Asker, question: str, left_out: tuple[str, ...]
) -> None:
    answer = small.ask(question)
    assert answer.status is Status.ANSWERED
    assert answer.unknown == left_out
    with speaking(answer.language):
        assert any(quoted(left_out[0]) in note for note in answer.notes)


@pytest.mark.parametrize(
    "question",
    [
        "crime films directed by zzyzx",  # somebody the catalogue lacks
        "films with Qwertz Uiopson from 1995",
        "michael mann zzyzx qwertz asdfgh films than plonk",
        "zyzzyva casino movies",  # it may be another title
        "zyzzyva dune from 1984",
    ],
)
def test_what_may_turn_the_answer_round_is_asked_back(small: Asker, question: str) -> None:
    answer = small.ask(question)
    assert answer.status is Status.PARTLY
    assert answer.unknown


def test_parts_that_no_word_joins_are_taken_together() -> None:
    pacino = Named("p1", "Al Pacino")
    nineties = Between(Attribute.YEAR, 1990, 1999)
    assert joined((Films((Genre("Crime"),)), pacino, Films((nineties,)))) == Films(
        (Genre("Crime"), Credit(ANY_ROLE, pacino), nineties)
    )
    assert joined((Credited((Role.CAST,), Films((Genre("Crime"),))), pacino)) is None


def test_nothing_is_suggested_that_was_not_asked_about(small: Asker) -> None:
    assert not small.ask("asdf qwer zxcv").close
    for suggestion in small.ask("crime films directed by zzyzx").close:
        assert "Crime" in suggestion.label or "films" in suggestion.label
