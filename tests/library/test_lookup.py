"""When what search found is believed."""

from pathlib import Path
from typing import Any, cast

import pytest

from bot.catalog.catalog import Catalog
from bot.catalog.files.build import build_catalog
from bot.catalog.model import Alias, Movie
from bot.library.games.guess_game import is_right
from bot.library.names.lookup import doubted, find_movie
from bot.library.snapshot import Snapshot
from bot.search.catalog_indexes import movie_entry
from bot.search.index import Index
from bot.search.model import Entry, Verdict
from bot.text import imdb_title_id

TITLES = ("Nightcrawler", "The Dark Knight", "The Godfather", "The Godfather: Part II", "Hostage")


@pytest.fixture(scope="module")
def index() -> Index:
    return Index.build(Entry(title, title, 100_000) for title in TITLES)


@pytest.mark.parametrize("absent", ["fight club", "the hobbit", "zzzzqq", "godfather 3"])
def test_a_likeness_of_letters_answers_nothing(index: Index, absent: str) -> None:
    found = doubted(index.resolve(absent))
    assert found.best is None
    assert found.verdict is Verdict.NOTHING
    assert found.matches


@pytest.mark.parametrize("answer", ["aliens", "alienz", "robocops"])
def test_a_sequel_is_no_answer_to_a_title_without_its_number(answer: str) -> None:
    index = Index.build(Entry(title, title, 100_000) for title in ("Alien³", "Robocop 2", *TITLES))
    assert doubted(index.resolve(answer)).best is None


@pytest.mark.parametrize(
    "text",
    [
        "tt0133093",
        " Tt0133093",
        "TT0133093",
        "https://www.imdb.com/title/tt0133093/?ref_=x",
        "HTTPS://M.IMDB.COM/Title/TT0133093",
        "<https://www.imdb.com/es/title/tt0133093/>",
        "[The Matrix](https://www.imdb.com/title/tt0133093/)",
        "[it](<https://www.imdb.com/title/tt0133093/>)",
    ],
)
def test_an_id_of_imdb_is_known_however_it_is_pasted(text: str) -> None:
    assert imdb_title_id(text) == "tt0133093"


async def test_a_title_of_punctuation_is_found_without_a_search(tmp_path: Path) -> None:
    stars, nothing = Movie("tt0000001", "******"), cast("Any", None)
    path = build_catalog([stars, Movie("tt0000002", "*****")], tmp_path)
    async with await Catalog.open(path) as catalog:
        snapshot = Snapshot(catalog, nothing, nothing, nothing, nothing)
        for text in ("******", " ****** ", "tt0000001", "id:tt0000001"):
            assert (await find_movie(snapshot, text)).title == stars.title


@pytest.mark.parametrize("text", ["", "tt01", "nm0000123", "tt0133093 matrix", "[x](y)"])
def test_what_is_no_id_of_imdb_is_none(text: str) -> None:
    assert imdb_title_id(text) is None


@pytest.mark.parametrize(
    ("title", "answer"),
    [
        ("Se7en", "seven"),
        ("Alien³", "alien iii"),
        ("Spider-Man", "spiderman"),
        ("8½", "8 1/2"),
        ("The Godfather", "godfather"),
        ("Seven Samurai", "Shichinin no samurai"),
        ("Seven Samurai", "[it](https://www.imdb.com/title/Tt0047478/)"),
    ],
)
def test_a_guess_is_right_however_it_is_written(title: str, answer: str) -> None:
    movies = [
        Movie("tt0114369", "Se7en"),
        Movie("tt0103644", "Alien³"),
        Movie("tt0145487", "Spider-Man"),
        Movie("tt0056801", "8½"),
        Movie("tt0068646", "The Godfather"),
        Movie("tt0047478", "Seven Samurai", aliases=(Alias("Shichinin no samurai"),)),
    ]
    index = Index.build(map(movie_entry, movies))
    right = [movie.title for movie in movies if is_right(index, answer, movie)]
    assert right == [title]


def test_a_misspelt_title_is_believed(index: Index) -> None:
    found = doubted(index.resolve("nigthcrawler"))
    assert found.best is not None
    assert found.best.key == "Nightcrawler"


def test_several_of_a_name_are_all_left(index: Index) -> None:
    found = doubted(index.resolve("the godfather part"))
    assert {match.key for match in found.matches} >= {"The Godfather: Part II"}


def test_another_name_of_a_thing_counts_too() -> None:
    index = Index.build([Entry("Thriller", "Thriller", 9, aliases=("suspense",))])
    assert doubted(index.resolve("suspence")).best is not None
    assert doubted(index.resolve("suspicion")).best is None
