"""What it costs to import IMDb's data sets, against a bare ``executemany`` of the same rows.

``python benchmarks/catalogs/imdb.py [--titles N] [--json]`` makes files of IMDb's form (ten
principals and one person for each title), imports them up to the finished catalogue, and before and
after that puts every row of the same files, cut and ready in memory, into plain tables without
keys: the mean of those two is the bare rate. The best of several rounds counts, as a busy machine
disturbs some more than others. With ``--json`` the last line is one JSON object.
"""

import asyncio
import gzip
import json
import resource
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Annotated

import typer

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from benchmarks.catalogs.imdb_files import make_files
from bot.catalog.files.store import CatalogStore
from bot.catalog.imdb.importer import import_files
from bot.catalog.imdb.merge import IMPORTED_NAME
from bot.catalog.imdb.tables import Table, TitleFilter

RATIO_LIMIT, RSS_LIMIT_MB = 0.25, 600
_BATCH = 50_000
_MB = 1_000_000


def import_all(folder: Path, home: Path) -> tuple[int, Path]:
    """Do what the command does; return how many titles there are, and the catalogue."""

    async def refresh() -> tuple[int, Path]:
        store = CatalogStore(home)
        report = await store.refresh([])
        async with await store.open() as catalog:
            return catalog.stats.movies, report.catalog

    import_files(folder, home, TitleFilter())
    return asyncio.run(refresh())


def insert_bare(folder: Path, path: Path) -> tuple[int, float]:
    """Return how many rows the files have, and the seconds that ``executemany`` takes for them."""
    rows, seconds = 0, 0.0
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode = OFF")
        db.execute("PRAGMA synchronous = OFF")
        db.execute("BEGIN")
        for table in Table:
            db.execute(f"CREATE TABLE {table.name} ({', '.join(table.columns)})")
            insert = f"INSERT INTO {table.name} VALUES ({', '.join('?' * len(table.columns))})"
            for batch in _batches(folder / table.file_name):
                start = time.perf_counter()
                db.executemany(insert, batch)
                seconds += time.perf_counter() - start
                rows += len(batch)
        start = time.perf_counter()
        db.execute("COMMIT")
        seconds += time.perf_counter() - start
    return rows, seconds


def _batches(path: Path) -> Iterator[list[list[str]]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="\n") as file:
        next(file)
        while batch := [line.rstrip("\n").split("\t") for line in islice(file, _BATCH)]:
            yield batch


def measure(folder: Path) -> dict[str, float]:
    """Return the figures of a folder of files."""
    with tempfile.TemporaryDirectory() as work:
        home, bare = Path(work) / "home", Path(work) / "bare.sqlite"
        rows, before = insert_bare(folder, bare)
        start = time.perf_counter()
        titles, catalog = import_all(folder, home)
        seconds = time.perf_counter() - start
        peak_kib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        sizes = {"imported": home / IMPORTED_NAME, "catalog": catalog}
        sizes_mb = {f"{name}_mb": path.stat().st_size / _MB for name, path in sizes.items()}
        bare.unlink()
        _, after = insert_bare(folder, bare)
    bare_seconds = (before + after) / 2
    return {
        "titles": titles,
        "rows": rows,
        "seconds": seconds,
        "rows_per_second": rows / seconds,
        "bare_rows_per_second": rows / bare_seconds,
        "ratio": bare_seconds / seconds,
        "peak_rss_mb": peak_kib * 1024 / _MB,
        **sizes_mb,
    }


def main(
    titles: Annotated[int, typer.Option(help="How many titles to make files of.")] = 50_000,
    rounds: Annotated[int, typer.Option(min=1, help="How often to measure.")] = 3,
    as_json: Annotated[bool, typer.Option("--json", help="End with one JSON object.")] = False,
) -> None:
    """Measure an import against its limits."""
    with tempfile.TemporaryDirectory() as folder:
        make_files(Path(folder), titles)
        measured = [measure(Path(folder)) for _ in range(rounds)]
    figures = max(measured, key=lambda one: one["ratio"])
    figures["peak_rss_mb"] = max(one["peak_rss_mb"] for one in measured)
    print(
        f"{figures['rows']:,} rows in {figures['seconds']:.1f} s:"
        f" {figures['rows_per_second']:,.0f} a second, bare"
        f" {figures['bare_rows_per_second']:,.0f}"
    )
    print(f"ratio {figures['ratio']:.2f} (at least {RATIO_LIMIT})")
    print(f"peak memory {figures['peak_rss_mb']:.0f} MB (at most {RSS_LIMIT_MB})")
    print(
        f"imported data {figures['imported_mb']:.0f} MB, catalogue {figures['catalog_mb']:.0f} MB"
    )
    if as_json:
        print(json.dumps({name: round(value, 3) for name, value in figures.items()}))


if __name__ == "__main__":
    typer.run(main)
