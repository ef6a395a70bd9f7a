"""Our own questions over the starter catalogue: the files ``en_*.yaml`` and ``es_*.yaml``.

Keys of a question:

ask
    It, as people type it.
understood
    The chips it must give.
query
    The query it must be read as, as "why" shows it.
titles, people, values
    What must answer it, in any order; for superlatives, and where a story is told of or a title
    is to be liked, in this order.
status
    How far it must be answered, where that is not "answered".
unknown, beyond
    The words that must be told as not understood; what must be declined by name.
"""

import re
from pathlib import Path
from typing import Any

import pytest

from bot.questions.grammar.grammar import FAMILIES
from tests.questions.conftest import Asker, read_yaml
from tests.questions.notation import noted_in

_TOLD = re.compile(r"^ *(?:about|where|with|set in|the one where|like) ", re.MULTILINE)
"""Lines of a query whose titles come in the order in which they fit."""
FILES = sorted(Path(__file__).parent.glob("e[ns]_*.yaml"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_questions_of_the_corpus(starter: Asker, file: Path) -> None:
    """A file is one test: as 745 tests, telling of them takes longer than answering."""
    wrong = {
        question["ask"]: differences
        for question in read_yaml(file)
        if (differences := _differences(starter, question, file.stem))
    }
    assert not wrong, "\n".join(
        f"{ask}\n    " + "\n    ".join(differences) for ask, differences in wrong.items()
    )


def _differences(starter: Asker, question: dict[str, Any], family: str) -> list[str]:
    """Return what an answer has that is not as the corpus has it."""
    language = family[:2]
    answer = starter.ask(question["ask"], language=language)
    in_order = family.endswith("superlatives") or _TOLD.search(answer.tree) is not None
    arrange = list[str] if in_order else sorted
    found = {
        "status": answer.status.value,
        "language": answer.language,
        "understood": [chip.label for chip in answer.chips],
        "query": answer.tree,
        "titles": arrange(starter.titles(answer)),
        "people": arrange(person.name for person in answer.people),
        "values": arrange(answer.values),
        "unknown": list(answer.unknown),
        "beyond": list(answer.beyond),
    }
    found["noted"] = noted_in(answer)
    expected: dict[str, Any] = {
        "status": "answered",
        "language": language,
        "query": "",
        "unknown": [],
        "beyond": [],
        "noted": [],
        **question,
    }
    assert set(expected) - {"ask"} <= set(found), "the corpus has a key that nobody looks at"
    return [
        f"{key}: {found[key]!r}, not {value!r} ({answer.sentence})"
        for key, value in expected.items()
        if key != "ask" and found[key] != value
    ]


def test_the_corpus_has_all_families_in_numbers() -> None:
    corpus = [(file.stem, question) for file in FILES for question in read_yaml(file)]
    declined = [question for _, question in corpus if "status" in question]
    spanish = [family for family, _ in corpus if family.startswith("es")]
    families = {family[3:] for family, _ in corpus}
    assert len(corpus) >= 1_000
    assert len(declined) >= 60
    assert len(spanish) >= 40
    assert families == {family.name for family in FAMILIES} | {"declined", "spoken"}
    assert all("understood" in question for _, question in corpus)
