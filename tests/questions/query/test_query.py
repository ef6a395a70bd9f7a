"""Queries as trees: what their nodes can do, and how messages keep them.

``stored_queries.txt`` and ``stored_contexts.txt`` were written before nodes had tags of their own.
Together they hold every class, field and kind of value; buttons with such text live 90 days.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.questions.query.codec import decode_context, decode_query, encode
from bot.questions.query.node import Node
from bot.questions.query.nodes import (
    Attribute,
    Common,
    Credit,
    CreditCount,
    Credited,
    Films,
    Genre,
    Key,
    Named,
    Not,
    Titled,
    Values,
)
from bot.questions.query.queries import Check, Compare, Several
from bot.questions.query.walk import conditions_of, is_everything, walk

FOLDER = Path(__file__).parent
QUERIES = (FOLDER / "stored_queries.txt").read_text(encoding="utf-8").splitlines()
CONTEXTS = (FOLDER / "stored_contexts.txt").read_text(encoding="utf-8").splitlines()
HEAT, CASINO = Films((Titled(("heat",), "Heat"),)), Films((Titled(("casino",), "Casino"),))


def _classes(kind: type[Node]) -> Iterator[type[Node]]:
    for inner in kind.__subclasses__():
        yield inner
        yield from _classes(inner)


def test_queries_of_old_messages_are_read_and_written_as_they_are() -> None:
    assert [encode(decode_query(text)) for text in QUERIES] == QUERIES
    assert [encode(decode_context(text)) for text in CONTEXTS] == CONTEXTS


def test_old_messages_hold_every_node_there_was() -> None:
    held = {node.tag for text in QUERIES for node in walk(decode_query(text))}
    tags = {kind.tag for kind in _classes(Node) if hasattr(kind, "tag")}
    assert held == tags


def test_a_text_that_is_no_query_is_refused() -> None:
    for text in ("", "[]", '{"":"Order","key":"best"}', '{"":"Franchise"}', '{"":"Films"}'):
        with pytest.raises(ValueError, match=r"\w"):
            decode_query(text)


def test_a_node_names_its_parts_in_order_and_is_made_anew_with_others() -> None:
    compare = Compare(HEAT, CASINO, Key.YEAR, descending=False, others=(HEAT,))
    assert list(compare.children()) == [HEAT, CASINO, HEAT]
    assert compare.map(lambda _: CASINO) == Compare(
        CASINO, CASINO, Key.YEAR, descending=False, others=(CASINO,)
    )
    assert list(Genre("Drama").children()) == []
    assert Genre("Drama").map(lambda _: HEAT) == Genre("Drama")


def test_all_that_stands_within_a_query_comes_before_its_own_parts() -> None:
    person = Named("p", "Michael Mann")
    credit = Credit((), person)
    films = Films((Not(credit), Genre("Drama")))
    asked = Several((Values(Attribute.YEAR, films),))
    assert list(walk(asked)) == [
        asked,
        Values(Attribute.YEAR, films),
        films,
        Not(credit),
        credit,
        person,
        Genre("Drama"),
    ]


def test_a_query_says_of_which_titles_it_asks() -> None:
    assert conditions_of(Check(HEAT)) == HEAT.conditions
    assert (
        conditions_of(Several((Credited((), CASINO), Values(Attribute.YEAR, HEAT))))
        == CASINO.conditions
    )
    assert conditions_of(Common((Credited((), CASINO),))) == ()
    assert is_everything(Credited((), Films()))
    assert not is_everything(Check(Films()))


@pytest.mark.parametrize(
    ("low", "high", "held"),
    [(None, None, [1, 2, 3, 4]), (2, None, [2, 3, 4]), (None, 3, [1, 2, 3]), (2, 3, [2, 3])],
)
def test_a_count_of_credits_when_it_has_bounds_then_both_are_within(
    low: int | None, high: int | None, held: list[int]
) -> None:
    counted = CreditCount(Credited((), Films()), low, high)
    assert [films for films in range(5) if counted.holds(films)] == held
