"""A copy of the project in which changes are tried, on tests that pass in it without them."""

import contextlib
import importlib
import os
import shutil
import sys
import time
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from benchmarks.mutation.coverage import Tests
from benchmarks.mutation.forks import SILENT, Forks, Pairs, changed_functions

_NOT_IN_COPY = (".git", ".venv*", "var", "__pycache__", ".*_cache", ".hypothesis")
_SLOW_S = 0.2
"""A test that takes longer may fail by the clock alone."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of a change.

    Attributes:
        outcome: ``noticed``, ``unnoticed``, or ``untested`` where no test runs the place.
        by: The test that noticed it, or how.
        seconds: What it took.
    """

    outcome: str
    by: str
    seconds: float


class Bench:
    """Tries changes in a copy of a project.

    Args:
        root: The project.
        folder: Where the copy is put.
        seconds: How long tests take, as learned.

    Attributes:
        refused: Tests that failed in the unchanged copy: what they notice is not the change.
    """

    def __init__(self, root: Path, folder: Path, seconds: Mapping[str, float]) -> None:
        self._root = root
        self._folder = folder.resolve()
        self._seconds = seconds
        self._forks: Forks
        self._sound: set[tuple[str, bool]] = set()
        self.refused: set[str] = set()
        self._work: Callable[[], None] = lambda: None

    def run(self, work: Callable[[], None], paths: Sequence[str] = ("tests",)) -> None:
        """Make the copy, collect tests in it, and do some work, which may try changes."""
        shutil.rmtree(self._folder, ignore_errors=True)
        shutil.copytree(self._root, self._folder, ignore=shutil.ignore_patterns(*_NOT_IN_COPY))
        os.chdir(self._folder)
        sys.path[:] = [str(self._folder), *(p for p in sys.path if p != str(self._root))]
        # A module that is changed must never be read as it was, or stay as it became.
        sys.dont_write_bytecode = True
        os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
        self._work = work
        pytest.main([*SILENT, *paths], plugins=[self])

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Do the work in place of the tests."""
        self._forks = Forks(session, self._seconds)
        servers = importlib.import_module("tests.state.postgres_server")  # the copy's
        with servers.server_for_workers():
            self._work()
        return True

    def collected(self, paths: Sequence[str]) -> list[str]:
        """Return the tests of some files, or of one test function."""
        return [test for path in paths for test in self._forks.items if test.startswith(path)]

    def try_change(self, file: str, made: str, tests: Tests) -> Outcome:
        """Put a changed module in place of its file, run tests on it, and take it back.

        A test that fails, or is stuck, is run once more, so that a busy machine is not taken for
        one that noticed something, and has to pass without the change.
        """
        ids = [test for test in tests.ids if test in self._forks.items.keys() - self.refused]
        if not ids:
            return Outcome("untested", "", 0.0)
        began, by = time.monotonic(), None
        pairs = None if tests.on_import else self._pairs(file, made)
        while ids and by is None:
            with self._changed(file, made):
                failing = self._forks.failing(ids, pairs)
                again = [failing] if failing in ids else ids
                twice = failing is not None and self._forks.failing(again, pairs) is not None
            if failing is None:
                break
            if twice and self._pass_unchanged(again, is_afresh=pairs is None):
                by = failing
            ids = ids[ids.index(failing) + 1 :] if failing in ids else []
        seconds = round(time.monotonic() - began, 1)
        return Outcome("unnoticed" if by is None else "noticed", by or "", seconds)

    def _pass_unchanged(self, ids: Sequence[str], *, is_afresh: bool) -> bool:
        """Return whether tests pass without a change; refuse one that fails twice.

        Quick ones are asked only once: slow ones may have failed by the clock this time.
        """
        unknown = [
            test
            for test in ids
            if (test, is_afresh) not in self._sound or self._seconds.get(test, 1.0) >= _SLOW_S
        ]
        pairs = None if is_afresh else ()
        failing = self._forks.failing(unknown, pairs) if unknown else None
        if failing is None:
            self._sound.update((test, is_afresh) for test in unknown)
            return True
        again = [failing] if failing in unknown else unknown
        if self._forks.failing(again, pairs) is not None:
            self.refused.update(again)
        return False

    def _pairs(self, file: str, made: str) -> Pairs | None:
        """Return the functions to change, or ``None`` where that is not enough."""
        path = self._folder / file
        was = compile(path.read_text(encoding="utf-8"), str(path), "exec")
        pairs = changed_functions(was, compile(made, str(path), "exec"))
        return None if pairs and not self._forks.can_replace(pairs) else pairs

    @contextlib.contextmanager
    def _changed(self, name: str, made: str) -> Generator[None]:
        """Put a changed module into the copy."""
        file = self._folder / name
        source = file.read_text(encoding="utf-8")
        for compiled in (file.parent / "__pycache__").glob(f"{file.stem}.*"):
            compiled.unlink()
        file.write_text(made, encoding="utf-8")
        try:
            yield
        finally:
            file.write_text(source, encoding="utf-8")
