"""Transactions on the state store."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.errors import Outage, UnavailableError
from bot.state.database.address import Address
from bot.state.database.engine import POOL_SIZE, SQLITE_BEGIN, build_engine
from bot.state.database.faults import STORE, unavailable_when_down

TURN_TIMEOUT_S = 60.0
"""How long a transaction may wait its turn; a hundred voters at once take seconds."""


class Database:
    """Opens transactions on one database until it is closed.

    On SQLite all transactions of a process go through one connection, one after the other, and
    writers begin with ``BEGIN IMMEDIATE``. On PostgreSQL they run side by side; constraints and
    conditional statements, not the order of events, keep them right.

    First come, first served. (The engine's pool alone hands a returned connection to whoever asks
    next, so that waiters may starve.)

    Args:
        address: The database; its schema is expected to be up to date.

    Attributes:
        address: The same.
    """

    def __init__(self, address: Address) -> None:
        self.address = address
        self._engine = build_engine(address)
        self._turns = asyncio.Semaphore(POOL_SIZE if address.file is None else 1)
        if address.file is None:
            self._writer = self._engine
            self._reader = self._engine.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
        else:
            self._writer = self._engine.execution_options(**{SQLITE_BEGIN: "IMMEDIATE"})
            self._reader = self._engine
        self._closed = False
        self._in_flight = 0
        self._idle = asyncio.Event()
        self._idle.set()

    @asynccontextmanager
    async def transaction(self) -> AsyncGenerator[AsyncConnection]:
        """Change something: committed when the block ends well, undone when it raises.

        Raises:
            UnavailableError: The database failed; nothing was acknowledged.
        """
        async with self._begin(self._writer) as connection:
            yield connection

    @asynccontextmanager
    async def reading(self) -> AsyncGenerator[AsyncConnection]:
        """Read from one consistent snapshot of the whole store.

        Raises:
            UnavailableError: The database failed.
        """
        async with self._begin(self._reader) as connection:
            yield connection

    @asynccontextmanager
    async def halted(self) -> AsyncGenerator[None]:
        """Hold back the transactions of this process; on SQLite, where they are serialized.

        Raises:
            UnavailableError: Those before took too long.
        """
        with unavailable_when_down():
            async with self._turn():
                yield

    async def close(self) -> None:
        """Finish the transactions in flight, then close every connection; safe to repeat."""
        self._closed = True
        await self._idle.wait()
        await self._engine.dispose()

    @asynccontextmanager
    async def _begin(self, engine: AsyncEngine) -> AsyncGenerator[AsyncConnection]:
        if self._closed:
            raise UnavailableError(STORE, Outage.CLOSED)
        self._in_flight += 1
        self._idle.clear()
        try:
            with unavailable_when_down():
                async with self._turn(), engine.begin() as connection:
                    yield connection
        finally:
            self._in_flight -= 1
            if not self._in_flight:
                self._idle.set()

    @asynccontextmanager
    async def _turn(self) -> AsyncGenerator[None]:
        async with asyncio.timeout(TURN_TIMEOUT_S):
            await self._turns.acquire()
        try:
            yield
        finally:
            self._turns.release()
