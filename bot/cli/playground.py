"""``python -m bot run`` without a token: the real bot in a page, or in a console."""

import sys
from collections.abc import Mapping
from pathlib import Path

from rich.console import Console
from rich.text import Text

from bot.cli.ask import imported_data, playground_folder
from bot.logs import configure_logging
from bot.playground.console.console import WELCOME, InteractiveConsole
from bot.playground.process.bot_process import CHILD_MODULE, BotProcess
from bot.playground.process.folders import Folders
from bot.playground.session import Session
from bot.playground.web.run import serve_page
from bot.runtime.event_loop import run_async

PAGE_WELCOME = """\
No DISCORD_TOKEN is set, so this is the local playground: the real bot, on a
small Discord of its own inside this machine. To go to the real one, put
DISCORD_TOKEN=... into .env (README.md says where to get it) and start again.
With --console it is here in the terminal."""


def wants_page(environ: Mapping[str, str], *, has_terminal: bool) -> bool:
    """Return whether there may be somebody with a browser: no pipe, and no CI."""
    return has_terminal and not environ.get("CI")


def run_page(folder: Path | None = None, module: str = CHILD_MODULE) -> int:
    """Serve the bot in a page for a browser, until Ctrl-C.

    Args:
        folder: See `run_console`.
        module: What the bot's process runs.

    Returns:
        0.
    """
    folders, console = _folders(folder), Console(highlight=False)
    configure_logging("WARNING", "console")
    console.print(Text(PAGE_WELCOME))
    bot = BotProcess(folders.log_file, module)
    session = Session(folders, bot, with_bot=False, settle_seconds=0)
    run_async(serve_page(session, lambda line: console.print(Text(line), soft_wrap=True)))
    return 0


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
    folders = _folders(folder)
    console = Console(highlight=False)
    console.print(Text(WELCOME))
    try:
        run_async(_talk(console, folders, root / "history", module))
    except KeyboardInterrupt:
        console.print()
    return 0


def _folders(folder: Path | None) -> Folders:
    root = folder or playground_folder()
    return Folders.below(root, None, None, None if folder else imported_data())


async def _talk(console: Console, folders: Folders, history: Path, module: str) -> None:
    async with Session(folders, BotProcess(folders.log_file, module)) as session:
        talk = InteractiveConsole(session, console, history)
        await talk.talk(interactive=sys.stdin.isatty() and console.is_terminal)
