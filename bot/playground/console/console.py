"""The interactive console: type a command, see the card, press its buttons."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

from prompt_toolkit import PromptSession
from prompt_toolkit.history import FileHistory
from rich.console import Console
from rich.text import Text

from bot.playground.console.completion import StepCompleter
from bot.playground.console.lines import read_lines
from bot.playground.console.transcript import Transcript
from bot.playground.script.actor import Actor
from bot.playground.script.controls import Button, controls
from bot.playground.script.script import ScriptRunner
from bot.playground.script.steps import is_step
from bot.playground.session import Session

WELCOME = """\
No DISCORD_TOKEN is set, so this is the local playground: the real bot, on a
small Discord of its own inside this machine. To go to the real one, put
DISCORD_TOKEN=... into .env (README.md says where to get it) and start again.

Try:  /movie kramr vs kramer
      /cast streep meryl with:dustin hofman
      /random genre:comedy min_rating:7

help lists what else can be typed; quit ends it.
"""
HELP = """\
/movie kramr        a command; Tab completes names, options and choices
1                   press the button, or choose the entry, with that number
5 7                 choose two entries of one menu
!submit Film=heat   fill in a form
!as ben             act as somebody else
!dm                 go to the direct messages; !channel general goes back
!advance 2h         move the clock
!restart, !kill     end the bot, with or without warning, and start it again
help, quit          docs/playground.md tells the rest
"""
_NUMBER = re.compile(r"(\d{1,3})(?:\s+(.+))?", re.ASCII)


class InteractiveConsole:
    """Serves the person at the terminal, or piped input.

    Args:
        session: The running playground.
        console: Where to print.
        history_file: Where typed lines are remembered.
    """

    def __init__(self, session: Session, console: Console, history_file: Path) -> None:
        self._runner = ScriptRunner(session)
        self._transcript = Transcript(console, session.playground)
        self._console = console
        self._history_file = history_file

    async def talk(self, *, interactive: bool) -> None:
        """Run line after line until there are no more."""
        lines = self._prompted() if interactive else read_lines()
        async for line in lines:
            word = line.strip().lower()
            if word in {"quit", "exit"}:
                return
            if not interactive and is_step(line):
                self._transcript.show_input(line)
            if word in {"help", "?"}:
                self._console.print(Text(HELP))
            elif is_step(line):
                self._transcript.show(await self._runner.run(numbered(line, self._runner.actor)))

    async def _prompted(self) -> AsyncIterator[str]:
        actor = self._runner.actor
        prompt: PromptSession[str] = PromptSession(
            completer=StepCompleter(actor),
            complete_while_typing=True,
            history=FileHistory(str(self._history_file)),
        )
        while True:
            place = f"#{actor.channel.name}" if actor.channel else "DM"
            try:
                yield await prompt.prompt_async(f"{actor.user} {place} › ")
            except (EOFError, KeyboardInterrupt):
                return


def numbered(line: str, actor: Actor) -> str:
    """Return the step that a line of numbers stands for, or the line itself.

    A number presses a button or chooses entries of a menu; a number and a name choose that
    user, role or channel in a menu that Discord fills.
    """
    match = _NUMBER.fullmatch(line.strip())
    if match is None or actor.shown is None:
        return line
    number, more = int(match[1]), match[2] or ""
    for control in controls(actor.message()):
        if isinstance(control, Button):
            if control.number == number and not more:
                return f"!click #{number}"
        elif control.entity and control.number == number:
            return f"!select #{number}: {more}"
        elif any(choice.number == number for choice in control.choices):
            return "!select " + " | ".join(f"#{chosen}" for chosen in line.split())
    return line
