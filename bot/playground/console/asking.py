"""Runs the steps given to ``ask``, and prints the result of each."""

import json
from collections.abc import AsyncIterator

from rich.console import Console

from bot.playground.console.lines import read_lines
from bot.playground.console.transcript import Transcript
from bot.playground.process.bot_process import BotProcess
from bot.playground.process.folders import Folders
from bot.playground.script.script import ScriptRunner
from bot.playground.script.steps import is_step
from bot.playground.session import Session

STANDARD_INPUT = "-"


async def carry_out(text: str, folders: Folders, bot: BotProcess, *, as_json: bool) -> bool:
    """Run a step, or for ``-`` those from standard input, and print the result of each.

    Returns:
        Whether all went well.

    Raises:
        BotDiedError: The bot did not start.
    """
    console = Console(highlight=False)
    all_well = True
    async with Session(folders, bot) as session:
        runner = ScriptRunner(session)
        transcript = Transcript(console, session.playground)
        async for number, line in _steps(text):
            if number is not None and not as_json:
                transcript.show_input(line)
            result = await runner.run(line, number)
            if as_json:
                print(json.dumps(result.to_json()), flush=True)  # noqa: T201 - the output
            else:
                transcript.show(result)
            all_well = all_well and result.error is None
    return all_well


async def _steps(text: str) -> AsyncIterator[tuple[int | None, str]]:
    """Yield the steps, those of a script with their line numbers as they arrive."""
    if text != STANDARD_INPUT:
        yield None, text
        return
    number = 0
    async for line in read_lines():
        number += 1
        if is_step(line):
            yield number, line
