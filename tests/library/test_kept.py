"""What films are called that the state store keeps, wherever they are held and shown."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.catalog.model import Movie
from bot.errors import NotFoundError
from bot.library.saved_films import HIDDEN, candidate, film_ref, find_kept, kept_page, named
from bot.library.snapshot import Library
from bot.library.upkeep import LibraryUpkeep
from bot.rules.nights.nominations import Board, Nomination, Rules
from bot.rules.voting.model import Candidate
from bot.state.films.film_ref import FilmRef

RECORD = """---
title: "{title}"
kind: "movie"
year: "1991"
imdb_id: "{imdb_id}"
adult: {adult}
---
Director: `Dora Doe`
"""
PLAIN = FilmRef("tt0000001", "Plain (1991)")
GONE = FilmRef("tt0000009", "Gone (1980)")
KEPT_BEFORE = FilmRef("tt0000002", "Nocturne (1991)")
"""As it was kept before anybody said that it is a title for adults."""

OWN = (PLAIN, KEPT_BEFORE)


@pytest.fixture
async def library(tmp_path: Path) -> AsyncIterator[Library]:
    folder = tmp_path / "movies"
    folder.mkdir()
    for title, number, adult in (("Plain", 1, "false"), ("Nocturne", 2, "true")):
        text = RECORD.format(title=title, imdb_id=f"{number:07}", adult=adult)
        (folder / f"{title}.md").write_text(text, encoding="utf-8")
    async with LibraryUpkeep([folder], tmp_path / "catalog") as upkeep:
        yield upkeep.library


def test_store_never_learns_the_name_of_a_title_for_adults() -> None:
    movie = Movie("tt2", "Nocturne", years=(1991,), adult=True)
    assert film_ref(movie) == FilmRef("tt2", HIDDEN)
    assert candidate(movie) == Candidate("tt2", HIDDEN)
    assert film_ref(Movie("tt1", "Plain", years=(1991,))) == FilmRef("tt1", "Plain (1991)")


async def test_films_are_named_as_the_channel_may_see_them(library: Library) -> None:
    kept = [PLAIN, KEPT_BEFORE, FilmRef(KEPT_BEFORE.id, HIDDEN), GONE]
    async with library.lease(adult=False) as general:
        assert [film.name for film in await named(general, kept)] == [
            "Plain (1991)",
            HIDDEN,
            HIDDEN,
            "Gone (1980)",
        ]
    async with library.lease(adult=True) as whole:
        assert [film.name for film in await named(whole, kept)] == [
            "Plain (1991)",
            "Nocturne (1991)",
            "Nocturne (1991)",
            "Gone (1980)",
        ]


async def test_films_are_named_in_whatever_holds_them(library: Library) -> None:
    @dataclass(frozen=True)
    class Holder:
        number: int
        board: Board
        by_name: dict[str, FilmRef]
        people: frozenset[int]

    film = Candidate(KEPT_BEFORE.id, KEPT_BEFORE.name)
    board = Board(Rules(), (Nomination(Candidate("x", "X"), 1), Nomination(film, 2)))
    holder = Holder(7, board, {"a": KEPT_BEFORE}, frozenset({1, 2}))
    async with library.lease(adult=False) as general:
        shown, _ = await named(general, (holder, None))
        assert await named(general, board.rules) is board.rules
    assert shown.board.nominations[1].film == Candidate(film.id, HIDDEN)
    assert shown.board.nominations[0] == board.nominations[0]
    assert shown.by_name == {"a": FilmRef(film.id, HIDDEN)}
    assert (shown.number, shown.people) == (7, holder.people)


async def test_films_are_named_in_rows_of_the_store(library: Library) -> None:
    rows = {
        "never_genres": [{"genre": "Horror"}],
        "seen_films": [{"movie_id": film.id, "movie_name": film.name} for film in OWN],
    }
    async with library.lease(adult=False) as general:
        shown = await named(general, rows)
    assert shown["never_genres"] == rows["never_genres"]
    assert [row["movie_name"] for row in shown["seen_films"]] == ["Plain (1991)", HIDDEN]


async def test_kept_film_is_not_found_by_a_name_that_may_not_be_said(library: Library) -> None:
    async with library.lease(adult=False) as general:
        page = await kept_page(general, [PLAIN, KEPT_BEFORE, GONE], 1)
        assert [movie.label for movie in page.page.items] == [
            "Plain (1991)",
            HIDDEN,
            "Gone (1980)",
        ]
        assert page.hidden == {KEPT_BEFORE.id}
        with pytest.raises(NotFoundError) as raised:
            await find_kept(general, "nocturne", [PLAIN, KEPT_BEFORE])
        assert KEPT_BEFORE.id not in {key for key, _ in raised.value.suggestions}
        assert await find_kept(general, f"id:{KEPT_BEFORE.id}", [KEPT_BEFORE]) == FilmRef(
            KEPT_BEFORE.id, HIDDEN
        )
    async with library.lease(adult=True) as whole:
        assert await find_kept(whole, "nocturne", [KEPT_BEFORE]) == KEPT_BEFORE
