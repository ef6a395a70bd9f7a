"""The exported document: complete, checked, and at home in either database."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.clock import ShiftedClock
from bot.errors import StateError
from bot.state.copies.maintenance import export_json, import_json
from bot.state.database.revisions import head_revision
from bot.state.films.film_ref import FilmRef
from bot.state.owners.circles import Circle
from bot.state.store import StateStore
from tests.state.everything import fill_everything
from tests.state.filling import CHANNEL, fill


def rewrite(path: Path, change: Callable[[dict[str, Any]], None]) -> None:
    document = json.loads(path.read_text())
    change(document)
    path.write_text(json.dumps(document))


async def test_export_when_read_as_json_then_it_holds_every_row(
    address: str, clock: ShiftedClock, tmp_path: Path
) -> None:
    async with await StateStore.open(address, clock) as store:
        token = await fill(store)
        assert await export_json(address, tmp_path / "out.json") == 4
    document = json.loads((tmp_path / "out.json").read_text())
    assert document["format"] == "marquee-state"
    assert document["schema"] == head_revision()
    assert document["tables"]["sync_hashes"] == [{"application_id": 1, "hash": "kept"}]
    assert [row["movie_id"] for row in document["tables"]["shown_films"]] == ["tt1", "tt2"]
    assert document["tables"]["shown_films"][0]["channel_id"] == CHANNEL
    assert [row["token"] for row in document["tables"]["saved_views"]] == [token]


async def test_import_when_it_comes_from_the_other_database_then_nothing_is_lost(
    copied_sqlite: Path, emptied_postgres: str, clock: ShiftedClock, tmp_path: Path
) -> None:
    async with await StateStore.open(copied_sqlite, clock) as store:
        await fill(store)
    await export_json(copied_sqlite, tmp_path / "there.json")
    assert await import_json(emptied_postgres, tmp_path / "there.json") == 4
    await export_json(emptied_postgres, tmp_path / "back.json")
    assert (tmp_path / "there.json").read_text() == (tmp_path / "back.json").read_text()


def _drop_a_field(document: dict[str, Any]) -> None:
    del document["tables"]["shown_films"][1]["shown_at"]


def _add_a_field(document: dict[str, Any]) -> None:
    document["tables"]["shown_films"][0]["surprise"] = 1


def _double_a_row(document: dict[str, Any]) -> None:
    document["tables"]["shown_films"].append(document["tables"]["shown_films"][0])


def _empty_a_field(document: dict[str, Any]) -> None:
    document["tables"]["sync_hashes"][0]["hash"] = None


def _put_text_for_a_number(document: dict[str, Any]) -> None:
    document["tables"]["sync_hashes"][0]["application_id"] = "one"


def _nest_a_value(document: dict[str, Any]) -> None:
    document["tables"]["sync_hashes"][0]["hash"] = {"a": 1}


def _name_an_unknown_table(document: dict[str, Any]) -> None:
    document["tables"]["surprise"] = []


def _name_the_version_table(document: dict[str, Any]) -> None:
    document["tables"]["alembic_version"] = [{"version_num": "x"}]


def _come_from_the_future(document: dict[str, Any]) -> None:
    document["schema"] = "9999"


def _be_of_another_format(document: dict[str, Any]) -> None:
    document["format"] = "something"


def _lack_a_table(document: dict[str, Any]) -> None:
    del document["tables"]["sync_hashes"]


def _lack_the_tables(document: dict[str, Any]) -> None:
    del document["tables"]


FAULTS = [
    _drop_a_field,
    _add_a_field,
    _double_a_row,
    _empty_a_field,
    _put_text_for_a_number,
    _nest_a_value,
    _name_an_unknown_table,
    _name_the_version_table,
    _come_from_the_future,
    _be_of_another_format,
    _lack_a_table,
    _lack_the_tables,
]
JUDGED_BY_THE_DATABASE = [_double_a_row, _empty_a_field, _put_text_for_a_number]


async def test_import_when_the_document_is_faulty_then_nothing_changes(
    address: str, clock: ShiftedClock, tmp_path: Path
) -> None:
    async with await StateStore.open(address, clock) as store:
        await fill(store)
        await export_json(address, tmp_path / "good.json")
        await store.sync_hashes.set(1, "as it was")
        for spoil in FAULTS if "sqlite" in address else JUDGED_BY_THE_DATABASE:
            faulty = tmp_path / f"{spoil.__name__}.json"
            shutil.copy(tmp_path / "good.json", faulty)
            rewrite(faulty, spoil)
            with pytest.raises(StateError) as caught:
                await import_json(address, faulty, force=True)
            assert "\n" not in str(caught.value)
            assert await store.sync_hashes.get(1) == "as it was"
            assert await store.shown_films.recent(CHANNEL) == ["tt1", "tt2"]


async def test_import_when_other_programs_share_the_database_then_theirs_is_left_alone(
    copied_postgres: str, clock: ShiftedClock, tmp_path: Path
) -> None:
    async with await StateStore.open(copied_postgres, clock) as store:
        await fill(store)
        async with store.database.transaction() as connection:
            await connection.exec_driver_sql("CREATE TABLE letters AS SELECT 1 AS number")
        await export_json(copied_postgres, tmp_path / "out.json")
        await import_json(copied_postgres, tmp_path / "out.json", force=True)
        async with store.database.reading() as connection:
            letters = await connection.exec_driver_sql("SELECT number FROM letters")
            assert letters.scalars().all() == [1]
        assert await store.sync_hashes.get(1) == "kept"


async def test_import_when_rows_are_numbered_then_new_ones_are_numbered_from_there(
    address: str, clock: ShiftedClock, tmp_path: Path
) -> None:
    async with await StateStore.open(address, clock) as store:
        ids = [
            await store.guesses.begin(Circle.server(1), 1, FilmRef("a", "A"), 1) for _ in range(3)
        ]
        await export_json(address, tmp_path / "out.json")
        await store.guesses.begin(Circle.server(1), 1, FilmRef("later", "Later"), 1)
        await import_json(address, tmp_path / "out.json", force=True)
        assert await store.guesses.begin(Circle.server(1), 1, FilmRef("b", "B"), 1) == ids[-1] + 1


async def test_import_when_the_store_lacks_a_table_then_it_has_all_of_them_again(
    copied_sqlite: Path, clock: ShiftedClock, tmp_path: Path
) -> None:
    async with await StateStore.open(copied_sqlite, clock) as store:
        await fill(store)
        await export_json(copied_sqlite, tmp_path / "out.json")
        async with store.database.transaction() as connection:
            await connection.exec_driver_sql("DROP TABLE shown_films")
        await import_json(copied_sqlite, tmp_path / "out.json", force=True)
        assert await store.shown_films.recent(CHANNEL) == ["tt1", "tt2"]


UNFIT: list[tuple[str, dict[str, object], str]] = [
    ("nights", {"method": "hacked"}, "method is 'hacked'"),
    ("nights", {"starts_at": 9 * 10**18}, "starts_at is 9000000000000000000"),
    ("nights", {"channel_id": 10**20}, "channel_id is a number of 67 bits, more than 64 bits"),
    ("nights", {"channel_id": 1.5}, "channel_id is 1.5, not a whole number"),
    ("nights", {"guild_id": None}, "guild_id is None"),
    ("nights", {"place": 7}, "place is 7, not a text"),
    ("due_jobs", {"kind": "HACK"}, "kind is 'HACK'"),
    ("rsvps", {"night_id": 99}, ""),
]


async def test_import_when_a_value_is_bad_then_file_line_and_field_are_named(
    address: str, clock: ShiftedClock, tmp_path: Path
) -> None:
    async with await StateStore.open(address, clock) as store:
        await fill_everything(store, clock, guild_id=1, person=2)
        await export_json(address, tmp_path / "good.json")
        lines = (tmp_path / "good.json").read_text().splitlines(keepends=True)
        for table, change, said in UNFIT if "sqlite" in address else UNFIT[-2:]:
            start = next(at for at, line in enumerate(lines) if line == f'"{table}": [\n')
            row = json.loads(lines[start + 1].rstrip(",]\n"))
            spoilt = json.dumps(row | change) + lines[start + 1][lines[start + 1].rindex("}") + 1 :]
            faulty = tmp_path / "faulty.json"
            faulty.write_text("".join([*lines[: start + 1], spoilt, *lines[start + 2 :]]))
            with pytest.raises(StateError) as caught:
                await import_json(address, faulty, force=True)
            if said:
                place = f"faulty.json, line {start + 2}: tables.{table}[0].{said}"
                assert place in str(caught.value)
            assert "faulty.json" in str(caught.value)
            assert "\n" not in str(caught.value)
            assert (await store.user_settings.get(2)).timezone == "UTC"
        (tmp_path / "deep.json").write_text('{"tables": ' + "[" * 200_000)
        with pytest.raises(StateError, match="not an exported state"):
            await import_json(address, tmp_path / "deep.json", force=True)
        assert await import_json(address, tmp_path / "good.json", force=True)
