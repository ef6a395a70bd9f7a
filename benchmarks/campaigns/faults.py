"""What goes wrong in a campaign: Discord, the disk, the database and the clock, one at a time."""

import asyncio
import os
import random
import resource
import signal
import sqlite3
import time
from collections.abc import Awaitable, Callable, Mapping
from contextlib import closing
from pathlib import Path

from bot.clock import ShiftedClock
from bot.playground.playground import Playground
from bot.playground.process.bot_process import BotProcess
from tests.state.postgres_databases import execute

CALLBACK = "/callback"
LOCKED_SECONDS = 0.6
PAUSED_SECONDS = 1.0
AT_WORK_SECONDS = 0.03
"""The time that a step takes."""
EXCUSING = frozenset(
    {
        "Discord fails",
        "Discord limits",
        "Discord is slow",
        "an answer is lost",
        "a connection is dropped",
        "the gateway drops",
        "the bot is killed",
    }
)
"""After these, something may stay unanswered; after all others, nothing."""


class Faults:
    """Causes random faults.

    Args:
        playground: The local Discord.
        bot: The bot's process.
        clock: Discord's clock, which goes with the bot's.
        restart: Starts the bot again after it was killed.
        address: The address of the bot's state.
    """

    def __init__(
        self,
        playground: Playground,
        bot: BotProcess,
        clock: ShiftedClock,
        restart: Callable[[], Awaitable[None]],
        address: str,
    ) -> None:
        self._playground = playground
        self._bot = bot
        self._clock = clock
        self._restart = restart
        self._address = address
        self.met: dict[str, int] = {}
        self._ways: Mapping[str, Callable[[random.Random], Awaitable[None]]] = {
            "Discord fails": self._fail,
            "Discord limits": self._limit,
            "Discord is slow": self._slow,
            "an answer is lost": self._lose,
            "a connection is dropped": self._drop,
            "the gateway drops": self._gateway,
            "the clock leaps": self._leap,
            "the database is locked": self._lock,
            "the bot is killed": self._kill,
            "the bot is paused": self._pause,
            **(
                {"the disk takes no more": self._fill}
                if self._is_sqlite
                else {
                    "the database lets go": self._let_go,
                    "the database can only be read": self._forbid_writing,
                }
            ),
        }
        self._mend: Callable[[], Awaitable[None]] | None = None

    async def some(self, chance: random.Random) -> str:
        """Cause a fault; return its name."""
        await self.mend()
        name = chance.choice([*self._ways])
        self.met[name] = self.met.get(name, 0) + 1
        await self._ways[name](chance)
        return name

    async def mend(self) -> None:
        """End the faults that last until they are ended."""
        self._playground.faults.clear()
        if (mend := self._mend) is not None:
            self._mend = None
            await mend()

    @property
    def _is_sqlite(self) -> bool:
        return self._address.startswith("sqlite")

    async def _fail(self, chance: random.Random) -> None:
        status = chance.choice((500, 502, 503))
        self._playground.faults.fail(status, chance.randrange(1, 3), match=CALLBACK)

    async def _limit(self, chance: random.Random) -> None:
        self._playground.faults.rate_limit(1, retry_after=0.05 + chance.random() / 4)

    async def _slow(self, chance: random.Random) -> None:
        self._playground.faults.slow(chance.random(), 1)

    async def _lose(self, _: random.Random) -> None:
        self._playground.faults.lose_answer(1, match=CALLBACK)

    async def _drop(self, _: random.Random) -> None:
        self._playground.faults.drop(1)

    async def _gateway(self, chance: random.Random) -> None:
        if chance.random() < 0.5:
            await self._playground.gateway.drop()
        else:
            await self._playground.gateway.ask_to_reconnect()
        await asyncio.sleep(0.05)
        await self._playground.wait_until_connected(30)

    async def _leap(self, chance: random.Random) -> None:
        seconds = chance.choice((60.0, 3600.0, 8 * 3600.0, 25 * 3600.0))
        self._clock.advance(seconds)
        await self._bot.advance(seconds)

    async def _lock(self, _: random.Random) -> None:
        """Hold the write lock, for less than the bot waits for it."""
        if self._is_sqlite:
            file = Path(self._address.removeprefix("sqlite:///"))
            self._meanwhile(asyncio.to_thread(_hold, file))
        else:
            statement = (
                "DO $$ BEGIN LOCK TABLE nights, saved_views, shown_films IN EXCLUSIVE MODE;"
                f" PERFORM pg_sleep({LOCKED_SECONDS}); END $$"
            )
            self._meanwhile(execute(self._address, statement))
        await asyncio.sleep(AT_WORK_SECONDS)

    async def _let_go(self, _: random.Random) -> None:
        await execute(
            self._address,
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()",
        )

    async def _kill(self, chance: random.Random) -> None:
        """Kill the bot, often during a step, and start it again."""
        after = chance.choice((0.0, AT_WORK_SECONDS * chance.random()))

        async def kill() -> None:
            await asyncio.sleep(after)
            await self._bot.kill()
            await self._restart()

        self._meanwhile(kill())
        if not after:
            await self.mend()

    async def _pause(self, _: random.Random) -> None:
        """Suspend the bot and resume it, as when a virtual machine is moved."""
        if (pid := self._bot.pid) is None:
            return
        os.kill(pid, signal.SIGSTOP)

        async def go_on() -> None:
            await asyncio.sleep(PAUSED_SECONDS)
            os.kill(pid, signal.SIGCONT)

        self._meanwhile(go_on())

    def _meanwhile(self, work: Awaitable[object]) -> None:
        """Go on while something is at work; mending waits for it."""
        task = asyncio.ensure_future(work)

        async def over() -> None:
            await task

        self._mend = over

    async def _fill(self, _: random.Random) -> None:
        """Let the bot write to no file: the system refuses it with EFBIG, as a quota does."""
        if (pid := self._bot.pid) is None:
            return
        most = resource.prlimit(pid, resource.RLIMIT_FSIZE)[1]
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, most))

        async def empty() -> None:
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (most, most))

        self._mend = empty

    async def _forbid_writing(self, chance: random.Random) -> None:
        """Make the database read-only, as those who host one do when its disk is full."""

        async def set_to(value: str) -> None:
            name = self._address.rpartition("/")[2]
            await execute(
                self._address,
                "SET default_transaction_read_only = off",
                f'ALTER DATABASE "{name}" SET default_transaction_read_only = {value}',
            )
            await self._let_go(chance)

        await set_to("on")
        self._mend = lambda: set_to("off")


def _hold(file: Path) -> None:
    with closing(sqlite3.connect(file, timeout=5)) as connection:
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:  # the bot writes; that will do as a fault
            return
        time.sleep(LOCKED_SECONDS)
        connection.rollback()
