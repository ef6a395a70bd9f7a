"""Where the state store lies: the forms of ``DATABASE_URL``, made into one."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from bot.errors import StateError

_SQLITE = {"sqlite", "sqlite+aiosqlite"}
_POSTGRESQL = {"postgres", "postgresql", "postgresql+asyncpg"}
_POSTGRESQL_OPTIONS = {"application_name", "host", "port", "ssl", "sslmode"}


@dataclass(frozen=True, slots=True)
class Address:
    """A database that can hold the state; its text never shows a password.

    Attributes:
        url: The address in SQLAlchemy's form, with the asynchronous driver named.
        file: The SQLite file; ``None`` for PostgreSQL.
    """

    url: URL
    file: Path | None = None

    def __str__(self) -> str:
        return str(self.file) if self.file else self.url.render_as_string(hide_password=True)


def parse_address(address: str | Path) -> Address:
    """Read an address.

    Args:
        address: ``postgres://…`` or ``postgresql://…`` (``sslmode`` is understood),
            ``sqlite:///relative``, ``sqlite:////absolute``, or the path of an SQLite file.

    Raises:
        StateError: It is none of these.
    """
    if isinstance(address, Path):
        return _sqlite(address)
    if "://" not in address:
        if not address.strip():
            raise StateError("the address of the state store is empty")
        return _sqlite(Path(address))
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):  # their messages may repeat a password
        raise StateError("the address of the state store cannot be read as a URL") from None
    if url.drivername in _SQLITE:
        if not url.database or url.database == ":memory:":
            raise StateError("the state store needs a file: sqlite:///path/to/state.db")
        return _sqlite(Path(url.database))
    if url.drivername in _POSTGRESQL:
        return _postgresql(url)
    raise StateError(
        f"the state store cannot be kept in {url.drivername!r}: use sqlite:/// or postgresql://"
    )


def _sqlite(path: Path) -> Address:
    # mode=rw: a file that was removed is never put back empty behind everybody's back.
    path = path.expanduser().absolute()
    query = {"uri": "true", "mode": "rw"}
    return Address(URL.create("sqlite+aiosqlite", database=path.as_uri(), query=query), path)


def _postgresql(url: URL) -> Address:
    if unknown := sorted(set(url.query) - _POSTGRESQL_OPTIONS):
        raise StateError(f"the address of the state store has unknown options: {unknown}")
    if not (url.database and (url.host or "host" in url.query)):
        raise StateError("the address of the state store names no host or no database")
    query = dict(url.query)
    if "sslmode" in query:  # libpq's name for what asyncpg calls ssl
        query["ssl"] = query.pop("sslmode")
    return Address(url.set(drivername="postgresql+asyncpg", query=query))
