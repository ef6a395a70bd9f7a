"""Tokens, figures, names and the files of words."""

import string
from dataclasses import astuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.questions.names.entries import Entry
from bot.questions.names.name_index import NameArrays, Names
from bot.questions.reading.themes.theme_words import ThemeWord, segments_of
from bot.questions.wording.phrases import load_phrases
from bot.questions.words.categories import Category
from bot.questions.words.lexicon import Lexicon, load_lexicons
from bot.questions.words.numbers import read_figures
from bot.questions.words.tokens import letters, runs, tokenize, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Who directed Kramer vs. Kramer?", ["who", "directed", "kramer", "vs", "kramer"]),
        ("Schindler's List", ["schindler", "s", "list"]),
        ("Jesus' Son", ["jesus", "son"]),
        ("¿Quién dirigió WALL·E?", ["quien", "dirigio", "wall", "e"]),
        ("over 7.5 or 1,000 votes", ["over", "7.5", "or", "1,000", "votes"]),
        ("Heat &amp; Dust", ["heat", "and", "dust"]),
    ],
)
def test_sentence_is_parted_into_folded_words(text: str, words: list[str]) -> None:
    assert [token.word for token in tokenize(text)] == words


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("80s", [(Category.DECADE, (1980, 1989))]),
        (
            "the 1980's",
            [(Category.DECADE, (1980, 1989)), (Category.YEAR, 1980.0), (Category.NUMBER, 1980.0)],
        ),
        ("20s", [(Category.DECADE, (2020, 2029))]),
        ("1994", [(Category.YEAR, 1994.0), (Category.NUMBER, 1994.0)]),
        ("7.5", [(Category.NUMBER, 7.5)]),
        ("100k", [(Category.NUMBER, 100_000.0)]),
        ("1.5m", [(Category.NUMBER, 1_500_000.0)]),
        ("1,000", [(Category.NUMBER, 1000.0)]),
    ],
)
def test_figures_are_read(text: str, figures: list[tuple[str, object]]) -> None:
    assert [(found.category, found.value) for found in read_figures(tokenize(text))] == figures


def test_a_span_of_years_is_read() -> None:
    found = [astuple(figure) for figure in read_figures(tokenize("films 1990-95"))]
    assert (1, 3, Category.DECADE, (1990, 1995)) in found
    found = [astuple(figure) for figure in read_figures(tokenize("in the 1980's"))]
    assert (2, 4, Category.DECADE, (1980, 1989)) in found


NAMES = Names(
    NameArrays.build(
        (name, Entry(Category.TITLE, number, name, 1.0))
        for number, name in enumerate(["Kramer vs. Kramer", "The Long Kiss Goodnight", "WALL·E"])
    )
)


@given(
    place=st.integers(0, 13),
    letter=st.sampled_from(string.ascii_lowercase),
    kind=st.sampled_from(["add", "lose", "change", "swap"]),
)
def test_a_name_is_found_with_one_letter_wrong(place: int, letter: str, kind: str) -> None:
    name = "kramervskramer"
    typed = {
        "add": name[:place] + letter + name[place:],
        "lose": name[:place] + name[place + 1 :],
        "change": name[:place] + letter + name[place + 1 :],
        "swap": name[:place] + name[place : place + 2][::-1] + name[place + 2 :],
    }[kind]
    sentence = f"whodirected{typed}please"
    window = (len("whodirected"), len("whodirected") + len(typed))
    found = NAMES.near(sentence, [window])
    assert found == ([] if typed == name else [(0, name)])


def test_a_name_is_found_however_it_is_parted() -> None:
    for written in ("wall e", "WALL-E", "walle", "Wall·E"):
        assert [entry.name for entry in NAMES.exact(letters(written))] == ["WALL·E"]


def test_neighbouring_places_are_joined() -> None:
    assert runs([1, 2, 4, 7, 8, 9]) == [(1, 3), (4, 5), (7, 10)]


@pytest.mark.parametrize("lexicon", load_lexicons(), ids=lambda lexicon: lexicon.language)
def test_every_language_that_is_read_is_spoken(lexicon: Lexicon) -> None:
    assert lexicon.language in load_phrases()


def test_english_is_tried_first() -> None:
    assert [lexicon.language for lexicon in load_lexicons()] == ["en", "es"]


def test_a_catalogue_name_is_said_in_the_language_and_else_as_it_is() -> None:
    phrases = load_phrases()
    assert phrases["es"].named("language", "Hebrew") == "hebreo"
    assert phrases["es"].named("decade", "1930s") == "años 30"
    assert phrases["es"].named("tag", "Drama") == "Drama"
    assert phrases["en"].named("language", "None") == "none (silent)"
    assert phrases["en"].named("language", "Hebrew") == "Hebrew"


@given(st.one_of(st.text(max_size=80), st.text("aZ09 é'&.-", max_size=80)))
def test_words_of_a_text_are_those_of_its_tokens(text: str) -> None:
    assert words_of(text) == [token.word for token in tokenize(text)]


@pytest.mark.parametrize(
    ("words", "segments"),
    [
        ("", []),
        ("ppp", [(0, 3)]),
        ("popp", [(0, 1), (1, 2), (2, 4)]),
        ("p-p", [(0, 1), (2, 3)]),  # over a word within which no theme begins or ends
        ("oo-", [(0, 1), (1, 2)]),
    ],
)
def test_words_that_mean_nothing_else_stand_together(
    words: str, segments: list[tuple[int, int]]
) -> None:
    kinds = {"p": ThemeWord(is_plain=True), "o": ThemeWord(), "-": ThemeWord(is_within=False)}
    assert segments_of([kinds[word] for word in words]) == segments
