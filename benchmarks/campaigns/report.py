"""The results of a campaign: the runs in its files, in a few lines or as a Markdown table."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import fmean

HEADING = (
    "| database | steps | not offered by Discord | ways reached | faults"
    " | unanswered after a fault of Discord or a kill | late on a busy machine | found"
    " | PSS, a quarter of the way and at the end |"
)


@dataclass(slots=True)
class Run:
    """The result of one run.

    Attributes:
        seed: Which.
        steps: How many steps were done.
        not_offered: How many of them Discord's apps do not offer.
        excused: How many stayed unanswered after a fault.
        starved: How many went unanswered, or were answered twice, while the machine was too busy to
            run the bot or the local Discord.
        faults: The faults caused, and how often.
        found: The problems found.
        pss_mb: The bot's memory after a quarter of the steps and at the end.
        reached: How many different commands, options, controls and forms were used.
        seconds: How long it took.
        commit: The commit of the code.
    """

    seed: int
    steps: int = 0
    not_offered: int = 0
    excused: int = 0
    starved: int = 0
    faults: dict[str, int] = field(default_factory=dict[str, int])
    found: list[str] = field(default_factory=list[str])
    pss_mb: list[int] = field(default_factory=list[int])
    reached: dict[str, int] = field(default_factory=dict[str, int])
    seconds: float = 0.0
    commit: str = ""


def read_runs(file: Path) -> list[Run]:
    """Return the runs in a file, none if it is not there."""
    if not file.exists():
        return []
    return [Run(**json.loads(line)) for line in file.read_text(encoding="utf-8").splitlines()]


def add_run(file: Path, run: Run) -> None:
    """Add a run to a file."""
    with file.open("a", encoding="utf-8") as opened:
        opened.write(json.dumps(asdict(run)) + "\n")


def summary(runs: Sequence[Run]) -> Iterator[str]:
    """Yield the results of runs, in lines."""
    faults = sum((Counter(one.faults) for one in runs), Counter[str]())
    reached = {way for one in runs for way in one.reached}
    done, not_offered, excused, starved = _sums(runs)
    yield f"{done:,} steps, {not_offered:,} of them not offered; {len(reached)} ways reached"
    found = sum(len(one.found) for one in runs)
    yield f"{faults.total():,} faults, {excused} unanswered after one; {found} things found"
    yield f"{starved} late, or answered twice, while the machine was too busy"
    for name, count in faults.most_common():
        yield f"  {count:6,} {name}"


def table(files: Sequence[Path]) -> Iterator[str]:
    """Yield a table of the runs in each file, in Markdown, and below it what they found."""
    yield HEADING
    yield "|" + "---|" * HEADING.count(" |")
    for file in files:
        runs = read_runs(file)
        done, not_offered, excused, starved = _sums(runs)
        reached = {way for one in runs for way in one.reached}
        faults = sum(sum(one.faults.values()) for one in runs)
        found = sum(len(one.found) for one in runs)
        first, last = (fmean(one.pss_mb[at] for one in runs if one.pss_mb) for at in (0, -1))
        yield (
            f"| {file.stem} | {done:,} in {len(runs)} runs | {not_offered:,} | {len(reached)}"
            f" | {faults:,} | {excused} | {starved} | {found} | {first:.0f} and {last:.0f} MB |"
        )
    for file in files:
        for one in read_runs(file):
            for line in one.found:
                yield f"- {file.stem}, seed {one.seed}, code {one.commit}: {line}"


def _sums(runs: Sequence[Run]) -> tuple[int, int, int, int]:
    return (
        sum(one.steps for one in runs),
        sum(one.not_offered for one in runs),
        sum(one.excused for one in runs),
        sum(one.starved for one in runs),
    )
