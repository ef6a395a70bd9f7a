"""``python -m bot import imdb``: what it says, and its exit status."""

import gzip
import io
from collections.abc import Sequence
from pathlib import Path

import pytest
from rich.console import Console

from bot.catalog.imdb.tables import Table
from bot.cli.import_imdb import DONE, FAILED, import_imdb
from bot.config import load_settings
from tests.catalog.imdb.imdb_rows import ROWS, write_files


@pytest.fixture
def files(tmp_path: Path) -> Path:
    return write_files(tmp_path / "imdb")


def imported(
    files: Path,
    *,
    min_votes: int = 0,
    kinds: str | None = None,
    adult: bool = False,
    regions: str | None = None,
) -> tuple[int, Sequence[str]]:
    """Import files beside no records; return the exit status and the lines of what is said."""
    records = files.parent / "records"
    records.mkdir(exist_ok=True)
    settings = load_settings(None, data_dir=files.parent / "home", movies_dir=str(records))
    console = Console(file=io.StringIO(), width=200)
    status = import_imdb(
        files,
        min_votes=min_votes,
        kinds=kinds,
        adult=adult,
        regions=regions,
        settings=settings,
        console=console,
    )
    assert isinstance(console.file, io.StringIO)
    return status, console.file.getvalue().splitlines()


def test_import_when_repeated_then_it_says_so_and_reports_the_same_counts(files: Path) -> None:
    told = [
        "Imported: 5 titles, 8 people, 10 credits; 0 broken lines left out.",
        "The catalogue holds 5 titles and 8 people, records included.",
    ]
    status, lines = imported(files)
    assert (status, lines[-2:]) == (DONE, told)
    assert any(line.startswith("Reading name.basics.tsv.gz") and "100%" in line for line in lines)
    assert any(line.startswith("Building the catalogue") and "100%" in line for line in lines)
    status, lines = imported(files)
    assert (status, lines[-3:]) == (DONE, ["These files were imported already.", *told])
    assert not any(line.startswith("Reading") for line in lines)


def test_import_when_only_some_titles_are_wanted_then_only_those_are_imported(files: Path) -> None:
    for chosen, titles in (
        ({"min_votes": 100_000}, 2),
        ({"kinds": "movie"}, 4),
        ({"adult": True, "kinds": "movie,video"}, 5),
        ({"regions": "DE"}, 5),
    ):
        status, lines = imported(files, **chosen)  # pyright: ignore[reportArgumentType]
        assert status == DONE
        assert lines[-1].startswith(f"The catalogue holds {titles} titles "), chosen


@pytest.mark.parametrize(
    ("broken_names", "more"),
    [(0, []), (1, ["… and 1 more broken line."]), (9, ["… and 9 more broken lines."])],
)
def test_import_when_lines_are_broken_then_twenty_are_shown_and_the_rest_counted(
    tmp_path: Path, broken_names: int, more: Sequence[str]
) -> None:
    broken = {
        table: [*ROWS[table], *(f"zz{number}" for number in range(count))]
        for table, count in ((Table.BASICS, 10), (Table.CREW, 10), (Table.NAMES, broken_names))
    }
    status, lines = imported(write_files(tmp_path / "imdb", broken))
    assert status == DONE
    assert sum(".tsv.gz:" in line for line in lines) == 20
    assert [line for line in lines if line.startswith("…")] == more
    assert lines[-2].endswith(f" {20 + broken_names} broken lines left out.")


def test_import_when_an_option_or_a_file_is_invalid_then_it_is_named_and_the_catalogue_stays(
    files: Path,
) -> None:
    for wrong in ({"kinds": "film"}, {"regions": "Germany"}):
        status, lines = imported(files, **wrong)  # pyright: ignore[reportArgumentType]
        assert status == FAILED
        assert lines[0].startswith(f"--{next(iter(wrong))}: ")
    (files / Table.CREW.file_name).write_bytes(gzip.compress(b"tconst\tdirectors\n"))
    status, lines = imported(files)
    assert status == FAILED
    assert Table.CREW.file_name in " ".join(lines)
    assert lines[-1] == "The catalogue is what it was."
