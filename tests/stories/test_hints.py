"""Years, languages, genres and kinds in a description."""

import pytest

from bot.catalog.model import Kind
from bot.stories.hints import Years, hints
from bot.stories.text.words import words


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("a film from 1984", [Years(1984, 1984)]),
        ("I saw it in 1984", [Years(1984, 1984, is_sighting=True)]),
        ("I saw it long ago. It is from 1984", [Years(1984, 1984)]),
        ("an 80s slasher", [Years(1980, 1989)]),
        ("from the early '90s", [Years(1990, 1994)]),
        ("mid-2000s", [Years(2003, 2007)]),
        ("late 1970s or 1980s", [Years(1975, 1979), Years(1980, 1989)]),
        ("10s", [Years(2010, 2019)]),
        ("de los años 80", [Years(1980, 1989)]),
        ("it was in black and white", [Years(1900, 1965)]),
        ("a silent movie", [Years(1890, 1930)]),
        ("1984s", []),
        ("apollo 13 and 12 monkeys", []),
    ],
)
def test_years(text: str, years: list[Years]) -> None:
    assert list(hints(text, words(text)).years) == years


def test_languages_genres_and_kinds() -> None:
    text = "una comedia francesa, or a Korean horror series"
    found = hints(text, words(text))
    assert found.languages == ("French", "Korean")
    assert found.genres == ("Comedy", "Horror")
    assert Kind.TV_SERIES in found.kinds
    assert hints("a movie, or a tv show", []).kinds == frozenset(
        kind for kind in Kind if kind.is_film
    )
    assert Kind.EPISODE in hints("the episode with the lamp", []).kinds
    assert hints("he shows them the sea", []).kinds == frozenset()
