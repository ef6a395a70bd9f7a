"""One name, however it is spelled."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalog.catalog import Catalog
from bot.catalog.files.store import CatalogStore
from bot.catalog.model import Movie, Role, person_id
from bot.catalog.records.loader import check_folders
from bot.catalog.vocabulary.names import identity


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Drama", "drama", True), ("Sci-Fi", "Sci Fi", True), ("Sci-Fi", "SciFi", True),
        ("Penélope Cruz", "Penelope cruz", True), ("Jean-Claude", "Jean Claude", True),
        ("Андрей", "Андреи", False), ("ガ", "カ", False), ("Tom Hanks", "Tim Hanks", False),
    ],
)  # fmt: skip
def test_names_are_the_same_but_for_case_blanks_hyphens_and_accents(
    one: str, other: str, same: bool
) -> None:
    assert (identity(one) == identity(other)) == same


@given(st.text(min_size=1, max_size=20))
def test_identity_of_an_identity_is_itself(name: str) -> None:
    assert identity(identity(name)) == identity(name)


def write(folder: Path, name: str, fields: str, director: str) -> None:
    text = f"---\ntitle: {name}\n{fields}\n---\nDirector: `{director}`\n"
    (folder / f"{name}.md").write_text(text)


async def shown(folder: Path, store: CatalogStore) -> dict[str, tuple[object, ...]]:
    await store.refresh([folder])
    async with await store.open() as catalog:
        return {movie.title: _names(movie) async for movie in catalog.all_movies()} | {
            "genres": await _genres(catalog)
        }


def _names(movie: Movie) -> tuple[object, ...]:
    return (
        movie.genres, movie.tags, movie.languages,
        *(person.name for person in movie.directors),
    )  # fmt: skip


async def _genres(catalog: Catalog) -> tuple[object, ...]:
    return tuple((facet.name, facet.count) for facet in await catalog.genres())


async def test_names_when_spelled_in_several_ways_then_the_commonest_is_shown_and_counted(
    tmp_path: Path,
) -> None:
    folder, store = tmp_path / "records", CatalogStore(tmp_path / "store")
    folder.mkdir()
    for name in "ABC":
        write(
            folder,
            name,
            "genres: [Drama, Sci-Fi]\ntags: [New York]\nlanguage: English",
            "Tom Hanks",
        )
    write(
        folder,
        "D",
        "genres: [drama, Drama, Sci Fi]\ntags: [new-york, scifi]\nlanguage: en",
        "Tom hanks",
    )
    found = await shown(folder, store)
    expected = (("Drama", "Sci-Fi"), ("New York",), ("English",), "Tom Hanks")
    assert found["D"] == found["A"] == expected
    assert found["genres"] == (("Drama", 4), ("Sci-Fi", 4))
    async with await store.open() as catalog:
        assert len(await catalog.filmography(person_id("Tom Hanks"), Role.DIRECTOR)) == 4

    notes = check_folders([folder]).notes
    assert [(Path(note.file).name, note.field, note.line) for note in notes] == [
        ("D.md", "genres", 3), ("D.md", "tags", 4), ("D.md", "directors", 7),
    ]  # fmt: skip

    # What was spelled otherwise counts as it is written, also when only the others change.
    for name in "AB":
        write(folder, name, "genres: [drama]", "Tom hanks")
    found = await shown(folder, store)
    assert found["C"][0] == ("drama", "Sci-Fi")
    assert found["C"][-1] == "Tom hanks"
    assert found == await shown(folder, CatalogStore(tmp_path / "anew"))


def test_copy_when_a_sync_program_made_it_then_it_does_not_win(tmp_path: Path) -> None:
    for name in ("Heat.md", "Heat (Ann's conflicted copy 2024-01-02).md", "Heat - Copy.md",
                 "Heat.sync-conflict-20240102-120000-ABCDEFG.md"):  # fmt: skip
        (tmp_path / name).write_text("---\nyear: 1995\n---\n")
    report = check_folders([tmp_path])
    assert report.movies == 1
    assert {fault.file for fault in report.faults} == {
        str(path) for path in tmp_path.iterdir() if path.name != "Heat.md"
    }


def test_check_when_a_folder_holds_nothing_to_read_then_that_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("# Films")
    (tmp_path / "_index.md").write_text("---\ntitle: Films\n---\n")
    (tmp_path / "lens.md").write_text("A note on lenses.")
    report = check_folders([tmp_path])
    assert (report.files, report.movies, len(report.notes)) == (1, 0, 1)
    assert [fault.file for fault in report.faults] == [str(tmp_path)]
