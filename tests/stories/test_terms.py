"""The keys of words and of people's names."""

from bot.stories.text.terms import person_key, runs


def test_a_long_name_when_it_is_compared_then_its_last_four_words_count() -> None:
    whole = ("anna", "maria", "de", "la", "rosa")
    assert person_key(whole) == person_key(whole[1:]) != person_key(whole[2:])
    assert list(runs(["la", "anna", "de", "la", "rosa", "blanca"], {"la", "de"})) == [
        ("anna", "de", "la", "rosa"),
        ("rosa", "blanca"),
    ]
