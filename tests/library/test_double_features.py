"""Which films are considered for a double feature."""

from pathlib import Path
from typing import Any, cast

from bot.catalog.catalog import Catalog
from bot.catalog.files.build import build_catalog
from bot.catalog.model import Kind, Movie, PersonRef
from bot.library.picks.double_features import pair
from bot.library.snapshot import Snapshot
from bot.rules.picks.pool import PersonPreferences
from bot.runtime.workers.pool import WorkPool

DIRECTOR = PersonRef("n1", "Dora Doe")
FIRST = Movie("f", "First", Kind.MOVIE, (1980,), ("Drama", "War"), directors=(DIRECTOR,))
ALIKE = [
    Movie(f"a{n}", f"Alike {n}", Kind.MOVIE, (1980,), ("Drama", "War"), votes=9_000 - n)
    for n in range(1, 102)
]
HERS = [
    Movie(f"h{n}", f"Hers {n}", Kind.MOVIE, (1950,), votes=900 - n, directors=(DIRECTOR,))
    for n in range(1, 62)
]


async def test_the_most_similar_films_and_the_best_known_of_the_same_people_are_considered(
    tmp_path: Path,
) -> None:
    films, nothing = [FIRST, *ALIKE, *HERS], cast("Any", None)
    async with await Catalog.open(build_catalog(films, tmp_path)) as catalog, WorkPool() as work:
        snapshot = Snapshot(catalog, nothing, nothing, nothing, nothing)
        found: list[str] = []
        for wanted in ("a1", "a100", "a101", "h1", "h60", "h61"):
            others = frozenset(film.id for film in films) - {wanted}
            people = [PersonPreferences("Ann", never_films=others)]
            if best := await pair(snapshot, FIRST, people, "seed", work):
                found.append(best.second.id)
    assert found == ["a1", "a100", "h1", "h60"]


async def test_what_was_seen_is_considered_and_what_is_no_film_is_not(tmp_path: Path) -> None:
    episode = Movie("e", "Episode", Kind.EPISODE, (1980,), ("Drama", "War"), votes=10_000)
    films, nothing = [FIRST, episode, *ALIKE[:2]], cast("Any", None)
    seen = [PersonPreferences("Ann", seen=frozenset({"a1"}), never_films=frozenset({"a2"}))]
    async with await Catalog.open(build_catalog(films, tmp_path)) as catalog, WorkPool() as work:
        snapshot = Snapshot(catalog, nothing, nothing, nothing, nothing)
        for seed in "abcdefgh":
            best = await pair(snapshot, FIRST, seen, seed, work)
            assert best is not None
            assert best.second.id == "a1"
