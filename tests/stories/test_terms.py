"""The keys of words and of people's names."""

from bot.stories.question import Reader
from bot.stories.text.table import the_table
from bot.stories.text.terms import person_key, runs, term


def test_a_long_name_when_it_is_compared_then_its_last_four_words_count() -> None:
    whole = ("anna", "maria", "de", "la", "rosa")
    assert person_key(whole) == person_key(whole[1:]) != person_key(whole[2:])
    assert list(runs(["la", "anna", "de", "la", "rosa", "blanca"], {"la", "de"})) == [
        ("anna", "de", "la", "rosa"),
        ("rosa", "blanca"),
    ]


def test_spanish_words_when_the_rest_is_english_then_they_count_less_than_their_meanings() -> None:
    reader = Reader(the_table(), lambda _: False, lambda _: False)
    terms = reader.read("the monster that eats que tiburon").terms
    assert terms[term("monster")] == 1
    assert 0 < terms[term("que")] == terms[term("tiburon")] < terms[term("shark")] < 1
