"""Conversations: ``followups.yaml``."""

from pathlib import Path
from typing import Any

import pytest

from bot.questions.query.codec import decode_context, encode
from bot.questions.query.context import Context
from bot.questions.results.answer import Answer
from tests.questions.conftest import Asker, read_yaml

CONVERSATIONS: list[dict[str, Any]] = read_yaml(Path(__file__).parent / "followups.yaml")


@pytest.mark.parametrize("talk", CONVERSATIONS, ids=lambda talk: talk["turns"][-1]["ask"])
def test_each_turn_of_a_conversation_is_answered(starter: Asker, talk: dict[str, Any]) -> None:
    context: Context | None = None
    for turn in talk["turns"]:
        answer = starter.ask(turn["ask"], context=context)
        check(starter, answer, turn)
        if answer.context is not None:
            # A context lives outside the process between two turns.
            context = decode_context(encode(answer.context))


def check(starter: Asker, answer: Answer, turn: dict[str, Any]) -> None:
    assert answer.status.value == turn.get("status", "answered"), answer.sentence
    if "titles" in turn:
        assert sorted(starter.titles(answer)) == sorted(turn["titles"])
    if "count" in turn:
        assert len(answer.movie_ids) == turn["count"]
    if "people" in turn:
        assert [person.name for person in answer.people] == turn["people"]
    if "values" in turn:
        assert list(answer.values) == turn["values"]


def test_a_fragment_may_also_be_meant_alone(starter: Asker) -> None:
    first = starter.ask("films with robert de niro")
    second = starter.ask("and with al pacino?", context=first.context)
    assert len(second.others) == 1
    alone = starter.questions.answer_query(second.others[0].query)
    assert len(alone.movie_ids) == 2


def test_a_swapped_filter_takes_the_place_of_its_kind(starter: Asker) -> None:
    first = starter.ask("comedies from the 90s")
    second = starter.ask("what about horror?", context=first.context)
    assert [chip.label for chip in second.chips] == ["1990s", "Horror"]
