"""What candidates are ranked by."""

import pytest

from bot.search.index import Index
from bot.search.model import Entry
from bot.search.ranking.verdict import VERDICT_NAMES, sureness

NAMES = ("Kramer Out Late Wars", "Kramer Wars Out Late", "Kramer 2", "Kramer 3", "Kramer")


@pytest.mark.parametrize(
    ("query", "column", "names"),
    [
        ("kramer out wars", "in_order", {"Kramer Out Late Wars"}),
        ("kramer wars late", "in_order", {"Kramer Wars Out Late"}),
        ("kramer 2", "number_same", {"Kramer 2"}),
        ("kramer 2", "number_other", {"Kramer 3"}),
        ("kramer 2", "number_extra", {"Kramer", *NAMES[:2]}),
        ("kramer", "number_missing", {"Kramer 2", "Kramer 3"}),
    ],
)
def test_a_candidate_when_it_is_compared_then_words_and_numbers_count(
    query: str, column: str, names: set[str]
) -> None:
    index = Index.build([Entry(name, name, 9 - place) for place, name in enumerate(NAMES)])
    ranked = index.explain(query, finished=True)
    assert ranked is not None
    values = zip(ranked.entries.tolist(), ranked.column(column).tolist(), strict=True)
    assert {NAMES[number] for number, value in values if value} == names
    # The first one is the constant.
    told = sureness(ranked)
    assert told[0] == 1
    assert len(told) == len(VERDICT_NAMES)
