"""The process in which the playground's bot runs; `BotProcess` starts it."""

import asyncio
import json
import os
import sys
from collections.abc import Callable
from typing import Protocol, TextIO

import aiohttp

from bot.clock import Clock, ShiftedClock
from bot.config import ENV_FILE, Settings, load_settings
from bot.errors import StartupError
from bot.logs import configure_logging, log_uncaught_errors
from bot.playground.process.bot_process import BotConfig
from bot.playground.process.connect import directed_to, loopback_connector
from bot.runtime.ending import ended_by_signals
from bot.runtime.event_loop import run_async
from bot.runtime.gc_tuning import (
    collect_rarely,
    collecting_later,
    leave_out_imports,
    share_one_heap,
    skip_last_collection,
)

CALM_SECONDS = 5.0
"""How long to wait at most until the bot has run the jobs that fell due."""


class RunBot(Protocol):
    """Runs a bot until it is told to stop; see `bot.app.run_bot`."""

    async def __call__(
        self,
        settings: Settings,
        clock: Clock,
        *,
        token: str,
        connector: aiohttp.BaseConnector | None,
        stop: asyncio.Event,
        on_ready: Callable[[], None] | None = None,
        **client_options: object,
    ) -> None:
        """Connect, call ``on_ready`` and return when ``stop`` is set."""
        ...


class ReplyChannel:
    """The channel to the parent; anything else that is printed goes to the log."""

    def __init__(self) -> None:
        self._stream: TextIO = os.fdopen(os.dup(1), "w", encoding="utf-8")
        os.dup2(2, 1)

    def send(self, event: str, **details: str) -> None:
        """Send one message."""
        self._stream.write(json.dumps({"event": event, **details}) + "\n")
        self._stream.flush()


async def serve(answers: ReplyChannel, run: RunBot) -> None:
    """Run the bot against a local Discord until the parent or a signal ends it.

    Raises:
        StartupError: The bot cannot start.
    """
    stop = asyncio.Event()
    with ended_by_signals(stop):
        await _serve(answers, run, stop)


async def _serve(answers: ReplyChannel, run: RunBot, stop: asyncio.Event) -> None:
    orders = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(orders), sys.stdin)
    if not (line := await orders.readline()):
        return
    config = BotConfig.from_json(line.decode())
    settings = load_settings(
        ENV_FILE, **{"discord_token": None, "database_url": None, **config.settings}
    )
    configure_logging(settings.log_level, settings.log_format)
    log_uncaught_errors()
    clock = ShiftedClock(config.clock_offset)
    obeying = asyncio.create_task(_obey(orders, clock, answers, stop))
    try:
        with directed_to(config.api_base, config.gateway_url):
            await run(
                settings,
                clock,
                token=config.token,
                connector=loopback_connector(),
                stop=stop,
                on_ready=lambda: answers.send("ready"),
                guild_ready_timeout=0.0,
            )
    finally:
        obeying.cancel()


async def _obey(
    orders: asyncio.StreamReader, clock: ShiftedClock, answers: ReplyChannel, stop: asyncio.Event
) -> None:
    while line := await orders.readline():
        _, seconds = line.decode().split()
        clock.advance(float(seconds))
        await clock.calm(CALM_SECONDS)
        answers.send("advanced")
    stop.set()


def run_child(run: RunBot) -> int:
    """Run as a child process, and return its exit status."""
    answers = ReplyChannel()
    leave_out_imports()
    try:
        run_async(serve(answers, run), watched=True)
    except StartupError as error:
        answers.send("failed", reason=str(error))
        return 2
    finally:
        skip_last_collection()
    return 0


if __name__ == "__main__":
    share_one_heap()
    collect_rarely()
    with collecting_later():
        from bot.app import run_bot

        leave_out_imports()
    sys.exit(run_child(run_bot))
