"""Spoken questions with tagged words: how much is understood, linked and declined."""

import enum
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from bot.catalog.records.fields.parsers import FIRST_YEAR, LAST_YEAR
from bot.questions.evaluation.graph.graph import Graph
from bot.questions.names.catalogue_names import collect_names
from bot.questions.names.name_index import Names
from bot.questions.results.answer import Answer, Status
from bot.questions.service import Questions
from bot.questions.words.categories import Category
from bot.questions.words.tokens import letters

CATEGORIES = {
    "ACTOR": Category.NAME,
    "DIRECTOR": Category.NAME,
    "TITLE": Category.TITLE,
    "GENRE": Category.GENRE,
}
Span = tuple[str, str]
_FORMS = {
    Category.NAME: ("{}", "person: {}"),
    Category.TITLE: ("title: {}", "title begins: {}"),
    Category.GENRE: ("genre: {}",),
}
_YEAR = re.compile(r"\d{4}")


def read_spoken(path: Path) -> Iterator[tuple[str, list[Span]]]:
    """Yield each utterance with its tagged runs of words as (tag, words)."""
    words: list[tuple[str, str]] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.strip():
            tag, word = line.split()
            words.append((tag, word))
        elif words:
            yield " ".join(word for _, word in words), _spans(words)
            words = []


def _spans(words: list[tuple[str, str]]) -> list[Span]:
    spans: list[Span] = []
    for tag, word in words:
        if tag.startswith("B-"):
            spans.append((tag[2:], word))
        elif tag.startswith("I-") and spans:
            spans[-1] = (spans[-1][0], f"{spans[-1][1]} {word}")
    return spans


class Met(enum.StrEnum):
    """How far a question was met; what has no answer is not met, however well it is understood."""

    ANSWERED = "answered"
    PARTLY = "partly: a condition or a word is left out, and said to be"
    BACK = "partly: asked back"
    EMPTY = "empty"
    DECLINED = "declined"


def met_as(answer: Answer) -> Met:
    """Return how far an answer meets its question."""
    match answer.status:
        case Status.NEAREST:
            return Met.PARTLY
        case Status.PARTLY:
            return Met.BACK
        case Status.EMPTY:
            return Met.EMPTY
        case Status.ANSWERED | Status.MENTION | Status.PICK:
            return Met.PARTLY if answer.unknown or answer.beyond else Met.ANSWERED
        case Status.TALK | Status.DECLINED:
            return Met.DECLINED


def report_spoken(
    questions: Questions, graph: Graph, path: Path, now: datetime, sample: int | None
) -> dict[str, object]:
    """Ask every utterance; print and return how it was met, and the share understood per tag."""
    names = Names(collect_names(graph))
    met: Counter[str] = Counter()
    known: Counter[Met] = Counter()
    present: Counter[str] = Counter()
    understood: Counter[str] = Counter()
    missed: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for number, (text, spans) in enumerate(read_spoken(path)):
        if sample is not None and number >= sample:
            break
        answer = questions.ask(text, now=now, language="en")
        met[answer.status.value] += 1
        if any(_entities(names, tag, words) for tag, words in spans):
            known[met_as(answer)] += 1
        for tag, words in spans:
            wanted = _entities(names, tag, words)
            if not wanted:
                continue
            present[tag] += 1
            if _holds(answer, tag, wanted):
                understood[tag] += 1
            else:
                missed[tag][f"{words} <- {text}"] += 1
    shares = {tag: round(understood[tag] / present[tag], 4) for tag in sorted(present)}
    print("met:", dict(met))
    share = sum(known[way] for way in (Met.ANSWERED, Met.PARTLY, Met.BACK)) / max(1, known.total())
    print(f"of {known.total()} with something that is known: {share:.1%} answered or partly")
    print("of these:", {way.value: known[way] for way in Met})
    print("understood per tag:", shares, "of", dict(present))
    for tag, texts in missed.items():
        print(tag, "missed:", "; ".join(text for text, _ in texts.most_common(12)))
    return {"met": dict(met), "tags": shares, "known": known.total(), "answered": round(share, 4)}


def _entities(names: Names, tag: str, words: str) -> frozenset[str]:
    """Return what words of a tag are in the catalogue, as a line of "why" shows it."""
    if tag == "YEAR":
        if not words.isdigit() or not FIRST_YEAR <= int(words) <= LAST_YEAR:
            return frozenset()
        year = int(words)
        return frozenset(map(str, (year - 1, year, year + 1)))  # "after 2001" is 2002 and later
    category = CATEGORIES.get(tag)
    return frozenset(
        entry.name
        for entry in names.exact(letters(words))
        if entry.category == category and entry.cost == 0.0
    )


def _holds(answer: Answer, tag: str, wanted: frozenset[str]) -> bool:
    """Whether a line of the tree, or a chip, is one of the entities, and as what it was tagged."""
    lines = {line.strip() for line in answer.tree.splitlines()}
    lines |= {chip.label.partition(" (")[0] for chip in answer.chips}
    if tag == "YEAR":
        years = {word for line in lines if line.startswith("year") for word in _YEAR.findall(line)}
        return bool(years & wanted)
    forms = _FORMS[CATEGORIES[tag]]
    return any(form.format(name) in lines for form in forms for name in wanted)
