"""Our own questions over the starter catalogue: the files ``en_*.yaml`` and ``es_*.yaml``.

Keys of a question:

ask
    It, as people type it.
understood
    The chips it must give.
query
    The query it must be read as, as "why" shows it.
titles, people, values
    What must answer it, in any order; for superlatives in this order.
status
    How far it must be answered, where that is not "answered".
unknown, beyond
    The words that must be told as not understood; what must be declined by name.
"""

from pathlib import Path
from typing import Any

import pytest

from tests.questions.conftest import Asker, read_yaml

FILES = sorted(Path(__file__).parent.glob("e[ns]_*.yaml"))
CORPUS: list[tuple[str, dict[str, Any]]] = [
    (file.stem, question) for file in FILES for question in read_yaml(file)
]


@pytest.mark.parametrize(("family", "question"), CORPUS, ids=[q["ask"] for _, q in CORPUS])
def test_question_of_the_corpus(starter: Asker, family: str, question: dict[str, Any]) -> None:
    language = family[:2]
    answer = starter.ask(question["ask"], language=language)

    assert answer.status.value == question.get("status", "answered"), answer.sentence
    assert answer.language == language
    assert [chip.label for chip in answer.chips] == question["understood"]
    assert answer.tree == question.get("query", "")
    arrange = list[str] if family.endswith("superlatives") else sorted
    if "titles" in question:
        assert arrange(starter.titles(answer)) == question["titles"]
    if "people" in question:
        assert arrange(person.name for person in answer.people) == question["people"]
    if "values" in question:
        assert arrange(answer.values) == question["values"]
    assert list(answer.unknown) == question.get("unknown", [])
    assert list(answer.beyond) == question.get("beyond", [])


def test_the_corpus_has_all_families_in_numbers() -> None:
    declined = [question for _, question in CORPUS if "status" in question]
    spanish = [family for family, _ in CORPUS if family.startswith("es")]
    families = {family[3:] for family, _ in CORPUS}
    assert len(CORPUS) >= 300
    assert len(declined) >= 60
    assert len(spanish) >= 40
    assert len(families) == 10
