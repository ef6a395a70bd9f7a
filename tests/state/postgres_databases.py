"""Databases on the PostgreSQL server of the tests, and statements executed on them."""

import asyncio
import uuid
from collections.abc import Callable, Generator
from contextlib import contextmanager

from sqlalchemy import make_url, text
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine
from sqlalchemy.pool import NullPool

from bot.state.database.address import parse_address
from bot.state.store import prepare
from tests.state.postgres_server import is_for_workers, server_for_tests

_TEMPLATE = "marquee_template"


@contextmanager
def own_database(server: str, template: str = "") -> Generator[str]:
    """Create a database on a server, given the URL of another one there; drop it at the end.

    Args:
        server: The URL of another database on the server.
        template: The URL of a database to copy; nobody may be connected to it.
    """
    name = f"marquee_test_{uuid.uuid4().hex}"
    copied = f" TEMPLATE {make_url(template).database}" if template else ""
    asyncio.run(execute(server, f"CREATE DATABASE {name}{copied}"))
    yield _on(server, name)
    asyncio.run(execute(server, f"DROP DATABASE {name} WITH (FORCE)"))


@contextmanager
def migrated_template(server: str) -> Generator[str]:
    """Give the URL of a store that is migrated and empty, to be copied; nobody connects to it.

    On the server that all workers share, whichever comes first makes it for all.
    """
    if is_for_workers():
        url = _on(server, _TEMPLATE)
        asyncio.run(_make_once(server, url))
        yield url
    else:
        with own_database(server) as url:
            asyncio.run(prepare(parse_address(url)))
            yield url


@contextmanager
def migrated_database() -> Generator[str]:
    """Give the URL of a store of a test's own, which is migrated and empty."""
    with (
        server_for_tests() as server,
        migrated_template(server) as template,
        own_database(server, template) as url,
    ):
        yield url


async def _make_once(server: str, url: str) -> None:
    async with _connect(server) as connection:
        await connection.execute(text("SELECT pg_advisory_lock(1)"))  # until the connection closes
        made = text(f"SELECT count(*) FROM pg_database WHERE datname = '{_TEMPLATE}'")
        if not await connection.scalar(made):
            await connection.execute(text(f"CREATE DATABASE {_TEMPLATE}"))
            await prepare(parse_address(url))


def _on(server: str, database: str) -> str:
    return make_url(server).set(database=database).render_as_string(hide_password=False)


async def execute(url: str, *statements: str) -> None:
    """Execute statements, each by itself."""
    async with _connect(url) as connection:
        for statement in statements:
            await connection.execute(text(statement))


@contextmanager
def kept_connection(url: str) -> Generator[Callable[[str], None]]:
    """Give what executes a statement, on one connection for them all: making one is slow."""
    with asyncio.Runner() as runner:
        connection = runner.run(_start(_connect(url)))

        def execute_there(statement: str) -> None:
            runner.run(_execute(connection, statement))

        yield execute_there
        runner.run(connection.close())


def _connect(url: str) -> AsyncConnection:
    engine = create_async_engine(
        make_url(url).set(drivername="postgresql+asyncpg"),
        isolation_level="AUTOCOMMIT",
        poolclass=NullPool,
    )
    return engine.connect()


async def _start(connection: AsyncConnection) -> AsyncConnection:
    return await connection.start()


async def _execute(connection: AsyncConnection, statement: str) -> None:
    await connection.execute(text(statement))
