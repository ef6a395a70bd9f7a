"""Which tests run which lines, how long they take, and which to try on a change."""

import ast
import importlib
import json
import os
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from benchmarks.mutation.places import Change

MAX_SECONDS = 25.0
"""What the tests of one change take together, at most, by the learned durations."""
_MAX_SETUP_S = MAX_SECONDS / 2
_OF_A_WAY = 3
"""So many of the tests that take a way that others do not are tried before all others."""
_CLASSES = (0.1, 0.5, 2.0)
"""Tests up to each of these seconds are tried before those that take longer."""
_DATABASES = re.compile("sqlite|postgres")
_SETTINGS = """[run]
source = bot
concurrency = thread, greenlet
relative_files = true
"""


@dataclass(frozen=True, slots=True)
class Tests:
    """The tests to try on a change.

    Attributes:
        ids: In the order in which to run them.
        on_import: Whether the changed line was run while modules were imported, so that the change
            shows only where they are imported anew.
    """

    ids: Sequence[str]
    on_import: bool


class Durations:
    """Notes what each phase of each test takes, and which tests fail without any change."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._rows: list[tuple[str, str, float, str]] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note what a phase took."""
        self._rows.append((report.nodeid, report.when, report.duration, report.outcome))

    def pytest_sessionfinish(self) -> None:
        """Keep what was noted."""
        self._file.write_text(json.dumps(self._rows), encoding="utf-8")


def learn(root: Path, kept: Path, paths: Sequence[str]) -> None:
    """Run the suite, or some of its paths, and keep which tests run which lines."""
    kept.mkdir(parents=True, exist_ok=True)
    settings = kept / "measured.ini"
    settings.write_text(_SETTINGS, encoding="utf-8")
    # A process of its own: what is imported here would not be measured.
    code = (
        "import sys, pytest; from pathlib import Path;"
        "from benchmarks.mutation.coverage import Durations;"
        "pytest.main(sys.argv[2:], plugins=[Durations(Path(sys.argv[1]))])"
    )
    options = [
        "-q", "-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder",
        "-p", "no:cacheprovider", "--cov=bot", f"--cov-config={settings}",
        "--cov-context=test", "--cov-report=", *paths,
    ]  # fmt: skip
    subprocess.run(  # noqa: S603
        [sys.executable, "-c", code, str(kept / "durations.json"), *options],
        cwd=root,
        env=os.environ | {"COVERAGE_FILE": str(kept / "coverage"), "PYTHONPATH": str(root)},
        check=False,
    )


class Coverage:
    """What ``learn`` found.

    Args:
        root: The project.
        kept: Where it was kept.
        most: What the tests of one change may take together, by the learned durations.
    """

    def __init__(self, root: Path, kept: Path, most: float = MAX_SECONDS) -> None:
        coverage: Any = importlib.import_module("coverage")
        self._root = root
        self._most = most
        self._data = coverage.CoverageData(str(kept / "coverage"))
        self._data.read()
        self._measured = {_in_project(file): file for file in self._data.measured_files()}
        self._lines = lru_cache(32)(self._read_lines)
        self.seconds: dict[str, float] = defaultdict(float)
        self._setup: dict[str, float] = defaultdict(float)
        self._unsound: set[str] = set()
        self._read_durations(json.loads((kept / "durations.json").read_text(encoding="utf-8")))

    def _read_durations(self, rows: Iterable[tuple[str, str, float, str]]) -> None:
        setups: dict[str, dict[str, float]] = defaultdict(dict)
        for test, phase, seconds, outcome in rows:
            if outcome == "failed":
                self._unsound.add(test)
            if phase == "setup":
                setups[_file(test)][test] = seconds
            else:
                self.seconds[test] += seconds
        for file, of_tests in setups.items():
            # The longest has what the file's tests share, and perhaps what all tests do.
            self._setup[file] = min(max(of_tests.values()), _MAX_SETUP_S)
            usual = sorted(of_tests.values())[len(of_tests) // 2]
            for test, seconds in of_tests.items():
                self.seconds[test] += min(seconds, usual)

    def tests(self, change: Change) -> Tests:
        """Return the tests to try on a change.

        Those that run the line; where it is run on import, also those that run, or have themselves,
        a line with a name that its statement gives; else those that run anything in the module. The
        quick ones come first, of many files, and those named as the module is before others.
        """
        lines = self._lines(change.file)
        source = (self._root / change.file).read_text(encoding="utf-8")
        statements = _statements(source, change.line)
        functions = ast.FunctionDef | ast.AsyncFunctionDef
        direct = lines.get(change.line, set[str]())
        on_import = "" in direct or not any(isinstance(one, functions) for one in statements[:-1])
        running = direct - {""}
        if on_import:
            names = _given(statements[-1])
            running |= self._naming(names) | self._told(names)
        for statement in reversed(statements):
            # A line that no test runs is tried on those that run the statements around it.
            if not running and not isinstance(statement, ast.ClassDef):
                around = range(statement.lineno, (statement.end_lineno or statement.lineno) + 1)
                running = set[str]().union(*(lines.get(at, ()) for at in around)) - {""}
        if not running:
            running = set[str]().union(*lines.values()) - {""}
        running -= self._unsound
        if not _DATABASES.search(source.splitlines()[change.line - 1]):
            # What differs between the databases is rare, and PostgreSQL takes twice as long.
            ours = {test for test in running if "[sqlite" in test}
            running -= {test.replace("[sqlite", "[postgresql") for test in ours}
        around = [one for one in statements if isinstance(one, functions)][-1:]
        ways = self._ways(lines, around[0], running) if around else []
        return Tests(self._chosen(change, running, ways), on_import)

    def _read_lines(self, file: str) -> dict[int, set[str]]:
        if file not in self._measured:
            return {}
        found = self._data.contexts_by_lineno(self._measured[file])
        return {
            line: {context.rpartition("|")[0] for context in contexts}
            for line, contexts in found.items()
        }

    def _told(self, names: set[str]) -> set[str]:
        """Return the tests that have one of the names in them."""
        if not names:
            return set()
        word = _any_of(names)
        having: set[str] = set()
        for file in {_file(test) for test in self.seconds}:
            path = self._root / file
            if path.exists() and word.search(text := path.read_text(encoding="utf-8")):
                having.update(f"{file}::{name}" for name in _functions_with(word, text))
        return {test for test in self.seconds if test.partition("[")[0] in having}

    def _naming(self, names: set[str]) -> set[str]:
        if not names:
            return set()
        word = _any_of(names)
        running: set[str] = set()
        for file in self._measured:
            path = self._root / file
            if not path.exists() or not word.search(text := path.read_text(encoding="utf-8")):
                continue
            of_file = self._lines(file)
            for number, line in enumerate(text.splitlines(), 1):
                if word.search(line):
                    running |= of_file.get(number, set())
        return running - {""}

    def _ways(
        self, lines: Mapping[int, set[str]], function: ast.stmt, running: set[str]
    ) -> list[str]:
        """Return the quickest tests of each way through a function that only some of them take."""
        ways = {
            frozenset(lines.get(line, set[str]()) & running)
            for line in range(function.lineno, (function.end_lineno or function.lineno) + 1)
        }
        found = [
            test
            for way in ways
            if len(way) < len(running)
            for test in sorted(way, key=lambda test: (self.seconds[test], test))[:_OF_A_WAY]
        ]
        return sorted(set(found), key=lambda test: (self.seconds[test], test))

    def _chosen(self, change: Change, running: set[str], first: Sequence[str]) -> list[str]:
        running = running - set(first)
        words = _words(change.file)
        by_file: dict[str, list[str]] = defaultdict(list)
        for test in sorted(running, key=lambda test: (self.seconds[test], test)):
            by_file[_file(test)].append(test)
        classes: dict[int, list[tuple[int, int, float, str]]] = defaultdict(list)
        for file, tests in by_file.items():
            unlike = -len(words & _words(file))
            for rank, test in enumerate(tests):
                seconds = self.seconds[test]
                group = sum(seconds > bound for bound in _CLASSES)
                classes[group].append((unlike, rank, seconds, test))
        left, ways = self._most, list[str]()
        for test in first:
            if self.seconds[test] + self._setup[_file(test)] <= left - self._most / 2:
                ways.append(test)
                left -= self.seconds[test] + self._setup[_file(test)]
        order: dict[str, list[str]] = {}
        for number, group in sorted(classes.items()):
            if number:  # the quickest of all come before them
                _put(order, ways)
                ways = []
            share = left if group is classes[max(classes)] else left / 2
            for _, _, _, test in sorted(group):
                file = _file(test)
                cost = self.seconds[test] + (0 if file in order else self._setup[file])
                if cost <= share or not order:
                    _put(order, [test])
                    share -= cost
                    left -= cost
        _put(order, ways)
        return [test for tests in order.values() for test in tests]


def _put(order: dict[str, list[str]], tests: Iterable[str]) -> None:
    for test in tests:
        order.setdefault(_file(test), []).append(test)


def _statements(source: str, line: int) -> list[ast.stmt]:
    """Return the statements that have a line, the outermost first."""
    found = [
        node
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.stmt) and node.lineno <= line <= (node.end_lineno or node.lineno)
    ]
    return sorted(found, key=lambda node: (node.lineno, node.col_offset))


def _given(statement: ast.stmt) -> set[str]:
    """Return the names that a statement gives to anything."""
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return {statement.name}
    return {
        node.id
        for node in ast.walk(statement)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }


def _any_of(names: set[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b")


def _functions_with(word: re.Pattern[str], text: str) -> Iterator[str]:
    for node in ast.parse(text).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = min(one.lineno for one in (node, *node.decorator_list))
            lines = text.splitlines()[first - 1 : node.end_lineno]
            if word.search("\n".join(lines)):
                yield node.name


def _in_project(file: str) -> str:
    """Return where a file lies in the project, whichever copy was measured."""
    return "bot/" + file.rpartition("/bot/")[2].removeprefix("bot/")


def _file(test: str) -> str:
    return test.partition("::")[0]


def _words(path: str) -> set[str]:
    found = re.findall(r"[a-z]+", path.removesuffix(".py"))
    return {word.removesuffix("s") for word in found} - {"bot", "test"}
