"""A table of what people write for times, in English and Spanish, at three moments of a day."""

from datetime import datetime
from itertools import accumulate
from pathlib import Path
from zoneinfo import ZoneInfo

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


def test_every_time_means_what_the_table_says() -> None:
    wrong = [
        f"{text!r} at {now:%H:%M}: {found!r}, not {wanted!r}"
        for text, *cells in ROWS
        for now, wanted in zip(MOMENTS, _spelled_out(cells), strict=True)
        if not _is_meant(found := meaning(text, now), wanted)
    ]
    assert not wrong, "\n".join(wrong)


def _spelled_out(cells: list[str]) -> list[str]:
    """Return what is expected at each moment, with ``=`` as it was before it."""
    return list(accumulate(cells, lambda before, cell: before if cell == AS_BEFORE else cell))


def _is_meant(found: str, wanted: str) -> bool:
    if wanted.startswith("! "):
        return found.startswith("! ") and wanted[2:] in found
    return found == wanted
