r"""How many questions are answered, how correctly and how fast.

::

    python benchmarks/questions.py --facts ../shared/questions/kb.txt \
        --questions ../shared/questions/1-hop.tsv [--lower] [--typo] [--sample N] [--json]
    python benchmarks/questions.py --facts ../shared/questions/kb.txt \
        --spoken ../shared/questions/spoken.bio
    python benchmarks/questions.py --facts ../shared/questions/kb.txt --hostile [--sample N]

Facts are lines ``film|relation|object``; they become a catalogue through the same doors as
records. Questions are lines ``question⇥answers joined by |⇥kind``, the topic in brackets, which
are removed before asking. "Wrong" is the share of questions to which everybody is shown a wrong
answer, or told that there is none. The 32 questions about ratings and votes are left out: their
facts are words ("good", "famous"), which a catalogue does not hold.
"""

import argparse
import asyncio
import gc
import json
import random
import re
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.asking.bare_sql import median_milliseconds
from benchmarks.asking.facts import read_facts
from benchmarks.asking.hostile_report import HOSTILE, report_hostile
from benchmarks.asking.spoken import report_spoken
from bot.catalog.catalog import Catalog
from bot.catalog.files.build import build_catalog
from bot.catalog.model import Movie
from bot.questions.arrays import QuestionArrays
from bot.questions.evaluation.graph.graph import Graph
from bot.questions.results.answer import Answer, Status
from bot.questions.service import Questions
from bot.runtime.gc_tuning import collect_rarely
from bot.search.catalog_indexes import CatalogIndexes, open_indexes
from bot.stories.stories import Stories
from bot.stories.story import story_of

NOW = datetime(2026, 11, 23, tzinfo=UTC)
SEED = 2026
FOREIGN_FACTS = {"movie_to_imdbrating", "movie_to_imdbvotes"}
_TOPIC = re.compile(r"\[(.*)\]")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its right answers."""

    text: str
    topic: str
    right: frozenset[str]
    kind: str


@dataclass(slots=True)
class Tally:
    """The results of one kind of question."""

    questions: int = 0
    answered: int = 0
    hits_1: int = 0
    exact: int = 0
    wrong: int = 0
    milliseconds: list[float] = field(default_factory=list[float])

    def add(self, other: "Tally") -> None:
        """Add another tally to this one."""
        self.questions += other.questions
        self.answered += other.answered
        self.hits_1 += other.hits_1
        self.exact += other.exact
        self.wrong += other.wrong
        self.milliseconds += other.milliseconds

    def row(self) -> dict[str, float]:
        """Return the figures: shares from 0 to 1."""
        count = max(self.questions, 1)
        times = sorted(self.milliseconds) or [0.0]
        return {
            "questions": self.questions,
            "answered": round(self.answered / count, 4),
            "hits_1": round(self.hits_1 / count, 4),
            "exact": round(self.exact / count, 4),
            "wrong": round(self.wrong / count, 4),
            "p50_ms": round(times[len(times) // 2], 3),
            "p99_ms": round(times[int(len(times) * 0.99)], 3),
        }


def typo(name: str, chance: random.Random) -> str:
    """Return a name with one random edit: a letter added, lost, changed or swapped."""
    place = chance.randrange(len(name))
    letter = chance.choice(_LETTERS)
    return chance.choice(
        (
            name[:place] + letter + name[place:],
            name[:place] + name[place + 1 :],
            name[:place] + letter + name[place + 1 :],
            name[:place] + name[place : place + 2][::-1] + name[place + 2 :],
        )
    )


def read_questions(
    path: Path, sample: int | None, *, lower: bool = False, with_typo: bool = False
) -> Iterator[Asked]:
    """Read questions; the brackets around the topic are removed."""
    chance = random.Random(SEED)
    lines = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    lines = [line for line in lines if line[2] not in FOREIGN_FACTS]
    if sample is not None and sample < len(lines):
        lines = random.Random(SEED).sample(lines, sample)
    for text, answers, kind in lines:
        topic = _TOPIC.search(text)
        name = topic[1] if topic else ""
        said = typo(name, chance) if with_typo and name else name
        plain = text.replace(f"[{name}]", said)
        yield Asked(plain.lower() if lower else plain, name, frozenset(answers.split("|")), kind)


def answers_of(answer: Answer, graph: Graph) -> list[str]:
    """Return what an answer names: values, people or titles; nothing where it declines."""
    if answer.status is not Status.ANSWERED:
        return []
    titles = [graph.films[graph.film_number[id_]].title for id_ in answer.movie_ids]
    return list(answer.texts) or titles


def is_wrong_for_all(answer: Answer, graph: Graph, question: Asked) -> bool:
    """Return whether everybody is shown an answer that is wrong, or is told that there is none.

    What asks back or declines is shown to the asker alone; the card of what the question names
    claims nothing, unless it is another's.
    """
    if answer.status in {Status.PARTLY, Status.DECLINED}:
        return False
    if answer.status is Status.MENTION:
        titles = [graph.films[graph.film_number[id_]].title for id_ in answer.movie_ids]
        shown = {name.casefold() for name in (*titles, *(who.name for who in answer.people))}
        return question.topic.casefold() not in shown
    names = answers_of(answer, graph)
    return not names or names[0] not in question.right


def measure(questions: Questions, graph: Graph, asked: Iterable[Asked]) -> dict[str, Tally]:
    """Ask all questions and count the results of each kind."""
    tallies: defaultdict[str, Tally] = defaultdict(Tally)
    for question in asked:
        began = time.perf_counter()
        answer = questions.ask(question.text, now=NOW, language="en")
        elapsed = (time.perf_counter() - began) * 1_000
        names = answers_of(answer, graph)
        tally = tallies[question.kind]
        tally.questions += 1
        tally.answered += bool(names)
        tally.hits_1 += bool(names) and names[0] in question.right
        tally.exact += bool(names) and frozenset(names) == question.right
        tally.wrong += is_wrong_for_all(answer, graph, question)
        tally.milliseconds.append(elapsed)
    return tallies


def show(tallies: dict[str, Tally], say: Callable[[str], None]) -> dict[str, float]:
    """Print a table of all kinds and return the row of all together."""
    whole = Tally()
    say(
        f"{'kind':44}{'n':>7}{'answered':>10}{'hits@1':>8}{'exact':>8}{'wrong':>8}{'p50':>8}{'p99':>8}"
    )
    for kind, tally in sorted(tallies.items()):
        whole.add(tally)
        say(_line(kind, tally.row()))
    say(_line("all", whole.row()))
    return whole.row()


def _line(kind: str, row: dict[str, float]) -> str:
    return (
        f"{kind:44}{row['questions']:7}{row['answered']:10.4f}{row['hits_1']:8.4f}"
        f"{row['exact']:8.4f}{row['wrong']:8.4f}{row['p50_ms']:8.2f}{row['p99_ms']:8.2f}"
    )


@dataclass(frozen=True, slots=True)
class Loaded:
    """A catalogue ready to be asked.

    Attributes:
        path: Where it lies.
        movies: Its titles, by id.
        indexes: Find titles and people by what is hardly their name, where they are wanted.
    """

    path: Path
    movies: dict[str, Movie]
    indexes: CatalogIndexes | None = None


async def load(facts: Path, folder: Path, *, searching: bool) -> Loaded:
    """Build a catalogue from facts and read it."""
    path = build_catalog(read_facts(facts), folder)
    async with await Catalog.open(path) as catalog:
        movies = {movie.id: movie async for movie in catalog.all_movies()}
        indexes = await open_indexes(catalog, folder) if searching else None
    return Loaded(path, movies, indexes)


def main() -> int:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--facts", type=Path, required=True)
    parser.add_argument("--questions", type=Path)
    parser.add_argument("--spoken", type=Path)
    parser.add_argument("--hostile", action="store_true")
    parser.add_argument("--lower", action="store_true")
    parser.add_argument("--typo", action="store_true")
    parser.add_argument("--sample", type=int)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    collect_rarely()  # as the bot does
    with tempfile.TemporaryDirectory() as folder:
        loaded = asyncio.run(load(options.facts, Path(folder), searching=options.hostile))
        arrays = QuestionArrays.build(loaded.movies.values())
        stories = Stories.build(map(story_of, loaded.movies.values()))
        questions = Questions(arrays, stories=stories)
        graph = questions.graph
        # Garbage from building, and what stays, is not part of any question.
        gc.collect()
        gc.freeze()
        outcome: dict[str, object] = {}
        if options.questions:
            asked = list(
                read_questions(
                    options.questions,
                    options.sample,
                    lower=options.lower,
                    with_typo=options.typo,
                )
            )
            row = show(measure(questions, graph, asked), print)
            sql = median_milliseconds(loaded.path, [(one.topic, one.kind) for one in asked])
            if sql:
                ratio = row["p50_ms"] / sql
                print(f"bare SQL p50 {sql:.3f} ms: a question takes {ratio:.1f} times that")
            outcome |= row
        if options.spoken:
            outcome |= report_spoken(questions, graph, options.spoken, NOW, options.sample)
        if options.hostile:
            # With the search room's indexes, as in the bot: they have their own share in the time.
            searching = Questions(arrays, loaded.indexes, stories=stories)
            count = options.sample or HOSTILE
            nasty = report_hostile(searching, graph, loaded.movies, NOW, count)
            print(nasty)
            outcome |= {"hostile": nasty}
    if options.json:
        print(json.dumps(outcome))
    return 0


if __name__ == "__main__":
    sys.exit(main())
