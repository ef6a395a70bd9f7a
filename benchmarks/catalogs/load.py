"""The cost of loading a folder of records, against merely reading and parsing its files.

``python benchmarks/catalogs/load.py FOLDER [--fewer NAMES] [--json]`` prints seconds and ratios;
with ``--json`` the last line is one JSON object. Each figure is the best of several rounds, taken
in turn in one run, so that a busy machine disturbs all of them alike.

With ``--fewer``, a file of file names, the library over just these of the records is opened in turn
with that over all: how much later the bot is ready for having more of them.
"""

import asyncio
import json
import logging
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import structlog
import typer
import yaml

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bot.catalog.files.store import CatalogStore
from bot.library.upkeep import LibraryUpkeep

COLD_LIMIT, WARM_LIMIT = 4.0, 0.5
LATER_LIMIT = 0.15
"""Seconds that the bot may be ready later for all records than for fewer."""


def parse_bare(folder: Path) -> int:
    """Read all files and parse their front matter in C, and nothing else; return their number."""
    count = 0
    for path in sorted(folder.rglob("*.md")):
        front_matter = path.read_bytes().decode().split("\n---", 1)[0]
        yaml.load(front_matter, Loader=yaml.CBaseLoader)  # noqa: S506  (it makes no objects)
        count += 1
    return count


def load(folder: Path, store: Path) -> int:
    """Do what the bot does at its start, up to the open catalogue; return how many titles."""

    async def start() -> int:
        catalogs = CatalogStore(store)
        await catalogs.refresh([folder])
        async with await catalogs.open() as catalog:
            return catalog.stats.movies

    return asyncio.run(start())


def open_library(folder: Path, store: Path) -> int:
    """Open what the bot answers from, as its start does before it is ready."""

    async def start() -> int:
        async with LibraryUpkeep([folder], store) as upkeep:
            return upkeep.library.current.catalog.stats.movies

    return asyncio.run(start())


def timed(work: Callable[[], int]) -> tuple[float, int]:
    """Return the seconds that a piece of work takes, and its result."""
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def measure(folder: Path, rounds: int) -> dict[str, float]:
    """Return the figures of a folder."""
    parse: list[float] = []
    cold: list[float] = []
    warm: list[float] = []
    records = 0
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as store:
            parse.append(timed(lambda: parse_bare(folder))[0])
            seconds, records = timed(lambda: load(folder, Path(store)))
            cold.append(seconds)
            warm.append(timed(lambda: load(folder, Path(store)))[0])
    return {
        "records": records,
        "parse_s": round(min(parse), 4),
        "cold_s": round(min(cold), 4),
        "warm_s": round(min(warm), 4),
        "cold_ratio": round(min(cold) / min(parse), 3),
        "warm_ratio": round(min(warm) / min(parse), 3),
    }


def compare(folder: Path, names: Path, rounds: int) -> dict[str, float]:
    """Return when the library is ready over the named records of a folder and over all."""
    fewer: list[float] = []
    whole: list[float] = []
    with tempfile.TemporaryDirectory() as made:
        home = Path(made)
        part = home / "records"
        part.mkdir()
        for name in names.read_text(encoding="utf-8").split():
            shutil.copy2(folder / name, part)
        count = open_library(part, home / "fewer")  # builds it
        open_library(folder, home / "all")
        for _ in range(rounds):
            fewer.append(timed(lambda: open_library(part, home / "fewer"))[0])
            whole.append(timed(lambda: open_library(folder, home / "all"))[0])
    return {
        "fewer_records": count,
        "fewer_ready_s": round(min(fewer), 4),
        "ready_s": round(min(whole), 4),
        "later_s": round(min(whole) - min(fewer), 4),
    }


def main(
    folder: Annotated[Path, typer.Argument(help="A folder of record files.", exists=True)],
    *,
    fewer: Annotated[
        Path | None, typer.Option(help="Names of the records to compare with.", exists=True)
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="End with one JSON object.")] = False,
    rounds: Annotated[int, typer.Option(help="How often to measure.", min=1)] = 3,
) -> None:
    """Measure what loading a folder of records costs."""
    figures = measure(folder, rounds)
    print(f"{figures['records']} records")
    print(f"read and C-parse  {figures['parse_s']:.3f} s")
    for name, limit in (("cold", COLD_LIMIT), ("warm", WARM_LIMIT)):
        ratio = figures[f"{name}_ratio"]
        print(
            f"{name} start        {figures[f'{name}_s']:.3f} s = {ratio:.2f} x (at most {limit} x)"
        )
    if fewer is not None:
        structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
        ready = compare(folder, fewer, rounds)
        figures |= ready
        print(
            f"ready, warm        {ready['ready_s']:.3f} s, {ready['later_s']:.3f} s later than with"
            f" {ready['fewer_records']} records (at most {LATER_LIMIT} s)"
        )
    if as_json:
        print(json.dumps(figures))


if __name__ == "__main__":
    typer.run(main)
