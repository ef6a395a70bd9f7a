"""``check --fix``: only what is certain, and nothing else in the file."""

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from typer.testing import CliRunner

from bot.catalog.records.fixes import mended
from bot.catalog.records.rewriting import RefusedError, replace_file
from bot.cli.check import ALL_GOOD, FAULTY, fix
from bot.cli.main import app
from tests.catalog.records.layouts import LAYOUTS, Layout

BEFORE = """\ufeff---\r
# mine\r
title: Alien: Romulus   # the film\r
Genre: [Horror]\r
tags:\r
  - #space\r
year: 2024 # a comment\r
imdb: 7.1/10\r
type: film\r
color: #abc\r
yeer: 2024\r
---\r
Director: `Ann Bee`\r
"""
AFTER = """\ufeff---\r
# mine\r
title: "Alien: Romulus"   # the film\r
genres: [Horror]\r
tags:\r
  - "#space"\r
year: 2024 # a comment\r
imdb_rating: 7.1/10\r
type: film\r
color: "aabbcc"\r
yeer: 2024\r
---\r
Director: `Ann Bee`\r
"""


def fixed(text: str) -> str:
    return mended(text.encode(), "a.md", "a.md").decode()


def test_fix_when_things_are_certain_then_only_their_lines_change() -> None:
    assert fixed(BEFORE) == AFTER
    assert fixed(AFTER) == AFTER


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: A\nposter: /images/a.jpg\nrating: PG-13\nid: tt7654321\nyear: 19x9\n---\n",
        "---\ntitle: A\nmovie:\n  genre: Crime\n---\ndirector:: Ann Bee\n",
        '---\ntitle: "A" b\nyear: [1\n---\n',
        '+++\ntitle = "A"\ngenre = "Crime"\n+++\n',
        "no front matter: #1",
        "---\ntitle: A\ncolor: 4643\n---\n",
    ],
)
def test_fix_when_nothing_is_certain_then_the_file_stays(text: str) -> None:
    assert fixed(text) == text


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_fix_when_done_once_then_nothing_is_left_to_do(layout: Layout) -> None:
    once = mended(layout.text.encode(), layout.file, layout.file)
    assert mended(once, layout.file, layout.file) == once
    assert len(once.split(b"\n")) == len(layout.text.split("\n"))


@given(st.text(max_size=80))
def test_fix_when_given_any_value_then_other_lines_stay(value: str) -> None:
    line = " ".join(value.split())
    before = f"---\ntitle: {line}\nyear: 1995\n---\nA story."
    after = mended(before.encode(errors="replace"), "a.md", "a.md").split(b"\n")
    assert after[2:] == [b"year: 1995", b"---", b"A story."]


def printed(folder: Path, *, write: bool) -> tuple[int, str]:
    console = Console(file=io.StringIO(), width=200)
    status = fix([folder], console, write=write)
    assert isinstance(console.file, io.StringIO)
    return status, console.file.getvalue()


def test_fix_command_when_asked_then_a_diff_and_with_write_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(BEFORE.encode())
    path.chmod(0o640)
    status, shown = printed(tmp_path, write=False)
    assert status == ALL_GOOD
    assert {"-Genre: [Horror]", "+genres: [Horror]"} <= set(shown.splitlines())
    assert path.read_bytes() == BEFORE.encode()
    status, shown = printed(tmp_path, write=True)
    assert (status, path.read_bytes()) == (ALL_GOOD, AFTER.encode())
    assert "1 file mended" in shown
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [path]
    assert "Nothing can be mended" in printed(tmp_path, write=True)[1]


@pytest.mark.parametrize("how", ["link", "second name", "read-only", "folder read-only"])
def test_fix_command_when_a_file_is_not_to_be_written_then_it_stays(
    how: str, tmp_path: Path
) -> None:
    folder = tmp_path / "records"
    folder.mkdir()
    path = folder / "a.md"
    path.write_bytes(BEFORE.encode())
    if how == "link":
        path.rename(folder / "kept.txt")
        path.symlink_to("kept.txt")
    elif how == "second name":
        (tmp_path / "b.md").hardlink_to(path)
    else:
        (path if how == "read-only" else folder).chmod(0o555)
    status, shown = printed(folder, write=True)
    assert status == FAULTY
    assert "is left as it was" in shown
    assert path.read_bytes() == BEFORE.encode()
    folder.chmod(0o755)


def test_file_when_it_has_changed_meanwhile_then_it_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("newer")
    with pytest.raises(RefusedError, match="changed"):
        replace_file(path, b"old", b"mended")
    assert [one.read_text() for one in tmp_path.iterdir()] == ["newer"]


def test_check_when_write_is_given_alone_then_it_is_refused(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["check", str(tmp_path), "--write"])
    assert result.exit_code == 2
