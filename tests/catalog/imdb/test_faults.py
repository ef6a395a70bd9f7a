import gzip
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot.catalog.files.store import CatalogStore
from bot.catalog.imdb.faults import ImdbImportError
from bot.catalog.imdb.importer import import_files
from bot.catalog.imdb.merge import IMPORTED_NAME
from bot.catalog.imdb.tables import Table, TitleFilter
from bot.errors import CatalogError
from tests.catalog.imdb.imdb_rows import ROWS, write_files


@pytest.fixture
def files(tmp_path: Path) -> Path:
    return write_files(tmp_path / "imdb")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def faults_of(files: Path, home: Path) -> list[str]:
    with pytest.raises(ImdbImportError) as caught:
        import_files(files, home, TitleFilter())
    assert not (home / IMPORTED_NAME).exists()
    return [str(fault) for fault in caught.value.faults]


def test_files_when_several_are_missing_then_all_are_named(files: Path, home: Path) -> None:
    (files / Table.CREW.file_name).unlink()
    (files / Table.NAMES.file_name).unlink()
    faults = faults_of(files, home)
    assert [Path(fault.partition(":")[0]).name for fault in faults] == [
        Table.CREW.file_name,
        Table.NAMES.file_name,
    ]
    assert all("missing" in fault for fault in faults)


def test_folder_when_there_is_none_then_it_is_named(tmp_path: Path, home: Path) -> None:
    (fault,) = faults_of(tmp_path / "nowhere", home)
    assert "nowhere: there is no such folder" in fault


def test_file_when_it_is_a_folder_then_it_is_named(files: Path, home: Path) -> None:
    (files / Table.CREW.file_name).unlink()
    (files / Table.CREW.file_name).mkdir()
    (fault,) = faults_of(files, home)
    assert "title.crew.tsv.gz: it is no plain file" in fault


def test_columns_when_they_are_others_then_they_are_named(files: Path, home: Path) -> None:
    (files / Table.CREW.file_name).write_bytes(gzip.compress(b"tconst\tdirectors\n"))
    (fault,) = faults_of(files, home)
    assert "title.crew.tsv.gz:1: the columns are" in fault
    assert "tconst, directors, writers" in fault


def test_file_when_it_is_no_gzip_then_it_is_named(files: Path, home: Path) -> None:
    (files / Table.BASICS.file_name).write_bytes(b"<html>Not found</html>")
    (fault,) = faults_of(files, home)
    assert "title.basics.tsv.gz:1: the gzip data is damaged" in fault


@pytest.mark.parametrize("table", Table)
def test_gzip_when_it_is_cut_off_then_it_is_named_and_nothing_is_imported(
    files: Path, home: Path, table: Table
) -> None:
    path = files / table.file_name
    path.write_bytes(path.read_bytes()[:-9])
    (fault,) = faults_of(files, home)
    assert f"{table.file_name}:" in fault
    assert "cut off" in fault


def test_gzip_when_its_bytes_are_damaged_then_it_is_named(files: Path, home: Path) -> None:
    path = files / Table.PRINCIPALS.file_name
    data = bytearray(path.read_bytes())
    data[-6] ^= 0xFF  # in the checksum
    path.write_bytes(data)
    (fault,) = faults_of(files, home)
    assert "title.principals.tsv.gz:" in fault
    assert "damaged" in fault


def test_import_when_the_fault_is_mended_then_it_goes_on(files: Path, home: Path) -> None:
    path = files / Table.NAMES.file_name
    whole = path.read_bytes()
    path.write_bytes(whole[:-9])
    faults_of(files, home)
    path.write_bytes(whole)
    assert import_files(files, home, TitleFilter()).titles == 5


@pytest.mark.parametrize(
    ("table", "row", "reason"),
    [
        (Table.BASICS, "tt1\tmovie\tX", "there are more or fewer than 9 columns"),
        (Table.BASICS, "x1\tmovie\tX\tX\t0\t1999\t\\N\t\\N\t\\N", "tconst is 'x1'"),
        (Table.BASICS, "tt1\tmovie\tX\tX\t1999\t1999\t\\N\t\\N\t\\N", "isAdult is '1999'"),
        (Table.BASICS, "tt1\tmovie\tX\tX\t0\t99\t\\N\t\\N\t\\N", "startYear is '99'"),
        (Table.BASICS, "tt1\tmovie\t\\N\tX\t0\t1999\t\\N\t\\N\t\\N", "primaryTitle is empty"),
        (Table.RATINGS, "tt1\t11.0\t5", "averageRating is '11.0'"),
        (Table.RATINGS, "tt1\tnan\t5", "averageRating is 'nan'"),
        (Table.RATINGS, "tt1\t5.0\t-5", "numVotes is '-5'"),
        (Table.PRINCIPALS, "tt0079417\tx\tnm1\tactor\t\\N\t\\N", "ordering is 'x'"),
        (Table.PRINCIPALS, "tt0079417\t9\ttt1\tactor\t\\N\t\\N", "nconst is 'tt1'"),
        (Table.CREW, "tt0079417\tnm1,,nm2\t\\N", "directors is ''"),
        (Table.CREW, "tt0079417\t\\N\tnm1 nm2", "writers is 'nm1 nm2'"),
        (Table.NAMES, "nm1\tX", "there are more or fewer than 6 columns"),
        (Table.NAMES, "nm1234567890\tX\t\\N\t\\N\t\\N\t\\N", "nconst is 'nm1234567890'"),
    ],
)
def test_line_when_it_is_broken_then_it_is_left_out_and_told_with_file_and_line(
    files: Path, home: Path, table: Table, row: str, reason: str
) -> None:
    write_files(files, {table: [ROWS[table][0], row, *ROWS[table][1:]]})
    report = import_files(files, home, TitleFilter())
    assert (report.titles, report.people, report.credits, report.broken) == (5, 8, 10, 1)
    assert f"{table.file_name}:3: {reason}" in str(report.faults[0])


def test_line_when_it_is_not_utf_8_then_it_is_left_out(files: Path, home: Path) -> None:
    path = files / Table.NAMES.file_name
    text = gzip.decompress(path.read_bytes()).replace(b"Meryl", b"M\xe9ryl")
    path.write_bytes(gzip.compress(text))
    report = import_files(files, home, TitleFilter())
    assert (report.people, report.broken) == (7, 1)
    assert "name.basics.tsv.gz:4: primaryName" in str(report.faults[0])


def test_lines_when_too_many_are_broken_then_the_file_is(files: Path, home: Path) -> None:
    write_files(files, {Table.CREW: [*ROWS[Table.CREW], *["?"] * 30]})
    (fault,) = faults_of(files, home)
    assert "title.crew.tsv.gz:6: 29 of the first 33 lines are broken" in fault
    assert faults_of(files, home)  # asking again does not help
    assert faults_of(files, home)


def test_lines_when_every_one_is_broken_then_the_file_is(files: Path, home: Path) -> None:
    write_files(files, {Table.CREW: ["?", "?"]})
    (fault,) = faults_of(files, home)
    assert "title.crew.tsv.gz:2: 2 of the first 2 lines are broken" in fault
    assert faults_of(files, home) == [fault]


def test_import_when_no_title_is_wanted_then_it_fails(files: Path, home: Path) -> None:
    with pytest.raises(ImdbImportError, match="no title in it is wanted"):
        import_files(files, home, TitleFilter(min_votes=10_000_000))
    assert not (home / IMPORTED_NAME).exists()


async def test_import_when_it_fails_then_what_was_imported_before_stays(
    files: Path, home: Path, records: Path
) -> None:
    import_files(files, home, TitleFilter())
    before = (await CatalogStore(home).refresh([records])).catalog
    path = files / Table.NAMES.file_name
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(ImdbImportError):
        import_files(files, home, TitleFilter())
    report = await CatalogStore(home).refresh([records])
    assert (report.catalog, report.changed) == (before, False)


def test_import_when_another_is_at_work_then_it_is_refused(files: Path, home: Path) -> None:
    refused: list[str] = []

    def start_another(*_: object) -> None:
        if not refused:
            with pytest.raises(ImdbImportError) as caught:
                import_files(files, home, TitleFilter())
            refused.append(str(caught.value))

    import_files(files, home, TitleFilter(), watcher=start_another)
    assert "another import is at work" in refused[0]


async def test_refresh_when_the_imported_data_is_damaged_then_that_is_told(
    files: Path, home: Path, records: Path
) -> None:
    import_files(files, home, TitleFilter())
    (home / IMPORTED_NAME).write_bytes(b"no database" * 1000)
    with pytest.raises(CatalogError, match=r"imported data cannot be read .* import it again"):
        await CatalogStore(home).refresh([records])
    assert import_files(files, home, TitleFilter()).fresh
    await CatalogStore(home).refresh([records])


def test_home_when_it_cannot_be_made_then_it_is_named(files: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ImdbImportError, match="cannot be written to"):
        import_files(files, tmp_path / "file" / "home", TitleFilter())


@pytest.mark.skipif(shutil.which("unshare") is None, reason="needs unshare for a small disk")
def test_disk_when_it_is_full_then_that_is_told_and_room_lets_it_go_on(
    tmp_path: Path, files: Path
) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    script = (
        f"mount -t tmpfs -o size=32k none {disk} && "
        f"{sys.executable} -m bot import imdb {files}; status=$?; "
        f"mount -o remount,size=20m {disk}; ls {disk}/catalog; "
        f"{sys.executable} -m bot import imdb {files}; exit $status$?"
    )
    done = subprocess.run(  # noqa: S603
        ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script],  # noqa: S607
        env={**os.environ, "DATA_DIR": str(disk)},
        capture_output=True,
        text=True,
        check=False,
    )
    if "unshare failed" in done.stderr or "permission denied" in done.stderr:
        pytest.skip("may not mount a small disk")
    assert done.returncode == 20, done.stdout + done.stderr  # 2, and then 0
    assert "the disk is full; make room" in done.stdout
    assert "Imported: 5 titles" in done.stdout


def test_file_when_it_is_a_pipe_then_it_is_named_at_once(files: Path, home: Path) -> None:
    (files / Table.CREW.file_name).unlink()
    os.mkfifo(files / Table.CREW.file_name)
    (fault,) = faults_of(files, home)
    assert "title.crew.tsv.gz: it is no plain file" in fault


@pytest.mark.parametrize("name", [IMPORTED_NAME, "imdb-import.sqlite"])
async def test_import_when_what_was_imported_has_rotted_then_it_is_told_and_made_anew(
    files: Path, home: Path, records: Path, name: str
) -> None:
    import_files(files, home, TitleFilter())
    whole = (home / IMPORTED_NAME).read_bytes()
    for spoilt in (whole[:4096] + bytes(len(whole) - 4096), whole.replace(b"people", b"\xff" * 6)):
        (home / name).write_bytes(spoilt)
        if name == IMPORTED_NAME:
            with pytest.raises(CatalogError, match=r"imported data cannot be read .* import it"):
                await CatalogStore(home).refresh([records])
        else:
            (home / IMPORTED_NAME).unlink()
        assert import_files(files, home, TitleFilter()).fresh
        await CatalogStore(home).refresh([records])
