"""``python -m bot run`` as a process of its own, on the local Discord."""

import asyncio
import os
import signal
import sys
from pathlib import Path

from bot.playground.playground import Playground

ROOT = Path(__file__).parents[2]
RUN = """
import os, sys
from bot.commands.cli import main
from bot.playground.connect import directed_to

sys.argv = ["bot", "run"]
with directed_to(os.environ["TEST_API"], os.environ["TEST_GATEWAY"]):
    main()
"""


async def run(playground: Playground, token: str, data_dir: Path) -> asyncio.subprocess.Process:
    places = {"TEST_API": playground.api_base, "TEST_GATEWAY": playground.gateway_url}
    settings = {"DISCORD_TOKEN": token, "DATA_DIR": str(data_dir), "DATABASE_URL": ""}
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        RUN,
        cwd=ROOT,
        env={**os.environ, **places, **settings},
        stderr=asyncio.subprocess.PIPE,
    )


async def errors_of(process: asyncio.subprocess.Process) -> str:
    _, errors = await asyncio.wait_for(process.communicate(), 30)
    return errors.decode()


async def test_sigterm_ends_the_bot_cleanly_and_the_token_is_in_no_log(data_dir: Path) -> None:
    async with Playground() as playground:
        process = await run(playground, playground.token, data_dir)
        assert process.stderr is not None
        log = ""
        async with asyncio.timeout(30):
            while '"ready"' not in log:
                line = await process.stderr.readline()
                assert line, log
                log += line.decode()
        process.send_signal(signal.SIGTERM)
        log += await errors_of(process)
        assert process.returncode == 0, log
        assert '"stopped"' in log
        assert playground.token not in log
        assert not playground.violations


async def test_a_refused_token_is_one_line_and_status_2(data_dir: Path) -> None:
    async with Playground() as playground:
        process = await run(playground, "not.the.token", data_dir)
        log = await errors_of(process)
        assert process.returncode == 2, log
        assert log.splitlines()[-1].startswith("Cannot start: DISCORD_TOKEN: Discord refuses it.")
        assert "Traceback" not in log
        assert "not.the.token" not in log
