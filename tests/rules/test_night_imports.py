"""CSV exports of Letterboxd and IMDb."""

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import BadInputError
from bot.rules import imports
from bot.rules.imports import Fault, ImportedFilm, Purpose, Site, parse_export

LETTERBOXD_DIARY = """Date,Name,Year,Letterboxd URI,Rating,Rewatch,Tags,Watched Date
2026-01-02,Alien,1979,https://boxd.it/aaaa,4.5,,space,2026-01-01
2026-01-03,"Crouching Tiger, Hidden Dragon",2000,https://boxd.it/bbbb,,Yes,,2026-01-03
"""
LETTERBOXD_LIST = """Letterboxd list export v7
Date,Name,Tags,URL,Description
2026-01-01,My list,,https://boxd.it/list,"Two
lines"

Position,Name,Year,URL,Description
1,Alien,1979,https://boxd.it/aaaa,
2,Brazil,,https://boxd.it/cccc,why not
"""
IMDB_RATINGS = (
    "Const,Your Rating,Date Rated,Title,Original Title,URL,Title Type,IMDb Rating,Runtime (mins),"
    "Year,Genres,Num Votes,Release Date,Directors\n"
    "tt0078748,9,2026-02-03,Alien,Alien,https://www.imdb.com/title/tt0078748/,Movie,8.5,117,1979,"
    '"Horror, Sci-Fi",1000000,1979-05-25,Ridley Scott\n'
)
IMDB_WATCHLIST = (
    "Position,Const,Created,Modified,Description,Title,Original Title,URL,Title Type,IMDb Rating,"
    "Runtime (mins),Year,Genres,Num Votes,Release Date,Directors,Your Rating,Date Rated\n"
    "1,tt0088846,2026-03-01,2026-03-01,,Brazil,Brazil,https://www.imdb.com/title/tt0088846/,Movie,"
    "7.8,132,1985,Sci-Fi,200000,1985-02-20,Terry Gilliam,,\n"
)


def test_a_letterboxd_diary_is_seen_with_stars_doubled() -> None:
    read = parse_export(LETTERBOXD_DIARY.encode(), "diary.csv")
    assert (read.site, read.purpose, read.faults) == (Site.LETTERBOXD, Purpose.SEEN, ())
    assert read.films == (
        ImportedFilm(2, "Alien", 1979, rating=9, on=date(2026, 1, 1)),
        ImportedFilm(3, "Crouching Tiger, Hidden Dragon", 2000, on=date(2026, 1, 3)),
    )


def test_letterboxds_watchlist_is_told_from_watched_by_its_name() -> None:
    content = b"Date,Name,Year,Letterboxd URI\n2026-01-02,Alien,1979,https://boxd.it/aaaa\n"
    assert parse_export(content, "watchlist (1).csv").purpose is Purpose.WATCHLIST
    assert parse_export(content, "watched.csv").purpose is Purpose.SEEN


def test_the_preamble_of_a_letterboxd_list_is_passed_over() -> None:
    read = parse_export(LETTERBOXD_LIST.encode(), "my-list.csv")
    assert read.purpose is Purpose.WATCHLIST
    assert read.films == (ImportedFilm(7, "Alien", 1979), ImportedFilm(8, "Brazil"))


def test_imdb_ratings_carry_ids() -> None:
    read = parse_export(IMDB_RATINGS.encode(), "ratings.csv")
    assert (read.site, read.purpose) == (Site.IMDB, Purpose.SEEN)
    assert read.films == (ImportedFilm(2, "Alien", 1979, "0078748", 9, date(2026, 2, 3)),)


def test_an_imdb_watchlist_is_dated_by_when_films_were_added() -> None:
    read = parse_export(IMDB_WATCHLIST.encode("utf-8-sig"), "3f2a-WATCHLIST.csv")
    assert (read.site, read.purpose) == (Site.IMDB, Purpose.WATCHLIST)
    assert read.films == (ImportedFilm(2, "Brazil", 1985, "0088846", on=date(2026, 3, 1)),)


def test_an_imdb_list_in_which_all_is_rated_is_seen() -> None:
    rated = IMDB_WATCHLIST.replace("Gilliam,,", "Gilliam,8,2026-03-02")
    assert parse_export(rated.encode(), "export.csv").purpose is Purpose.SEEN
    assert parse_export(IMDB_WATCHLIST.encode(), "export.csv").purpose is Purpose.WATCHLIST


def test_an_old_export_in_windows_letters_is_read() -> None:
    content = IMDB_RATINGS.replace("Alien,Alien", "Amélie,Amélie").encode("cp1252")
    assert parse_export(content, "ratings.csv").films[0].title == "Amélie"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("2026-01-02,,1979,u,4", "no title"),
        ("2026-01-02,Alien,79,u,4", "'79' is no year"),
        ("2026-01-02,Alien,abc,u,4", "year 'abc' is no number"),
        ("2026-01-02,Alien,1979,u,4.7", "rating '4.7' is not from 0.5 to 5 in halves"),
        ("2026-01-02,Alien,1979,u,0", "rating '0' is not"),
        ("2026-01-02,Alien,1979,u,good", "rating 'good' is no number"),
        ("02/01/2026,Alien,1979,u,4", "'02/01/2026' is no date"),
        ("0001-01-01,Alien,1979,u,4", "'0001-01-01' is no date on which films are watched"),
        (f"2026-01-02,{'x' * 301},1979,u,4", "too long"),
    ],
)
def test_a_faulty_row_is_named_by_its_line_and_the_others_are_kept(row: str, reason: str) -> None:
    text = f"Date,Name,Year,Letterboxd URI,Rating\n{row}\n\n2026-01-02,Brazil,1985,u,5\n"
    read = parse_export(text.encode(), "ratings.csv")
    assert [film.title for film in read.films] == ["Brazil"]
    assert len(read.faults) == 1
    assert read.faults[0].line == 2
    assert reason in read.faults[0].reason


def test_a_row_without_an_imdb_id_is_a_fault() -> None:
    read = parse_export(b"Const,Title,Your Rating\nnm01,Alien,9\ntt1,Brazil,11\n", "ratings.csv")
    assert read.faults == (
        Fault(2, "'nm01' is no IMDb id"),
        Fault(3, "rating '11' is not from 1 to 10"),
    )


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", b"\x00\xff\xfe", b"Name\nAlien\n" * 50])
def test_a_file_from_elsewhere_is_refused(content: bytes) -> None:
    with pytest.raises(BadInputError, match="no export of Letterboxd or IMDb"):
        parse_export(content, "export.csv")


def test_a_zip_is_refused_with_the_way_to_what_is_in_it() -> None:
    with pytest.raises(
        BadInputError, match=r"Unpack it and attach one of the files in it: watched"
    ):
        parse_export(b"PK\x03\x04" + LETTERBOXD_DIARY.encode(), "letterboxd.zip")


def test_what_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imports, "MAX_ROWS", 1)
    with pytest.raises(BadInputError, match="more than 1 row"):
        parse_export(LETTERBOXD_DIARY.encode(), "diary.csv")
    monkeypatch.setattr(imports, "MAX_BYTES", 10)
    with pytest.raises(BadInputError, match="larger than"):
        parse_export(LETTERBOXD_DIARY.encode(), "diary.csv")


def test_a_cell_beyond_the_limit_of_the_reader_is_refused() -> None:
    with pytest.raises(BadInputError, match="Line 2 is no CSV"):
        parse_export(b"Name,Year\n" + b"x" * 200_000 + b",1979\n", "watched.csv")


@given(st.binary(max_size=300), st.sampled_from([b"", b"Date,Name,Year\n", b"Const,Title,Year\n"]))
def test_any_bytes_give_an_import_or_a_refusal(content: bytes, start: bytes) -> None:
    try:
        read = parse_export(start + content, "watched.csv")
    except BadInputError:
        return
    lines = [row.line for row in (*read.films, *read.faults)]
    assert len(lines) == len(set(lines))


titles = st.text(min_size=1, max_size=60).filter(lambda title: title == title.strip())
films = st.tuples(titles, st.integers(1880, 2090), st.sampled_from(["", *"12345", "0.5", "3.5"]))


@given(st.lists(films, max_size=20))
def test_every_film_that_was_written_is_read(written: list[tuple[str, int, str]]) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(["Date", "Name", "Year", "Letterboxd URI", "Rating"])
    for title, year, stars in written:
        writer.writerow(["2026-01-01", title, year, "https://boxd.it/x", stars])
    try:
        content = text.getvalue().encode()
    except UnicodeEncodeError:  # half of a surrogate pair: no file holds that
        return
    read = parse_export(content, "ratings.csv")
    assert read.faults == ()
    assert [(film.title, film.year, film.rating) for film in read.films] == [
        (title, year, int(float(stars) * 2) if stars else None) for title, year, stars in written
    ]
