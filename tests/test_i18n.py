"""The door for words, and its catalogues."""

import ast
import re
import string
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

from bot import i18n
from bot.i18n import (
    _,
    listing,
    listing_some,
    ngettext,
    number,
    pgettext,
    quoted,
    replying_to,
    speaking,
    spoken,
)

BOT = Path(__file__).parents[1] / "bot"
KEYWORDS = {
    "_": None,
    "N_": None,
    "NC_": ((1, "c"), 2),
    "NN_": (1, 2),
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}
CATALOGUES = [code for code in i18n.languages() if code != i18n.SOURCE]


def _fields(text: str) -> set[str]:
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(text) if name}


def _messages(code: str) -> list[Message]:
    with (i18n.FOLDER / code / "LC_MESSAGES" / "bot.po").open("rb") as file:
        return [message for message in read_po(file) if message.id]


def _where_called(names: Iterable[str]) -> list[Path]:
    """Return the files that call any of these, because parsing all files takes seconds."""
    called = re.compile(rf"\b(?:{'|'.join(names)})\s*\(")
    return [path for path in BOT.rglob("*.py") if called.search(path.read_text(encoding="utf-8"))]


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
    assert quoted("a") == "“a”"
    with speaking("es"):
        assert (number(12345), number(7.25, 1)) == ("12.345", "7,2")
        assert listing_some(["a", "b", "c", "d"], 2) == "a, b y 2 más"
        assert quoted("a") == "«a»"


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


def test_a_question_is_answered_in_its_language_and_in_the_pseudo_language_as_a_test() -> None:
    with speaking("es"):
        assert replying_to("en") == "en"
    with speaking(i18n.PSEUDO):
        assert replying_to("en") == i18n.PSEUDO


@pytest.mark.parametrize("code", CATALOGUES)
def test_a_catalogue_has_just_the_messages_of_the_code(code: str) -> None:
    in_code = {
        (context, text)
        for path in _where_called(KEYWORDS)
        for _line, text, _comments, context in extract_from_file(
            "python", str(path), keywords=KEYWORDS
        )
    }
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


SHOWN: Mapping[str, tuple[int | str, ...]] = {
    "BadInputError": (0,),
    "Button": (0,),
    "Embed": ("title", "description"),
    "Field": (1, 2, "placeholder"),
    "Form": (0,),
    "LinkButton": (0,),
    "Menu": (0,),
    "NotAllowedError": (0,),
    "Option": (0, 2),
    "Picture": (2,),
    "Reply": ("content",),
    "add_field": ("name", "value"),
    "notice": (0, 1),
    "set_footer": ("text",),
}
"""Where words for people are handed on: the arguments, by place or name."""

CONSOLES = ("/cli/", "/playground/")
"""Rooms that speak to whoever runs the bot."""


@pytest.fixture(scope="module")
def nodes() -> list[tuple[Path, ast.Call | ast.JoinedStr]]:
    """Every call and f-string in the files that show messages, with its file."""
    return [
        (path, node)
        for path in sorted(_where_called([*KEYWORDS, *SHOWN]))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call | ast.JoinedStr)
    ]


@pytest.fixture(scope="module")
def calls(nodes: list[tuple[Path, ast.Call | ast.JoinedStr]]) -> list[tuple[str, str, ast.Call]]:
    """Every call of a name or an attribute there: its place, that name and the call."""
    return [
        (
            f"{path}:{node.lineno}",
            node.func.id if isinstance(node.func, ast.Name) else node.func.attr,
            node,
        )
        for path, node in nodes
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute)
    ]


def test_no_message_is_filled_in_before_it_is_looked_up(
    calls: list[tuple[str, str, ast.Call]],
) -> None:
    said = [(where, call) for where, name, call in calls if name in KEYWORDS]
    assert len(said) > 500
    assert [
        where
        for where, call in said
        if any(isinstance(argument, ast.JoinedStr) for argument in call.args)
    ] == []


def test_no_message_hides_where_babel_does_not_look(
    nodes: list[tuple[Path, ast.Call | ast.JoinedStr]],
) -> None:
    assert [
        f"{path}:{call.lineno}"
        for path, text in nodes
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in KEYWORDS
        and any(isinstance(argument, ast.Constant) for argument in call.args)
    ] == [], "it does not look into f-strings"


def test_what_is_shown_has_come_through_the_door(calls: list[tuple[str, str, ast.Call]]) -> None:
    shown = [
        (where, argument)
        for where, name, call in calls
        if name in SHOWN and not any(room in where for room in CONSOLES)
        for argument in _arguments(call, SHOWN[name])
    ]
    assert len(shown) > 200
    assert [where for where, argument in shown if _has_words(argument)] == []


def _arguments(call: ast.Call, wanted: tuple[int | str, ...]) -> Iterator[ast.expr]:
    named = {keyword.arg: keyword.value for keyword in call.keywords}
    for which in wanted:
        if isinstance(which, int) and which < len(call.args):
            yield call.args[which]
        elif which in named:
            yield named[str(which)]


def _has_words(argument: ast.expr) -> bool:
    """Whether an argument has letters of its own: in a text, in an f-string, in either of two."""
    if isinstance(argument, ast.IfExp):
        return _has_words(argument.body) or _has_words(argument.orelse)
    if isinstance(argument, ast.BinOp):
        return _has_words(argument.left) or _has_words(argument.right)
    parts = argument.values if isinstance(argument, ast.JoinedStr) else [argument]
    return any(
        isinstance(part, ast.Constant)
        and isinstance(part.value, str)
        and re.search(r"[A-Za-z]{2}", part.value) is not None
        for part in parts
    )
