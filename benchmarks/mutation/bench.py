"""A copy of the project in which changes are tried, by forks of a warm process.

That process has imported the bot and all tests once. A fork puts the changed functions in place of
those that were imported, so that a change costs no more than the tests that are run on it. What is
run while modules are imported, such as a constant, is tried in a process that imports them anew.
"""

import contextlib
import gc
import importlib
import inspect
import os
import select
import shutil
import signal
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any, NoReturn

import pytest
from _pytest.main import pytest_runtestloop

from benchmarks.mutation.coverage import Tests

_IN_COPY = ("bot", "tests", "data", "benchmarks", "docs", "pyproject.toml", "Makefile", "README.md")
_PATIENCE_S = 20.0
_PATIENCE = 6.0
"""A test may take so long and so many times its learned duration before it counts as stuck, without
the time in which it waited for a processor."""
_LOOK_S = 2.0
_SLOW_S = 0.2
"""A test that takes longer may fail by the clock alone."""
_SILENT = ("-q", "-n", "0", "-p", "no:cacheprovider", "--capture=sys")
_FOLDERS, _GIVEN = "_tmp_path_factory", "_given_basetemp"
"""Where pytest keeps what ``--basetemp`` says: each fork has a folder of its own."""

Live = Mapping[tuple[str, str, int], Sequence[FunctionType]]


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
    """

    def __init__(self, root: Path, folder: Path, seconds: Mapping[str, float]) -> None:
        self._root = root
        self._folder = folder.resolve()
        self._seconds = seconds
        self._live: Live = {}
        self._items: Mapping[str, pytest.Item] = {}
        self._session: Any = None
        self._work: Callable[[], None] = lambda: None

    def run(self, work: Callable[[], None], paths: Sequence[str] = ("tests",)) -> None:
        """Make the copy, collect tests in it, and do some work, which may try changes."""
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir(parents=True)
        ignored = shutil.ignore_patterns("__pycache__")
        for name in _IN_COPY:
            if (source := self._root / name).is_dir():
                shutil.copytree(source, self._folder / name, ignore=ignored)
            else:
                shutil.copy(source, self._folder / name)
        os.chdir(self._folder)
        sys.path[:] = [str(self._folder), *(p for p in sys.path if p != str(self._root))]
        # A module that is changed must never be read as it was, or stay as it became.
        sys.dont_write_bytecode = True
        os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
        self._work = work
        pytest.main([*_SILENT, *paths], plugins=[self])

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Do the work in place of the tests."""
        self._session = session
        self._items = {item.nodeid: item for item in session.items}
        gc.unfreeze()
        live: dict[tuple[str, str, int], list[FunctionType]] = defaultdict(list)
        for function in gc.get_objects():
            if isinstance(function, FunctionType):
                live[_place(function.__code__)].append(function)
        self._live = live
        gc.collect()
        gc.freeze()
        servers = importlib.import_module("tests.state.postgres_server")  # the copy's
        with servers.server_for_workers():
            self._work()
        return True

    def collected(self, paths: Sequence[str]) -> list[str]:
        """Return the tests of some files, or of one test function."""
        return [test for path in paths for test in self._items if test.startswith(path)]

    def try_change(self, file: str, made: str, tests: Tests) -> Outcome:
        """Put a changed module in place of its file, run tests on it, and take it back.

        A test that fails, or is stuck, is run once more, so that a busy machine is not taken for
        one that noticed something.
        """
        ids = [test for test in tests.ids if test in self._items]
        if not ids:
            return Outcome("untested", "", 0.0)
        began, by = time.monotonic(), None
        with self._changed(file, made) as (was, becomes):
            pairs = None if tests.on_import else _changed_functions(was, becomes)
            while ids:
                by = self._failing(ids, pairs)
                again = [by] if by in ids else ids
                if by is None or self._is_by_the_change(again, pairs):
                    break
                ids = ids[ids.index(by) + 1 :] if by in ids else []
                by = None
        seconds = round(time.monotonic() - began, 1)
        return Outcome("unnoticed" if by is None else "noticed", by or "", seconds)

    def _is_by_the_change(
        self, ids: Sequence[str], pairs: Sequence[tuple[CodeType, CodeType]] | None
    ) -> bool:
        """Return whether tests that failed fail again, and slow ones only with the change."""
        if self._failing(ids, pairs) is None:
            return False
        if pairs is None or max(self._seconds.get(test, 1.0) for test in ids) < _SLOW_S:
            return True
        return self._failing(ids, ()) is None

    @contextlib.contextmanager
    def _changed(self, name: str, made: str) -> Generator[tuple[CodeType, CodeType]]:
        """Put a changed module into the copy; give its code before and after."""
        file = self._folder / name
        source = file.read_text(encoding="utf-8")
        for compiled in (file.parent / "__pycache__").glob(f"{file.stem}.*"):
            compiled.unlink()
        file.write_text(made, encoding="utf-8")
        try:
            yield compile(source, str(file), "exec"), compile(made, str(file), "exec")
        finally:
            file.write_text(source, encoding="utf-8")

    def _failing(
        self, ids: Sequence[str], pairs: Sequence[tuple[CodeType, CodeType]] | None
    ) -> str | None:
        """Run tests in a fork; return the first that fails, or is running when the fork dies."""
        memory = os.environ.get("PYTEST_DEBUG_TEMPROOT")
        place = Path(tempfile.mkdtemp(prefix="mutation-", dir=memory))
        read, write = os.pipe()
        child = os.fork()
        if not child:
            os.close(read)
            self._run(ids, pairs, write, place / "tests")
        os.close(write)
        try:
            return self._watch(child, read)
        finally:
            os.close(read)
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child, signal.SIGKILL)
            os.waitpid(child, 0)
            shutil.rmtree(place, ignore_errors=True)

    def _watch(self, child: int, told: int) -> str | None:
        """Follow what a fork tells of its tests."""
        current, buffer = "before any test", b""
        own_time = _OwnTime(child)
        began, allowed = own_time(), 3 * _PATIENCE_S
        while True:
            ready, _, _ = select.select([told], [], [], _LOOK_S)
            if not ready and own_time() - began <= allowed:
                continue
            got = os.read(told, 65536) if ready else b""
            if not got:
                return current
            *lines, buffer = (buffer + got).split(b"\n")
            for line in lines:
                what, _, test = line.decode().partition(" ")
                if what == "ended":
                    return None if test == "0" else current
                if what == "failed":
                    return test
                current = test
                began = own_time()
                allowed = _PATIENCE_S + _PATIENCE * self._seconds.get(test, 1.0)

    def _run(
        self,
        ids: Sequence[str],
        pairs: Sequence[tuple[CodeType, CodeType]] | None,
        tell: int,
        place: Path,
    ) -> NoReturn:
        status = 1
        try:
            os.setsid()
            silent = os.open(os.devnull, os.O_RDWR)
            for standard in (0, 1, 2):
                os.dup2(silent, standard)
            if pairs is None or (pairs and not self._replaced(pairs)):
                os.set_inheritable(tell, True)
                code = (
                    "import sys; from benchmarks.mutation.bench import run_afresh;"
                    "run_afresh(int(sys.argv[1]), sys.argv[2:])"
                )
                options = [*_SILENT, "-x", f"--basetemp={place}", *ids]
                command = [sys.executable, "-c", code, str(tell), *options]
                os.execv(sys.executable, command)  # noqa: S606
            session = self._session
            session.config.pluginmanager.register(_Teller(tell))
            session.config.option.maxfail = 1
            folders: Any = getattr(session.config, _FOLDERS)
            setattr(folders, _GIVEN, place)
            session.items = [self._items[test] for test in ids]
            with contextlib.suppress(session.Failed, session.Interrupted):
                pytest_runtestloop(session)
            status = int(session.testsfailed > 0)
            os.write(tell, f"ended {status}\n".encode())
        finally:
            os._exit(status)

    def _replaced(self, pairs: Sequence[tuple[CodeType, CodeType]]) -> bool:
        """Give the functions that are there the changed code; return whether any has it now."""
        functions = [
            (function, becomes)
            for was, becomes in pairs
            for function in self._live.get(_place(was), ())
            if function.__code__ == was
        ]
        try:
            for function, becomes in functions:
                function.__code__ = becomes
        except ValueError:  # it closes over other variables than before
            return False
        return bool(functions)


class _Teller:
    """Tells what tests do, through a pipe."""

    def __init__(self, tell: int) -> None:
        self._tell = tell

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        os.write(self._tell, f"began {nodeid}\n".encode())

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            os.write(self._tell, f"failed {report.nodeid}\n".encode())


def run_afresh(tell: int, options: Sequence[str]) -> None:
    """Run tests in a process that has imported none of the bot yet."""
    os.set_inheritable(tell, False)
    status = int(pytest.main(list(options), plugins=[_Teller(tell)]))
    os.write(tell, f"ended {status}\n".encode())


class _OwnTime:
    """Measures the seconds that pass without those in which a process waits for its turn."""

    def __init__(self, process: int) -> None:
        self._threads = Path(f"/proc/{process}/task")
        self._waited: dict[str, int] = {}

    def __call__(self) -> float:
        for thread in self._threads.glob("*"):
            with contextlib.suppress(OSError):
                # Nanoseconds on the run queue; those of threads that have ended are kept.
                waited = int((thread / "schedstat").read_text().split()[1])
                self._waited[thread.name] = waited
        return time.monotonic() - sum(self._waited.values()) / 1e9


def _place(code: CodeType) -> tuple[str, str, int]:
    return code.co_filename, code.co_qualname, code.co_firstlineno


def _changed_functions(was: CodeType, becomes: CodeType) -> list[tuple[CodeType, CodeType]] | None:
    """Return the functions that differ, outermost first, or ``None`` if more than functions do."""
    if was == becomes:
        return []
    is_function = bool(was.co_flags & inspect.CO_OPTIMIZED)
    found = [(was, becomes)] if is_function else []
    inner = [
        pair
        for pair in zip(was.co_consts, becomes.co_consts, strict=False)
        if isinstance(pair[0], CodeType) and isinstance(pair[1], CodeType)
    ]
    if not is_function and was.replace(co_consts=()) != becomes.replace(co_consts=()):
        return None
    for old, new in inner:
        nested = _changed_functions(old, new)
        if nested is None:
            return None
        found += nested
    if not is_function:
        plain = [
            [repr(const) for const in code.co_consts if not isinstance(const, CodeType)]
            for code in (was, becomes)
        ]
        if plain[0] != plain[1]:
            return None
    return found
