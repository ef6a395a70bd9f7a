"""Fixtures for every room."""

import gc
import logging
import os
import shutil
from asyncio import AbstractEventLoop
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import cast

import pytest
from hypothesis import settings
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

from bot.logs import route_to_standard_logging
from bot.runtime.event_loop import new_event_loop
from bot.runtime.gc_tuning import collect_rarely
from tests.shared_statements import share_statements
from tests.state.postgres_server import server_for_workers

route_to_standard_logging()  # so that caplog sees what the bot logs
collect_rarely()
gc.disable()  # until all tests are collected: the modules and they stay until the end
share_statements()

# No test speaks TLS, and aiohttp reads the system's certificates twice when it is imported.
os.environ.update(SSL_CERT_FILE=os.devnull, SSL_CERT_DIR=os.devnull)

# No test judges by the clock. Examples are other ones each time; CI tries many at once.
settings.register_profile("quick", settings(), deadline=None, max_examples=20)
settings.register_profile("thorough", settings(), deadline=None, max_examples=400)
settings.load_profile("quick")

ROOT = Path(__file__).resolve().parent.parent

_MEMORY = Path("/dev/shm")
_ROOM = 1 << 30
"""Bytes; the tests take a tenth of that."""

HELD = "held the loop"
_LONG = {"discord", "e2e", "playground", "state", "library/test_derived.py"}
"""Rooms, and files of other rooms, that take long."""
_TOGETHER = {"data", "questions", "search", "stories"}
"""Rooms that one worker has as a whole: reading their catalogues takes longer than most tests."""


def pytest_configure() -> None:
    """Keep the tests' files in memory where it has a folder: each commit waits for the disk."""
    if os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free > _ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_MEMORY))


def pytest_xdist_auto_num_workers() -> int:
    """Three more than cores: now and then a worker waits for a lock, a clock or another process."""
    return (os.cpu_count() or 1) + 3


class _ByFileOrRoom(LoadFileScheduling):
    """Hands out whole files, and some rooms as a whole."""

    def _split_scope(self, nodeid: str) -> str:
        file = super()._split_scope(nodeid)
        room = "/".join(file.split("/")[:2])
        return room if room.removeprefix("tests/") in _TOGETHER else file


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadFileScheduling | None:
    """Choose what is handed out with ``--dist loadfile``."""
    return _ByFileOrRoom(config, log) if config.getoption("dist") == "loadfile" else None


def pytest_asyncio_loop_factories() -> Mapping[str, Callable[[], AbstractEventLoop]]:
    """Run tests on the event loop that the bot runs on."""
    return {"bot": new_event_loop}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put what takes long in one piece first, so that all workers end at about one time."""
    items.sort(key=_rank)


def _rank(item: pytest.Item) -> int:
    file = item.nodeid.removeprefix("tests/").partition("::")[0]
    room = file.partition("/")[0]
    return 0 if room in _TOGETHER else 1 if _LONG & {room, file} else 2


def pytest_collection_finish() -> None:
    """Keep the modules and the tests out of every later search for garbage: a fifth of the time.

    What is garbage among them already stays as well: looking for it takes longer than it is worth.
    """
    gc.freeze()
    gc.enable()


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish() -> None:
    """Look for garbage once at the end, for what it has to complain of.

    Else pytest looks through all that is left twice, and the interpreter once more.
    """
    gc.collect()
    gc.freeze()


def pytest_xdist_setupnodes(config: pytest.Config) -> None:
    """Start the database server that all workers share, rather than one for each."""
    gc.enable()  # the tests are collected elsewhere
    shared = ExitStack()
    shared.enter_context(server_for_workers())
    config.add_cleanup(shared.close)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The project's shared folder; a test that asks for it is skipped where it is absent."""
    folder = Path(os.environ.get("MARQUEE_SHARED", ROOT.parent / "shared"))
    if not (folder / "corpus" / "records").is_dir():
        pytest.skip("needs the shared folder (set MARQUEE_SHARED)")
    return folder


@pytest.fixture(scope="session")
def starter_movies() -> Path:
    """The starter catalogue that the project ships."""
    return ROOT / "data" / "movies"


@pytest.fixture(scope="session")
def four_hundred(starter_movies: Path) -> list[Path]:
    """Four hundred of its records, for tests of what depends on the others that are there."""
    names = (ROOT / "benchmarks" / "starter_400.txt").read_text(encoding="utf-8").split()
    return [starter_movies / name for name in names]


@pytest.fixture
def few_movies(four_hundred: list[Path], tmp_path: Path) -> Path:
    """A folder with fifty of its records."""
    folder = tmp_path / "movies"
    folder.mkdir()
    for path in four_hundred[::8]:
        shutil.copy(path, folder)
    return folder


@pytest.fixture(autouse=True)
def what_held_the_loop(
    request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture
) -> Iterator[None]:
    """Report what held the event loop for too long; in a test, Discord and people run on it too."""
    yield
    node = cast("pytest.Item", request.node)
    node.user_properties.extend(
        (HELD, record.getMessage())
        for phase in ("setup", "call")
        for record in caplog.get_records(phase)
        if "loop_held" in record.getMessage()
    )


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what held the event loop in which test."""
    held = [
        f"{report.nodeid}: {said}"
        for reports in terminalreporter.stats.values()
        for report in reports
        if isinstance(report, pytest.TestReport) and report.when == "teardown"
        for name, said in report.user_properties
        if name == HELD
    ]
    if held:
        terminalreporter.section(f"the event loop was held for more than 50 ms, {len(held)} times")
        for line in sorted(held):
            terminalreporter.line(line)


@pytest.fixture(autouse=True)
def no_logged_errors(
    request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture
) -> Iterator[None]:
    """Fail a test in which anything logged an ERROR, unless it declares that it expects one."""
    yield
    errors = [
        f"{record.name}: {record.getMessage()}"
        for phase in ("setup", "call")
        for record in caplog.get_records(phase)
        if record.levelno >= logging.ERROR
    ]
    expected = request.node.get_closest_marker("expects_errors") is not None
    if expected and not errors:
        pytest.fail("the test expects a logged ERROR, but none was logged")
    if errors and not expected:
        pytest.fail("logged ERROR:\n" + "\n".join(errors))


@pytest.fixture
def restored_logging() -> Iterator[None]:
    """Leave the logging of the process as it was."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers, root.level = handlers, level
