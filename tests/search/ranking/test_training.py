"""What the ranking learns from: made queries, and the chances of all that they may come from."""

import random

import numpy as np
import pytest

from benchmarks.search.ranking.examples import Asked, ask, examples
from benchmarks.search.ranking.models import Examples, fit
from benchmarks.search.ranking.queries import NAMES, TITLES, WHOLE_NAMES
from bot.search.model import Entry
from bot.search.ranking.ranked import collect

PEOPLE = [
    Entry("b", "Marlon Brando", 400),
    Entry("t", "Brandon T. Jackson", 81),
    Entry("r", "Brandon Routh", 16),
    Entry("R", "Brandon  Routh", 16),
    Entry("s", "Russell Brand", 256),
]


def made(kind: str, seed: int = 1) -> list[Asked]:
    return ask(random.Random(seed), PEOPLE, {kind: NAMES[kind]}, 40)


def chances(query: Asked) -> dict[str, float]:
    """Return the chance of each name that may have been meant."""
    measured = examples([query])
    owners = query.tables.data.surfaces.entries[collect(query.tables, query.text, 0).surfaces]
    names = query.tables.data.entries.names.pick(owners)
    return {
        " ".join(name.split()): round(float(chance), 3)
        for name, chance in zip(names, measured.meant, strict=True)
        if chance
    }


def test_all_that_begins_so_is_meant_in_its_share_of_popularity() -> None:
    query = next(query for query in made("prefix 7") if query.text == "brandon")
    # 81 and twice 16, to the power 0.75
    assert chances(query) == {"Brandon T. Jackson": 0.628, "Brandon Routh": 0.372}


def test_a_surname_is_meant_whole() -> None:
    query = next(query for query in made("surname") if query.text == "brand")
    assert chances(query) == {"Russell Brand": 1.0}


def test_classes_of_whole_names_are_classes() -> None:
    assert set(TITLES) | set(NAMES) >= WHOLE_NAMES


@pytest.mark.parametrize("kind", sorted(NAMES))
def test_what_a_query_was_made_from_is_meant_with_the_rest_of_the_chances(kind: str) -> None:
    entries = [entry for entry in PEOPLE if kind != "no middle" or entry.key == "t"]
    asked = ask(random.Random(2), entries, {kind: NAMES[kind]}, 10)
    measured = examples(asked)
    queries = np.repeat(np.arange(len(measured.sizes)), measured.sizes)
    assert (measured.meant[measured.right] > 0).all()
    for number in range(len(measured.sizes)):
        one = queries == number
        names, firsts = np.unique(measured.names[one], return_index=True)
        assert measured.meant[one][firsts].sum() == pytest.approx(1)
        if kind in WHOLE_NAMES:
            assert len(names[names > 0]) == 1


def test_the_net_learns_the_chances_of_names_however_many_candidates_have_them() -> None:
    features = np.tile(np.eye(4, dtype=np.float32), (64, 1))
    names = np.tile([1, 1, 2, 0], 64)  # two candidates of one name, one of another, one of none
    meant = np.tile(np.array([0.75, 0.75, 0.25, 0], np.float32), 64)
    lessons = Examples(features, meant > 0.5, names, meant, np.full(64, 4))
    net = fit(lessons, lessons, seed=1, units=4, epochs=400)
    likely = np.exp(net.scores(lessons)[:4])
    likely /= likely.sum()
    assert likely[:2].sum() == pytest.approx(0.75, abs=0.02)
    assert likely[2] == pytest.approx(0.25, abs=0.02)


def test_the_same_seed_makes_the_same_queries() -> None:
    first, second = (
        [(query.text, query.answers) for query in ask(random.Random(3), PEOPLE, NAMES, 200)]
        for _ in range(2)
    )
    assert first == second
    assert len({text for text, _ in first}) > 50
