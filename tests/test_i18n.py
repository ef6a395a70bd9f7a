"""The door for words, and its catalogues."""

import re
import string
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from bot import i18n
from bot.i18n import _, listing, listing_some, ngettext, number, pgettext, speaking, spoken

BOT = Path(__file__).parents[1] / "bot"
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
CATALOGUES = [code for code in i18n.languages() if code != i18n.SOURCE]


def _fields(text: str) -> set[str]:
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(text) if name}


def _messages(code: str) -> list[Message]:
    with (i18n.FOLDER / code / "LC_MESSAGES" / "bot.po").open("rb") as file:
        return [message for message in read_po(file) if message.id]


def _forms(text: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())


@pytest.mark.parametrize(
    ("locale", "language"),
    [("en-GB", "en"), ("es-419", "es"), ("es_ES", "es"), ("fi", "en"), ("", "en"), ("qps", "qps")],
)
def test_a_locale_is_answered_in_its_language_or_in_english(locale: str, language: str) -> None:
    with speaking(locale):
        assert spoken() == language
    assert spoken() == i18n.SOURCE


def test_what_a_catalogue_lacks_is_said_in_english() -> None:
    with speaking("es"):
        assert _("No catalogue has {this}.", this="that") == "No catalogue has that."


def test_numbers_and_lists_are_written_as_the_language_does() -> None:
    assert (number(1234), number(7.25, 1)) == ("1,234", "7.2")
    assert listing(["a", "b", "c"]) == "a, b and c"
    assert listing(["a", "b"], either=True) == "a or b"
    assert listing_some(["a", "b", "c", "d"], 2) == "a, b and 2 more"
    with speaking("es"):
        assert (number(12345), number(7.25, 1)) == ("12.345", "7,2")
        assert listing_some(["a", "b", "c", "d"], 2) == "a, b y 2 más"


def test_a_count_chooses_the_form() -> None:
    assert ngettext("{count} film", "{count} films", 1) == "1 film"
    assert ngettext("{count} film", "{count} films", 1234) == "1,234 films"


def test_the_pseudo_language_brackets_what_is_said_and_not_the_values() -> None:
    with speaking(i18n.PSEUDO):
        assert _("Added {title}!", title="Heat") == "⟦Added ⟧Heat⟦!⟧"
        assert _("{{braces}}, {a!r:>3}") == "⟦{{braces}}, ⟧{a!r:>3}"
        assert ngettext("{count} film", "{count} films", 2) == "2⟦ films⟧"
        assert pgettext("verb", "Open") == "⟦Open⟧"
        assert listing(["a", "b"]) == "a ⟦and⟧ b"


@pytest.mark.parametrize("code", CATALOGUES)
def test_a_catalogue_has_just_the_messages_of_the_code(code: str) -> None:
    extracted = extract_from_dir(str(BOT), keywords=KEYWORDS)
    in_code = {(context, text) for _file, _line, text, _comments, context in extracted}
    in_catalogue = {(message.context, message.id) for message in _messages(code)}
    assert in_catalogue == in_code, "make messages brings the catalogues up to date"


@pytest.mark.parametrize("code", CATALOGUES)
def test_a_translation_has_the_fields_of_its_message(code: str) -> None:
    for message in _messages(code):
        wanted = set[str]().union(*map(_fields, _forms(message.id)))
        for translation in filter(None, _forms(message.string)):
            assert _fields(translation) <= wanted, message.id
            if len(_forms(message.id)) == 1:
                assert _fields(translation) == wanted, message.id
            assert not re.search(r"^\s|\s$", translation) or re.search(
                r"^\s|\s$", _forms(message.id)[0]
            ), message.id
