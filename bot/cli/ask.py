"""``python -m bot ask``: the real bot's replies to a command or a script, without Discord."""

from pathlib import Path
from tempfile import TemporaryDirectory

from bot.catalog.imdb.merge import IMPORTED_NAME
from bot.config import load_settings
from bot.playground.process.bot_process import CHILD_MODULE, BotProcess
from bot.playground.process.folders import Folders
from bot.runtime.event_loop import run_async


def ask(
    text: str,
    *,
    as_json: bool = False,
    records: Path | None = None,
    state: Path | None = None,
    folder: Path | None = None,
    module: str = CHILD_MODULE,
) -> int:
    """Run a step, or a script of steps, and print the outcome of each.

    Args:
        text: The step; ``-`` reads a script from standard input, a step a line.
        as_json: Print one JSON object a line instead of rendered messages.
        records: A folder of records instead of the configured ones.
        state: The state store to use across calls; by default an empty one.
        folder: Where catalogues are kept; ``playground`` in the data folder by default.
        module: The module that the bot's process runs.

    Returns:
        0, or 1 if a step was invalid or Discord would have refused something.

    Raises:
        StartupError: The bot cannot start.
    """
    root = folder or playground_folder()
    with TemporaryDirectory(prefix="marquee-") as fresh:
        imported = None if folder else imported_data()
        folders = Folders.below(root, state or Path(fresh), records, imported)
        try:
            return int(not run_async(_ask(text, folders, module, as_json=as_json)))
        except KeyboardInterrupt:
            return 130


def playground_folder() -> Path:
    """Return the playground's folder.

    Raises:
        ConfigError: A setting is faulty.
    """
    return load_settings(discord_token=None, database_url=None).data_dir / "playground"


def imported_data() -> Path:
    """Return the path of the bot's imported data, if there is any.

    Raises:
        ConfigError: A setting is faulty.
    """
    return load_settings(discord_token=None, database_url=None).catalog_dir / IMPORTED_NAME


async def _ask(text: str, folders: Folders, module: str, *, as_json: bool) -> bool:
    bot = BotProcess(folders.log_file, module)
    try:
        await bot.spawn()
        # The bot starts while the local Discord is imported, which takes half a second.
        from bot.playground.console.asking import carry_out  # noqa: PLC0415

        return await carry_out(text, folders, bot, as_json=as_json)
    finally:
        await bot.stop()
