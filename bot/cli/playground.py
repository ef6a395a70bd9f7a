"""``python -m bot run`` without a token: the real bot in a console."""

import sys
from pathlib import Path

from rich.console import Console
from rich.text import Text

from bot.cli.ask import imported_data, playground_folder
from bot.event_loop import run_async
from bot.playground.bot_process import CHILD_MODULE, BotProcess
from bot.playground.console import WELCOME, InteractiveConsole
from bot.playground.folders import Folders
from bot.playground.session import Session


def run_console(folder: Path | None = None, module: str = CHILD_MODULE) -> int:
    """Talk with the bot in the terminal, or with the lines that are piped in, until they end.

    Args:
        folder: Where its catalogue and state are kept; ``playground`` in the data folder by
            default.
        module: The module that the bot's process runs.

    Returns:
        0.

    Raises:
        StartupError: The bot cannot start.
    """
    root = folder or playground_folder()
    folders = Folders.below(root, None, None, None if folder else imported_data())
    console = Console(highlight=False)
    console.print(Text(WELCOME))
    try:
        run_async(_talk(console, folders, root / "history", module))
    except KeyboardInterrupt:
        console.print()
    return 0


async def _talk(console: Console, folders: Folders, history: Path, module: str) -> None:
    async with Session(folders, BotProcess(folders.log_file, module)) as session:
        talk = InteractiveConsole(session, console, history)
        await talk.talk(interactive=sys.stdin.isatty() and console.is_terminal)
