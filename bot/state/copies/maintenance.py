"""Copies of the whole store: backup and restore, export and import.

A backup is a file made by SQLite's online backup or, on PostgreSQL, the exported JSON document,
read in one snapshot. An export is always the document, and can be imported into either database.
All of them work while a bot uses the store.
"""

import asyncio
import tempfile
from pathlib import Path

from bot.errors import StateError
from bot.state.copies import sqlite_copy
from bot.state.copies.files import complete_or_absent, require_apart, require_plain
from bot.state.copies.transfer import read_document, replace_all, write_document
from bot.state.database.address import Address, parse_address
from bot.state.database.faults import state_errors
from bot.state.database.migrate import exclusive
from bot.state.database.transactions import Database
from bot.state.store import prepare


async def backup(address: str | Path, target: Path, *, force: bool = False) -> None:
    """Copy the store to a file that :func:`restore` understands, verified and flushed.

    Raises:
        StateError: The store cannot be read or the file not be written, or (without ``force``)
            there is such a file already.
    """
    place = _existing(address, target)
    if place.file is None:
        await export_json(address, target, force=force)
    else:
        await asyncio.to_thread(sqlite_copy.copy_out, place.file, target, force=force)


async def restore(address: str | Path, source: Path, *, force: bool = False) -> None:
    """Replace the store by a backup, all or nothing; an older one is migrated.

    Raises:
        StateError: The backup is damaged, from a newer version, of another database's kind or no
            store's, the store cannot be written, or (without ``force``) it is not empty.
    """
    place = parse_address(address)
    try:
        from_sqlite = await asyncio.to_thread(sqlite_copy.is_sqlite, source)
    except OSError as error:
        raise StateError(f"cannot read {source}: {error.strerror or error}") from error
    if not from_sqlite:
        await import_json(address, source, force=force)
    elif place.file is None:
        raise StateError(
            f"{source} is an SQLite file: to bring it into PostgreSQL, export it and import that"
        )
    else:
        await _restore_sqlite(source, place.file, force=force)


async def _restore_sqlite(source: Path, store: Path, *, force: bool) -> None:
    """Replace a store by a backup that was verified and brought up to date before."""
    require_apart(source, store)
    folder = store.parent if store.parent.is_dir() else None  # where there is room for a store
    with tempfile.TemporaryDirectory(prefix=".restoring-", dir=folder) as private:
        copy = Path(private) / "state.sqlite"
        await asyncio.to_thread(sqlite_copy.copy_out, source, copy, force=False)
        await prepare(parse_address(copy))
        await asyncio.to_thread(sqlite_copy.copy_in, copy, store, force=force)


async def export_json(address: str | Path, target: Path, *, force: bool = False) -> int:
    """Write the whole store, in one consistent read, to a JSON document; return its row count.

    Raises:
        StateError: The store cannot be read or the file not be written, or (without ``force``)
            there is such a file already.
    """
    place = _existing(address, target)
    if place.file is not None:
        # A long reader would block a bot's commits; copying the file is quick.
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / "state.sqlite"
            await asyncio.to_thread(sqlite_copy.copy_out, place.file, copy, force=False)
            return await _export(parse_address(copy), target, force=force)
    return await _export(place, target, force=force)


async def _export(place: Address, target: Path, *, force: bool) -> int:
    database = Database(place)
    try:
        with state_errors(database.address):
            async with database.reading() as connection:
                with complete_or_absent(target, force=force) as part, part.open("w") as out:
                    return await write_document(connection, out)
    finally:
        await database.close()


async def import_json(address: str | Path, source: Path, *, force: bool = False) -> int:
    """Replace the store by an exported document, all or nothing; return its row count.

    Raises:
        StateError: The document is faulty or from a newer version, the store cannot be written,
            or (without ``force``) it is not empty.
    """
    place = parse_address(address)
    document = await asyncio.to_thread(read_document, source)
    await prepare(place)
    with state_errors(place):
        async with exclusive(place) as connection:
            return await connection.run_sync(replace_all, document, source, force=force)


def _existing(address: str | Path, target: Path) -> Address:
    """Return the address of an existing store that is not the target."""
    place = parse_address(address)
    if place.file is not None:
        if not place.file.exists():
            raise StateError(f"there is no state store at {place}")
        require_plain(place.file)
        require_apart(target, place.file)
    return place
