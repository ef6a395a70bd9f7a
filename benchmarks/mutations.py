"""Whether tests see faults: changes the bot's code at random, one place at a time, and runs them.

    make mutations ARGS="learn"             which tests run which lines, and how long they take
    make mutations ARGS="try"               changes in each room that decides, and elsewhere
    make mutations ARGS="try rights votes"  in some rooms
    make mutations ARGS="--seed 5 try"      other places
    make mutations ARGS="again"             what was not noticed, on the tests as they are now
    make mutations ARGS="report"            how many were noticed, by room, and which were not

Rooms, sizes of samples and what was found to be equivalent are in ``mutations.yaml``. The changes
are cosmic-ray's: a comparison, ``and`` for ``or``, a number, a sign, a condition turned round. Each
is tried in a copy of the project, on tests that run the changed line, the quickest first. What came
of it is kept in ``var/mutations`` at once, so a run can be ended at any time and gone on with;
``--from`` and ``--to`` split each sample into ranges.
"""

import argparse
import json
import os
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, TextIO

import yaml

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.mutation.bench import Bench
from benchmarks.mutation.coverage import MAX_SECONDS, Coverage, Tests, learn
from benchmarks.mutation.places import Change, changed, changes, difference, modules, sample

ROOT = Path(__file__).resolve().parent.parent
SETTINGS = ROOT / "benchmarks" / "mutation" / "mutations.yaml"
KEPT = ROOT / "var" / "mutations"
ELSEWHERE = "elsewhere"
WANTED = {"deciding": 0.95, ELSEWHERE: 0.85}


@dataclass(frozen=True, slots=True)
class Tried:
    """A change of a sample and its result.

    Attributes:
        seed: Of the sample.
        room: Of the settings.
        number: In the room's sample.
        file: Where it was made.
        was: The changed lines as they were, see ``difference``.
        becomes: As they became.
        outcome: ``noticed``, ``unnoticed``, ``untested``, or ``gone``: its lines are no more.
        by: The test that noticed it.
        seconds: What that took.
    """

    seed: int
    room: str
    number: int
    file: str
    was: str
    becomes: str
    outcome: str
    by: str
    seconds: float


@cache
def settings() -> Mapping[str, Any]:
    """Return the settings of ``mutations.yaml``."""
    return yaml.safe_load(SETTINGS.read_text(encoding="utf-8"))


def samples(rooms: Sequence[str], seed: int) -> dict[str, list[Change]]:
    """Choose the changes of some rooms, or of all; the same ones for the same code and seed."""
    given = settings()
    deciding: Mapping[str, list[str]] = given["deciding"]
    named = set(modules(ROOT, given["left_out"]))
    files: dict[str, list[str]] = {}
    for room, paths in [*deciding.items(), (ELSEWHERE, ["bot"])]:
        files[room] = [file for file in modules(ROOT, paths) if file not in named]
        named.update(files[room])
    sizes: Mapping[str, int] = given["sizes"]
    return {
        room: sample(ROOT, of_room, sizes.get(room, sizes["deciding"]), seed)
        for room, of_room in files.items()
        if not rooms or room in rooms
    }


def tried(kept: Path, seed: int) -> dict[tuple[str, int], list[Tried]]:
    """Return the outcomes of each tried change of a seed's samples, the first one first."""
    file = kept / "tried.jsonl"
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    found: dict[tuple[str, int], list[Tried]] = {}
    for row in (Tried(**json.loads(line)) for line in lines):
        if row.seed == seed:
            found.setdefault((row.room, row.number), []).append(row)
    return found


class Run:
    """Tries changes and records the results.

    Args:
        kept: Where ``learn`` put what it found, and outcomes go.
        copy: Where changes are made.
        seed: Of the samples.
        most: What the tests of one change may take together, by the learned durations.
        more: Tests to try on every change before all others.
        quick: Only tests of these paths are run; what they do not notice is not kept.
    """

    def __init__(
        self,
        kept: Path,
        copy: Path,
        seed: int,
        most: float,
        more: Sequence[str] = (),
        quick: Sequence[str] = (),
    ) -> None:
        self._kept = kept
        self._seed = seed
        self._coverage = Coverage(ROOT, kept, most)
        self._bench = Bench(ROOT, copy, self._coverage.seconds)
        self._more = more
        self._quick = quick
        self._out: TextIO = os.fdopen(os.dup(1), "w")  # pytest takes the other

    def samples(self, rooms: Sequence[str], first: int, last: int | None) -> None:
        """Try what has not been tried yet, of ranges of some rooms' samples."""
        chosen = samples(rooms, self._seed)

        def work() -> None:
            for room, of_room in chosen.items():
                for number, change in list(enumerate(of_room))[first:last]:
                    if (room, number) not in tried(
                        self._kept, self._seed
                    ):  # by this run or another
                        self._try(room, number, change)

        self._bench.run(work, [*self._quick, *self._more] if self._quick else ["tests"])

    def again(self, rooms: Sequence[str], places: Sequence[str]) -> None:
        """Retry the unnoticed changes to some files or folders, wherever their lines are now."""
        left = [
            row
            for *_, row in tried(self._kept, self._seed).values()
            if row.outcome != "noticed"
            and not is_equivalent(row)
            and (not rooms or row.room in rooms)
            and row.file.startswith(tuple(places))
        ]
        where = dict(_found(left))

        def work() -> None:
            for row in left:
                if change := where.get(row):
                    self._try(row.room, row.number, change)
                else:
                    self._keep(replace(row, outcome="gone", by="", seconds=0))

        self._bench.run(work, [*self._quick, *self._more] if self._quick else ["tests"])

    def _try(self, room: str, number: int, change: Change) -> None:
        tests = self._coverage.tests(change)
        more = list(self._more)
        if tests.on_import:
            for place, paths in settings()["tests_on_import"].items():
                more += paths if change.file.startswith(place) else []
        ids = list(dict.fromkeys([*self._bench.collected(more), *tests.ids]))
        source = (ROOT / change.file).read_text(encoding="utf-8")
        made = changed(source, change)
        was, becomes = difference(source, made)
        before = set(self._bench.refused)
        outcome = self._bench.try_change(change.file, made, Tests(ids, tests.on_import))
        for test in sorted(self._bench.refused - before):
            print(f"refused, as it fails without a change: {test}", file=self._out, flush=True)
        if self._quick and outcome.outcome != "noticed":
            return
        self._keep(
            Tried(
                self._seed, room, number, change.file, was, becomes,
                outcome.outcome, outcome.by, outcome.seconds,
            )
        )  # fmt: skip

    def _keep(self, row: Tried) -> None:
        with (self._kept / "tried.jsonl").open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(row)) + "\n")
        print(f"{row.room} {row.number} {row.outcome} {row.seconds} s  {row.file}: {row.becomes}"
              f"  {row.by}", file=self._out, flush=True)  # fmt: skip


def _found(rows: Sequence[Tried]) -> Iterator[tuple[Tried, Change]]:
    """Find where changes would be made now, first in the file in which they were made."""
    texts = {file: (ROOT / file).read_text(encoding="utf-8") for file in modules(ROOT, ["bot"])}
    for row in rows:
        name = Path(row.file).name
        for file in sorted(texts, key=lambda file: (file != row.file, Path(file).name != name)):
            text = texts[file]
            lines = [line.strip() for line in text.splitlines()]
            if row.was not in " ".join(lines):
                continue
            here = (
                change
                for change in changes(file, text)
                if lines[change.line - 1] in row.was
                and difference(text, changed(text, change)) == (row.was, row.becomes)
            )
            if (change := next(here, None)) is not None:
                yield row, change
                break


def is_equivalent(row: Tried) -> bool:
    """Return whether a change is said to be equivalent, wherever or in its file."""
    return any(
        (row.was, row.becomes) == (said["was"], said["becomes"])
        and row.file == said.get("file", row.file)
        for said in settings()["equivalent"]
    )


def report(kept: Path, seed: int) -> None:
    """Print the share of changes that were noticed, by room, and those that were not."""
    by_room: dict[str, Counter[str]] = {}
    left: list[Tried] = []
    for first, *later in tried(kept, seed).values():
        row = later[-1] if later else first
        outcome = row.outcome
        if outcome != "noticed" and is_equivalent(row):
            outcome = "equivalent"
        elif outcome in {"unnoticed", "untested"}:
            left.append(row)
        count = by_room.setdefault(row.room, Counter())
        count[outcome] += 1
        count["at first"] += first.outcome == "noticed"
        count["changes"] += 1
    deciding = sum((of for room, of in by_room.items() if room != ELSEWHERE), Counter[str]())
    print("| room | changes | at first | share | noticed | equivalent | gone | left | share |")
    print("|---|---|---|---|---|---|---|---|---|")
    for room, count in [*sorted(by_room.items()), ("all that decides", deciding)]:
        differ = count["changes"] - count["equivalent"]
        counted = differ - count["gone"]
        print(f"| {room} | {count['changes']} | {count['at first']} "
              f"| {count['at first'] / max(differ, 1):.1%} | {count['noticed']} "
              f"| {count['equivalent']} | {count['gone']} | {counted - count['noticed']} "
              f"| {count['noticed'] / max(counted, 1):.1%} |")  # fmt: skip
    for row in sorted(left, key=lambda row: (row.room, row.file, row.number)):
        print(f"{row.room} {row.number} {row.outcome} {row.file}\n    {row.was}\n    {row.becomes}")


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--kept", type=Path, default=KEPT, help="where what is found is kept")
    parser.add_argument(
        "--seed", type=int, default=settings()["seed"], help="of the samples; as in the settings"
    )
    commands = parser.add_subparsers(dest="command", required=True)
    learning = commands.add_parser("learn")
    learning.add_argument("paths", nargs="*", help="of tests; all by default")
    commands.add_parser("report")
    for name in ("try", "again"):
        trying = commands.add_parser(name)
        trying.add_argument("rooms", nargs="*", help="of the settings; all by default")
        trying.add_argument("--tests", nargs="+", default=[], help="to run on every change first")
        trying.add_argument(
            "--quick", nargs="+", default=[], help="run only these; keep only what they notice"
        )
        trying.add_argument(
            "--in", dest="places", nargs="+", default=["bot"], help="again: changes to these only"
        )
        trying.add_argument(
            "--seconds", type=float, default=MAX_SECONDS, help="that the tests of a change may take"
        )
        trying.add_argument("--copy", type=Path, help="where changes are made")
        trying.add_argument("--from", dest="first", type=int, default=0)
        trying.add_argument("--to", dest="last", type=int)
    options = parser.parse_args()
    kept = options.kept.resolve()
    if options.command == "learn":
        learn(ROOT, kept, options.paths)
    elif options.command == "report":
        report(kept, options.seed)
    else:
        copy = (options.copy or kept / "copy").resolve()
        run = Run(kept, copy, options.seed, options.seconds, options.tests, options.quick)
        if options.command == "try":
            run.samples(options.rooms, options.first, options.last)
        else:
            run.again(options.rooms, options.places)


if __name__ == "__main__":
    main()
