"""The files of entries and queries that benchmarks read, and generated entries."""

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.search.model import Entry
from bot.search.spelling.fold import fold


def read_entries(path: Path) -> list[Entry]:
    """Read a file of ``title<TAB>year<TAB>popularity`` or ``name<TAB>popularity`` lines.

    An entry's key is the number of its line, from 0.

    Raises:
        ValueError: A line has neither two nor three fields.
    """
    entries: list[Entry] = []
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            fields = line.rstrip("\n").split("\t")
            if len(fields) not in (2, 3):
                raise ValueError(f"{path}:{number + 1}: two or three fields by tab are expected")
            year = int(fields[1]) if len(fields) == 3 and fields[1] else None
            entries.append(Entry(str(number), fields[0], float(fields[-1]), year))
    return entries


_NUMBERS = re.compile(r"[\d,]+")
_DATED = re.compile(r"(.*) \((\d{4})\)")


@dataclass(frozen=True, slots=True)
class Query:
    """A query of a class with the keys that answer it."""

    kind: str
    text: str
    answers: frozenset[str]


def read_queries(path: Path, entries: Sequence[Entry] = ()) -> list[Query]:
    """Read a file of queries; see :func:`_answers` for their answers."""
    named: dict[str, list[Entry]] = {}
    for entry in entries:
        named.setdefault(fold(entry.name), []).append(entry)
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line)
    return [Query(kind, text, _answers(answers, named)) for kind, text, answers in rows]


def _answers(text: str, named: Mapping[str, list[Entry]]) -> frozenset[str]:
    """Return the keys that answer a query.

    They are given by number with commas between, or by name with bars between: the best known of
    the name, or the one of the year behind it in brackets. A name that nobody has gives no answer.
    """
    if _NUMBERS.fullmatch(text):
        return frozenset(text.split(","))
    keys: set[str] = set()
    for answer in text.split("|"):
        dated = _DATED.fullmatch(answer)
        name, year = (dated[1], int(dated[2])) if dated else (answer, None)
        fitting = [e for e in named.get(fold(name), ()) if year is None or e.year == year]
        best = max(fitting, key=lambda entry: entry.popularity, default=None)
        keys |= {best.key} if best else set()
    return frozenset(keys)


def scaled(entries: list[Entry], count: int, seed: int = 7) -> list[Entry]:
    """Make so many of the entries, or leave them as they are where the count is 0.

    Titles are added that are made of the front of one real title and the back of another; or the
    last ones are left out.
    """
    if count < len(entries):
        return entries[:count] if count else entries
    rng = random.Random(seed)
    words = [entry.name.split() for entry in entries]
    made = list(entries)
    while len(made) < count:
        front, back = rng.choice(words), rng.choice(words)
        name = " ".join(front[: (len(front) + 1) // 2] + back[len(back) // 2 :])
        made.append(Entry(str(len(made)), name, 0.0, rng.randint(1920, 2025)))
    return made
