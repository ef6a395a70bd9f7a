"""The state store: one database and, on it, one object for each group of tables."""

import asyncio
from pathlib import Path
from types import TracebackType
from typing import Self

from bot.clock import Clock
from bot.errors import StateError, UnavailableError
from bot.state.address import Address, parse_address
from bot.state.database import Database
from bot.state.faults import plain_reason
from bot.state.files import create_file
from bot.state.migrate import migrate
from bot.state.people import People
from bot.state.ratings import Ratings
from bot.state.saved_views import SavedViews
from bot.state.seen_films import SeenFilms
from bot.state.shown_films import ShownFilms
from bot.state.sync_hashes import SyncHashes


class StateStore:
    """What people did, kept: open it with :meth:`open`, leave it with ``async with`` or close.

    Attributes:
        database: Transactions, for changes that span several groups.
        sync_hashes: What commands Discord already has.
        shown_films: What was shown in a channel.
        saved_views: What lies behind buttons.
        seen_films: What people have seen.
        ratings: What people think of films.
        people: All that is known of one person.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self.database = database
        self.sync_hashes = SyncHashes(database)
        self.shown_films = ShownFilms(database, clock)
        self.saved_views = SavedViews(database, clock)
        self.seen_films = SeenFilms(database, clock)
        self.ratings = Ratings(database, clock)
        self.people = People(database)

    @classmethod
    async def open(cls, address: str | Path, clock: Clock) -> Self:
        """Open the store, creating it and bringing its schema up to date as needed.

        Args:
            address: A path or a URL: see :func:`bot.state.address.parse_address`.
            clock: What tells when something was shown or expires.

        Raises:
            StateError: It cannot be used: unreachable, locked, broken or from a newer version.
        """
        place = parse_address(address)
        await prepare(place)
        return cls(Database(place), clock)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Let go of the database; safe to repeat."""
        await self.database.close()


async def prepare(address: Address) -> None:
    """See to it that the database is there, with the schema of this code.

    Raises:
        StateError: It cannot be used.
    """
    if address.file is not None:
        await asyncio.to_thread(create_file, address.file)
    try:
        await migrate(address)
    except UnavailableError as error:
        raise StateError(f"cannot use the state store {address}: {plain_reason(error)}") from error
