"""Small talk gets a line and questions that work here; a question never does."""

import pytest

from bot.i18n import quoted, speaking
from bot.questions.results.answer import Status
from bot.questions.wording.phrases import MESSAGES, load_phrases
from bot.questions.words.patterns.small_talk import SIGNS, load_small_talk, small_talk
from tests.questions.conftest import Asker


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        ("hiya!", "en", "greeting"),
        ("Good evening, bot", "en", "greeting"),
        ("thx mate", "en", "thanks"),
        ("ok thanks, bye", "en", "bye"),
        ("are you a robot?", "en", "who"),
        ("so what can you do", "en", "help"),
        ("you are useless", "en", "insult"),
        ("what should i watch with my wife", "en", "pick"),
        ("something to watch with friends", "en", "pick"),
        ("lol", "en", "laugh"),
        ("🍿🍿", "en", SIGNS),
        ("???", "en", SIGNS),
        ("muchas gracias!", "es", "thanks"),
        ("¿quién eres?", "es", "who"),
        ("hola, buenos días", "es", "greeting"),
        ("no sirves para nada", "es", "insult"),
        ("hasta mañana", "es", "bye"),
    ],
)
def test_small_talk_is_known_by_its_kind(text: str, language: str, kind: str) -> None:
    assert small_talk(text, "en") == (language, kind)


@pytest.mark.parametrize(
    "text",
    [
        "hi, any good westerns",
        "thank you for smoking",
        "who are you in the matrix",
        "the help",
        "who is in hello dolly",
        "gracias, y de los 90?",
        "something to watch with my grandma",
        "",
    ],
)
def test_what_says_more_is_no_small_talk(text: str) -> None:
    assert small_talk(text, "en") is None


def test_every_kind_has_a_reply_in_every_language() -> None:
    phrases = load_phrases()
    for talk in load_small_talk():
        for kind in (*talk.kinds, SIGNS):
            assert f"talk.{kind}" in MESSAGES
            assert phrases[talk.language].say(f"talk.{kind}", said="", examples="")


@pytest.mark.parametrize(("text", "language"), [("hello", "en"), ("hola", "es")])
def test_its_examples_are_answered_as_they_stand(starter: Asker, text: str, language: str) -> None:
    answer = starter.ask(text, language=language)
    assert answer.status is Status.TALK
    assert len(answer.close) == 3
    for example in answer.close:
        asked = starter.ask(example.label, language=language)
        assert asked.status is Status.ANSWERED, example.label
        with speaking(language):
            assert quoted(example.label) in answer.sentence


def test_it_keeps_what_was_asked_before(starter: Asker) -> None:
    before = starter.ask("who directed casino")
    assert starter.ask("thanks", context=before.context).context == before.context
