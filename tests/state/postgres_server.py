"""A real PostgreSQL server for the tests: a data folder of its own, on a free loopback port.

The process that hands the tests out to others needs this and no more, so it waits for no driver.
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest

PASSWORD = "p4ss-w0rd"
_URL, _FOR_WORKERS = "MARQUEE_TEST_POSTGRES", "MARQUEE_TEST_POSTGRES_FOR_WORKERS"
LEFT_OUT = (
    "left out: the store on PostgreSQL. Install Debian's package postgresql, "
    f"or set {_URL} to the URL of a server where databases may be created"
)
_START_TIMEOUT_S = _STOP_TIMEOUT_S = 30.0
_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "200",  # every worker of the tests has some
}
_IN_HASTE = {"fsync": "off", "full_page_writes": "off"}


def find_programs() -> Path | None:
    """Return the folder of the newest server's programs, Debian's or whatever is on the path."""
    debian = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3])
    )
    found = str(debian[-1]) if debian else shutil.which("initdb")
    return Path(found).parent if found else None


@contextmanager
def server_for_workers() -> Generator[None]:
    """Start one server, where there can be one, for all processes that begin meanwhile."""
    programs = find_programs()
    if programs is None or os.environ.get(_URL):
        yield
        return
    with running_server(programs) as url:
        os.environ |= {_URL: url, _FOR_WORKERS: "yes"}
        try:
            yield
        finally:
            del os.environ[_URL], os.environ[_FOR_WORKERS]


def is_for_workers() -> bool:
    """Whether the server is that of :func:`server_for_workers`: all on it goes with it."""
    return _FOR_WORKERS in os.environ


@contextmanager
def server_for_tests() -> Generator[str]:
    """Give the URL of a database on a server where others can be created.

    Where there is none, the test says what is left out; in CI it fails.
    """
    if url := os.environ.get(_URL):
        yield url
        return
    programs = find_programs()
    if programs is None:
        if os.environ.get("CI"):
            pytest.fail(LEFT_OUT)
        pytest.skip(LEFT_OUT)
    with running_server(programs) as url:
        yield url


@contextmanager
def running_server(programs: Path, *, durable: bool = False) -> Generator[str]:
    """Start a server; give the URL of its database ``postgres``; stop and remove it all.

    Args:
        programs: Where the server's programs are.
        durable: Whether its commits wait for the disk. Nothing outlives the tests, so theirs need
            not; a benchmark's do.
    """
    user = "postgres" if os.geteuid() == 0 else None  # the server refuses to run as root
    place = None if durable else os.environ.get("PYTEST_DEBUG_TEMPROOT")
    folder = Path(tempfile.mkdtemp(prefix="marquee-postgres-", dir=place))
    try:
        password = folder / "password"
        password.write_text(PASSWORD)
        if user:
            account = pwd.getpwnam(user)
            for path in (folder, password):
                os.chown(path, account.pw_uid, account.pw_gid)
        subprocess.run(  # noqa: S603
            [
                *(programs / "initdb", "--pgdata", folder / "data", "--username", "marquee"),
                *("--pwfile", password, "--auth", "password", "--encoding", "UTF8"),
                *("--locale", "C", "--no-sync"),
            ],
            user=user,
            cwd=folder,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        port = _free_port()
        chosen = _SETTINGS | {"port": str(port)} | ({} if durable else _IN_HASTE)
        settings = [f"--{name}={value}" for name, value in chosen.items()]
        with (folder / "log").open("wb") as log:
            server = subprocess.Popen(  # noqa: S603
                [programs / "postgres", "-D", folder / "data", *settings],
                user=user,
                cwd=folder,
                stdout=log,
                stderr=log,
            )
        try:
            _wait_until_ready(programs, port, server, folder / "log")
            yield f"postgresql://marquee:{PASSWORD}@127.0.0.1:{port}/postgres"
        finally:
            _stop(server)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _stop(server: subprocess.Popen[bytes]) -> None:
    server.send_signal(signal.SIGINT)  # its fast shutdown: clients are disconnected
    try:
        server.wait(_STOP_TIMEOUT_S)
    except subprocess.TimeoutExpired:
        server.send_signal(signal.SIGQUIT)  # its immediate one; killing leaves its children behind
        server.wait(_STOP_TIMEOUT_S)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_until_ready(
    programs: Path, port: int, server: subprocess.Popen[bytes], log: Path
) -> None:
    until = time.monotonic() + _START_TIMEOUT_S
    probe = [programs / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port)]
    while subprocess.run(probe, check=False).returncode != 0:  # noqa: S603
        if server.poll() is not None or time.monotonic() > until:
            raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text()}")
        time.sleep(0.05)
