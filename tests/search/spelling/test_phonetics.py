from hypothesis import given
from hypothesis import strategies as st

from bot.search.spelling.phonetics import sound, sounds


def test_words_that_sound_alike_have_one_key() -> None:
    assert sound("jilenhall") == sound("gyllenhaal")
    assert sound("phillip") == sound("filip")
    assert sound("owen") != sound("wen")


@given(st.lists(st.text(alphabet="abcdeghiknprstuwxyz", min_size=1, max_size=9)))
def test_many_words_have_the_keys_of_each(words: list[str]) -> None:
    assert sounds(words) == [sound(word) for word in words]
