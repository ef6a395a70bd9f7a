"""Whether tests see faults: changes the bot's code at random, one place at a time, and runs them.

    make mutations ARGS="learn"                 which tests run which lines
    make mutations ARGS="try --sample 500"      changes all over the bot
    make mutations ARGS="try --rooms critical"  changes in what decides rights, votes, what is kept
    make mutations ARGS="report"                how many were noticed, by room, and which were not

The changes are cosmic-ray's: a comparison, ``and`` for ``or``, a number, a sign, a condition turned
round. Each is tried in a copy of the project, on the tests that run the changed line, the quickest
first. What was tried is kept in ``var/mutations``, so that a run can be ended at any time, and
``--from`` and ``--to`` split a sample into ranges.
"""

import argparse
import ast
import compileall
import contextlib
import importlib.util
import json
import os
import py_compile
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, NoReturn
from xml.etree import ElementTree as ET

import pytest

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "var" / "mutations"
COVERED = KEPT / "covered.json"
TRIED = KEPT / "tried.jsonl"

CRITICAL = (
    "bot/guild",
    "bot/rules/nights",
    "bot/rules/picks",
    "bot/rules/voting",
    "bot/state",
    "bot/cogs/nights",
    "bot/cogs/mine/privacy.py",
    "bot/cogs/mine/consents.py",
    "bot/cogs/picks/verify.py",
    "bot/log_privacy",
    "bot/library/snapshot.py",
    "bot/library/saved_films.py",
    "bot/messages/controls.py",
)
"""What decides rights, privacy, votes, draws, due jobs and stored state."""

WANTED_CRITICAL, WANTED = 0.95, 0.85
_LEFT_OUT = ("bot/state/database/migrations/versions",)
"""Migrations are run on stores of old, and never change again."""

_OPERATORS = (
    *(
        f"ReplaceComparisonOperator_{pair}"
        for pair in (
            "Eq_NotEq",
            "NotEq_Eq",
            "Lt_LtE",
            "LtE_Lt",
            "Gt_GtE",
            "GtE_Gt",
            "Lt_Gt",
            "Gt_Lt",
            "Is_IsNot",
            "IsNot_Is",
        )
    ),
    "ReplaceAndWithOr",
    "ReplaceOrWithAnd",
    "ReplaceTrueWithFalse",
    "ReplaceFalseWithTrue",
    "AddNot",
    "NumberReplacer",
    "ReplaceBinaryOperator_Add_Sub",
    "ReplaceBinaryOperator_Sub_Add",
    "ReplaceBinaryOperator_Mul_Div",
    "ReplaceBinaryOperator_Div_Mul",
    "ReplaceUnaryOperator_USub_UAdd",
    "ReplaceUnaryOperator_Delete_Not",
    "ReplaceBreakWithContinue",
    "ReplaceContinueWithBreak",
)
_UNCHANGED = ("discord", "sqlalchemy.ext.asyncio", "numpy", "pydantic")
"""What no change touches is imported once, before the forks; plugins of pytest cannot be."""
_MAX_SECONDS = 60.0
"""Of the tests that run a line, as many are tried as take this long together."""
_PATIENCE = 4.0
"""A change that makes tests take this many times as long is noticed by that."""
_SILENT_CALLS = ("_log.", "dataclass")
_IN_COPY = ("bot", "tests", "data", "benchmarks", "docs", "pyproject.toml", "Makefile")


@dataclass(frozen=True, slots=True)
class Change:
    """One place that is changed.

    Attributes:
        file: Relative to the project.
        line: Where the change begins.
        operator: cosmic-ray's name of what is changed.
        occurrence: Which of the places in the file that this operator changes.
    """

    file: str
    line: int
    operator: str
    occurrence: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a change: ``noticed``, ``unnoticed``, or ``untested`` where no test runs it."""

    change: Change
    outcome: str
    seconds: float


def files(rooms: Sequence[str]) -> list[Path]:
    """Return the modules of some rooms, in order."""
    found = {
        path
        for room in rooms
        for path in ([ROOT / room] if room.endswith(".py") else (ROOT / room).rglob("*.py"))
    }
    kept = (path.relative_to(ROOT) for path in found)
    return sorted(path for path in kept if not str(path).startswith(_LEFT_OUT))


def changes(paths: Sequence[Path]) -> list[Change]:
    """Return every change that can be made to some modules."""
    trees: Any = importlib.import_module("cosmic_ray.ast")
    found: list[Change] = []
    for path in paths:
        source = (ROOT / path).read_text(encoding="utf-8")
        silent = _lines_that_do_nothing(source)
        nodes = list(trees.ast_nodes(trees.get_ast(source)))
        for name in _OPERATORS:
            operator = _operator(name)
            places = (place for node in nodes for place in operator.mutation_positions(node))
            found += [
                Change(str(path), start[0], name, occurrence)
                for occurrence, (start, _end) in enumerate(places)
                if start[0] not in silent
            ]
    return found


def _operator(name: str) -> Any:
    plugins: Any = importlib.import_module("cosmic_ray.plugins")
    return plugins.get_operator(f"core/{name}")()


def _changed(source: str, change: Change) -> str:
    """Return a module with the change in it.

    Raises:
        ValueError: It has no such place.
    """
    mutating: Any = importlib.import_module("cosmic_ray.mutating")
    changed = mutating.mutate_code(source, _operator(change.operator), change.occurrence)
    if changed is None:
        raise ValueError(f"nothing to change: {change}")
    return str(changed)


def _lines_that_do_nothing(source: str) -> set[int]:
    """Return the lines of annotations, of logging and of what a dataclass is like."""
    silent: set[int] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.AnnAssign) and node.value is None:
            silent.update(_lines(node))
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.returns:
            silent.update(_lines(node.returns))
        elif isinstance(node, ast.Call) and ast.unparse(node.func).startswith(
            ("_log.", "dataclass")
        ):
            silent.update(_lines(node))
        elif isinstance(node, ast.keyword) and node.arg == "strict":
            silent.update(_lines(node.value))
    return silent


def _lines(node: ast.stmt | ast.expr) -> range:
    return range(node.lineno, (node.end_lineno or node.lineno) + 1)


class Covered:
    """Which tests run which lines, as ``learn`` found."""

    def __init__(self) -> None:
        kept = json.loads(COVERED.read_text(encoding="utf-8"))
        self._tests: list[str] = kept["tests"]
        self._seconds: list[float] = kept["seconds"]
        self._lines: Mapping[str, Mapping[str, list[int]]] = kept["lines"]

    def tests(self, change: Change) -> tuple[list[str], float]:
        """Return the tests to try on a change, the quickest first, and how long they take.

        What is run while a module is imported belongs to no test: then those are taken that run
        anything else in the module.
        """
        lines = self._lines.get(change.file, {})
        running = lines.get(str(change.line)) or sorted(
            {test for of in lines.values() for test in of}
        )
        chosen: list[str] = []
        total = 0.0
        for test in sorted(running, key=self._seconds.__getitem__):
            if chosen and total + self._seconds[test] > _MAX_SECONDS:
                break
            chosen.append(self._tests[test])
            total += self._seconds[test]
        return chosen, total


def learn(paths: Sequence[str]) -> None:
    """Keep which tests, of the suite or of some paths, run which lines and how long each takes."""
    KEPT.mkdir(parents=True, exist_ok=True)
    data, report = KEPT / "coverage", KEPT / "report.xml"
    command = [
        sys.executable, "-m", "pytest", "-q", "-n", "auto", "--dist", "loadfile",
        "--no-loadscope-reorder", "--cov=bot", "--cov-context=test", "--cov-report=",
        f"--junit-xml={report}", "-o", "junit_family=xunit1", *paths,
    ]  # fmt: skip
    subprocess.run(  # noqa: S603
        command, cwd=ROOT, env=os.environ | {"COVERAGE_FILE": str(data)}, check=False
    )
    seconds: dict[str, float] = defaultdict(float)
    for case in ET.parse(report).iter("testcase"):  # noqa: S314 - pytest wrote it
        seconds[f"{case.get('file')}::{case.get('name')}"] += float(case.get("time", "0"))
    coverage: Any = importlib.import_module("coverage")
    measured = coverage.CoverageData(str(data))
    measured.read()
    tests: dict[str, int] = {}
    lines: dict[str, dict[int, list[int]]] = {}
    for file in measured.measured_files():
        of_file = lines.setdefault(str(Path(file).relative_to(ROOT)), {})
        for line, contexts in measured.contexts_by_lineno(file).items():
            names = {context.rpartition("|")[0] for context in contexts if context}
            of_file[line] = sorted({tests.setdefault(name, len(tests)) for name in names})
    kept = {
        "tests": list(tests),
        "seconds": [seconds.get(_case(test), 0.1) for test in tests],
        "lines": lines,
    }
    COVERED.write_text(json.dumps(kept), encoding="utf-8")
    print(f"{len(tests):,} tests, {len(lines):,} modules")


def _case(test: str) -> str:
    file, _, name = test.partition("::")
    return f"{file}::{name.rpartition('::')[2]}"


class Bench:
    """A copy of the project in which changes are tried."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for name in _IN_COPY:
            if (source := ROOT / name).is_dir():
                ignored = shutil.ignore_patterns("__pycache__")
                shutil.copytree(source, folder / name, ignore=ignored)
            else:
                shutil.copy(source, folder / name)
        # By content, not by time: a changed module must never be run as it was.
        mode = py_compile.PycInvalidationMode.UNCHECKED_HASH
        compileall.compile_dir(folder / "bot", quiet=2, invalidation_mode=mode)

    def try_change(self, change: Change, covered: Covered) -> Outcome:
        """Make a change, run the tests that run it, and take it back."""
        tests, usual = covered.tests(change)
        if not tests:
            return Outcome(change, "untested", 0.0)
        file = self._folder / change.file
        source = file.read_text(encoding="utf-8")
        changed = _changed(source, change)
        compiled = Path(importlib.util.cache_from_source(str(file)))
        kept = compiled.read_bytes()
        compiled.unlink()
        file.write_text(changed, encoding="utf-8")
        began = time.monotonic()
        try:
            noticed = self._fails(tests, 20 + _PATIENCE * usual)
        finally:
            file.write_text(source, encoding="utf-8")
            compiled.write_bytes(kept)
        outcome = "noticed" if noticed else "unnoticed"
        return Outcome(change, outcome, round(time.monotonic() - began, 2))

    def require_soundness(self, change: Change, covered: Covered) -> None:
        """Make sure that tests pass where nothing is changed.

        Raises:
            RuntimeError: They fail, so that every change would seem to be noticed.
        """
        tests, usual = covered.tests(change)
        if self._fails(tests, 20 + _PATIENCE * usual):
            raise RuntimeError(f"without any change, some of these fail: {tests}")

    def _fails(self, tests: Sequence[str], seconds: float) -> bool:
        """Return whether tests fail, or take longer than they are given."""
        child = os.fork()
        if not child:
            self._run(tests)
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            ended, status = os.waitpid(child, os.WNOHANG)
            if ended:
                return os.waitstatus_to_exitcode(status) != 0
            time.sleep(0.02)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return True

    def _run(self, tests: Sequence[str]) -> NoReturn:
        status = 1
        try:
            os.setsid()
            os.chdir(self._folder)
            sys.path[:] = [str(self._folder), *(path for path in sys.path if path != str(ROOT))]
            sys.dont_write_bytecode = True
            os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
            silent = os.open(os.devnull, os.O_WRONLY)
            os.dup2(silent, 1)
            os.dup2(silent, 2)
            status = int(pytest.main(["-q", "-x", "-p", "no:cacheprovider", "-n", "0", *tests]))
        finally:
            os._exit(status)


def sample(rooms: Sequence[str], size: int, seed: int) -> list[Change]:
    """Return changes chosen by chance, as many from a module as it has places."""
    found = changes(files(rooms))
    return random.Random(seed).sample(found, min(size, len(found)))


def try_all(chosen: Sequence[Change], folder: Path) -> None:
    """Try changes, and keep what came of each as soon as it is known."""
    done = {outcome.change for outcome in outcomes()}
    covered, bench = Covered(), Bench(folder)
    for name in _UNCHANGED:
        importlib.import_module(name)
    bench.require_soundness(chosen[0], covered)
    for number, change in enumerate(chosen, 1):
        if change in done:
            continue
        outcome = bench.try_change(change, covered)
        with TRIED.open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(outcome)) + "\n")
        place = f"{change.file}:{change.line}"
        print(f"{number}/{len(chosen)} {outcome.outcome:9} {outcome.seconds:6.1f} s {place}"
              f" {change.operator}", flush=True)  # fmt: skip


def outcomes() -> list[Outcome]:
    """Return what is known of the changes that were tried."""
    if not TRIED.exists():
        return []
    rows = map(json.loads, TRIED.read_text(encoding="utf-8").splitlines())
    return [Outcome(Change(**row.pop("change")), **row) for row in rows]


def report() -> None:
    """Print the share of changes that were noticed, by room, and those that were not."""
    by_room: dict[str, Counter[str]] = defaultdict(Counter)
    groups = {"critical": Counter[str](), "elsewhere": Counter[str]()}
    for outcome in outcomes():
        by_room["/".join(outcome.change.file.split("/")[:2])][outcome.outcome] += 1
        is_critical = outcome.change.file.startswith(CRITICAL)
        groups["critical" if is_critical else "elsewhere"][outcome.outcome] += 1
    print("| room | changes | noticed |\n|---|---|---|")
    for name, count in [*sorted(by_room.items()), *groups.items()]:
        print(f"| {name} | {count.total()} | {count['noticed'] / max(count.total(), 1):.0%} |")
    left = [outcome.change for outcome in outcomes() if outcome.outcome != "noticed"]
    for change in sorted(left, key=lambda change: (change.file, change.line)):
        lines = (ROOT / change.file).read_text(encoding="utf-8").splitlines()
        print(f"{change.file}:{change.line} {change.operator}: {lines[change.line - 1].strip()}")


def main() -> None:
    """Do what the command line says."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    commands = parser.add_subparsers(dest="command", required=True)
    learning = commands.add_parser("learn")
    learning.add_argument("paths", nargs="*", help="of tests; all by default")
    commands.add_parser("report")
    trying = commands.add_parser("try")
    trying.add_argument("--rooms", nargs="+", default=["bot"], help="folders, or critical")
    trying.add_argument("--sample", type=int, default=500)
    trying.add_argument("--seed", type=int, default=17)
    trying.add_argument("--from", dest="first", type=int, default=0)
    trying.add_argument("--to", dest="last", type=int)
    trying.add_argument("--copy", type=Path, default=KEPT / "copy", help="where changes are made")
    options = parser.parse_args()
    if options.command == "learn":
        learn(options.paths)
    elif options.command == "report":
        report()
    else:
        rooms = CRITICAL if options.rooms == ["critical"] else options.rooms
        chosen = sample(rooms, options.sample, options.seed)
        try_all(chosen[options.first : options.last], options.copy)


if __name__ == "__main__":
    main()
