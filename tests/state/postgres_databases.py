"""Databases on the PostgreSQL server of the tests, and statements executed on them."""

import asyncio
import uuid
from collections.abc import Callable, Generator
from contextlib import contextmanager

from sqlalchemy import make_url, text
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine
from sqlalchemy.pool import NullPool


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
    yield make_url(server).set(database=name).render_as_string(hide_password=False)
    asyncio.run(execute(server, f"DROP DATABASE {name} WITH (FORCE)"))


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
