"""Statements are compiled once in a process, not anew for the engine of each test.

SQLAlchemy remembers what it has compiled for each engine. The bot has one engine for as long as it
runs; the tests have thousands, and compiling took a tenth of their time.
"""

from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.util import LRUCache

_MAX_STATEMENTS = 5_000


class _Statements(LRUCache[Any, Any]):
    """What has been compiled, by statement and kind of database, whichever engine asks."""

    def get(self, key: Any, default: Any = None) -> Any:
        return super().get(_of_kind(key), default)

    def __setitem__(self, key: Any, compiled: Any) -> None:
        super().__setitem__(_of_kind(key), compiled)


def _of_kind(key: Any) -> tuple[Any, ...]:
    dialect, *statement = key
    return dialect.name, *statement


_STATEMENTS = _Statements(_MAX_STATEMENTS)


def share_statements() -> None:
    """Let all engines of this process share what they have compiled."""
    event.listen(Engine, "engine_connect", _share)


def _share(connection: Connection) -> None:
    connection.execution_options(compiled_cache=_STATEMENTS)
