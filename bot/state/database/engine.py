"""Connections to the state store, made so that what was acknowledged stays.

SQLite keeps a rollback journal (``TRUNCATE``) instead of a WAL: the store is one file that can be
copied while idle, SQLite itself refuses to write to a file that was moved or removed, and deleted
rows do not live on in a log, so that ``secure_delete`` keeps its word. With ``synchronous=FULL``
the end of the journal is synced too, hence a commit survives a power cut
(https://www.sqlite.org/pragma.html#pragma_synchronous). The price, readers waiting for the writer,
is small: one connection serves the process, and its transactions take milliseconds.
"""

import sqlite3
from functools import partial
from typing import Any
from weakref import WeakSet

from sqlalchemy import Connection, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry
from typing_extensions import override

from bot.state.database import sqlite_driver
from bot.state.database.address import Address

BUSY_TIMEOUT_S = 5.0
"""How long to wait to connect to a server, and for a lock while copying a file."""

POOL_TIMEOUT_S = 5.0
"""How long to wait for a free connection."""

LOCK_TIMEOUT_S = 20.0
"""How long to wait for other writers of an SQLite file: syncing takes long on a busy disk.

People are told within three seconds that it takes longer, so waiting costs less than failing."""

COMMAND_TIMEOUT_S = 15.0
"""How long a PostgreSQL statement may take before its connection is closed."""

POOL_SIZE = 5
"""Connections to PostgreSQL for each process."""

SQLITE_BEGIN = "sqlite_begin"
"""Execution option: how a transaction begins on SQLite (``DEFERRED`` or ``IMMEDIATE``)."""


def build_engine(address: Address, *, patient: bool = False) -> AsyncEngine:
    """Return an engine for that database; nothing is connected yet.

    Args:
        address: The database.
        patient: Without a limit on statements and, on SQLite, without foreign keys (for
            migrations and imports, which check for orphaned rows at the end).
    """
    options: dict[str, Any] = {
        "hide_parameters": True,  # errors are logged, and logs carry no user ids
        "max_overflow": 0,
        "pool_timeout": POOL_TIMEOUT_S,
    }
    if address.file is None:
        return _postgresql_engine(address, options, patient=patient)
    return _sqlite_engine(address, options, patient=patient)


def _sqlite_engine(address: Address, options: dict[str, Any], *, patient: bool) -> AsyncEngine:
    # isolation_level=None: the driver begins no transactions itself, so DDL rolls back too.
    engine = create_async_engine(
        address.url,
        pool_size=1,
        connect_args={
            "async_creator_fn": sqlite_driver.Connection,
            "isolation_level": None,
            "factory": _SqliteConnection,
        },
        **options,
    )
    event.listen(engine.sync_engine, "connect", partial(_set_pragmas, patient=patient))
    event.listen(engine.sync_engine, "begin", _begin)
    return engine


def _postgresql_engine(address: Address, options: dict[str, Any], *, patient: bool) -> AsyncEngine:
    query = dict(address.url.query)
    application = query.pop("application_name", "marquee")
    connect_args = {
        "timeout": BUSY_TIMEOUT_S,
        "command_timeout": None if patient else COMMAND_TIMEOUT_S,
        "server_settings": {"application_name": application},
    }
    return create_async_engine(
        address.url.set(query=query),
        pool_size=POOL_SIZE,
        pool_pre_ping=True,  # survives a restart of the server without an error
        connect_args=connect_args,
        **options,
    )


def _set_pragmas(
    connection: DBAPIConnection, _entry: ConnectionPoolEntry, *, patient: bool
) -> None:
    pragmas = (
        f"busy_timeout = {int(LOCK_TIMEOUT_S * 1000)}",
        f"foreign_keys = {'OFF' if patient else 'ON'}",
        "synchronous = FULL",
        "secure_delete = ON",
        "journal_mode = TRUNCATE",
    )
    cursor = connection.cursor()
    for pragma in pragmas:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    mode = connection.get_execution_options().get(SQLITE_BEGIN, "DEFERRED")
    driver: sqlite_driver.Connection = connection.connection.driver_connection  # pyright: ignore[reportAssignmentType]
    driver.begin(mode)


class _SqliteConnection(sqlite3.Connection):
    """A connection that releases its locks when closed, even if cursors are still referenced.

    If a task is cancelled in mid-transaction, its connection is discarded. SQLite keeps a closed
    connection, and its lock, alive until its last statement is finalized, and the traceback of the
    cancelled task references the statements for as long as the task is referenced: meanwhile
    nobody else could commit.
    """

    @override
    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        # Text that is not UTF-8, due to a bad disk, is still read: one row must not stop a query.
        self.text_factory = partial(str, encoding="utf-8", errors="replace")
        self._cursors: WeakSet[sqlite3.Cursor] = WeakSet()

    @override
    def cursor(self, factory: Any = sqlite3.Cursor) -> Any:
        cursor = super().cursor(factory)
        self._cursors.add(cursor)
        return cursor

    @override
    def close(self) -> None:
        while self._cursors:  # closing twice does no harm
            self._cursors.pop().close()
        super().close()
