import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.search.arrays.overlap import Overlap
from bot.search.arrays.postings import Ids

LISTS = st.lists(st.lists(st.integers(0, 30), max_size=12), max_size=4)


def ids(numbers: list[int]) -> Ids:
    return np.array(sorted(numbers), np.uint32)


@pytest.mark.parametrize("surfaces", [40, 1 << 30])
@given(words=st.lists(LISTS, max_size=8), grams=LISTS)
def test_sums_are_those_of_a_dictionary(
    surfaces: int, words: list[list[list[int]]], grams: list[list[int]]
) -> None:
    """A word counts by its best variant, once; every gram counts."""
    overlap = Overlap(surfaces)
    by_words: dict[int, float] = {}
    by_grams: dict[int, float] = {}
    for place, variants in enumerate(words):
        weighted = [(ids(part), 8.0 - at) for at, part in enumerate(variants)]
        overlap.add_word(place, weighted)
        best: dict[int, float] = {}
        for part, weight in weighted:
            for number in part.tolist():
                best.setdefault(number, weight)
        for number, weight in best.items():
            by_words[number] = by_words.get(number, 0) + weight
    overlap.add_grams([ids(list(set(part))) for part in grams], [0.5] * len(grams))
    for part in grams:
        for number in set(part):
            by_grams[number] = by_grams.get(number, 0) + 0.5
    found, word_sums, gram_sums = overlap.add_up()
    assert found.tolist() == sorted(by_words.keys() | by_grams.keys())
    assert word_sums.tolist() == [by_words.get(number, 0) for number in found.tolist()]
    assert gram_sums.tolist() == [by_grams.get(number, 0) for number in found.tolist()]
