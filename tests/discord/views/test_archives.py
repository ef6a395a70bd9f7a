"""Exported rows: every one of them in some archive, no archive above its size."""

import io
import json
import zipfile
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.discord.views.mine.archives import archives
from bot.rules.nights.night import Status

Tables = dict[str, list[dict[str, Any]]]


def read(parts: list[bytes]) -> Tables:
    """Return the rows of all archives by table."""
    found: Tables = {}
    for part in parts:
        with zipfile.ZipFile(io.BytesIO(part)) as archive:
            assert archive.testzip() is None
            for name in archive.namelist():
                table = name.removesuffix(".json").rstrip("-0123456789")
                found.setdefault(table, []).extend(json.loads(archive.read(name)))
    return found


ROWS = st.lists(st.fixed_dictionaries({"id": st.integers(0, 2**63), "text": st.text()}), min_size=1)


@given(st.dictionaries(st.sampled_from(["ratings", "nights", "seen_films"]), ROWS), st.data())
def test_every_row_is_in_one_archive_in_order_and_no_archive_is_too_large(
    tables: Tables, data: st.DataObject
) -> None:
    largest = max((len(str(row)) for rows in tables.values() for row in rows), default=0)
    limit = 500 + 2 * largest + data.draw(st.integers(0, 2_000))
    parts = archives(tables, limit)
    assert read(parts) == tables
    assert all(len(part) <= limit for part in parts)


def test_a_long_table_is_divided_and_its_files_are_numbered() -> None:
    rows = [{"id": number, "text": f"{number * 7919:x}"} for number in range(30_000)]
    parts = archives({"seen_films": rows, "ratings": rows[:1], "empty": []}, 60_000)
    assert len(parts) > 2
    assert all(len(part) <= 60_000 for part in parts)
    assert read(parts) == {"seen_films": rows, "ratings": rows[:1]}
    whole = archives({"seen_films": rows}, 10_000_000)
    assert len(whole) == 1
    with zipfile.ZipFile(io.BytesIO(whole[0])) as archive:
        assert archive.namelist() == ["seen_films-1.json", "seen_films-2.json"]


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (timedelta(hours=3), "PT10800S"),
        (datetime(2026, 11, 29, 20, tzinfo=UTC), "2026-11-29T20:00:00+00:00"),
        (Status.PLANNED, Status.PLANNED.value),
        (b"x", "b'x'"),
        (None, None),
        (True, True),
    ],
)
def test_every_kind_of_value_can_be_written(value: object, written: object) -> None:
    assert read(archives({"nights": [{"it": value}]}, 10_000)) == {"nights": [{"it": written}]}


def test_nothing_makes_no_archive() -> None:
    assert archives({}, 1_000) == []
    assert archives({"ratings": []}, 1_000) == []
