import io
import json
import os
import subprocess
import sys
from pathlib import Path

from rich.console import Console

from bot.catalog.records.folder import MAX_BYTES, find_records
from bot.catalog.records.loader import check_folders
from bot.cli.check import check
from tests.catalog.conftest import RecordText


def test_folders_when_searched_then_records_in_order_with_their_place(records: Path) -> None:
    (records / "sub").mkdir()
    (records / "1.md").rename(records / "sub" / "1.md")
    (records / ".hidden.md").write_text("x")
    (records / "notes.txt").write_text("x")
    files, faults = find_records([records, records])
    assert [file.source for file in files] == ["2.md", "3.md", "sub/1.md"]
    assert faults == []


def test_check_when_many_files_are_faulty_then_all_are_named_and_the_rest_is_read(
    records: Path, tmp_path: Path, record_text: RecordText
) -> None:
    outside = tmp_path / "outside.md"
    outside.write_text(record_text(imdb_id="0000009"))
    (records / "a-link.md").symlink_to(outside)
    (records / "b-big.md").write_bytes(b"x" * 10_000_000)
    (records / "c-empty.md").touch()
    (records / "d-latin.md").write_bytes("é".encode("latin-1"))
    (records / "e-twice.md").write_text(record_text(imdb_id="2"))
    (records / "f-year.md").write_text(record_text(year="19x9", color="zzz", imdb_id="5"))
    (records / "g-dangling.md").symlink_to(tmp_path / "nothing.md")
    os.mkfifo(records / "h-pipe.md")
    (records / "i-folder").symlink_to(tmp_path)
    (records / "j-circle.md").symlink_to(records / "j-circle.md")
    (records / os.fsdecode(b"k-\xff.md")).write_text(record_text(imdb_id="6"))
    report = check_folders([records, tmp_path / "missing"])
    assert report.movies == 3
    by_file = {Path(fault.file).name: fault for fault in report.faults}
    assert set(by_file) == {
        "a-link.md", "b-big.md", "c-empty.md", "d-latin.md", "e-twice.md", "f-year.md",
        "g-dangling.md", "h-pipe.md", "i-folder", "j-circle.md", r"k-\xff.md", "missing",
    }  # fmt: skip
    assert len(report.faults) == 13
    assert report.files == 3 + len(by_file)
    assert [fault.file for fault in report.faults] == sorted(f.file for f in report.faults)
    twice = (records / "e-twice.md").read_text().splitlines()
    assert twice[(by_file["e-twice.md"].line or 0) - 1] == "imdb_id: 2"
    assert "symbolic link out" in by_file["a-link.md"].reason
    assert "symbolic link to nothing" in by_file["j-circle.md"].reason
    assert f"{MAX_BYTES:,}" in by_file["b-big.md"].reason
    assert str(records / "2.md") in by_file["e-twice.md"].reason
    assert all(fault.mend for fault in report.faults)


def test_check_when_titles_have_fields_then_each_field_is_counted(
    tmp_path: Path, record_text: RecordText
) -> None:
    (tmp_path / "bare.md").write_text("---\ntitle: Bare\n---\n")
    bare = {name: count for name, count in check_folders([tmp_path]).known.items() if count}
    assert bare == {"title": 1}
    (tmp_path / "full.md").write_text(
        record_text(
            body="Director: `A`\n\nCast: `B`\nWriter: `C`\n\nIt is told.",
            aliases="[Other]",
            owner_rating="4/5",
            runtime="105",
            poster="https://example.org/k.jpg",
        )
    )
    known = check_folders([tmp_path]).known
    assert {name: count for name, count in known.items() if count != 1} == {"title": 2}


def test_check_when_a_value_is_left_out_then_a_note_and_no_fault(
    records: Path, record_text: RecordText
) -> None:
    text = record_text(imdb_id="9", runtime="long", aliases='["OUT OF AFRICA", "Karen"]')
    (records / "9.md").write_text(text)
    report = check_folders([records])
    assert (report.movies, report.faults) == (4, ())
    lines = text.splitlines()
    told = {lines[(note.line or 0) - 1].partition(":")[0]: note.reason for note in report.notes}
    assert "no length in minutes" in told["runtime"]
    assert str(records / "2.md") in told["aliases"]
    status, output = printed(records)
    assert status == 0
    assert "no fault, 2 notes." in output


def test_link_when_it_stays_inside_the_folder_then_it_is_read(records: Path) -> None:
    (records / "x").mkdir()
    (records / "1.md").rename(records / "x" / "kept.txt")
    (records / "1.md").symlink_to(records / "x" / "kept.txt")
    assert check_folders([records]).movies == 3


def test_duplicate_when_in_another_folder_then_the_second_is_at_fault(
    records: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "again.md").write_bytes((records / "1.md").read_bytes())
    (fault,) = check_folders([records, other]).faults
    assert fault.file == str(other / "again.md")
    assert str(records / "1.md") in fault.reason


def test_duplicate_when_its_field_has_no_line_of_its_own_then_none_is_named(
    records: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    for name in ("a.md", "b.md"):
        (other / name).write_text("---\nname: Alien\nyear: 1979\n---\n")
    (fault,) = check_folders([records, other]).faults
    assert (fault.file, fault.field, fault.line) == (str(other / "b.md"), "title", None)


def test_progress_when_asked_for_then_it_reaches_the_total(records: Path) -> None:
    told: list[tuple[int, int | None]] = []
    check_folders([records], progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (3, 3)


def printed(folder: Path) -> tuple[int, str]:
    console = Console(file=io.StringIO(), width=200)
    status = check([folder], console)
    assert isinstance(console.file, io.StringIO)
    return status, console.file.getvalue()


def test_check_when_given_a_file_then_that_is_checked(records: Path) -> None:
    report = check_folders([records / "1.md"])
    assert (report.files, report.movies, report.faults) == (1, 1, ())


def test_check_command_when_all_is_good_then_totals_and_status_0(records: Path) -> None:
    status, output = printed(records)
    assert status == 0
    assert output.splitlines()[-1] == "3 files, 3 titles, no fault."


def test_check_command_when_there_are_faults_then_a_table_and_status_1(
    records: Path, record_text: RecordText
) -> None:
    (records / "[red]4.md").write_text(record_text(year="'[bold]'", imdb_id="4"))
    status, output = printed(records)
    assert status == 1
    for word in ("[red]4.md", "year", "'[bold]' is no year", "four digits", "1 fault in 1 file"):
        assert word in output


def test_load_benchmark_when_asked_for_json_then_it_ends_with_one_object(records: Path) -> None:
    benchmark = Path(__file__).parents[3] / "benchmarks" / "catalogs" / "load.py"
    command = [sys.executable, str(benchmark), str(records), "--json", "--rounds", "1"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    figures = json.loads(done.stdout.splitlines()[-1])
    assert set(figures) == {
        "records", "parse_s", "cold_s", "warm_s", "cold_ratio", "warm_ratio",
    }  # fmt: skip
    assert figures["records"] == 3
