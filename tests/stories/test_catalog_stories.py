"""The index of a catalogue's stories: built once, then loaded; only changes are read."""

from dataclasses import replace
from pathlib import Path

import numpy as np

from bot.catalog.files.store import CatalogStore
from bot.library.upkeep import LibraryUpkeep
from bot.stories.catalog_stories import open_stories
from bot.stories.stories import Stories


async def test_stories_are_built_once_and_loaded_then(few_movies: Path, tmp_path: Path) -> None:
    store = CatalogStore(tmp_path / "catalog")
    await store.refresh([few_movies])
    home = tmp_path / "indexes"
    (home / "stories-of-before").mkdir(parents=True)
    async with await store.open() as catalog:
        built = await open_stories(catalog, home)
        saved = home / f"stories-{catalog.version}"
        times = {path: path.stat().st_mtime_ns for path in saved.rglob("*")}
        loaded = await open_stories(catalog, home)
        assert len(built) == len(loaded) == catalog.stats.movies
        async for movie in catalog.all_movies():
            text = movie.description or movie.title
            assert loaded.search(text).hits == built.search(text).hits
            assert loaded.search(text).hits[0].id == movie.id
    assert [path.name for path in home.iterdir()] == [saved.name]
    assert {path: path.stat().st_mtime_ns for path in saved.rglob("*")} == times


async def test_a_damaged_index_is_built_again(few_movies: Path, tmp_path: Path) -> None:
    store = CatalogStore(tmp_path / "catalog")
    await store.refresh([few_movies])
    async with await store.open() as catalog:
        await open_stories(catalog, tmp_path / "indexes")
        arrays = tmp_path / "indexes" / f"stories-{catalog.version}" / "arrays.bin"
        arrays.write_bytes(arrays.read_bytes()[:1000])
        assert len(await open_stories(catalog, tmp_path / "indexes")) == catalog.stats.movies
        assert arrays.stat().st_size > 1000


async def test_an_older_index_when_another_is_damaged_then_what_has_not_changed_is_taken_from_it(
    few_movies: Path, tmp_path: Path
) -> None:
    store = CatalogStore(tmp_path / "catalog")
    await store.refresh([few_movies])
    home = tmp_path / "indexes"
    (home / "stories-a").mkdir(parents=True)
    async with await store.open() as catalog:
        built = await open_stories(catalog, tmp_path / "first")
        marked = np.full_like(built.data.heads, 7)  # a build from the records would not have these
        Stories(replace(built.data, heads=marked), built.table).save(home / "stories-b")
        assert (await open_stories(catalog, home)).data.heads.tobytes() == marked.tobytes()
    assert [path.name for path in home.iterdir()] == [f"stories-{catalog.version}"]


async def test_the_library_has_the_stories_of_its_catalogue(
    few_movies: Path, tmp_path: Path
) -> None:
    home = tmp_path / "catalog"
    async with LibraryUpkeep([few_movies], home) as upkeep:
        before = upkeep.library.current.stories
    (few_movies / "new.md").write_text(
        "---\ntitle: A New One\n---\nA lighthouse keeper teaches a walrus to play chess.\n"
    )
    async with LibraryUpkeep([few_movies], home) as upkeep:
        after = upkeep.library.current.stories
        best = after.search("a walrus that plays chess").hits[0]
        movie = await upkeep.library.current.catalog.movie(best.id)
    assert movie is not None
    assert movie.title == "A New One"
    assert len(after) == len(before) + 1
    assert len(list(home.glob("stories-*"))) == 1


async def test_bare_titles_are_left_out_where_they_are_most(tmp_path: Path) -> None:
    folder = tmp_path / "movies"
    folder.mkdir()
    (folder / "told.md").write_text("---\ntitle: Told\n---\nA shark eats a swimmer by the beach.\n")
    (folder / "bare.md").write_text("---\ntitle: Shark Beach\n---\n")
    store = CatalogStore(tmp_path / "catalog")
    for titles in (2, 1):
        await store.refresh([folder])
        async with await store.open() as catalog:
            assert len(await open_stories(catalog, tmp_path / "indexes")) == titles
        (folder / "barer.md").write_text("---\ntitle: Another Shark\n---\n")
