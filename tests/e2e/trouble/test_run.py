"""``python -m bot run`` as a process of its own, on the local Discord."""

import asyncio
import io
import os
import signal
import sys
import time
from collections.abc import AsyncGenerator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from bot.app import run_bot
from bot.cli.health import NOT_WELL, health
from bot.clock import SystemClock
from bot.config import load_settings
from bot.playground.playground import Playground
from bot.runtime.health import BEAT_SECONDS, STALE_SECONDS

ENDED_SECONDS = 8.0
"""Within these the bot is promised to end."""

ROOT = Path(__file__).parents[3]
RUN = """
import os, sys
from bot.cli.main import main
from bot.playground.process.connect import directed_to

sys.argv = ["bot", "run"]
with directed_to(os.environ["TEST_API"], os.environ["TEST_GATEWAY"]):
    main()
"""


@asynccontextmanager
async def python(script: str, **more: Any) -> AsyncGenerator[asyncio.subprocess.Process]:
    """Run a script in a process of its own, which does not outlive the block."""
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", script, cwd=ROOT, **more)
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


def run(
    playground: Playground, token: str, data_dir: Path, **more: str
) -> AbstractAsyncContextManager[asyncio.subprocess.Process]:
    places = {"TEST_API": playground.api_base, "TEST_GATEWAY": playground.gateway_url}
    settings = {"DISCORD_TOKEN": token, "DATA_DIR": str(data_dir), "DATABASE_URL": ""}
    environment = {**os.environ, **places, **settings, **more}
    return python(RUN, env=environment, stderr=asyncio.subprocess.PIPE)


async def errors_of(process: asyncio.subprocess.Process, seconds: float = 30) -> str:
    _, errors = await asyncio.wait_for(process.communicate(), seconds)
    return errors.decode()


async def log_until(process: asyncio.subprocess.Process, words: str) -> str:
    assert process.stderr is not None
    log = ""
    async with asyncio.timeout(30):
        while words not in log:
            line = await process.stderr.readline()
            assert line, log
            log += line.decode()
    return log


async def test_a_bot_has_a_heartbeat_answers_everything_before_it_ends_and_logs_no_token(
    data_dir: Path,
) -> None:
    sign, console = data_dir / "health", Console(file=io.StringIO(), record=True, width=200)
    assert health(sign, console) == NOT_WELL
    async with (
        Playground() as playground,
        run(playground, playground.token, data_dir) as process,
    ):
        log = await log_until(process, '"ready"')
        async with asyncio.timeout(BEAT_SECONDS + 10):
            while not sign.exists():  # noqa: ASYNC110 - another process makes it
                await asyncio.sleep(0.05)
        assert health(sign, console) == 0
        playground.faults.slow(0.3, times=36, match="/callback")
        asked = [
            asyncio.create_task(playground.slash("ada", "movie", {"title": "The Godfather"}))
            for _ in range(36)
        ]
        await asyncio.sleep(0)  # Discord has sent them by then
        process.send_signal(signal.SIGTERM)
        answers = await asyncio.wait_for(asyncio.gather(*asked), 30)
        assert [answer.error for answer in answers if answer.reply is None] == []
        log += await errors_of(process, ENDED_SECONDS)
        assert process.returncode == 0, log
        assert '"stopped"' in log
        assert "stopped_in_the_middle" not in log
        assert playground.token not in log
        assert not playground.violations
    long_ago = time.time() - STALE_SECONDS - 5
    os.utime(sign, (long_ago, long_ago))
    assert health(sign, console) == NOT_WELL
    said = console.export_text()
    assert "never been online" in said
    assert "Online, as of" in said
    assert "No sign of life for 65 s" in said


@pytest.mark.parametrize(
    ("gateway", "word"),
    [("ws://127.0.0.1:1/", "Failed to connect for shard_id"), ("", "has connected to Gateway")],
)
async def test_sigterm_ends_a_bot_whose_shards_are_not_all_connected(
    data_dir: Path, gateway: str, word: str
) -> None:
    async with Playground() as playground:
        places = {"TEST_GATEWAY": gateway or playground.gateway_url, "SHARD_COUNT": "6"}
        async with run(playground, playground.token, data_dir, **places) as process:
            log = await log_until(process, word)
            process.send_signal(signal.SIGTERM)
            log += await errors_of(process, ENDED_SECONDS)
        assert process.returncode == 0, log
        assert '"stopped"' in log
        assert "stopped_in_the_middle" not in log
        assert not playground.gateway.connected


HANGING_BOT = """
async def main():
    stop = asyncio.Event()
    with ending.ended_by_signals(stop):
        asyncio.get_running_loop().run_in_executor(None, threading.Event().wait)
        signal.raise_signal(signal.SIGTERM)
        await asyncio.Event().wait()

run_async(main())
"""

HANGING_STATEMENT = """
with ending.interrupted_in_time(130, lambda: None):
    threading.Timer(0.1, os.kill, (os.getpid(), signal.SIGINT)).start()
    sqlite3.connect(":memory:").execute(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
    ).fetchall()
"""

HANGING_THREAD = """
async def main():
    threading.Timer(0.1, os.kill, (os.getpid(), signal.SIGINT)).start()
    await asyncio.to_thread(threading.Event().wait)

with ending.interrupted_in_time(130, lambda: None):
    run_async(main())
"""


BUSY = """
with ending.interrupted_in_time(130, lambda: None):
    threading.Timer(0.1, os.kill, (os.getpid(), signal.SIGINT)).start()
    try:
        while True:
            pass
    except KeyboardInterrupt:
        os._exit(7)
"""


@pytest.mark.parametrize(
    ("hanging", "status"),
    [(HANGING_BOT, 0), (HANGING_STATEMENT, 130), (HANGING_THREAD, 130), (BUSY, 7)],
)
async def test_what_hangs_does_not_keep_the_process(hanging: str, status: int) -> None:
    imports = """
import asyncio, os, signal, sqlite3, threading
from bot.runtime import ending
from bot.runtime.event_loop import run_async

ending.END_SECONDS = 0.2
"""
    async with python(imports + hanging) as process:
        assert await asyncio.wait_for(process.wait(), 30) == status


async def test_a_bot_that_is_stopped_while_it_opens_its_stores_ends(data_dir: Path) -> None:
    settings = load_settings(None, discord_token=None, database_url=None, data_dir=data_dir)
    stop = asyncio.Event()
    stop.set()
    await asyncio.wait_for(run_bot(settings, SystemClock(), token="none", stop=stop), ENDED_SECONDS)


async def test_a_refused_token_is_one_line_and_status_2(data_dir: Path) -> None:
    async with Playground() as playground, run(playground, "not.the.token", data_dir) as process:
        log = await errors_of(process)
        assert process.returncode == 2, log
        assert log.splitlines()[-1].startswith("Cannot start: DISCORD_TOKEN: Discord refuses it.")
        assert "Traceback" not in log
        assert "not.the.token" not in log
