"""Guess the film: hints, redaction, points and the table."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalog.model import Movie, PersonRef
from bot.rules.games.guess_game import (
    MIN_HINTS,
    Game,
    Hint,
    HintKind,
    Place,
    Score,
    missed,
    new_game,
    next_hint,
    solved,
    table,
)
from bot.rules.games.redaction import BLOCK, redact


def people(*names: str) -> tuple[PersonRef, ...]:
    return tuple(PersonRef(f"n{number}", name) for number, name in enumerate(names))


MOVIE = Movie(
    "tt1",
    "The Vampire's Café",
    years=(1979,),
    genres=("Horror", "Comedy"),
    color="2a9d8f",
    cast=people("Penélope Cruz", "Ted O'Hara"),
    synopsis="The old vampire opens a cafe. Penelope and O’Hara's vampires love the night.",
)


def test_hints_go_from_hard_to_easy() -> None:
    game = new_game(MOVIE)
    assert game
    assert [(hint.kind, hint.text) for hint in game.hints] == [
        (HintKind.YEAR, "1979"),
        (HintKind.GENRES, "Horror, Comedy"),
        (HintKind.COLOR, "2a9d8f"),
        (HintKind.CAST, "Ted O'Hara, Penélope Cruz"),
        (HintKind.STORY, f"The old {BLOCK} opens a {BLOCK}. {BLOCK} and {BLOCK} love the night."),
    ]
    assert [hint.kind for hint in game.visible] == [HintKind.YEAR]


def test_a_record_that_tells_too_little_makes_no_game() -> None:
    assert new_game(replace(MOVIE, color=None)) is not None
    assert new_game(replace(MOVIE, color=None, synopsis=None)) is None
    assert new_game(replace(MOVIE, cast=(), synopsis="Vampire café")) is None


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("It", "It hides where children play.", f"{BLOCK} hides where children play."),
        ("The Thing", "The thing eats things.", f"The {BLOCK} eats {BLOCK}."),
        ("WALL-E", "Wall-E, or Walle, is a robot.", f"{BLOCK}, or {BLOCK}, is a robot."),
        ("Amélie", "AMELIE'S smile", f"{BLOCK} smile"),
        ("Up", "They go up and up", f"They go {BLOCK} and {BLOCK}"),
        ("Ran", "They ran; ranks broke.", f"They {BLOCK}; ranks broke."),
        ("Se7en", "Se7en sins, seven days", f"{BLOCK} sins, seven days"),
        ("!!!", "Nothing to hide.", "Nothing to hide."),
        ("Toy Story 2", "A story of 2 toys.", f"A {BLOCK} of {BLOCK} toys."),
        ("Godzilla", "Godzilla vs. Godzilla, godzillas", f"{BLOCK} vs. {BLOCK}, {BLOCK}"),
    ],
)
def test_the_words_of_the_title_are_blacked_out(title: str, text: str, expected: str) -> None:
    assert redact(text, Movie("x", title)) == expected


def test_those_who_made_it_are_blacked_out_and_others_are_not() -> None:
    movie = Movie("x", "X", cast=people("Meryl Streep"), directors=people("Robert de Niro"))
    text = "Meryl Streep and Robert meet Deborah; will de Niro?"
    assert redact(text, movie) == f"{BLOCK} and {BLOCK} meet Deborah; will {BLOCK}?"


words = st.text("abcdéfgñ", min_size=4, max_size=8)


@given(st.lists(words, min_size=1, max_size=4), st.lists(words, max_size=8))
def test_no_word_of_the_title_is_left_in_any_case(title: list[str], others: list[str]) -> None:
    story = " ".join([*others, *title, *(word.upper() for word in title), *others])
    left = redact(story, Movie("x", " ".join(title))).casefold().split()
    assert not set(left) & set(title)


@given(st.text(max_size=40), st.text(max_size=200))
def test_what_has_been_blacked_out_stays_as_it_is(title: str, text: str) -> None:
    movie = Movie("x", title)
    shown = redact(f"{text} {title}", movie)
    assert redact(shown, movie) == shown


def test_points_fall_with_every_hint_and_never_to_nothing() -> None:
    game = new_game(MOVIE)
    assert game
    points = [game.points]
    for _ in range(6):
        game = next_hint(game)
        points.append(game.points)
    assert points == [9, 7, 5, 3, 1, 1, 1]
    assert len(game.visible) == len(game.hints) >= MIN_HINTS


GAME = Game("tt1", tuple(Hint(kind, "x") for kind in HintKind))


def test_a_streak_grows_until_a_film_is_missed() -> None:
    score = missed(solved(solved(Score(), GAME), next_hint(GAME)))
    assert score == Score(points=16, solved=2, streak=0, best_streak=2)
    assert solved(score, GAME).best_streak == 2


def test_people_with_the_same_points_share_a_place() -> None:
    scores = [(3, Score(5, 2)), (1, Score(9, 1)), (2, Score(5, 2)), (4, Score(1, 1))]
    assert table(scores) == (
        Place(1, 1, Score(9, 1)),
        Place(2, 2, Score(5, 2)),
        Place(2, 3, Score(5, 2)),
        Place(4, 4, Score(1, 1)),
    )
