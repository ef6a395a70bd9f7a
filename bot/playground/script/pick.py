"""Finding what a person names on a message or a form: a button, a menu's entry, a field.

A name is tried as it is, then as a number ``#3``, then ignoring case, then ignoring emoji, then as
a prefix; the first way that finds anything decides, and it must find exactly one.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from bot.playground.discord.http.wire import Json
from bot.playground.script.command_line import StepError
from bot.playground.script.controls import Button, Choice, Menu, buttons, menus
from bot.playground.script.forms import Field, fields

T = TypeVar("T")
N = TypeVar("N", Button, Choice)

_NOT_WORDS = re.compile(r"[^\w\s]+")


def _plain(text: str) -> str:
    """Return a text without case, emoji and punctuation."""
    return " ".join(_NOT_WORDS.sub(" ", text).casefold().split())


_WAYS: tuple[Callable[[str, str], bool], ...] = (
    lambda asked, name: name == asked,
    lambda asked, name: name.casefold() == asked.casefold(),
    lambda asked, name: _plain(asked) != "" and _plain(name) == _plain(asked),
    lambda asked, name: _plain(asked) != "" and _plain(name).startswith(_plain(asked)),
)


def pick(asked: str, things: Iterable[T], names: Callable[[T], Sequence[str]]) -> list[T]:
    """Return the things that a name stands for: none, one, or several alike."""
    candidates = list(things)
    for way in _WAYS:
        if found := [c for c in candidates if any(way(asked, name) for name in names(c))]:
            return found
    return []


def _pick_numbered(asked: str, there: Sequence[N]) -> list[N]:
    exact = [thing for thing in there if asked in {thing.caption, thing.label}]
    numbered = [thing for thing in there if asked == f"#{thing.number}"]
    return exact or numbered or pick(asked, there, _names)


def _names(thing: Button | Choice) -> Sequence[str]:
    value = thing.value if isinstance(thing, Choice) else ""
    return [name for name in (thing.caption, thing.label, value, thing.emoji) if name]


def find_button(message: Json, asked: str) -> Button:
    """Return the button with that label, emoji or number.

    Raises:
        StepError: There is none, or there are several; names those there are.
    """
    there = buttons(message)
    found = _pick_numbered(asked, there)
    if not found:
        raise StepError(f"there is no button {asked!r}; there is {_listed(there)}")
    if len({button.caption for button in found}) > 1:
        raise StepError(f"{asked!r} could be {_listed(found)}")
    button = found[0]
    if button.disabled:
        raise StepError(f"the button {button.caption!r} is disabled")
    if button.custom_id is None:
        raise StepError(f"the button {button.caption!r} only opens {button.url or 'a shop page'}")
    return button


def _listed(there: Sequence[Button] | Sequence[Choice]) -> str:
    return ", ".join(repr(thing.caption) for thing in there) or "none"


def find_choices(message: Json, text: str) -> tuple[Menu, tuple[str, ...]]:
    """Return the menu and the entries meant by ``VALUE``, ``ONE | TWO`` or ``MENU: VALUE``.

    For a menu that Discord fills, the entries are names as typed.

    Raises:
        StepError: There is no such menu or entry, or it is not clear which is meant.
    """
    there = menus(message)
    if not there:
        raise StepError("there is no menu on this message")
    head, colon, tail = text.partition(":")
    named = _menus_named(head.strip(), there) if colon else []
    for menu in there:
        if (values := _values(menu, text)) is not None:
            return _usable(menu), values
    for menu in named:
        if (values := _values(menu, tail.strip())) is not None:
            return _usable(menu), values
    for menu in named or there:
        if menu.entity:
            return _usable(menu), _parts(tail if named else text)
    entries = [choice for menu in there for choice in menu.choices]
    raise StepError(f"there is no entry {text!r}; there is {_listed(entries)}")


def _menus_named(name: str, there: Sequence[Menu]) -> list[Menu]:
    numbered = [menu for menu in there if name == f"#{menu.number}"]
    return numbered or pick(name, there, lambda menu: (menu.placeholder,))


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part for part in map(str.strip, text.split("|")) if part)


def _usable(menu: Menu) -> Menu:
    if menu.disabled:
        raise StepError(f"the menu {menu.placeholder!r} is disabled")
    return menu


def _values(menu: Menu, text: str) -> tuple[str, ...] | None:
    """Return the values of the entries that a text names, or ``None`` if it names others."""
    for parts in ((text.strip(),), _parts(text)):
        found = [_value(menu, part) for part in parts]
        if all(value is not None for value in found):
            return tuple(value for value in found if value is not None)
    return None


def _value(menu: Menu, asked: str) -> str | None:
    found = _pick_numbered(asked, menu.choices)
    if len(found) > 1:
        raise StepError(f"{asked!r} could be {_listed(found)}")
    return found[0].value if found else None


def read_fields(modal: Json, text: str) -> Mapping[str, str | Sequence[str]]:
    """Return what ``FIELD=text | OTHER=text`` puts into a form's fields, by their ids.

    A field is named by label or id. Several entries of one field are separated by ``|`` too.

    Raises:
        StepError: There is no such field; names those there are.
    """
    by_name: dict[str, Field] = {}
    for field in fields(modal):
        if field.custom_id:
            by_name |= {field.custom_id.casefold(): field, field.label.casefold(): field}
    names = "|".join(map(re.escape, sorted(by_name, key=len, reverse=True))) or "(?!)"
    parts = re.split(rf"(?:^|\|)\s*({names})\s*=", text, flags=re.IGNORECASE)
    if parts[0].strip() or len(parts) == 1:
        labels = " | ".join(f"{field.label}=…" for field in fields(modal) if field.custom_id)
        raise StepError(f"{parts[0].strip()!r} names no field; write !submit {labels}")
    filled: dict[str, str | Sequence[str]] = {}
    for name, value in zip(parts[1::2], parts[2::2], strict=True):
        field = by_name[name.casefold()]
        filled[field.custom_id] = _field_value(field, value.strip())
    return filled


def _field_value(field: Field, text: str) -> str | Sequence[str]:
    if field.menu is None:
        return text
    if field.menu.entity:
        return _parts(text)
    if (values := _values(field.menu, text)) is None:
        raise StepError(f"{field.label} has no {text!r}; it has {_listed(field.menu.choices)}")
    return values
