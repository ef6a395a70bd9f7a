"""Exports that are none, or faulty, or too large: what is kept of them, and what is said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import BadInputError
from bot.rules.imports import archive, reading
from bot.rules.imports.model import Purpose
from bot.rules.imports.reading import parse_export
from tests.rules.imports.export_files import HEAD, ROW, zipped


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("2026-01-02,,1979,u,4", "no title"),
        (f"2026-01-02,{'x' * 301},1979,u,4", "the title is too long"),
    ],
)
def test_a_faulty_row_is_named_by_its_line_and_the_others_are_kept(row: str, reason: str) -> None:
    text = f"{HEAD},Rating\n{row}\n\n2026-01-02,Brazil,1985,u,5\n"
    read = parse_export(text.encode(), "ratings.csv")
    assert [film.title for film in read.parts[0].films] == ["Brazil"]
    assert [(f.file, f.line, f.reason) for f in read.faults] == [("ratings.csv", 2, reason)]


@pytest.mark.parametrize("name", ["unseen.csv", "not watched yet.csv", "unwatched.csv"])
def test_what_was_not_seen_is_not_taken_for_seen(name: str) -> None:
    (part,) = parse_export(f"{HEAD}\n{ROW}\n".encode(), name).parts
    assert (part.purpose, part.guessed) == (Purpose.LIST, True)


def test_a_list_of_people_is_no_list_of_films() -> None:
    read = parse_export(b"Position,Const,Name\n1,nm0000199,Al Pacino\n", "people.csv")
    assert [fault.reason for fault in read.faults] == ["“nm0000199” is a person"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no table of films"),
        (b"a,b\n1,2\n", "columns “a” and “b”"),
        (b"Name\nAlien\n" * 50, "no table of films"),
        (b"Date Joined,Username,Given Name\n2020-01-01,ann,Ann\n", "your Letterboxd profile"),
        (b"Date,Content,Comment\n2020-01-01,x,y\n", "your Letterboxd comments"),
        (b"Date,Content\n2020-01-01,x\n", "comments or likes"),
        (b"%PDF-1.7", "a PDF"),
        (b"<!DOCTYPE html>", "a web page"),
        (b"\x89PNG\r\n", "a picture"),
        (b"[" * 100_000, "isn't valid"),
        (b'{"films": []}', "no table of films"),
        (b"\x00\x01\x02" * 50, "no table of films"),
    ],
)
def test_a_file_from_elsewhere_is_told_what_it_looks_like(content: bytes, said: str) -> None:
    with pytest.raises(BadInputError, match=said):
        parse_export(content, "export.csv")


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"inner.zip": b"PK"}, "another archive"),
        ({"inner.csv": b"PK\x03\x04"}, "another archive"),
        ({"[Content_Types].xml": b""}, "spreadsheet"),
        ({"profile.csv": b"Date Joined,Username\n"}, "no table of films"),
        ({f"{number}.csv": b"" for number in range(201)}, "201 files"),
        ({"a.csv": b" " * 11_000_000, "b.csv": b" " * 11_000_000}, "larger than 20 MB"),
    ],
)
def test_a_zip_beyond_the_limits_is_refused(files: dict[str, str | bytes], said: str) -> None:
    with pytest.raises(BadInputError, match=said):
        parse_export(zipped(files), "export.zip")


def test_a_zip_that_lies_of_its_size_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_UNPACKED", 100_000)
    content = zipped({"watched.csv": b"x" * 200_000})
    size = (200_000).to_bytes(4, "little")
    with pytest.raises(BadInputError):
        parse_export(content.replace(size, (9).to_bytes(4, "little")), "export.zip")


def test_a_damaged_or_locked_zip_is_refused() -> None:
    content = zipped({"watched.csv": f"{HEAD}\n{ROW}\n" * 50})
    with pytest.raises(BadInputError, match="damaged"):
        parse_export(content[: len(content) // 2], "export.zip")
    locked = bytearray(content)
    locked[content.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(BadInputError, match="password"):
        parse_export(bytes(locked), "export.zip")


def test_what_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    content = f"{HEAD}\n{ROW}\n{ROW}\n".encode()
    monkeypatch.setattr(reading, "MAX_ROWS", 1)
    with pytest.raises(BadInputError, match="more than 1 row"):
        parse_export(content, "diary.csv")
    monkeypatch.setattr(reading, "MAX_BYTES", 10)
    with pytest.raises(BadInputError, match="larger than"):
        parse_export(content, "diary.csv")


def test_a_cell_beyond_the_limit_of_the_reader_is_refused() -> None:
    with pytest.raises(BadInputError, match="Line 2 isn't valid CSV"):
        parse_export(b"Name,Year\n" + b"x" * 200_000 + b",1979\n", "watched.csv")


STARTS = [b"", b"Date,Name,Year\n", b"Const,Title,Year\n", b"PK\x03\x04", b"[{", b"\xff\xfe"]


@given(st.binary(max_size=300), st.sampled_from(STARTS))
def test_any_bytes_give_an_import_or_a_refusal(content: bytes, start: bytes) -> None:
    try:
        read = parse_export(start + content, "watched.csv")
    except BadInputError:
        return
    assert read.parts
