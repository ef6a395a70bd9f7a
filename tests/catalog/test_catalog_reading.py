import asyncio
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from threading import Thread

import pytest

from bot.catalog.catalog import FOR_EVERY_CHANNEL, Catalog
from bot.catalog.files.build import build_catalog
from bot.catalog.model import Facet, Filters, Kind, Movie, Person, PersonRef, Role, Sort, person_id
from bot.catalog.queries import MOVIE_COLUMNS, ORDER_BY, Value, where
from bot.catalog.ranking import weighted_rating
from bot.catalog.similar import ranking_query
from bot.errors import CatalogError, UnavailableError
from bot.runtime.event_loop import new_event_loop

STREEP, HOFFMAN = person_id("Meryl Streep"), person_id("Dustin Hoffman")
POLLACK, BENTON = person_id("Sydney Pollack"), person_id("Robert Benton")
EVERYTHING = Filters(
    genres=("Drama",),
    people=(STREEP,),
    cast=(HOFFMAN,),
    directors=(BENTON,),
    languages=("English",),
    from_year=1970,
    to_year=1989,
    min_rating=7.0,
    min_votes=100,
    max_minutes=120,
    kinds=(Kind.MOVIE,),
    exclude=("tt1",),
    tags=("divorce",),
    only=("tt0079417", "tt2"),
)


async def test_movie_when_written_then_it_comes_back_the_same(
    catalog: Catalog, movies: list[Movie]
) -> None:
    expected = {movie.id: movie for movie in movies}
    assert {m.id: m async for m in catalog.all_movies()} == expected
    for movie_id, movie in expected.items():
        assert await catalog.movie(movie_id) == movie
    assert await catalog.movie("tt0") is None


async def test_movies_when_asked_by_ids_then_in_that_order_without_the_unknown(
    catalog: Catalog,
) -> None:
    ids = ["rtwice", "nobody", "tt0079417", "rtwice"]
    assert [m.id for m in await catalog.movies(ids)] == ["rtwice", "tt0079417", "rtwice"]
    assert await catalog.movies([]) == []


async def test_people_when_counted_then_by_role(catalog: Catalog) -> None:
    people = {p.name: p async for p in catalog.all_people()}
    assert len(people) == catalog.stats.people == 4
    benton = people["Robert Benton"]
    assert (benton.director_count, benton.writer_count, benton.cast_count) == (1, 1, 0)
    assert await catalog.person(STREEP) == people["Meryl Streep"]
    assert await catalog.person("nobody") is None


async def test_stats_say_what_the_catalogue_has(catalog: Catalog, tmp_path: Path) -> None:
    assert catalog.stats.movies == 6
    assert catalog.stats.has_writers
    assert catalog.stats.has_tags
    assert catalog.stats.mean_rating == pytest.approx((7.8 + 7.1 + 7.4 + 9.4 + 5.0) / 5)
    bare = build_catalog([Movie("rx", "X")], tmp_path / "bare")
    async with await Catalog.open(bare) as opened:
        assert not opened.stats.has_writers
        assert not opened.stats.has_tags
        assert opened.stats.mean_rating == 0


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(), {"tt0079417", "tt0089755", "tt0084805", "rlittle", "rtwice"}),
        (Filters(genres=("Drama", "Comedy")), {"tt0084805"}),
        (Filters(genres=("Opera",)), set[str]()),
        (Filters(people=(BENTON,)), {"tt0079417"}),
        (Filters(people=(POLLACK, STREEP)), {"tt0089755"}),
        (Filters(cast=(STREEP, HOFFMAN)), {"tt0079417"}),
        (Filters(directors=(STREEP,)), set[str]()),
        (Filters(languages=("Swahili", "None")), {"tt0089755", "rtwice"}),
        (Filters(from_year=1990), {"rtwice"}),
        (Filters(to_year=1950), {"rtwice"}),
        (Filters(from_year=1951, to_year=1978), set[str]()),
        (Filters(min_rating=7.5), {"tt0079417", "rlittle"}),
        (Filters(min_votes=100_000), {"tt0079417", "tt0084805"}),
        (Filters(max_minutes=105), {"tt0079417"}),
        (Filters(max_minutes=104), set[str]()),
        (Filters(kinds=(Kind.TV_SERIES, Kind.EPISODE)), {"rlittle"}),
        (Filters(tags=("divorce",)), {"tt0079417"}),
        (Filters(tags=("divorce", "remake")), set[str]()),
        (Filters(only=("rlittle", "radult", "nobody")), {"rlittle"}),
        (Filters(only=()), set[str]()),
        (Filters(exclude=("rlittle", "rtwice", "tt0079417")), {"tt0089755", "tt0084805"}),
        (EVERYTHING, {"tt0079417"}),
    ],
)
async def test_filters_let_exactly_the_right_titles_through(
    general: Catalog, filters: Filters, expected: set[str]
) -> None:
    assert {movie.id for movie in await general.select(filters, limit=100)} == expected
    assert await general.count(filters) == len(expected)
    assert await general.ids(filters) == sorted(expected)


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        (Sort.BEST, ["tt0079417", "tt0084805", "rlittle", "tt0089755", "rtwice"]),
        (Sort.NEWEST, ["tt0089755", "tt0084805", "rlittle", "tt0079417", "rtwice"]),
        (Sort.OLDEST, ["rtwice", "tt0079417", "rlittle", "tt0084805", "tt0089755"]),
        (Sort.RATING, ["rlittle", "tt0079417", "tt0084805", "tt0089755", "rtwice"]),
        (Sort.VOTES, ["tt0079417", "tt0084805", "tt0089755", "rlittle", "rtwice"]),
        (Sort.TITLE, ["tt0079417", "rlittle", "tt0089755", "tt0084805", "rtwice"]),
    ],
)
async def test_sort_when_asked_for_then_in_that_order_and_paged(
    general: Catalog, sort: Sort, expected: list[str]
) -> None:
    assert [m.id for m in await general.select(Filters(), sort)] == expected
    page = await general.select(Filters(), sort, limit=2, offset=1)
    assert [m.id for m in page] == expected[1:3]


async def test_sort_by_age_when_the_year_is_unknown_then_it_comes_last(tmp_path: Path) -> None:
    path = build_catalog([Movie("ra", "A"), Movie("rb", "B", years=(1999,))], tmp_path)
    async with await Catalog.open(path) as opened:
        for sort in (Sort.OLDEST, Sort.NEWEST):
            assert [m.id for m in await opened.select(Filters(), sort)] == ["rb", "ra"]


def test_weighted_rating_when_few_voted_then_near_the_mean() -> None:
    assert weighted_rating(9.4, 12, mean=6.5, prior_votes=1000) < 6.6
    assert weighted_rating(8.0, 100_000, mean=6.5, prior_votes=1000) > 7.9


async def test_filmography_when_asked_then_best_known_first(catalog: Catalog) -> None:
    theirs = [m.id for m in await catalog.filmography(STREEP, Role.CAST)]
    assert theirs == ["tt0079417", "tt0089755", "radult"]
    assert [m.id for m in await catalog.filmography(BENTON, Role.WRITER)] == ["tt0079417"]


async def test_catalog_when_opened_for_every_channel_then_it_has_no_titles_for_adults(
    catalog: Catalog, general: Catalog
) -> None:
    everything = {"tt0079417", "tt0089755", "tt0084805", "rlittle", "rtwice"}
    assert {movie.id async for movie in general.all_movies()} == everything
    assert await general.movie("radult") is None
    assert await general.movies(["radult", "rtwice"]) == await catalog.movies(["rtwice"])
    assert not await general.titled("For Adults")
    assert await general.hidden(["radult", "rtwice", "nobody"]) == {"radult"}
    assert not await catalog.hidden(["radult"])
    assert "radult" not in await general.ids(Filters(genres=("Drama",)))
    assert "radult" in await catalog.ids(Filters(genres=("Drama",)))
    assert len(await general.filmography(STREEP, Role.CAST)) == 2
    shared = await general.collaborators(HOFFMAN, Role.CAST, Role.CAST)
    assert [(c.person.name, c.shared) for c in shared] == [("Meryl Streep", 1)]


async def test_people_when_opened_for_every_channel_then_only_with_what_is_seen_there(
    tmp_path: Path, movies: list[Movie]
) -> None:
    alone = PersonRef(person_id("Nobody Else"), "Nobody Else")
    path = build_catalog([*movies, Movie("rother", "Other", cast=(alone,), adult=True)], tmp_path)
    async with await Catalog.open(path, adult=False) as opened:
        assert await opened.person(alone.id) is None
        streep = await opened.person(STREEP)
        assert streep is not None
        assert streep.cast_count == 2
    async with await Catalog.open(path) as opened:
        known = await opened.adult_credits()
        assert known[alone.id] == {Role.CAST: 1, Role.DIRECTOR: 0, Role.WRITER: 0}
        assert set(known) == {alone.id, STREEP, HOFFMAN}
        assert await opened.person(alone.id) == Person(alone.id, "Nobody Else", cast_count=1)


async def test_collaborators_when_asked_then_most_shared_titles_first(catalog: Catalog) -> None:
    directors = await catalog.collaborators(HOFFMAN, Role.CAST, Role.DIRECTOR)
    assert [(c.person.name, c.shared) for c in directors] == [
        ("Robert Benton", 1),
        ("Sydney Pollack", 1),
    ]
    co_stars = await catalog.collaborators(HOFFMAN, Role.CAST, Role.CAST)
    assert [(c.person.name, c.shared) for c in co_stars] == [("Meryl Streep", 2)]


async def test_similar_when_asked_then_explained_and_best_first(general: Catalog) -> None:
    similar = await general.similar("tt0089755")
    assert [s.movie.id for s in similar][:2] == ["tt0084805", "tt0079417"]
    assert similar[0].reasons == (
        "also directed by Sydney Pollack",
        "also Drama",
        "close in time (1982)",
        "rated about the same (7.4)",
    )
    assert all(0 < s.score <= 1 for s in similar)
    assert "radult" not in {s.movie.id for s in similar}
    assert await general.similar("nobody") == []


async def test_facets_when_listed_then_most_titles_first_without_adult_ones(
    catalog: Catalog,
) -> None:
    assert await catalog.genres() == [Facet("Drama", 4), Facet("Comedy", 2), Facet("Biography", 1)]
    assert [f.name for f in await catalog.languages()] == ["English", "None", "Swahili"]
    assert await catalog.tags() == [Facet("divorce", 1), Facet("drama", 1), Facet("remake", 1)]


@pytest.mark.parametrize("sort", Sort)
@pytest.mark.parametrize("filters", [Filters(), EVERYTHING, Filters(from_year=1980)])
def test_select_never_scans_a_table_without_an_index(
    tmp_path: Path, movies: list[Movie], filters: Filters, sort: Sort
) -> None:
    condition, order = where(filters), ORDER_BY[sort]
    base = f"FROM titles t WHERE {condition.sql}"
    for sql in (
        f"SELECT {MOVIE_COLUMNS} {base} ORDER BY {order} LIMIT 10",
        f"SELECT COUNT(*) {base}",
        f"SELECT t.id {base} ORDER BY t.id",
    ):
        assert_indexed(build_catalog(movies, tmp_path), sql, condition.values)


def test_similar_never_scans_a_table_without_an_index(tmp_path: Path, movies: list[Movie]) -> None:
    sql, values = ranking_query(movies[0], limit=10)
    assert_indexed(build_catalog(movies, tmp_path), sql, values)


def assert_indexed(path: Path, sql: str, values: Sequence[Value]) -> None:
    with closing(sqlite3.connect(path)) as db:
        plan = [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {sql}", values)]
        db.execute(FOR_EVERY_CHANNEL)
        plan += [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {sql}", values)]
    big = {"titles", "t", "credits", "c", "people", "p", "x", "title_genres", "title_years"}
    scans = [step.replace("main.", "").split() for step in plan if step.startswith("SCAN")]
    assert not [words for words in scans if words[1] in big and "INDEX" not in words], plan


async def test_catalog_when_two_titles_have_one_id_then_it_is_not_built(tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match="same id"):
        build_catalog([Movie("ra", "A"), Movie("ra", "B")], tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_build_when_repeated_then_the_same_file(tmp_path: Path, movies: list[Movie]) -> None:
    first = build_catalog(iter(movies), tmp_path / "a")
    second = build_catalog(movies, tmp_path / "b")
    assert first.name == second.name
    assert first.read_bytes() == second.read_bytes()


async def test_open_when_no_catalogue_then_a_startup_error(tmp_path: Path) -> None:
    junk = tmp_path / "catalog-x.sqlite"
    junk.write_bytes(b"no database" * 1000)
    for path in (tmp_path / "missing.sqlite", junk):
        with pytest.raises(CatalogError):
            await Catalog.open(path)


async def test_catalog_when_damaged_or_closed_while_answering_then_unavailable(
    tmp_path: Path, movies: list[Movie]
) -> None:
    path = build_catalog(
        [*movies, *(Movie(f"r{n}", f"Title {n}", synopsis="word " * 500) for n in range(500))],
        tmp_path,
    )
    async with await Catalog.open(path) as opened:
        size = path.stat().st_size
        with path.open("r+b") as file:
            file.seek(4096)
            file.write(b"\xff" * (size - 4096))
        with pytest.raises(UnavailableError):
            await opened.select(Filters())
        with pytest.raises(UnavailableError):
            [_ async for _ in opened.all_movies()]
    with pytest.raises(UnavailableError):
        await opened.count(Filters())
    await opened.close()


def test_catalog_when_its_loop_is_closed_while_it_answers_then_the_thread_ends_quietly(
    tmp_path: Path, movies: list[Movie]
) -> None:
    """If the thread raises, the test fails: pytest warns of it."""
    path = build_catalog(movies, tmp_path)
    counting = (
        "WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers"
        " WHERE n < 3000000) SELECT max(n) FROM numbers"
    )

    async def leave_counting() -> Thread:
        opened = await Catalog.open(path)
        database = opened._db  # pyright: ignore[reportPrivateUsage]
        asking = asyncio.create_task(opened._rows(counting))  # pyright: ignore[reportPrivateUsage]
        await asyncio.sleep(0)
        asking.cancel()
        database.stop()  # pyright: ignore[reportUnknownMemberType]
        return database._thread  # pyright: ignore[reportPrivateUsage]

    loop = new_event_loop()
    thread = loop.run_until_complete(leave_counting())
    loop.close()
    thread.join()


async def test_catalog_when_asked_by_many_at_once_then_all_are_answered(catalog: Catalog) -> None:
    answers = await asyncio.gather(*(catalog.count(Filters()) for _ in range(50)))
    assert set(answers) == {6}


async def test_titled_when_nothing_but_signs_then_found_to_the_letter(tmp_path: Path) -> None:
    stars = [Movie(id="tt1", title="******"), Movie(id="tt2", title="*****", votes=5)]
    path = build_catalog([*stars, Movie(id="tt3", title="WALL·E")], tmp_path)
    async with await Catalog.open(path) as catalog:
        assert [movie.id for movie in await catalog.titled("******")] == ["tt1"]
        assert [movie.id for movie in await catalog.titled("wall·e")] == ["tt3"]
        assert await catalog.titled("") == []
