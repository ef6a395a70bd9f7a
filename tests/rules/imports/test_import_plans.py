"""What the files of an export come to, and what goes out again."""

import csv
import io
from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.imports import letterboxd
from bot.rules.imports.letterboxd import ExportedFilm, letterboxd_files
from bot.rules.imports.model import ImportedFilm, Part, Purpose
from bot.rules.imports.plan import Entry, Plan, Share, make_plan
from bot.rules.imports.reading import parse_export

SEEN, WATCHLIST, LIST = Purpose.SEEN, Purpose.WATCHLIST, Purpose.LIST


def row(title: str, rating: int | None = None, on: int = 1, **more: object) -> ImportedFilm:
    return ImportedFilm(1, title, 1979, rating=rating, on=date(2026, 1, on), **more)  # pyright: ignore[reportArgumentType]


def part(purpose: Purpose, *rows: ImportedFilm, name: str = "", **more: bool) -> Part:
    return Part("x.csv", "", purpose, name, rows, **more)


def planned(*parts: Part, doubtful: Mapping[str, str] | None = None) -> Plan:
    """Plan with films that are known by their titles, in small letters."""

    def found(film: ImportedFilm) -> str | None:
        return None if film.title in (doubtful or {}) else film.title.lower()

    return make_plan(parts, found, lambda film: (doubtful or {}).get(film.title))


@pytest.mark.parametrize("newest_first", [True, False])
def test_the_latest_viewings_rating_wins_in_any_order(newest_first: bool) -> None:
    viewings = [row("Alien", 4, 1), row("Alien", 9, 20), row("Alien", None, 25)]
    plan = planned(part(SEEN, *(viewings[::-1] if newest_first else viewings)))
    assert plan.shares == (Share(SEEN, "", (Entry("alien", 9, date(2026, 1, 25)),)),)


def test_of_two_viewings_of_a_day_the_one_written_down_later_wins() -> None:
    late, early = row("Alien", 4, logged=date(2026, 2, 2)), row("Alien", 9, logged=date(2026, 2, 1))
    assert planned(part(SEEN, late, early)).shares[0].films[0].rating == 4


def test_a_table_of_ratings_settles_what_a_diary_says() -> None:
    plan = planned(part(SEEN, row("Alien", 4, 2)), part(SEEN, row("Alien", 8), settles=True))
    assert plan.shares[0].films == (Entry("alien", 8, date(2026, 1, 2)),)


def test_a_list_stays_a_list_and_what_is_rated_on_it_was_seen() -> None:
    plan = planned(part(LIST, row("Alien", 9), row("Brazil"), name="Heists"))
    listed, seen = plan.shares
    assert (listed.name, [entry.film for entry in listed.films]) == ("Heists", ["alien", "brazil"])
    assert (seen.purpose, [entry.film for entry in seen.films]) == (SEEN, ["alien"])


def test_a_film_counts_once_and_a_watchlist_goes_on_the_watchlist() -> None:
    plan = planned(part(WATCHLIST, row("Alien"), row("ALIEN")), part(WATCHLIST, row("alien")))
    assert plan.shares == (
        Share(WATCHLIST, "Watchlist", (Entry("alien", None, date(2026, 1, 1)),)),
    )


def test_what_is_doubtful_waits_for_a_word_and_does_not_rate_what_is_sure() -> None:
    plan = planned(
        part(SEEN, row("Alien", 3, 1), row("Xenomorph", 9, 9), row("Aline", 7)),
        doubtful={"Xenomorph": "alien", "Aline": "brazil"},
    )
    assert plan.shares[0].films == (Entry("alien", 3, date(2026, 1, 1)),)
    assert [(doubt.written, doubt.film) for doubt in plan.doubts] == [
        ("Xenomorph (1979)", "alien"),
        ("Aline (1979)", "brazil"),
    ]
    accepted = plan.accepting(1)
    assert accepted.films == {"alien", "brazil"}
    assert [doubt.number for doubt in accepted.doubts] == [0]
    assert accepted.accepting(7) == accepted


def test_what_was_guessed_can_be_taken_as_something_else_and_back() -> None:
    guessed = part(LIST, row("Alien"), row("Aline"), name="mine", guessed=True)
    plan = planned(guessed, part(SEEN, row("Brazil")), doubtful={"Aline": "heat"})
    seen = plan.taken_as(SEEN, "")
    assert {share.purpose for share in seen.shares} == {SEEN}
    assert seen.doubts[0].shares[0].purpose is SEEN
    assert seen.taken_as(LIST, "mine") == plan


def test_what_goes_out_comes_back_the_same() -> None:
    day = date(2026, 1, 2)
    seen = [
        ExportedFilm("tt0052520", "-30-", 1959, day, 8),
        ExportedFilm("", "=1+1", None, None, 1),
        ExportedFilm("tt0078748", 'Alien, the "first"', 1979, day, None),
    ]
    files = letterboxd_files(seen, {"Rainy: days/nights": seen[:1], "Rainy; days?nights": seen[2:]})
    assert list(files) == [
        "watched.csv",
        "lists/Rainy days nights.csv",
        "lists/Rainy days nights_.csv",
    ]
    first = files["watched.csv"].decode().splitlines()[1]
    assert first == '"tt0052520","\'-30-","1959","2026-01-02","8"'
    (back,) = parse_export(files["watched.csv"], "watched.csv").parts
    assert [
        ExportedFilm(film.imdb_id or "", film.title, film.year, film.on, film.rating)
        for film in back.films
    ] == seen


@given(st.lists(st.text(max_size=9), max_size=5))
def test_no_cell_that_goes_out_is_a_formula(texts: list[str]) -> None:
    for content in letterboxd_files([ExportedFilm("", text, 1999) for text in texts], {}).values():
        for cells in csv.reader(io.StringIO(content.decode(), newline="")):
            assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)


def test_files_stay_below_what_letterboxd_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(letterboxd, "MAX_FILE", 120)
    files = letterboxd_files([ExportedFilm("tt0078748", "Alien", 1979)] * 5, {"L": []})
    assert list(files) == ["watched.csv", "watched 2.csv", "watched 3.csv"]
    assert all(len(content) <= 120 for content in files.values())
