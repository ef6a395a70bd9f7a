"""``python -m bot import imdb``: IMDb's data sets into the catalogue."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    TaskID,
    TaskProgressColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from bot.catalog.catalog import Catalog
from bot.catalog.files.store import CatalogStore
from bot.catalog.imdb.faults import ImdbImportError
from bot.catalog.imdb.importer import ImportReport, Watcher, import_files
from bot.catalog.imdb.tables import DEFAULT_KINDS, Table, TitleFilter, parse_kinds, parse_regions
from bot.config import Settings
from bot.errors import CatalogError
from bot.runtime.ending import interrupted_in_time
from bot.runtime.event_loop import run_async
from bot.text import plural

DONE, FAILED, INTERRUPTED = 0, 2, 130
_GOES_ON = "Interrupted; the same command goes on from here."


def import_imdb(
    folder: Path,
    *,
    min_votes: int,
    kinds: str | None,
    adult: bool,
    regions: str | None,
    settings: Settings,
    console: Console,
) -> int:
    """Import the data sets in a folder into the catalogue.

    Args:
        folder: Where IMDb's files are, as downloaded.
        min_votes: The votes that a title must have.
        kinds: Types of titles in IMDb's words, with commas between; films and series by default.
        adult: Whether to include titles for adults.
        regions: Regions whose alternative titles are imported, in IMDb's codes with commas
            between; by default where English and Spanish are spoken.
        settings: Where the catalogue and the records are.
        console: Where to print.

    Returns:
        The exit status: 0 when all is imported, 2 for a fault, 130 when interrupted.
    """
    try:
        chosen = DEFAULT_KINDS if kinds is None else parse_kinds(kinds.split(","))
    except ValueError as error:
        _print(console, f"--kinds: {error}")
        return FAILED
    try:
        named = None if regions is None else parse_regions(regions.split(","))
    except ValueError as error:
        _print(console, f"--regions: {error}")
        return FAILED
    wanted = TitleFilter(chosen, min_votes, adult)
    if named is not None:
        wanted = replace(wanted, regions=named)
    try:
        with (
            interrupted_in_time(INTERRUPTED, lambda: _print(console, _GOES_ON)),
            _progress(console) as progress,
        ):
            report = import_files(
                folder, settings.catalog_dir, wanted, watcher=_reading(progress, folder)
            )
            catalog = run_async(_build(settings, progress))
    except ImdbImportError as error:
        for fault in error.faults:
            _print(console, str(fault))
    except CatalogError as error:
        _print(console, str(error))
    except KeyboardInterrupt:
        _print(console, _GOES_ON)
        return INTERRUPTED
    else:
        _print_report(console, report, *catalog)
        return DONE
    _print(console, "The catalogue is what it was.")
    return FAILED


async def _build(settings: Settings, progress: Progress) -> tuple[int, int]:
    """Build the catalogue; return how many titles and people it has."""
    store = CatalogStore(settings.catalog_dir)
    task = progress.add_task("Building the catalogue", total=None, unit="")

    def building(done: int, steps: int | None) -> None:
        progress.update(task, completed=done, total=steps)

    report = await store.refresh(settings.movies_dir, building=building)
    progress.update(task, completed=1, total=1)
    async with await Catalog.open(report.catalog) as catalog:
        return catalog.stats.movies, catalog.stats.people


@contextmanager
def _progress(console: Console) -> Generator[Progress]:
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[unit]}"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        console=console,
    ) as progress:
        yield progress


def _reading(progress: Progress, folder: Path) -> Watcher:
    """Return a watcher that shows one progress bar over the bytes of all files."""
    sizes = {
        table: path.stat().st_size if (path := folder / table.file_name).is_file() else 0
        for table in Table
    }
    tasks: list[TaskID] = []

    def watch(table: Table, packed: int, lines: int) -> None:
        if not tasks:  # no bar if nothing is read
            tasks.append(progress.add_task("", total=sum(sizes.values()), unit=""))
        before = sum(sizes[other] for other in list(Table)[: list(Table).index(table)])
        progress.update(
            tasks[0],
            completed=before + packed,
            description=f"Reading {table.file_name}",
            unit=f"{lines:,} lines",
        )

    return watch


def _print_report(console: Console, report: ImportReport, movies: int, people: int) -> None:
    for fault in report.faults:
        _print(console, str(fault))
    if report.broken > len(report.faults):
        left = report.broken - len(report.faults)
        _print(console, f"… and {plural(left, 'more broken line')}.")
    if not report.fresh:
        _print(console, "These files were imported already.")
    _print(
        console,
        f"Imported: {plural(report.titles, 'title')}, {plural(report.people, 'person', 'people')},"
        f" {plural(report.credits, 'credit')}; {plural(report.broken, 'broken line')} left out.",
    )
    _print(
        console,
        f"The catalogue holds {plural(movies, 'title')} and"
        f" {plural(people, 'person', 'people')}, records included.",
    )


def _print(console: Console, line: str) -> None:
    console.print(Text(line), soft_wrap=True)  # a file's text is not rich's markup
