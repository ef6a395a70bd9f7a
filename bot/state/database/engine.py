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
"""How long to wait for a server's greeting, and for a file to be copied."""

POOL_TIMEOUT_S = 5.0
"""How long to wait for a free connection."""

LOCK_TIMEOUT_S = 20.0
"""How long to wait for whoever else writes to an SQLite file: a busy disk takes its time to sync.

Whoever pressed a button is told within three seconds that it takes longer, so waiting costs less
than failing."""

COMMAND_TIMEOUT_S = 15.0
"""How long one statement may take on PostgreSQL before its connection is given up."""

POOL_SIZE = 5
"""Connections to PostgreSQL for each process."""

SQLITE_BEGIN = "sqlite_begin"
"""Execution option: how a transaction begins on SQLite (``DEFERRED`` or ``IMMEDIATE``)."""


def build_engine(address: Address, *, patient: bool = False) -> AsyncEngine:
    """Return an engine for that database; nothing is connected yet.

    Args:
        address: The database.
        patient: Let single statements take as long as they need, and SQLite bear rows whose
            parents are not there yet (migrations, imports; who ends them looks for such rows).
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
    # isolation_level=None: the driver begins nothing of its own accord, so DDL rolls back too.
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
        pool_pre_ping=True,  # a restarted server costs nobody an error
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
    connection.exec_driver_sql(f"BEGIN {mode}")


class _SqliteConnection(sqlite3.Connection):
    """A connection that lets go of its locks when it is closed, whoever still holds a cursor.

    A task that is cancelled in mid-transaction has its connection thrown away. SQLite keeps a
    closed connection, and its lock, alive until the last statement is collected, and a cancelled
    task holds on to its statements by the traceback of its exception, for as long as somebody
    holds on to the task: nobody else could commit any more.
    """

    @override
    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        # Text that a bad disk made no UTF-8 is read all the same: one row must not stop a query.
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
