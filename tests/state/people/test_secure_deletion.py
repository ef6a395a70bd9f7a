"""Deleted people's ids in the bytes of an SQLite file: found wherever they stand, and gone."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.clock import ShiftedClock
from bot.state.people import secure_deletion
from bot.state.people.secure_deletion import _varint, erase_traces  # pyright: ignore[reportPrivateUsage]
from bot.state.people.user_settings import user_settings
from bot.state.store import StateStore

PERSON = 407712345678901234
HEADER_BYTES = 100  # they count changes
SCHEMA = "CREATE TABLE keys (id INTEGER PRIMARY KEY, text TEXT); CREATE TABLE plain (id INTEGER);"


def made(path: Path, *statements: str) -> Path:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("PRAGMA secure_delete = OFF;" + SCHEMA + "".join(statements))
    return path


@pytest.mark.parametrize(
    "row",
    [
        f"INSERT INTO keys VALUES ({PERSON}, '')",
        f"INSERT INTO keys VALUES (1, '{{\"people\": [{PERSON}]}}')",
        f"INSERT INTO plain VALUES ({PERSON})",
    ],
)
@pytest.mark.parametrize(
    "person", [PERSON, 2**63 - 1, 2**56 + PERSON % 2**50, 2**56 - 1, 2**47 - 7]
)
def test_what_a_deleted_row_left_is_overwritten(tmp_path: Path, row: str, person: int) -> None:
    row = row.replace(str(PERSON), str(person))
    file = made(tmp_path / "state.db", row, "; DELETE FROM keys; DELETE FROM plain;")
    empty = made(tmp_path / "empty.db", "VACUUM;")
    assert rows(file) != rows(empty)
    erase_traces(file, person)
    assert rows(file) == rows(empty)
    clean = file.read_bytes()
    erase_traces(file, person)
    assert file.read_bytes() == clean, "a clean file was written anew"


@pytest.mark.parametrize("block", [1, 7, 8, 100])
def test_what_is_read_in_blocks_is_found_across_their_edges(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, block: int
) -> None:
    monkeypatch.setattr(secure_deletion, "_BLOCK", block)
    row = f"INSERT INTO keys VALUES (1, '{PERSON}'); DELETE FROM keys;"
    file = made(tmp_path / "state.db", row)
    found = file.read_bytes()
    erase_traces(file, PERSON)
    assert file.read_bytes() != found


def rows(file: Path) -> bytes:
    return file.read_bytes()[HEADER_BYTES:]


def test_a_store_without_traces_is_left_alone(tmp_path: Path) -> None:
    file = made(tmp_path / "state.db", "INSERT INTO plain VALUES (12345678901234567)")
    before = file.read_bytes()
    erase_traces(file, PERSON)
    assert file.read_bytes() == before


async def test_the_keys_of_deleted_people_go_from_between_the_pages(
    copied_sqlite: Path, clock: ShiftedClock
) -> None:
    async with await StateStore.open(copied_sqlite, clock) as store:
        people = [PERSON + number * 7919 for number in range(600)]
        async with store.database.transaction() as connection:
            rows = [{"user_id": person, "timezone": "Europe/Berlin"} for person in people]
            await connection.execute(user_settings.insert(), rows)
        # Some keys stand on the page above their row's as well.
        content = copied_sqlite.read_bytes()
        person = next(one for one in people if content.count(_varint(one)) > 1)
        await store.people.delete(person)
        assert _varint(person) in copied_sqlite.read_bytes()
        await store.people.erase_traces(person)
        assert _varint(person) not in copied_sqlite.read_bytes()
        assert len((await store.people.export(people[-1]))["user_settings"]) == 1
