"""Exports as the sites write them: what is read of each, in made-up files of their layouts."""

import csv
import io
import json
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.rules.imports.model import Import, ImportedFilm, LeftOut, Part, Purpose
from bot.rules.imports.reading import parse_export
from tests.rules.imports.export_files import HEAD, ROW, zipped

SEEN, WATCHLIST, LIST = Purpose.SEEN, Purpose.WATCHLIST, Purpose.LIST
LIST_FILE = """Letterboxd list export v7
Date,Name,Tags,URL,Description
2026-01-01,Rainy days,,https://boxd.it/list,"Two
lines, and

a third"

Position,Name,Year,URL,Description
1,Alien,1979,https://boxd.it/aaaa,
2,Brazil,,https://boxd.it/cccc,why not
"""
IMDB_RATINGS = """Const,Your Rating,Date Rated,Title,Original Title,URL,Title Type,IMDb Rating,\
Runtime (mins),Year,Genres,Num Votes,Release Date,Directors
tt0078748,9,2026-02-03,Alien,Alien,https://www.imdb.com/title/tt0078748/,Movie,8.5,117,1979,\
"Horror, Sci-Fi",1000000,1979-05-25,Ridley Scott
"""
IMDB_LIST = """Position,Const,Created,Modified,Description,Title,Original Title,URL,Title Type,\
IMDb Rating,Runtime (mins),Year,Genres,Num Votes,Release Date,Directors,Your Rating,Date Rated
1,tt0088846,2026-03-01,2026-03-01,,Brazil,Brazil,https://www.imdb.com/title/tt0088846/,Movie,\
7.8,132,1985,Sci-Fi,200000,1985-02-20,Terry Gilliam,,
"""
IMDB_OLD = """"position","const","created","modified","description","Title","Title type",\
"Directors","You rated","IMDb Rating","Runtime (mins)","Year","Genres","Num. Votes",\
"Release Date (month/day/year)","URL"
"1","tt0078748","Sat Apr 23 08:36:35 2011","","","Alien","Feature Film","Ridley Scott","9","8.5",\
"117","1979","horror","1","1979-05-25","http://www.imdb.com/title/tt0078748/"
"2","tt7777777","Sat Apr  2 08:36:35 2011","","","Not Yet Out","Feature Film","","","","","????",\
"","","","http://www.imdb.com/title/tt7777777/"
"""
TRAKT = """rated_at,type,title,year,trakt_rating,trakt_id,imdb_id,tmdb_id,tvdb_id,url,released,\
season_number,episode_number,episode_title,episode_released,episode_trakt_rating,episode_trakt_id,\
episode_imdb_id,episode_tmdb_id,episode_tvdb_id,genres,rating
2024-05-01T20:00:00Z,movie,Alien,1979,8.4,295,tt0078748,348,,u,1979-05-25,,,,,,,,,,horror,9
2024-05-02T20:00:00Z,show,Fargo,2014,8.4,1,tt2802850,1,2,u,2014-04-15,,,,,,,,,,crime,8
2024-05-03T20:00:00Z,episode,Fargo,2014,8.4,1,tt2802850,1,2,u,2014-04-15,1,2,Rooster,,,,,,,crime,7
"""
TRAKT_JSON = [
    {
        "rated_at": "2024-05-01T20:00:00.000Z",
        "rating": 9,
        "type": "movie",
        "movie": {"title": "Alien", "year": 1979, "ids": {"imdb": "tt0078748", "tmdb": 348}},
    },
    {
        "rated_at": "2024-05-01T20:00:00.000Z",
        "rating": 8,
        "type": "episode",
        "episode": {"title": "Rooster", "season": 1, "number": 2},
        "show": {"title": "Fargo", "year": 2014, "ids": {"imdb": "tt2802850"}},
    },
]
TMDB = """TMDb ID,IMDb ID,Type,Name,Release Date,Season Number,Episode Number,Rating,Your Rating,\
Date Rated
348,tt0078748,movie,Alien,1979-05-25,,,8.1,9,2024-05-01T20:00:00Z
1,tt2802850,tv,Fargo,2014-04-15,1,2,8.3,7,2024-05-01T20:00:00Z
"""


def one(content: str | bytes, name: str) -> tuple[Import, Part]:
    read = parse_export(content if isinstance(content, bytes) else content.encode(), name)
    assert not read.faults
    (part,) = read.parts
    return read, part


def film(content: str | bytes, name: str) -> ImportedFilm:
    return one(content, name)[1].films[0]


@pytest.mark.parametrize(
    ("name", "purpose", "called"),
    [
        ("watched.csv", SEEN, ""),
        ("watchlist (1).csv", WATCHLIST, ""),
        ("likes.csv", LIST, "Likes"),
        ("To watch.csv", WATCHLIST, ""),
        ("mine.csv", LIST, "mine"),
    ],
)
def test_letterboxds_films_are_what_the_file_is_named_for(
    name: str, purpose: Purpose, called: str
) -> None:
    _, part = one(f"{HEAD}\n{ROW}\n", name)
    assert (part.site, part.purpose, part.name) == ("Letterboxd", purpose, called)
    assert part.guessed == (name == "mine.csv")
    assert part.films == (ImportedFilm(2, "Alien", 1979, on=date(2026, 1, 2)),)


def test_letterboxds_ratings_are_doubled_and_settle_what_a_film_is_rated() -> None:
    _, part = one(f"{HEAD},Rating\n{ROW},0.5\n{ROW},4.5\n{ROW},\n", "ratings.csv")
    assert (part.purpose, part.settles) == (SEEN, True)
    assert [film.rating for film in part.films] == [1, 9, None]


@pytest.mark.parametrize("columns", ["Rewatch,Tags", "Rewatch,Review,Tags"])
def test_a_letterboxd_diary_has_days_of_viewings(columns: str) -> None:
    cells = ",".join('"two\nlines"' for _ in columns.split(","))
    content = f"{HEAD},Rating,{columns},Watched Date\n{ROW},4.5,{cells},2026-01-01\n"
    seen = film(content, "diary.csv")
    assert (seen.rating, seen.on, seen.viewing) == (9, date(2026, 1, 1), True)
    assert seen.logged == date(2026, 1, 2)


def test_a_letterboxd_list_is_called_what_it_says() -> None:
    _, part = one(LIST_FILE, "a-slug.csv")
    assert (part.purpose, part.name, part.guessed) == (LIST, "Rainy days", False)
    assert [(film.title, film.year) for film in part.films] == [("Alien", 1979), ("Brazil", None)]


def test_letterboxds_own_form_for_imports_is_read() -> None:
    head = "Title,Year,imdbID,WatchedDate,Rating10"
    seen = film(f"{head}\n'-30-,1959,tt0052520,2026-01-01,8\n", "for letterboxd.csv")
    assert seen == ImportedFilm(
        2, "-30-", 1959, "tt0052520", 8, date(2026, 1, 1), viewing=True, logged=None
    )


def test_imdb_ratings_carry_ids_and_kinds() -> None:
    _, part = one(IMDB_RATINGS, "ratings.csv")
    assert (part.site, part.purpose) == ("IMDb", SEEN)
    assert part.films == (
        ImportedFilm(
            2, "Alien", 1979, "tt0078748", 9, date(2026, 2, 3), is_series=False, original="Alien"
        ),
    )


@pytest.mark.parametrize(
    ("name", "purpose", "called", "guessed"),
    [
        ("WATCHLIST.csv", WATCHLIST, "", False),
        ("Best heists.csv", LIST, "Best heists", True),
        ("3f2a11d0-9d1b-4a53-8b51-9b7a6d1a2c3d.csv", LIST, "Imported", True),
    ],
)
def test_an_imdb_list_is_a_list_of_its_own_name(
    name: str, purpose: Purpose, called: str, guessed: bool
) -> None:
    _, part = one(IMDB_LIST.encode("utf-8-sig"), name)
    assert (part.purpose, part.name, part.guessed) == (purpose, called, guessed)
    assert part.films[0].on == date(2026, 3, 1)


def test_imdbs_old_form_keeps_rating_and_day_and_what_has_no_year() -> None:
    read, part = one(IMDB_OLD.encode("cp1252"), "ratings.csv")
    alien, unborn = part.films
    assert (alien.rating, alien.on, alien.imdb_id) == (9, date(2011, 4, 23), "tt0078748")
    assert (unborn.title, unborn.year, unborn.rating) == ("Not Yet Out", None, None)
    assert read.left_out == {LeftOut.YEAR: 1}


@pytest.mark.parametrize("name", ["ratings.csv", "trakt.csv"])
def test_trakts_tables_have_films_and_series_without_episodes(name: str) -> None:
    read, part = one(TRAKT, name)
    assert (part.site, part.purpose) == ("Trakt", SEEN)
    assert [(film.imdb_id, film.rating, film.is_series) for film in part.films] == [
        ("tt0078748", 9, False),
        ("tt2802850", 8, True),
    ]
    assert read.left_out == {LeftOut.EPISODE: 1}


@pytest.mark.parametrize(
    ("first", "purpose"), [("watched_at", SEEN), ("listed_at", WATCHLIST), ("rated_at", SEEN)]
)
def test_trakts_other_tables_say_what_they_are(first: str, purpose: Purpose) -> None:
    _, part = one(TRAKT.replace("rated_at", first, 1), "trakt.csv")
    assert part.purpose is purpose
    assert part.films[0].on == date(2024, 5, 1)


def test_trakts_json_is_read_as_its_tables_are() -> None:
    read, part = one(json.dumps(TRAKT_JSON), "ratings_movies.json")
    assert (part.site, part.purpose) == ("Trakt", SEEN)
    assert part.films == (
        ImportedFilm(1, "Alien", 1979, "tt0078748", 9, date(2024, 5, 1), is_series=False),
    )
    assert read.left_out == {LeftOut.EPISODE: 1}
    (history,) = json.loads(json.dumps(TRAKT_JSON[:1]).replace("rated_at", "watched_at"))
    assert one(json.dumps([history]), "x.json")[1].films[0].viewing


def test_tmdbs_own_ratings_are_nobodys() -> None:
    read, part = one(TMDB, "export.csv")
    assert (part.site, part.purpose) == ("TMDB", SEEN)
    assert [(film.title, film.year, film.rating) for film in part.films] == [("Alien", 1979, 9)]
    assert read.left_out == {LeftOut.EPISODE: 1}


def test_netflixs_history_has_films_without_years() -> None:
    content = 'Title,Date\n"Alien","1/4/24"\n"Fargo: Season 1: The Rooster Prince","1/5/24"\n'
    read, part = one(content, "NetflixViewingHistory.csv")
    assert (part.site, part.purpose) == ("Netflix", SEEN)
    assert part.films == (ImportedFilm(2, "Alien"),)
    assert read.left_out == {LeftOut.EPISODE: 1, LeftOut.DATE: 1}


def test_movarys_history_is_seen() -> None:
    content = "title,year,tmdbId,imdbId,watchedAt,comment\nAlien,1979,348,tt0078748,2024-05-01,x\n"
    _, part = one(content, "export.csv")
    assert (part.site, part.purpose) == ("Movary", SEEN)
    assert part.films[0].on == date(2024, 5, 1)


@pytest.mark.parametrize(
    "content",
    [
        "tt0078748\ntt0088846\n",
        "https://www.imdb.com/title/tt0078748/\n<https://m.imdb.com/title/TT0088846>\n",
        "Const\ntt0078748\ntt0088846\n",
    ],
)
def test_a_bare_list_of_ids_is_read(content: str) -> None:
    _, part = one(content, "to find.txt")
    assert [film.imdb_id for film in part.films] == ["tt0078748", "tt0088846"]
    assert (part.purpose, part.name, part.guessed) == (LIST, "to find", True)


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("Film,Year,IMDB ID,Score", "Alien,1979,tt0078748,9"),
        ("Movie;Release Year;IMDB;x", "Alien;1979;tt0078748;9"),
        (",Title,Year,URL", "1,Alien,1979,http://www.imdb.com/title/tt0078748/"),
    ],
)
def test_any_table_with_ids_or_titles_and_years_is_read(header: str, row: str) -> None:
    seen = film(f"{header}\n{row}\n", "mine.csv")
    assert (seen.title, seen.year, seen.imdb_id, seen.rating) == ("Alien", 1979, "tt0078748", None)


@pytest.mark.parametrize(
    ("given", "kept"), [("4,5 2", [9, 4]), ("7 10", [7, 10]), ("80 45", [8, 5]), ("3 11", [1, 1])]
)
def test_the_scale_of_own_ratings_is_told_by_the_greatest(given: str, kept: list[int]) -> None:
    rows = "".join(f"Alien;1979;{rating}\n" for rating in given.split())
    _, part = one(f"Title;Year;My Rating\n{rows}", "mine.csv")
    assert [film.rating for film in part.films] == kept
    assert part.purpose is SEEN


@pytest.mark.parametrize("separator", [";", "\t", ","])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_what_a_spreadsheet_saved_anew_is_read(separator: str, encoding: str) -> None:
    table = [
        ["", "Const", "Your Rating", "Date Rated", "Title", "Year", "Mine"],
        ["1", "tt0211915", "9,0", "1/4/2024", "Le Fabuleux Destin d’Amélie", "2001", "x"],
        ["2", "tt0078748", "0", "10-09-20", "Alien", "????", ""],
    ]
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows(table)
    read, part = one(text.getvalue().encode(encoding), "ratings.csv")
    assert [(film.title, film.year, film.rating, film.on) for film in part.films] == [
        ("Le Fabuleux Destin d’Amélie", 2001, 9, None),
        ("Alien", None, None, None),
    ]
    assert read.left_out == {LeftOut.DATE: 2, LeftOut.RATING: 1, LeftOut.YEAR: 1}


def test_a_name_that_no_list_can_have_is_another() -> None:
    odd = LIST_FILE.replace("Rainy days", "\x00\u202e")
    assert one(odd, "x.csv")[1].name == "Imported"
    assert len(one(LIST_FILE.replace("Rainy days", "x" * 90), "x.csv")[1].name) == 50


def test_half_a_surrogate_pair_in_json_is_replaced() -> None:
    odd = json.dumps(TRAKT_JSON[:1]).replace("Alien", "\\ud800lien")
    assert film(odd, "x.json").title == "?lien"


def test_an_imdb_episode_is_known_by_its_own_id() -> None:
    assert film(IMDB_RATINGS.replace("Movie", "TV Episode"), "ratings.csv").imdb_id == "tt0078748"


def test_letterboxds_zip_is_read_as_it_is_handed_out() -> None:
    table = f"{HEAD}\n{ROW}\n"
    content = zipped(
        {
            "letterboxd-ann/watched.csv": table,
            "letterboxd-ann/ratings.csv": f"{HEAD},Rating\n{ROW},4\n",
            "letterboxd-ann/watchlist.csv": table,
            "letterboxd-ann/profile.csv": "Date Joined,Username\n2020-01-01,ann\n",
            "letterboxd-ann/comments.csv": "Date,Content,Comment\n",
            "letterboxd-ann/deleted/diary.csv": f"{HEAD},Rating\n{ROW},1\n",
            "letterboxd-ann/orphaned/diary.csv": f"{HEAD},Rating\n{ROW},1\n",
            "letterboxd-ann/likes/films.csv": table,
            "letterboxd-ann/likes/reviews.csv": "Date,Content\n2020-01-01,u\n",
            "letterboxd-ann/lists/rainy.csv": LIST_FILE,
            "letterboxd-ann/readme.pdf": b"%PDF",
        }
    )
    read = parse_export(content, "letterboxd-ann.zip")
    assert [(part.file, part.purpose, part.name) for part in read.parts] == [
        ("watched.csv", SEEN, ""),
        ("ratings.csv", SEEN, ""),
        ("watchlist.csv", WATCHLIST, ""),
        ("films.csv", LIST, "Likes"),
        ("rainy.csv", LIST, "Rainy days"),
    ]
    assert {name.split("/", 1)[1] for name in read.passed_over} == {
        "profile.csv",
        "comments.csv",
        "deleted/diary.csv",
        "orphaned/diary.csv",
        "likes/reviews.csv",
    }


titles = st.text(min_size=1, max_size=60).filter(
    lambda title: title == title.strip() and title[:2] not in {"'=", "'+", "'-", "'@"}
)
films = st.tuples(titles, st.integers(1880, 2090), st.sampled_from(["", *"12345", "0.5", "3.5"]))


@given(st.lists(films, min_size=1, max_size=20))
@example([("Nobody's 'Fool'=", 1880, "")])
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
    assert [(film.title, film.year, film.rating) for film in read.parts[0].films] == [
        (title, year, int(float(stars) * 2) if stars else None) for title, year, stars in written
    ]
