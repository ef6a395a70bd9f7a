"""Named lists of films, a person's own or a server's."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    Column,
    ForeignKeyConstraint,
    Index,
    Table,
    Text,
    bindparam,
    delete,
    func,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.errors import NotFoundError
from bot.rules.picks.lists import Caps, check_added_films, check_new_list, list_key, list_name
from bot.state.database.schema import insert, metadata, moment_column
from bot.state.database.transactions import Database
from bot.state.films.film_ref import FilmRef, film_columns
from bot.state.owners.owners import Owner, owner_columns

watchlists = Table(
    "watchlists",
    metadata,
    *owner_columns(),
    Column("list_key", Text, primary_key=True),
    Column("name", Text, nullable=False),
    moment_column("created_at", nullable=False),
    sqlite_strict=True,
)

watchlist_films = Table(
    "watchlist_films",
    metadata,
    *owner_columns(),
    Column("list_key", Text, primary_key=True),
    *film_columns(),
    moment_column("added_at", nullable=False),
    ForeignKeyConstraint(
        ["guild_id", "user_id", "list_key"],
        ["watchlists.guild_id", "watchlists.user_id", "watchlists.list_key"],
        onupdate="CASCADE",
        ondelete="CASCADE",
    ),
    Index(None, "user_id"),
    sqlite_strict=True,
)


_LISTS = (
    select(watchlists.c.name, func.count(watchlist_films.c.movie_id))
    .outerjoin(watchlist_films)
    .where(
        watchlists.c.guild_id == bindparam("guild_id"), watchlists.c.user_id == bindparam("user_id")
    )
    .group_by(*watchlists.primary_key, watchlists.c.name)
    .order_by(watchlists.c.list_key)
)


@dataclass(frozen=True, slots=True)
class Watchlist:
    """A list: its name, and how many films are on it."""

    name: str
    films: int


@dataclass(frozen=True, slots=True)
class ListedFilm:
    """A film on a list, and when it was added."""

    film: FilmRef
    added_at: datetime


@dataclass(frozen=True, slots=True)
class Added:
    """The outcome of adding films to a list.

    Attributes:
        films: The ids of those that are new to it.
        left: How many had no room.
        is_new: Whether the list was made for them.
    """

    films: Sequence[str]
    left: int
    is_new: bool


class Watchlists:
    """Stores lists; a list is created with its first film.

    All methods raise UnavailableError while the store is down.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def add(self, owner: Owner, name: str, films: Iterable[FilmRef], caps: Caps) -> int:
        """Add films to a list, creating it if need be; return how many are new to it.

        Raises:
            BadInputError: The name cannot be used, or a cap would be passed; nothing was added.
        """
        async with self._database.transaction() as connection:
            added = await put_on_list(connection, owner, name, films, caps, self._clock.now())
        return len(added.films)

    async def remove(self, owner: Owner, name: str, movie_id: str) -> bool:
        """Take a film off a list; say whether it was on it."""
        async with self._database.transaction() as connection:
            result = await connection.execute(
                delete(watchlist_films).where(
                    owner.owns(watchlist_films),
                    watchlist_films.c.list_key == list_key(name),
                    watchlist_films.c.movie_id == movie_id,
                )
            )
            return result.rowcount == 1

    async def rename(self, owner: Owner, name: str, new_name: str, caps: Caps) -> None:
        """Give a list another name.

        Raises:
            BadInputError: The new name cannot be used or is another list's.
            NotFoundError: There is no list of the old name.
        """
        new_name = list_name(new_name)
        async with self._database.transaction() as connection:
            names = await _names_locked(connection, owner)
            if names.pop(list_key(name), None) is None:
                raise _no_such_list(name, names.values())
            check_new_list(new_name, tuple(names.values()), caps)
            await connection.execute(
                update(watchlists)
                .where(owner.owns(watchlists), watchlists.c.list_key == list_key(name))
                .values(list_key=list_key(new_name), name=new_name)
            )

    async def delete(self, owner: Owner, name: str) -> bool:
        """Delete a list with all that is on it; say whether there was one."""
        async with self._database.transaction() as connection:
            result = await connection.execute(
                delete(watchlists).where(
                    owner.owns(watchlists), watchlists.c.list_key == list_key(name)
                )
            )
            return result.rowcount == 1

    async def lists(self, owner: Owner) -> Sequence[Watchlist]:
        """Return an owner's lists by name."""
        async with self._database.reading() as connection:
            found = await connection.execute(_LISTS, owner.columns())
            return [Watchlist(name, films) for name, films in found]

    async def films(self, owner: Owner, name: str) -> Sequence[ListedFilm]:
        """Return what is on a list, the latest first.

        Raises:
            NotFoundError: There is no list of that name.
        """
        table = watchlist_films.c
        query = (
            select(table.movie_id, table.movie_name, table.added_at)
            .where(owner.owns(watchlist_films), table.list_key == list_key(name))
            .order_by(table.added_at.desc(), table.movie_id)
        )
        async with self._database.reading() as connection:
            names = await _names(connection, owner)
            if list_key(name) not in names:
                raise _no_such_list(name, names.values())
            rows = await connection.execute(query)
            return [ListedFilm(FilmRef(id_, title), at) for id_, title, at in rows]


async def put_on_list(
    connection: AsyncConnection,
    owner: Owner,
    name: str,
    films: Iterable[FilmRef],
    caps: Caps,
    now: datetime,
    *,
    that_fit: bool = False,
) -> Added:
    """Add films to a list, in a transaction, creating it if need be.

    Args:
        connection: In that transaction.
        owner: Whose list it is.
        name: What it is called.
        films: Which films.
        caps: How much its owner may keep.
        now: What time it is.
        that_fit: Whether those that have no room are left out.

    Raises:
        BadInputError: The name cannot be used, or a cap would be passed; nothing was added.
    """
    name = list_name(name)
    wanted = {film.id: film for film in films}
    names = await _names_locked(connection, owner)
    is_new = list_key(name) not in names
    if is_new:
        check_new_list(name, tuple(names.values()), caps)
        row = owner.columns() | {"list_key": list_key(name)}
        await connection.execute(watchlists.insert().values(**row, name=name, created_at=now))
    on_list = watchlist_films.c.list_key == list_key(name)
    present = set(
        await connection.scalars(
            select(watchlist_films.c.movie_id).where(owner.owns(watchlist_films), on_list)
        )
    )
    new = [film for id_, film in wanted.items() if id_ not in present]
    fitting = new[: max(caps.films - len(present), 0)] if that_fit else new
    check_added_films(len(present), len(fitting), caps)
    if fitting:
        await connection.execute(
            insert(connection, watchlist_films),
            [
                owner.columns()
                | {"list_key": list_key(name), "added_at": now}
                | {"movie_id": film.id, "movie_name": film.name}
                for film in fitting
            ],
        )
    return Added([film.id for film in fitting], len(new) - len(fitting), is_new)


async def _names(
    connection: AsyncConnection, owner: Owner, *, lock: bool = False
) -> dict[str, str]:
    query = (
        select(watchlists.c.list_key, watchlists.c.name)
        .where(owner.owns(watchlists))
        .order_by(watchlists.c.list_key)
    )
    rows = await connection.execute(query.with_for_update() if lock else query)
    return dict(rows.all())


async def _names_locked(connection: AsyncConnection, owner: Owner) -> dict[str, str]:
    """Return an owner's lists, locked until the transaction ends.

    SQLite's writers are serialized anyway.
    """
    if connection.dialect.name == "postgresql":
        digest = hashlib.blake2b(f"watchlists of {owner}".encode(), digest_size=8).digest()
        key = int.from_bytes(digest, "big", signed=True)
        await connection.execute(select(func.pg_advisory_xact_lock(key)))
    return await _names(connection, owner, lock=True)


def _no_such_list(name: str, names: Iterable[str]) -> NotFoundError:
    return NotFoundError("list", name, [(other, other) for other in names], option="name")
