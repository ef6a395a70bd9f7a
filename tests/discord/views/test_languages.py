"""What goes wrong is said in the language being spoken."""

import pytest

from bot.discord.messages.request import Request
from bot.discord.messages.request_names import RequestName
from bot.discord.views.errors import apologise, explain
from bot.errors import (
    CooldownError,
    NoCreditsError,
    NoMatchError,
    NotFoundError,
    Outage,
    OutdatedError,
    UnavailableError,
    UserFacingError,
)
from bot.i18n import speaking

REQUEST = Request.of(RequestName.MOVIE, title="Heat")


@pytest.mark.parametrize(
    ("error", "spanish", "english"),
    [
        (CooldownError(1.0), "Un poco más despacio", "Slow down a little"),
        (OutdatedError(), "Ese botón ya no vale", "That button is out of date"),
        (
            UnavailableError("the state store", Outage.FULL),
            "Mi base de datos no responde",
            "My database isn't responding",
        ),
        (
            NotFoundError("film", "Het"),
            "Ninguna película se llama «Het»",
            "No film is called “Het”",
        ),
        (NoMatchError((), ()), "Nada encaja", "Nothing fits"),
    ],
)
def test_errors_are_told_in_the_language_being_spoken(
    error: UserFacingError, spanish: str, english: str
) -> None:
    with speaking("es-419"):
        assert explain(error, REQUEST).embeds[0].title == spanish
    with speaking("de"):
        assert explain(error, REQUEST).embeds[0].title == english


def test_what_is_counted_in_an_error_is_counted_as_the_language_does() -> None:
    error = NoCreditsError("n1", "Ann", "director", {"actor": 1, "writer": 12_345})
    with speaking("es-ES"):
        text = explain(error, REQUEST).embeds[0].description or ""
    assert "en el reparto de 1 título y escribió 12.345 títulos" in text


def test_failures_of_our_own_are_told_in_the_language_being_spoken() -> None:
    with speaking("es-ES"):
        embed = apologise("abc").embeds[0]
    assert embed.title == "Algo ha fallado por mi parte"
    assert "`abc`" in (embed.description or "")
