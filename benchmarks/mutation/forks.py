"""Runs tests in forks of a process that has imported the bot and all tests once.

A fork puts the changed functions in place of those that were imported, so that a change costs no
more than the tests that are run on it. What is run while modules are imported, such as a constant,
is tried in a process that imports them anew.
"""

import contextlib
import gc
import inspect
import json
import os
import select
import shutil
import signal
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any, NoReturn

import pytest
from _pytest.main import pytest_runtestloop

_PATIENCE_S = 20.0
_PATIENCE = 6.0
"""A test may take so long and so many times its learned duration before it counts as stuck, without
the time in which it waited for a processor."""
_LOOK_S = 2.0
SILENT = ("-q", "-n", "0", "-p", "no:cacheprovider", "--capture=sys")
_FOLDERS, _GIVEN = "_tmp_path_factory", "_given_basetemp"
"""Where pytest keeps what ``--basetemp`` says: each fork has a folder of its own."""

Pairs = Sequence[tuple[CodeType, CodeType]]
"""Functions before and after a change."""


class Forks:
    """Runs collected tests in forks of this process.

    Args:
        session: In which they were collected; all that is to be changed has been imported.
        seconds: How long tests take, as learned.
    """

    def __init__(self, session: Any, seconds: Mapping[str, float]) -> None:
        self._session = session
        self._seconds = seconds
        self.items: Mapping[str, pytest.Item] = {item.nodeid: item for item in session.items}
        gc.unfreeze()
        live: dict[tuple[str, str, int], list[FunctionType]] = defaultdict(list)
        for function in gc.get_objects():
            if isinstance(function, FunctionType):
                live[_place(function.__code__)].append(function)
        self._live = live
        gc.collect()
        gc.freeze()

    def can_replace(self, pairs: Pairs) -> bool:
        """Return whether the functions are there, and can be given the changed code."""
        functions = list(self._replaceable(pairs))
        return bool(functions) and all(
            # Those of which it closes over others than before cannot.
            len(function.__code__.co_freevars) == len(becomes.co_freevars)
            for function, becomes in functions
        )

    def _replaceable(self, pairs: Pairs) -> Iterator[tuple[FunctionType, CodeType]]:
        for was, becomes in pairs:
            for function in self._live.get(_place(was), ()):
                if function.__code__ == was:
                    yield function, becomes

    def failing(self, ids: Sequence[str], pairs: Pairs | None) -> str | None:
        """Run tests in a fork; return the first that fails, or is running when the fork dies.

        Args:
            ids: In the order in which to run them.
            pairs: Functions to change in it; ``None`` runs a process that imports all anew.
        """
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
        pairs: Pairs | None,
        tell: int,
        place: Path,
    ) -> NoReturn:
        status = 1
        try:
            os.setsid()
            silent = os.open(os.devnull, os.O_RDWR)
            for standard in (0, 1, 2):
                os.dup2(silent, standard)
            if pairs is None:
                os.set_inheritable(tell, True)
                code = (
                    "import sys; from benchmarks.mutation.forks import run_afresh;"
                    "run_afresh(int(sys.argv[1]), sys.argv[2], sys.argv[3:])"
                )
                left_out = place.with_name("left_out.json")
                left_out.write_text(json.dumps([*(self.items.keys() - set(ids))]), "utf-8")
                functions = dict.fromkeys(_function(test) for test in ids)
                options = [*SILENT, "-x", f"--basetemp={place}", *functions]
                command = [sys.executable, "-c", code, str(tell), str(left_out), *options]
                os.execv(sys.executable, command)  # noqa: S606
            for function, becomes in list(self._replaceable(pairs)):
                function.__code__ = becomes
            session = self._session
            session.config.pluginmanager.register(_Teller(tell))
            session.config.option.maxfail = 1
            folders: Any = getattr(session.config, _FOLDERS)
            setattr(folders, _GIVEN, place)
            session.items = [self.items[test] for test in ids]
            with contextlib.suppress(session.Failed, session.Interrupted):
                pytest_runtestloop(session)
            status = int(session.testsfailed > 0)
            os.write(tell, f"ended {status}\n".encode())
        finally:
            os._exit(status)


class _Teller:
    """Tells what tests do, through a pipe."""

    def __init__(self, tell: int) -> None:
        self._tell = tell

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        os.write(self._tell, f"began {nodeid}\n".encode())

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            os.write(self._tell, f"failed {report.nodeid}\n".encode())


class _Without:
    """Leaves out tests, but none whose name has changed with a constant that is a parameter."""

    def __init__(self, tests: Collection[str]) -> None:
        self._tests = tests

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = [item for item in items if item.nodeid not in self._tests]


def run_afresh(tell: int, left_out: str, options: Sequence[str]) -> None:
    """Run tests in a process that has imported none of the bot yet."""
    os.set_inheritable(tell, False)
    without = _Without(set(json.loads(Path(left_out).read_text(encoding="utf-8"))))
    status = int(pytest.main(list(options), plugins=[_Teller(tell), without]))
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


def _function(test: str) -> str:
    return test.partition("[")[0]


def _place(code: CodeType) -> tuple[str, str, int]:
    return code.co_filename, code.co_qualname, code.co_firstlineno


def changed_functions(was: CodeType, becomes: CodeType) -> list[tuple[CodeType, CodeType]] | None:
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
        nested = changed_functions(old, new)
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
