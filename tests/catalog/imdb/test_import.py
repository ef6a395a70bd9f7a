import random
import resource
import signal
import subprocess
import sys
from itertools import islice
from pathlib import Path

import pytest

from benchmarks.catalogs.imdb_files import make_files
from bot.catalog.catalog import Catalog
from bot.catalog.files.store import CatalogStore
from bot.catalog.imdb.colors import COLORS, OTHER_COLOR
from bot.catalog.imdb.importer import import_files
from bot.catalog.imdb.rows import MAX_ALIASES
from bot.catalog.imdb.tables import Table, TitleFilter
from bot.catalog.model import Alias, Filters, Kind, Movie, Role, person_id
from bot.search.catalog_indexes import open_indexes
from tests.catalog.conftest import RecordText
from tests.catalog.imdb.imdb_rows import ROWS, write_files


@pytest.fixture
def files(tmp_path: Path) -> Path:
    return write_files(tmp_path / "imdb")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def no_records(tmp_path: Path) -> Path:
    folder = tmp_path / "none"
    folder.mkdir()
    return folder


async def movies(home: Path, records: Path) -> dict[str, Movie]:
    store = CatalogStore(home)
    await store.refresh([records])
    async with await store.open() as catalog:
        return {movie.id: movie async for movie in catalog.all_movies()}


async def test_titles_when_imported_then_every_column_is_where_it_belongs(
    files: Path, home: Path, no_records: Path
) -> None:
    report = import_files(files, home, TitleFilter())
    found = await movies(home, no_records)
    assert (report.titles, report.people, report.credits, report.broken) == (5, 8, 10, 0)
    assert list(found) == ["tt0903747", "tt0079417", "tt0089755", "tt0000009", "tt12345678"]
    kramer = found["tt0079417"]
    assert (kramer.title, kramer.kind, kramer.years) == ("Kramer vs. Kramer", Kind.MOVIE, (1979,))
    assert (kramer.rating, kramer.votes, kramer.imdb_id) == (7.8, 160_000, "0079417")
    assert (kramer.color, kramer.source, kramer.adult) == (COLORS["Drama"], "IMDb", False)
    assert [(p.id, p.name) for p in kramer.cast] == [
        ("nm0000163", "Dustin Hoffman"),
        ("nm0000658", "Meryl Streep"),
    ]
    assert [p.name for p in kramer.directors] == ["Robert Benton"]
    assert [p.name for p in kramer.writers] == ["Robert Benton", "Avery Corman"]
    assert found["tt0089755"].genres == ("Biography", "Drama", "Romance")
    odd = found["tt0000009"]
    assert odd.title == "\"Quoted\" and 'odd' Élan"
    assert (odd.years, odd.genres, odd.color, odd.directors) == ((), (), OTHER_COLOR, ())
    unrated = found["tt12345678"]
    assert (unrated.rating, unrated.votes) == (None, None)


async def test_other_titles_when_imported_then_original_english_and_spanish(
    files: Path, home: Path, no_records: Path
) -> None:
    import_files(files, home, TitleFilter())
    found = await movies(home, no_records)
    assert found["tt0079417"].runtime == 105
    assert found["tt0079417"].aliases == (Alias("Kramer contra Kramer", "Spanish"),)
    assert found["tt0089755"].aliases == (
        Alias("Africa"),  # the original title
        Alias("Memorias de África", "Spanish"),
        Alias("África mía", "Spanish"),
    )
    named = [f"Bad Number {place}" for place in range(1, MAX_ALIASES)]
    assert [alias.title for alias in found["tt0903747"].aliases] == named


async def test_other_titles_when_regions_are_named_then_those_alone(
    files: Path, home: Path, no_records: Path
) -> None:
    import_files(files, home, TitleFilter(regions=("DE",)))
    found = await movies(home, no_records)
    assert found["tt0079417"].aliases == (Alias("Kramer gegen Kramer"),)


async def test_import_when_akas_is_not_there_then_it_does_without(
    files: Path, home: Path, no_records: Path
) -> None:
    (files / Table.AKAS.file_name).unlink()
    assert import_files(files, home, TitleFilter()).titles == 5
    found = await movies(home, no_records)
    assert found["tt0089755"].aliases == (Alias("Africa"),)


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (TitleFilter(min_votes=100_000), {"tt0079417", "tt0903747"}),
        (TitleFilter(kinds=("tvSeries",)), {"tt0903747"}),
        (TitleFilter(kinds=("tvEpisode",)), {"tt0959621"}),
        (TitleFilter(kinds=("video",), adult=True), {"tt9000001"}),
        (TitleFilter(kinds=("movie", "video"), min_votes=900), {"tt0079417", "tt0089755"}),
    ],
)
async def test_titles_when_wishes_differ_then_others_are_left_out(
    files: Path, home: Path, no_records: Path, wanted: TitleFilter, expected: set[str]
) -> None:
    import_files(files, home, wanted)
    assert set(await movies(home, no_records)) == expected


async def test_adult_titles_when_imported_then_not_shown_in_every_channel(
    files: Path, home: Path, no_records: Path
) -> None:
    import_files(files, home, TitleFilter(adult=True))
    store = CatalogStore(home)
    await store.refresh([no_records])
    async with (
        await store.open() as catalog,
        await Catalog.open(catalog.path, adult=False) as general,
    ):
        assert (await general.count(Filters()), await catalog.count(Filters())) == (5, 6)
        assert not await general.filmography("nm9999999", Role.CAST)
        assert len(await catalog.filmography("nm9999999", Role.CAST)) == 1


async def test_records_when_a_title_is_imported_too_then_the_record_wins(
    files: Path, home: Path, records: Path, record_text: RecordText
) -> None:
    (records / "1.md").write_text(record_text(title="Mine", imdb_id="0079417"))
    import_files(files, home, TitleFilter())
    found = await movies(home, records)
    assert found["tt0079417"].title == "Mine"
    assert found["tt0079417"].source == "1.md"
    assert len(found) == 3 + 4


async def test_people_of_records_when_imdb_knows_them_then_they_are_the_same(
    files: Path, home: Path, records: Path, record_text: RecordText
) -> None:
    streeps = [*ROWS[Table.NAMES], "nm8888888\tMeryl Streep\t\\N\t\\N\t\\N\t\\N"]
    streeps_film = [*ROWS[Table.PRINCIPALS], "tt0000009\t1\tnm8888888\tactress\t\\N\t\\N"]
    write_files(files, {Table.NAMES: streeps, Table.PRINCIPALS: streeps_film})
    (records / "1.md").write_text(record_text(imdb_id="0079417"))
    import_files(files, home, TitleFilter())
    found = await movies(home, records)
    of_title = {p.name: p.id for p in found["tt0079417"].cast}
    elsewhere = {p.name: p.id for p in found["tt0000002"].cast}
    assert of_title == {"Dustin Hoffman": "nm0000163", "Meryl Streep": "nm0000658"}
    assert elsewhere["Dustin Hoffman"] == "nm0000163"  # the only one of that name
    assert elsewhere["Meryl Streep"] == person_id("Meryl Streep")  # one of two: stays apart


async def test_names_of_records_when_imdb_spells_them_otherwise_then_they_are_the_same(
    files: Path, home: Path, records: Path, record_text: RecordText
) -> None:
    text = record_text("Cast: `dustin hoffman` `Meryl-Streep`", imdb_id="0079417", genres="[drama]")
    (records / "1.md").write_text(text)
    import_files(files, home, TitleFilter())
    found = await movies(home, records)
    cast = [(person.id, person.name) for person in found["tt0079417"].cast]
    assert cast == [("nm0000163", "Dustin Hoffman"), ("nm0000658", "Meryl Streep")]
    assert found["tt0079417"].genres == found["tt0000002"].genres == ("Drama",)


async def test_refresh_when_records_change_then_imported_titles_stay_unread(
    files: Path, home: Path, records: Path, record_text: RecordText
) -> None:
    import_files(files, home, TitleFilter())
    store = CatalogStore(home)
    first = await store.refresh([records])
    for path in files.iterdir():
        path.unlink()
    (records / "1.md").write_text(record_text(title="Changed", imdb_id="1"))
    second = await store.refresh([records])
    third = await store.refresh([records])
    assert (first.changed, second.changed, third.changed) == (True, True, False)
    assert (second.read, third.read) == (1, 0)
    async with await store.open() as catalog:
        assert catalog.stats.movies == 3 + 5
        changed = await catalog.movie("tt0000001")
        assert changed is not None
        assert changed.title == "Changed"


async def test_refresh_when_the_imported_data_is_deleted_then_it_is_gone(
    files: Path, home: Path, records: Path
) -> None:
    before = await movies(home, records)
    import_files(files, home, TitleFilter())
    assert len(await movies(home, records)) == 8
    (home / "imdb.sqlite").unlink()
    assert await movies(home, records) == before


async def test_refresh_when_another_process_imported_then_the_catalogue_is_another(
    files: Path, home: Path, records: Path
) -> None:
    ours, theirs = CatalogStore(home), CatalogStore(home)
    await ours.refresh([records])
    async with await ours.open():
        import_files(files, home, TitleFilter())
        await theirs.refresh([records])
        assert (await ours.refresh([records])).changed
        assert not (await ours.refresh([records])).changed


async def test_indexes_when_titles_are_imported_then_they_are_found(
    files: Path, home: Path, no_records: Path
) -> None:
    import_files(files, home, TitleFilter())
    store = CatalogStore(home)
    await store.refresh([no_records])
    async with await store.open() as catalog:
        indexes = await open_indexes(catalog, home)
    assert indexes.movies.search("braeking bad")[0].key == "tt0903747"
    assert indexes.people.search("meryl strep")[0].key == "nm0000658"


def test_import_when_the_same_files_are_imported_again_then_nothing_is_read(
    files: Path, home: Path
) -> None:
    first = import_files(files, home, TitleFilter())
    before = (home / "imdb.sqlite").stat()
    again = import_files(files, home, TitleFilter())
    other = import_files(files, home, TitleFilter(min_votes=5))
    assert (first.fresh, again.fresh, other.fresh) == (True, False, True)
    assert again.titles == first.titles
    assert (home / "imdb.sqlite").stat().st_ino != before.st_ino
    assert other.titles == first.titles - 1


def import_and_kill(files: Path, home: Path, blocks: int) -> int:
    """Import in another process and kill it after some blocks; return its exit status."""
    command = [sys.executable, "-m", "tests.catalog.imdb.import_in_small_blocks", files, home]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:  # noqa: S603
        assert process.stdout is not None
        if len(list(islice(process.stdout, blocks))) == blocks:
            process.kill()
        return process.wait()


async def test_import_when_killed_again_and_again_then_it_goes_on_to_the_same_catalogue(
    tmp_path: Path, no_records: Path
) -> None:
    files = tmp_path / "many"
    make_files(files, 1_500, episodes=0.2)
    whole, pieces = tmp_path / "whole", tmp_path / "pieces"
    report = import_files(files, whole, TitleFilter())
    rng = random.Random(5)
    statuses: list[int] = []
    while 0 not in statuses:
        statuses.append(import_and_kill(files, pieces, rng.randrange(5, 25)))
        assert (pieces / "imdb.sqlite").exists() == (statuses[-1] == 0)
    assert statuses.count(-signal.SIGKILL) == len(statuses) - 1 > 0
    again = import_files(files, pieces, TitleFilter())
    assert (again.fresh, again.titles, again.credits) == (False, report.titles, report.credits)
    assert await movies(pieces, no_records) == await movies(whole, no_records)


def test_memory_when_many_titles_are_imported_then_it_stays_bounded(tmp_path: Path) -> None:
    files = tmp_path / "many"
    make_files(files, 4_000)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    import_files(files, tmp_path / "home", TitleFilter())
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200 * 1024


async def test_catalog_when_records_and_imports_are_mixed_then_counts_are_right(
    files: Path, home: Path, records: Path
) -> None:
    import_files(files, home, TitleFilter())
    store = CatalogStore(home)
    async with await Catalog.open((await store.refresh([records])).catalog) as catalog:
        streep = await catalog.person("nm0000658")
        assert streep is not None
        assert streep.cast_count == 2 + 3  # in both films of IMDb's, and in three records
        assert await catalog.person(person_id("Meryl Streep")) is None
        assert await catalog.person("nm5555555") is None
        assert {genre.name: genre.count for genre in await catalog.genres()}["Drama"] == 6
