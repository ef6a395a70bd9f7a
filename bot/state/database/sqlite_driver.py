"""SQLite for SQLAlchemy: a statement and its rows in one thread switch.

aiosqlite switches to the connection's thread and back for every step: to begin, to make a cursor,
to execute, to fetch, to close, to commit, and to roll back what is committed. Each switch costs
more than most statements do. Here a transaction begins with its first statement; a cursor is made,
executed, read and closed in one go; and what is over is not rolled back. Rows beyond :data:`CHUNK`
are fetched on demand, so that a long result is never in memory as a whole.
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterable
from functools import partial
from typing import Any, Self, TypeVar

import aiosqlite
from typing_extensions import override

from bot.runtime.closed_loop import tolerate_closed_loop

CHUNK = 256
"""Rows that come with the execution of a statement."""

_T = TypeVar("_T")
_Rows = list[Any]


class Connection(aiosqlite.Connection):
    """A connection for SQLAlchemy's ``async_creator_fn``, made as by :func:`sqlite3.connect`."""

    @override
    def __init__(self, database: str, **options: Any) -> None:
        super().__init__(partial(sqlite3.connect, database, **options), iter_chunk_size=CHUNK)
        self._thread.daemon = True  # as SQLAlchemy has it: a lost connection must not keep us
        tolerate_closed_loop(self)
        self._begin = ""
        self._is_at_rest = True
        self._is_stopped = False
        self._stopped: asyncio.Future[Any] | None = None

    @override
    def stop(self) -> asyncio.Future[Any] | None:
        """End the thread; if that was asked for before, return the same future.

        SQLAlchemy stops a connection if its closing is cancelled, while the closing goes on and
        stops it, too. A thread that has ended would never answer the second time.
        """
        if not self._is_stopped:
            self._is_stopped = True
            self._stopped = super().stop()  # pyright: ignore[reportUnknownMemberType]
        return self._stopped

    def begin(self, mode: str) -> None:
        """Begin a transaction, together with its first statement."""
        self._begin = f"BEGIN {mode}"

    @override
    async def commit(self) -> None:
        if self._begin:
            self._begin = ""
        else:
            await self.on_thread(self._conn.commit)

    @override
    async def rollback(self) -> None:
        """Roll back, if there is anything to: the pool has it done with all that comes back."""
        self._begin = ""
        if not self._is_at_rest or self.in_transaction:
            await self.on_thread(self._conn.rollback)

    @override
    def cursor(self) -> "Cursor":  # pyright: ignore[reportIncompatibleMethodOverride]
        return Cursor(self)

    async def on_thread(self, function: Callable[..., _T], *arguments: Any) -> _T:
        """Call something on the connection's thread.

        Who is cancelled meanwhile does not know whether it is over.
        """
        self._is_at_rest = False
        try:
            result: _T = await self._execute(function, *arguments)  # pyright: ignore[reportUnknownMemberType]
        except UnicodeDecodeError as error:  # in SQLite's message about a damaged file
            self._is_at_rest = True
            raise sqlite3.DatabaseError("the database is damaged") from error
        except Exception:
            self._is_at_rest = True
            raise
        self._is_at_rest = True
        return result

    def start(
        self, sql: str, parameters: Iterable[Any], *, many: bool = False
    ) -> tuple[sqlite3.Cursor, _Rows]:
        """Execute a statement, on the connection's thread; return its first rows as well.

        If these are all, the cursor is closed, and only its metadata can be used.
        """
        begin, self._begin = self._begin, ""
        cursor = self._conn.cursor()
        rows: _Rows = []
        try:
            if begin:
                cursor.execute(begin)
            (cursor.executemany if many else cursor.execute)(sql, parameters)  # pyright: ignore[reportArgumentType]
            if cursor.description:
                rows = cursor.fetchmany(CHUNK)
        finally:
            if len(rows) < CHUNK:
                cursor.close()
        return cursor, rows


class Cursor:
    """An asynchronous cursor in the form of PEP 249.

    Attributes:
        arraysize: How many rows :meth:`fetchmany` gives unless told.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._cursor: sqlite3.Cursor | None = None
        self._rows: _Rows = []
        self._has_more = False
        self.arraysize = 1

    async def __aenter__(self) -> Self:
        """Begin, as SQLAlchemy does; it ends with :meth:`close`."""
        return self

    @property
    def description(self) -> Any:
        """The columns of the result; ``None`` for a statement without one."""
        return self._cursor.description if self._cursor else None

    @property
    def rowcount(self) -> int:
        """Number of rows changed."""
        return self._cursor.rowcount if self._cursor else -1

    @property
    def lastrowid(self) -> int | None:
        """The key of the last inserted row."""
        return self._cursor.lastrowid if self._cursor else None

    async def execute(self, operation: str, parameters: Iterable[Any] = ()) -> Self:
        """Execute a statement."""
        return await self._start(self._connection.start, operation, parameters)

    async def executemany(self, operation: str, parameters: Iterable[Iterable[Any]]) -> Self:
        """Execute a statement once for each set of parameters."""
        return await self._start(partial(self._connection.start, many=True), operation, parameters)

    async def _start(
        self, start: Callable[..., tuple[sqlite3.Cursor, _Rows]], *arguments: Any
    ) -> Self:
        await self.close()
        self._cursor, self._rows = await self._connection.on_thread(start, *arguments)
        self._has_more = len(self._rows) == CHUNK
        return self

    async def fetchone(self) -> Any:
        """Return the next row; ``None`` after the last."""
        return next(iter(await self.fetchmany(1)), None)

    async def fetchmany(self, size: int | None = None) -> _Rows:
        """Return the next rows, none after the last."""
        wanted = size or self.arraysize
        if self._cursor and self._has_more and len(self._rows) < wanted:
            more = await self._connection.on_thread(self._cursor.fetchmany, wanted)
            self._has_more = len(more) == wanted
            self._rows += more
        given, self._rows = self._rows[:wanted], self._rows[wanted:]
        return given

    async def fetchall(self) -> _Rows:
        """Return all rows that are left."""
        given, self._rows = self._rows, []
        if self._cursor and self._has_more:
            self._has_more = False
            given += await self._connection.on_thread(self._cursor.fetchall)
        return given

    async def __aiter__(self) -> AsyncIterator[Any]:
        while rows := await self.fetchmany(CHUNK):
            for row in rows:
                yield row

    async def close(self) -> None:
        """Discard what was not read."""
        self._rows = []
        if self._cursor and self._has_more:
            self._has_more = False
            await self._connection.on_thread(self._cursor.close)
