"""A table of what people write for times, in English and Spanish, at three moments of a day."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.errors import BadInputError
from bot.rules.times.parse import Reading, parse_when

MADRID = ZoneInfo("Europe/Madrid")
MOMENTS = tuple(
    datetime(2026, 11, 30, hour, minute, tzinfo=MADRID)
    for hour, minute in ((10, 0), (17, 30), (23, 30))
)
AS_BEFORE = "="


def _rows() -> list[tuple[str, ...]]:
    text = Path(__file__).with_name("times.tsv").read_text(encoding="utf-8")
    return [
        tuple(line.split("\t")) for line in text.splitlines() if line and not line.startswith("#")
    ]


ROWS = _rows()


def shown(reading: Reading) -> str:
    local = reading.moment.astimezone(MADRID)
    year = "" if local.year == MOMENTS[0].year else f" {local.year}"
    return f"{local:%a} {local.day} {local:%b}{year} {local:%H:%M}"


def meaning(text: str, now: datetime) -> str:
    try:
        read = parse_when(text, now, MADRID)
    except BadInputError as error:
        return f"! {error}"
    if isinstance(read, Reading):
        return shown(read)
    return "? " + " | ".join(map(shown, read.readings))


def test_the_table_has_three_hundred_ways_each_once() -> None:
    texts = [text for text, *_ in ROWS]
    assert len(texts) >= 300
    assert len(set(texts)) == len(texts)


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_a_time_means_what_the_table_says(row: tuple[str, ...]) -> None:
    text, *expected = row
    assert len(expected) == len(MOMENTS)
    before = ""
    for now, cell in zip(MOMENTS, expected, strict=True):
        wanted = before if cell == AS_BEFORE else cell
        before = wanted
        found = meaning(text, now)
        if wanted.startswith("!"):
            assert found.startswith("!"), (now.time(), found)
            assert wanted[2:] in found, (now.time(), found)
        else:
            assert found == wanted, now.time()
