"""Options may be typed in the language being spoken, and in English always."""

import pytest

from bot.catalog.model import FILM_KINDS, SERIES_KINDS, Kind
from bot.errors import BadInputError
from bot.i18n import speaking
from bot.library.filters.filter_options import decade_name, read_decade, read_kinds
from bot.library.names.lookup import in_english
from bot.rules.picks.lists import DEFAULT_NAME, list_name, shown_name


@pytest.mark.parametrize(
    ("typed", "kinds"),
    [
        ("películas", FILM_KINDS),
        ("Peliculas", FILM_KINDS),
        ("series", SERIES_KINDS),
        ("telefilmes", (Kind.TV_MOVIE,)),
        ("telefilme", (Kind.TV_MOVIE,)),
        ("videojuego", (Kind.VIDEO_GAME,)),
        ("tv mini series", (Kind.TV_MINI_SERIES,)),
        ("movies", FILM_KINDS),
    ],
)
def test_kinds_are_read_in_spanish_and_english(typed: str, kinds: tuple[Kind, ...]) -> None:
    with speaking("es-ES"):
        assert read_kinds(typed)[1] == kinds


def test_several_of_a_kind_are_read_in_english_too() -> None:
    assert read_kinds("tv movies")[1] == (Kind.TV_MOVIE,)
    with pytest.raises(BadInputError, match="The kinds are films, series, movie"):
        read_kinds("telefilmes")


def test_what_is_offered_as_a_decade_is_read_as_one() -> None:
    for locale in ("en-US", "es-ES"):
        with speaking(locale):
            assert read_decade(decade_name(1980)) == (1980, 1989)
            assert read_decade("80s") == (1980, 1989)


def test_names_are_known_without_their_accents() -> None:
    with speaking("es-419"):
        assert in_english("genre", "CIENCIA FICCION") == "Sci-Fi"
        assert in_english("language", "aleman") == "German"
        assert in_english("mood", "xyz") is None
    assert in_english("genre", "terror") is None


def test_the_list_of_who_names_none_is_one_in_every_language() -> None:
    with speaking("es-ES"):
        assert shown_name(DEFAULT_NAME) == "Pendientes"
        assert list_name("pendientes") == list_name("Watchlist") == DEFAULT_NAME
        assert shown_name("Terror") == "Terror"
    assert list_name("Pendientes") == "Pendientes"
