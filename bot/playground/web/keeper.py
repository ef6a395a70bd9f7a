"""Supervises the bot: starts it, notices when it ends, and reports its status."""

import asyncio
from contextlib import suppress

from bot.playground.discord.feed import Feed
from bot.playground.discord.http.wire import Json
from bot.playground.process.bot_process import BotDiedError
from bot.playground.session import Session


class BotKeeper:
    """Starts and ends the bot of a session, one thing after the other.

    Args:
        session: The playground; its bot has not been started.

    Attributes:
        changes: Notifies that `status` has changed.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._state = "starting"
        self._reason = ""
        self._turn = asyncio.Lock()
        self._watching: asyncio.Task[None] | None = None
        self.changes: Feed[None] = Feed()
        session.playground.gateway.connections.listen(self.changes.tell)

    @property
    def status(self) -> Json:
        """The bot's status.

        ``state`` is ``starting``, ``running`` or ``ended`` (then ``reason`` says why, if it is
        known); ``connected`` tells whether its gateway is.
        """
        return {
            "state": self._state,
            "reason": self._reason,
            "connected": self._session.playground.gateway.connected,
        }

    async def start(self) -> None:
        """Start the bot and return when it is ready or has failed; a running one is left alone."""
        async with self._turn:
            if self._state != "running":
                await self._start()

    async def restart(self, *, kill: bool) -> None:
        """End the bot and start it again on the same folders."""
        async with self._turn:
            await self._end(kill=kill, reason="")
            await self._start()

    async def end(self, *, kill: bool) -> None:
        """End the bot."""
        async with self._turn:
            await self._end(kill=kill, reason="It was ended from the page.")

    async def leave(self) -> None:
        """Stop watching it: the session is about to end it."""
        await self._stop_watching()

    async def _start(self) -> None:
        self._become("starting")
        try:
            await self._session.start_bot()
        except BotDiedError as died:
            self._become("ended", str(died))
            return
        self._become("running")
        self._watching = asyncio.create_task(self._watch())

    async def _end(self, *, kill: bool, reason: str) -> None:
        await self._stop_watching()
        bot = self._session.bot
        await (bot.kill() if kill else bot.stop())
        self._become("ended", reason)

    async def _watch(self) -> None:
        reason = await self._session.bot.wait_ended()
        await self._session.bot.kill()  # forgets the dead process
        self._become("ended", reason)

    async def _stop_watching(self) -> None:
        watching, self._watching = self._watching, None
        if watching is not None:
            watching.cancel()
            with suppress(asyncio.CancelledError):
                await watching

    def _become(self, state: str, reason: str = "") -> None:
        self._state, self._reason = state, reason
        self.changes.tell(None)
