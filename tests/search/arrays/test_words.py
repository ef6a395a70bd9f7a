"""Words that a misspelt one may be."""

import pytest

from bot.search.arrays.builder import Data
from bot.search.model import Entry

NAME = "mandeville"


@pytest.mark.parametrize("place", range(8))
def test_a_word_when_one_of_its_first_letters_is_wrong_then_it_is_found_by_the_others(
    place: int,
) -> None:
    words = Data.build([Entry("m", NAME), Entry("o", "Other")]).words
    before, letter, after = NAME[:place], NAME[place], NAME[place + 1 :]
    wrong, missing, added = "x" + after, after, "x" + letter + after
    swapped = after[:1] + letter + after[1:]
    for ending in (wrong, missing, added, swapped):
        begun = {found.text for found in words.alike(before + ending)}
        assert begun & {NAME[:7], NAME[:8]}, before + ending
    assert not {found.text for found in words.alike("zyzzyvas")} - {""}
