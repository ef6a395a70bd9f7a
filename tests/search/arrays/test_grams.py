"""Grams of many texts laid end to end are those of each text by itself."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.search.arrays.grams import Grams, text_grams
from bot.search.arrays.texts import Texts

WORDS = st.lists(st.text("ab3", min_size=1, max_size=4), max_size=3).map(" ".join)


@settings(max_examples=30)
@given(st.lists(WORDS, min_size=1, max_size=5))
def test_each_gram_lists_the_texts_that_have_it(texts: list[str]) -> None:
    grams = Grams.build(Texts.build(texts))
    codes = np.repeat(np.arange(len(grams.offsets) - 1), np.diff(grams.offsets))
    listed = set(zip(codes.tolist(), grams.postings.tolist(), strict=True))
    assert listed == {
        (code, place) for place, text in enumerate(texts) for code in text_grams(text)
    }


def test_grams_are_neighbouring_letters_and_the_openings_of_words() -> None:
    def code(gram: str) -> int:
        number = 0
        for letter in gram:
            number = number * 37 + "_0123456789abcdefghijklmnopqrstuvwxyz".index(letter)
        return number

    assert text_grams("ab cd e") == sorted(map(code, ("abc", "bcd", "cde", "_ab", "_cd")))
    assert text_grams("a") == text_grams("") == []
