from collections.abc import Iterable
from pathlib import Path

from bot.catalog.files.store import CatalogStore
from bot.catalog.model import Kind, Movie, Person, Role
from bot.search.catalog_indexes import (
    CatalogIndexes,
    Flag,
    movie_entry,
    open_indexes,
    person_entry,
)
from bot.search.index import Index
from bot.search.model import Match


async def test_indexes_are_built_once_and_loaded_then(few_movies: Path, tmp_path: Path) -> None:
    store = CatalogStore(tmp_path / "catalog")
    await store.refresh([few_movies])
    home = tmp_path / "indexes"
    (home / "index-of-before").mkdir(parents=True)
    async with await store.open() as catalog:
        built = await open_indexes(catalog, home)
        saved = home / f"index-{catalog.version}"
        times = {path: path.stat().st_mtime_ns for path in saved.rglob("*")}
        loaded = await open_indexes(catalog, home)
        async for movie in catalog.all_movies():
            for indexes in (built, loaded):
                best = indexes.movies.resolve(movie.label).best
                assert best is not None
                assert best.key == movie.id
    assert [path.name for path in home.iterdir()] == [saved.name]
    assert {path: path.stat().st_mtime_ns for path in saved.rglob("*")} == times
    assert len(loaded.people) == len(built.people) > 0


async def test_damaged_indexes_are_built_again(few_movies: Path, tmp_path: Path) -> None:
    store = CatalogStore(tmp_path / "catalog")
    await store.refresh([few_movies])
    async with await store.open() as catalog:
        await open_indexes(catalog, tmp_path / "indexes")
        arrays = tmp_path / "indexes" / f"index-{catalog.version}" / "movies" / "arrays.bin"
        arrays.write_bytes(arrays.read_bytes()[:1000])
        indexes = await open_indexes(catalog, tmp_path / "indexes")
        assert len(indexes.movies) == catalog.stats.movies
        assert arrays.stat().st_size > 1000


async def test_genres_are_found_by_their_other_names(few_movies: Path, tmp_path: Path) -> None:
    store = CatalogStore(tmp_path / "catalog")
    await store.refresh([few_movies])
    async with await store.open() as catalog:
        genres = (await open_indexes(catalog, tmp_path / "indexes")).genres
    for query in ("sci fi", "science fiction", "scifi", "Sci-Fi"):
        best = genres.resolve(query).best
        assert best is not None, query
        assert best.key == "Sci-Fi"


def test_entries_carry_what_they_are() -> None:
    series = Movie("tt1", "Fargo", Kind.TV_SERIES, years=(2014,), votes=7, adult=True)
    assert movie_entry(series).flags == Flag.SERIES
    film = movie_entry(Movie("tt2", "Fargo", Kind.MOVIE, years=(1996, 1997)))
    assert (film.flags, film.year, film.popularity) == (Flag.FILM | Flag.GENERAL, 1996, 0.0)
    person = person_entry(Person("n1", "Greta Gerwig", cast_count=3, director_count=2))
    general = Flag.GENERAL | Flag.GENERAL_CAST | Flag.GENERAL_DIRECTOR
    assert person.flags == general | Flag.CAST | Flag.DIRECTOR
    assert person.popularity == 5.0
    partly = person_entry(Person("n2", "Ann", cast_count=3, director_count=2), {Role.DIRECTOR: 2})
    assert partly.flags == Flag.GENERAL | Flag.GENERAL_CAST | Flag.CAST | Flag.DIRECTOR
    hidden = person_entry(Person("n3", "Bea", writer_count=1), {Role.WRITER: 1})
    assert hidden.flags == Flag.WRITER


def test_indexes_for_every_channel_find_nothing_and_nobody_for_adults_only() -> None:
    films = [Movie("tt1", "Plain Water", votes=9), Movie("tt2", "Plain Wine", votes=7, adult=True)]
    people = [
        person_entry(Person("n1", "Ada Both", cast_count=2, director_count=1), {Role.DIRECTOR: 1}),
        person_entry(Person("n2", "Ada Only", cast_count=2), {Role.CAST: 2}),
    ]
    nothing = Index.build([])
    whole = CatalogIndexes(
        Index.build(map(movie_entry, films)), Index.build(people), nothing, nothing, nothing
    )
    general = whole.for_every_channel()
    for query in ("", "plain", "plain w", "plain wine", "wine"):
        assert "tt2" in keys(whole.movies.search(query))
        assert "tt2" not in keys(general.movies.search(query))
        assert "tt2" not in keys(general.movies.resolve(query).matches)
    assert keys(whole.people.search("ada")) == {"n1", "n2"}
    assert keys(general.people.search("ada", require=Flag.CAST)) == {"n1"}
    assert keys(general.people.search("ada")) == {"n1"}
    assert keys(general.people.search("ada", require=Flag.DIRECTOR)) == set()
    assert keys(whole.people.search("ada", require=Flag.DIRECTOR)) == {"n1"}


def keys(matches: Iterable[Match]) -> set[str]:
    return {match.key for match in matches}
