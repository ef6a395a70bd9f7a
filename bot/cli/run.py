"""``python -m bot run``: the bot on Discord."""

import asyncio

from bot.app import run_bot
from bot.clock import SystemClock
from bot.config import Settings
from bot.logs import configure_logging, log_uncaught_errors
from bot.runtime.ending import ended_by_signals
from bot.runtime.event_loop import run_async
from bot.runtime.gc_tuning import leave_out_imports


def run_on_discord(settings: Settings, token: str) -> int:
    """Serve Discord until SIGTERM or SIGINT.

    Raises:
        StartupError: The bot cannot start.
    """
    configure_logging(
        settings.log_level,
        settings.log_format,
        secrets=[token, settings.database_url.get_secret_value() if settings.database_url else ""],
    )
    log_uncaught_errors()
    leave_out_imports()
    run_async(_serve(settings, token), watched=True)
    return 0


async def _serve(settings: Settings, token: str) -> None:
    stop = asyncio.Event()
    with ended_by_signals(stop):
        await run_bot(settings, SystemClock(), token=token, stop=stop)
