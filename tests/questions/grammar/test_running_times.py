"""How long titles are: asked of one, of sets, as a condition; what is not known is said."""

import pytest

from tests.questions.conftest import Asker


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("how long is heat", "Heat (1995) is 2 h 50 min long."),
        ("cuánto dura casino", "Casino (1995) dura 2 h 58 min."),
        ("longest film of michael mann", "Longest: Heat (1995) – 2 h 50 min."),
        ("is heat longer than casino", "No: Heat (2 h 50 min) against Casino (2 h 58 min)."),
        ("average length of michael mann's films", "2 h 44 min on average"),
        ("is wall-e over two hours long", "No: WALL·E (2008) is 1 h 38 min long."),
        ("how long is the silent one", "The record for The Silent One (1921) doesn't say how"),
        ("is the silent one over an hour", "The record for The Silent One (1921) doesn't say how"),
    ],
)
def test_lengths_are_told_in_hours_and_minutes(small: Asker, asked: str, sentence: str) -> None:
    assert small.ask(asked).sentence.startswith(sentence)


@pytest.mark.parametrize(
    ("asked", "titles"),
    [
        ("films under 100 minutes", ["WALL·E"]),
        ("films longer than heat", ["Casino"]),
        ("dramas longer than two hours and 40 minutes", ["Heat", "Casino"]),
        ("sci-fi between 2h and 2h 20m", ["Her", "Dune"]),
        ("películas de menos de hora y media", []),
    ],
)
def test_a_length_is_a_condition(small: Asker, asked: str, titles: list[str]) -> None:
    assert small.titles(small.ask(asked)) == titles


def test_titles_of_unknown_length_are_left_out_and_counted(small: Asker) -> None:
    answer = small.ask("dramas over 90 minutes")
    assert "The Silent One" not in small.titles(answer)
    assert answer.notes == ("2 titles of unknown length are left out.",)
    assert small.ask("dramas over 7").notes == ()


def test_averages_by_genre_are_a_line_each(small: Asker) -> None:
    answer = small.ask("average length by genre")
    assert "Crime: 2 h 54 min" in answer.lines
    assert not any(line.startswith("Short") for line in answer.lines)  # no length is known there
