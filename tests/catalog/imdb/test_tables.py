import re
from pathlib import Path

import pytest

from bot.catalog.imdb.colors import COLORS, OTHER_COLOR
from bot.catalog.imdb.tables import DEFAULT_KINDS, parse_kinds, parse_regions


def test_kinds_by_default_then_films_and_series_without_episodes() -> None:
    assert set(DEFAULT_KINDS) == {"movie", "tvMovie", "video", "tvSeries", "tvMiniSeries"}


def test_kinds_when_written_in_other_ways_then_they_are_understood() -> None:
    assert parse_kinds([" movie", "TVSERIES", "tv series", "tvMiniSeries"]) == (
        "movie",
        "tvSeries",
        "tvMiniSeries",
    )


@pytest.mark.parametrize("words", [[], [""], ["film"], ["movie", "x"]])
def test_kinds_when_unknown_then_all_that_would_do_are_named(words: list[str]) -> None:
    with pytest.raises(ValueError, match="tvMiniSeries"):
        parse_kinds(words)


def test_regions_when_written_in_other_ways_then_they_are_understood() -> None:
    assert parse_regions(["us", " MX ", "", "xww"]) == ("US", "MX", "XWW")


@pytest.mark.parametrize("word", ["Mexico", "1", "U S"])
def test_regions_when_no_code_then_that_is_said(word: str) -> None:
    with pytest.raises(ValueError, match="is no region"):
        parse_regions([word])


def test_colors_when_documented_then_as_they_are() -> None:
    text = (Path(__file__).parents[3] / "docs" / "imdb.md").read_text(encoding="utf-8")
    documented = dict(re.findall(r"\| ([A-Z][\w-]+) \| `([0-9a-f]{6})`", text))
    assert documented == COLORS
    assert OTHER_COLOR in text
