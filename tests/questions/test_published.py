"""Published questions over 16,427 titles: a sample of what ``benchmarks/questions.py`` measures."""

from pathlib import Path

import pytest

from benchmarks.asking.facts import read_facts
from benchmarks.questions import Tally, measure, read_questions
from tests.questions.conftest import Asker, asker

SAMPLE = 60


@pytest.fixture(scope="module")
def facts(shared: Path) -> Asker:
    return asker(list(read_facts(shared / "questions" / "kb.txt")))


@pytest.mark.shared
@pytest.mark.parametrize(
    ("file", "lower", "with_typo", "hits", "exact"),
    [
        ("1-hop", False, False, 0.96, 0.94),
        ("2-hop", False, False, 0.98, 0.98),
        ("3-hop", True, False, 0.96, 0.96),
        ("2-hop", False, True, 0.88, 0.86),
        ("1-hop-paraphrased", False, False, 0.85, 0.83),
    ],
)
def test_published_questions_are_answered(
    facts: Asker, shared: Path, file: str, lower: bool, with_typo: bool, hits: float, exact: float
) -> None:
    # The bounds leave room for a sample of 60: the benchmark asks all questions.
    path = shared / "questions" / f"{file}.tsv"
    asked = read_questions(path, SAMPLE, lower=lower, with_typo=with_typo)
    whole = Tally()
    for tally in measure(facts.questions, facts.graph, asked).values():
        whole.add(tally)
    assert whole.row()["hits_1"] >= hits
    assert whole.row()["exact"] >= exact
