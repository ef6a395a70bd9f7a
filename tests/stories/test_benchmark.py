"""What the benchmark measures, and what it measures against."""

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.stories.compare import Query, figures, read_judged, read_queries, scaled
from benchmarks.stories.peers import PEERS
from tests.stories.conftest import SHELF


def test_figures_are_those_of_the_literature() -> None:
    queries = [
        Query("first", frozenset({"a"}), None),
        Query("third", frozenset({"a"}), None),
        Query("two of three", frozenset({"a", "b", "c"}), None),
        Query("missed", frozenset({"a"}), None),
    ]
    found = [["a", "x"], ["x", "y", "a"], ["a", "x", "b"], []]
    result = figures(queries, found)
    assert result["recall_1"] == pytest.approx((1 + 0 + 1 / 3 + 0) / 4)
    assert result["recall_5"] == pytest.approx((1 + 1 + 2 / 3 + 0) / 4)
    assert result["mrr"] == pytest.approx((1 + 1 / 3 + 1 + 0) / 4)
    ideal = 1 + 0.6309 + 0.5
    assert result["ndcg_10"] == pytest.approx((1 + 0.5 + (1 + 0.5) / ideal) / 4, abs=1e-4)


def test_queries_are_read_with_what_they_may_rank(tmp_path: Path) -> None:
    stories = {f"{story.id}.md": story for story in SHELF}
    rows: list[dict[str, Any]] = [
        {"task": "theme", "qid": "one:x", "query": "x", "gold": ["shark.md", "gone.md"]},
        {"task": "theme", "qid": "two:y", "query": "y", "short": "z", "gold": ["gone.md"]},
        {"task": "other", "qid": "two:z", "query": "z", "gold": []},
    ]
    (tmp_path / "queries").write_text("\n".join(map(json.dumps, rows)))
    (tmp_path / "judged").write_text(json.dumps({"one": ["shark.md", "train.md"], "two": []}))
    judged = read_judged(tmp_path / "judged")
    assert read_queries(tmp_path / "queries", "query", None, judged, stories) == [
        Query("x", frozenset({"shark"}), frozenset({"shark", "train"})),
        Query("z", frozenset(), frozenset()),
    ]
    assert read_queries(tmp_path / "queries", "short", None, None, stories) == []
    assert len(read_queries(tmp_path / "queries", "query", "theme", None, stories)) == 1


@pytest.mark.parametrize("name", sorted(PEERS))
def test_peers_find_words_by_their_stems(name: str) -> None:
    ask = PEERS[name]([f"{story.heading}. {story.prose}" for story in SHELF])
    assert SHELF[ask("sharks that kill a swimmer")[0]].id == "shark"
    assert ask("the of and") == []
    assert isinstance(ask('it\'s (NOT) "quoted" AND* don’t: -wrong^2'), list)


def test_titles_are_made_up_to_any_number() -> None:
    made = scaled(SHELF, 25)
    assert len({story.id for story in made}) == 25
    assert made[: len(SHELF)] == SHELF
