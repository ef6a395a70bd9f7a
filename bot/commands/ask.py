"""``python -m bot ask``: the real bot's replies to a command or a script, without Discord."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console

from bot.config import load_settings
from bot.playground.bot_process import CHILD_MODULE
from bot.playground.lines import read_lines
from bot.playground.script import ScriptRunner
from bot.playground.session import Folders, Session
from bot.playground.steps import is_step
from bot.playground.transcript import Transcript

STANDARD_INPUT = "-"


def ask(
    text: str,
    *,
    as_json: bool = False,
    records: Path | None = None,
    state: Path | None = None,
    folder: Path | None = None,
    module: str = CHILD_MODULE,
) -> int:
    """Carry out a step, or a script of steps, and print what came of each.

    Args:
        text: The step; ``-`` reads a script from standard input, a step a line.
        as_json: Print a JSON object a line in place of drawn messages.
        records: A folder of records in place of the configured ones.
        state: Where people's doings are kept from one call to the next; without it, nobody
            has done anything yet.
        folder: Where catalogues are kept; ``playground`` in the data folder by default.
        module: What the bot's process runs.

    Returns:
        0, or 1 when a step was faulty or Discord would have refused something.

    Raises:
        StartupError: The bot cannot start.
    """
    root = folder or playground_folder()
    with TemporaryDirectory(prefix="marquee-") as fresh:
        folders = Folders.below(root, state or Path(fresh), records)
        try:
            return asyncio.run(_ask(text, Session(folders, module), as_json=as_json))
        except KeyboardInterrupt:
            return 130


def playground_folder() -> Path:
    """Return the folder in which the playground keeps its things.

    Raises:
        ConfigError: A setting is faulty.
    """
    return load_settings(discord_token=None, database_url=None).data_dir / "playground"


async def _ask(text: str, session: Session, *, as_json: bool) -> int:
    console = Console(highlight=False)
    failed = False
    async with session:
        runner = ScriptRunner(session)
        transcript = Transcript(console, session.playground)
        is_script = text == STANDARD_INPUT
        async for number, line in _steps(text):
            if is_script and not as_json:
                transcript.show_input(line)
            result = await runner.run(line, number)
            if as_json:
                print(json.dumps(result.to_json()), flush=True)  # noqa: T201 - the output
            else:
                transcript.show(result)
            failed = failed or result.error is not None
    return int(failed)


async def _steps(text: str) -> AsyncIterator[tuple[int | None, str]]:
    """Yield the steps with their line numbers, each as soon as it is there."""
    if text != STANDARD_INPUT:
        yield None, text
        return
    number = 0
    async for line in read_lines():
        number += 1
        if is_step(line):
            yield number, line
