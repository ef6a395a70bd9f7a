"""Options of lists that are parsed without a catalogue."""

from typing import Any, cast

import pytest

from bot.catalog.vocabulary.moods import MOODS
from bot.errors import BadInputError
from bot.library.filters.filter_options import READERS

NOBODY = cast("Any", None)


@pytest.mark.parametrize(
    ("option", "typed", "change", "phrase"),
    [
        ("min_rating", "7", {"min_rating": 7.0}, "rated 7 or better"),
        ("min_rating", "7.0", {"min_rating": 7.0}, "rated 7 or better"),
        ("min_rating", "7,5", {"min_rating": 7.5}, "rated 7.5 or better"),
        ("min_rating", "0", {"min_rating": 0.0}, "rated 0 or better"),
        ("min_rating", "10", {"min_rating": 10.0}, "rated 10 or better"),
        ("min_votes", "1", {"min_votes": 1}, "with 1 vote or more"),
        ("min_votes", "1,000", {"min_votes": 1000}, "with 1,000 votes or more"),
        ("max_minutes", "1", {"max_minutes": 1}, "at most 1 minute long"),
        ("max_minutes", "90", {"max_minutes": 90}, "at most 90 minutes long"),
        ("from_year", "1870", {"from_year": 1870}, "from 1870 on"),
        ("to_year", "2100", {"to_year": 2100}, "up to 2100"),
        ("decade", "80s", {"from_year": 1980, "to_year": 1989}, "from the 1980s"),
        ("decade", "the 30s", {"from_year": 1930, "to_year": 1939}, "from the 1930s"),
        ("decade", "29", {"from_year": 2020, "to_year": 2029}, "from the 2020s"),
        ("decade", "1870", {"from_year": 1870, "to_year": 1879}, "from the 1870s"),
    ],
)
async def test_an_option_is_parsed_and_phrased(
    option: str, typed: str, change: dict[str, object], phrase: str
) -> None:
    assert await READERS[option](NOBODY, typed) == (change, phrase)


@pytest.mark.parametrize(
    ("option", "typed"),
    [
        ("min_rating", "10.1"),
        ("min_rating", "-0.1"),
        ("min_rating", "good"),
        ("min_votes", "many"),
        ("max_minutes", "0"),
        ("max_minutes", "1000000"),
        ("from_year", "1869"),
        ("to_year", "2101"),
        ("decade", "1860s"),
        ("decade", "2110s"),
    ],
)
async def test_an_invalid_value_is_refused(option: str, typed: str) -> None:
    with pytest.raises(BadInputError, match=typed.rstrip("s")):
        await READERS[option](NOBODY, typed)


@pytest.mark.parametrize("name", MOODS)
async def test_a_mood_sets_its_own_filters_only(name: str) -> None:
    mood = MOODS[name]
    change, phrase = await READERS["mood"](NOBODY, name)
    assert phrase == f"in a {name} mood"
    assert change == {
        "any_genres": mood.genres,
        "without_genres": mood.without,
        **({} if mood.min_rating is None else {"min_rating": mood.min_rating}),
        **({} if mood.to_year is None else {"to_year": mood.to_year}),
    }
