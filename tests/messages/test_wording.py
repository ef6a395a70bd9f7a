"""Replies to questions are in the asker's language, all others in English."""

import pytest

from bot.errors import CooldownError, Outage, OutdatedError, UnavailableError, UserFacingError
from bot.messages.request import Request
from bot.messages.request_names import RequestName
from bot.messages.wording import wording
from bot.views.errors import apologise, explain

QUESTION = Request.of(RequestName.ASK, question="¿quién dirigió Heat?")


@pytest.mark.parametrize(
    ("error", "spanish", "english"),
    [
        (CooldownError(1.0), "Un pequeño descanso", "A short breather"),
        (OutdatedError(), "Ese botón es de antes", "That control is from before"),
        (
            UnavailableError("the state store", Outage.FULL),
            "Ahora mismo no llego a mi memoria",
            "My memory is not at hand",
        ),
    ],
)
def test_errors_of_questions_are_in_the_language_of_the_asker(
    error: UserFacingError, spanish: str, english: str
) -> None:
    assert explain(error, QUESTION, "es-419").embeds[0].title == spanish
    assert explain(error, QUESTION, "de").embeds[0].title == english
    no_question = Request.of(RequestName.MOVIE, title="Heat")
    assert explain(error, no_question, "es-ES").embeds[0].title == english


def test_failures_of_our_own_are_told_in_the_language_of_the_asker() -> None:
    assert "`abc`" in (apologise("abc", "es-ES").embeds[0].description or "")
    assert apologise("abc", "es-ES").embeds[0].title == "Algo se ha roto por mi parte"


def test_every_language_has_the_same_words() -> None:
    assert wording("en").phrases.keys == wording("es").phrases.keys
