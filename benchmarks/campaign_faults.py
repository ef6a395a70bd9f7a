"""What goes wrong in a campaign: Discord, the disk, the database and the clock, one at a time."""

import asyncio
import random
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


class Faults:
    """Lets things go wrong, as the chance says.

    Args:
        playground: The local Discord.
        bot: The bot's process.
        clock: Discord's clock, which goes with the bot's.
        restart: Starts the bot again after it was killed.
        address: Where the bot's state is.
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
            "the database lets go": self._let_go,
            "the bot is killed": self._kill,
        }

    async def some(self, chance: random.Random) -> str:
        """Let something go wrong; return what."""
        name = chance.choice([*self._ways])
        self.met[name] = self.met.get(name, 0) + 1
        await self._ways[name](chance)
        return name

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
        """Hold what every writer needs, for less than the bot waits for it."""
        if self._address.startswith("sqlite"):
            file = Path(self._address.removeprefix("sqlite:///"))
            await asyncio.to_thread(_hold, file)
        else:
            await execute(
                self._address,
                "DO $$ BEGIN LOCK TABLE nights, saved_views, shown_films IN EXCLUSIVE MODE;"
                f" PERFORM pg_sleep({LOCKED_SECONDS}); END $$",
            )

    async def _let_go(self, chance: random.Random) -> None:
        if self._address.startswith("sqlite"):
            await self._lock(chance)
            return
        await execute(
            self._address,
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()",
        )

    async def _kill(self, _: random.Random) -> None:
        await self._bot.kill()
        await self._restart()


def _hold(file: Path) -> None:
    with closing(sqlite3.connect(file, timeout=5)) as connection:
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:  # the bot writes; that will do as a fault
            return
        time.sleep(LOCKED_SECONDS)
        connection.rollback()
