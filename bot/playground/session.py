"""A local Discord with the real bot on it."""

import json
from contextlib import AsyncExitStack
from types import TracebackType
from typing import Self

from bot.clock import ShiftedClock
from bot.playground.playground import SETTLE_SECONDS, Playground
from bot.playground.process.bot_process import BotConfig, BotProcess
from bot.playground.process.folders import Folders


class Session:
    """A running playground with its bot, from ``async with`` to its end.

    Args:
        folders: The folders of its data.
        bot: The bot's process; it may have been spawned already.
        with_bot: Whether the bot is started at once, or later by `start_bot`.
        settle_seconds: See `Playground`.
    """

    def __init__(
        self,
        folders: Folders,
        bot: BotProcess,
        *,
        with_bot: bool = True,
        settle_seconds: float = SETTLE_SECONDS,
    ) -> None:
        self._folders = folders
        self._commands_file = folders.state / "commands.json"
        self._exits = AsyncExitStack()
        self.bot = bot
        self.clock = ShiftedClock()
        self.playground = Playground(clock=self.clock, settle_seconds=settle_seconds)
        self._with_bot = with_bot

    async def __aenter__(self) -> Self:
        """Start both.

        Raises:
            BotDiedError: The bot did not start.
        """
        self._folders.make()
        self._restore_commands()
        self.playground.discord.commands.changes.listen(self._keep_commands)
        async with AsyncExitStack() as exits:
            exits.push_async_callback(self.bot.stop)
            await exits.enter_async_context(self.playground)
            if self._with_bot:
                await self.start_bot()
            self._exits = exits.pop_all()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Stop both."""
        await self.bot.stop()  # first, so that its last edits still reach the server
        await self._exits.aclose()

    async def restart(self, *, kill: bool) -> None:
        """End the bot, with or without warning, and start it on the same folders.

        Raises:
            BotDiedError: It did not start again.
        """
        await (self.bot.kill() if kill else self.bot.stop())
        await self.start_bot()

    async def advance(self, seconds: float) -> None:
        """Move the clock forward, here and in the bot, and wait until due jobs are done.

        Raises:
            BotDiedError: The bot has ended.
        """
        self.clock.advance(seconds)
        await self.bot.advance(seconds)

    async def start_bot(self) -> None:
        """Start the bot and return when it is ready.

        Raises:
            BotDiedError: It did not start.
        """
        config = BotConfig(
            api_base=self.playground.api_base,
            gateway_url=self.playground.gateway_url,
            token=self.playground.token,
            settings=self._folders.settings(),
            clock_offset=self.clock.offset_seconds,
        )
        await self.bot.start(config)

    def _restore_commands(self) -> None:
        # The bot registers its commands only when they changed, so what Discord remembers of
        # them must live as long as what the bot remembers.
        if self._commands_file.exists():
            commands = json.loads(self._commands_file.read_text("utf-8"))
            self.playground.discord.commands.replace_all(commands, None)

    def _keep_commands(self, _: None) -> None:
        self._commands_file.write_text(json.dumps(self.playground.commands), "utf-8")
