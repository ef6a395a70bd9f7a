"""A real PostgreSQL server for the tests: a data folder of its own, on a free loopback port."""

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

PASSWORD = "p4ss-w0rd"
_START_TIMEOUT_S = 30.0
_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "50",
    "fsync": "off",  # nothing here outlives the tests; commits are what they look at
    "full_page_writes": "off",
}


def find_programs() -> Path | None:
    """Return the folder of the newest server's programs, Debian's or whatever is on the path."""
    debian = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3])
    )
    found = str(debian[-1]) if debian else shutil.which("initdb")
    return Path(found).parent if found else None


@contextmanager
def running_server(programs: Path) -> Generator[str]:
    """Start a server; give the URL of its database ``postgres``; stop and remove it all."""
    user = "postgres" if os.geteuid() == 0 else None  # the server refuses to run as root
    folder = Path(tempfile.mkdtemp(prefix="marquee-postgres-"))
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
        settings = [
            f"--{name}={value}" for name, value in (_SETTINGS | {"port": str(port)}).items()
        ]
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
            server.send_signal(signal.SIGINT)  # its fast shutdown: clients are disconnected
            server.wait(_START_TIMEOUT_S)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


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
