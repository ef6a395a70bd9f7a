"""A message's buttons and menus in display order, numbered from 1.

A person can press a number or a label. A menu's entries are numbered like buttons; a menu
that Discord itself fills (users, roles, channels) has one number and is given names.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum

from bot.playground.discord.http.wire import Json


class ComponentType(IntEnum):
    """Discord's component types."""

    ACTION_ROW = 1
    BUTTON = 2
    STRING_SELECT = 3
    TEXT_INPUT = 4
    USER_SELECT = 5
    ROLE_SELECT = 6
    MENTIONABLE_SELECT = 7
    CHANNEL_SELECT = 8
    SECTION = 9
    TEXT_DISPLAY = 10
    THUMBNAIL = 11
    MEDIA_GALLERY = 12
    FILE = 13
    SEPARATOR = 14
    CONTAINER = 17
    LABEL = 18
    FILE_UPLOAD = 19
    RADIO_GROUP = 21
    CHECKBOX_GROUP = 22
    CHECKBOX = 23


SELECTS = {
    ComponentType.STRING_SELECT: "",
    ComponentType.USER_SELECT: "user",
    ComponentType.ROLE_SELECT: "role",
    ComponentType.MENTIONABLE_SELECT: "user or role",
    ComponentType.CHANNEL_SELECT: "channel",
}
"""What Discord fills each type of menu with; empty for the one that the bot fills."""


@dataclass(frozen=True, slots=True)
class Button:
    """A button.

    Attributes:
        number: What to type to press it.
        custom_id: Its id; ``None`` for one that only opens a link.
        emoji: Its emoji as text, or empty.
        style: 1 primary, 2 secondary, 3 success, 4 danger, 5 link, 6 premium.
        url: Where it leads.
    """

    number: int
    custom_id: str | None
    label: str
    emoji: str
    style: int
    disabled: bool
    url: str

    @property
    def caption(self) -> str:
        """The text on it."""
        return f"{self.emoji} {self.label}".strip()


@dataclass(frozen=True, slots=True)
class Choice:
    """An entry of a menu."""

    number: int
    value: str
    label: str
    description: str
    emoji: str
    chosen: bool

    @property
    def caption(self) -> str:
        """The text in its line."""
        return f"{self.emoji} {self.label}".strip()


@dataclass(frozen=True, slots=True)
class Menu:
    """A select menu.

    Attributes:
        number: What to type for it, when Discord fills it.
        entity: What Discord fills it with, or empty when the bot did.
        choices: Its entries when the bot filled it.
    """

    number: int
    custom_id: str
    placeholder: str
    entity: str
    choices: tuple[Choice, ...]
    most: int
    disabled: bool


Control = Button | Menu


def controls(message: Json) -> tuple[Control, ...]:
    """Return what can be pressed in a message, in order."""
    found: list[Control] = []
    number = 1
    for component in _walk(message.get("components")):
        if component.get("type") == ComponentType.BUTTON:
            found.append(_button(component, number))
            number += 1
        elif component.get("type") in SELECTS:
            menu = read_menu(component, number)
            found.append(menu)
            number += len(menu.choices) or 1
    return tuple(found)


def buttons(message: Json) -> list[Button]:
    """Return a message's buttons."""
    return [control for control in controls(message) if isinstance(control, Button)]


def menus(message: Json) -> list[Menu]:
    """Return a message's menus."""
    return [control for control in controls(message) if isinstance(control, Menu)]


def _walk(components: Iterable[Json] | None) -> Iterator[Json]:
    for component in components or ():
        yield component
        yield from _walk(component.get("components"))
        if accessory := component.get("accessory"):
            yield accessory


def _emoji_text(emoji: Json | None) -> str:
    """Return a partial emoji as text: itself, or ``:name:`` for one that was uploaded."""
    name = (emoji or {}).get("name") or ""
    return f":{name}:" if name and emoji and emoji.get("id") else name


def _button(component: Json, number: int) -> Button:
    return Button(
        number,
        component.get("custom_id"),
        component.get("label") or "",
        _emoji_text(component.get("emoji")),
        component.get("style") or 2,
        bool(component.get("disabled")),
        component.get("url") or "",
    )


def read_menu(component: Json, number: int) -> Menu:
    """Return the menu, or the group of boxes to tick, that a component describes."""
    choices = tuple(
        Choice(
            number + place,
            option["value"],
            option["label"],
            option.get("description") or "",
            _emoji_text(option.get("emoji")),
            bool(option.get("default")),
        )
        for place, option in enumerate(component.get("options") or ())
    )
    most = component.get("max_values")
    return Menu(
        number,
        component["custom_id"],
        component.get("placeholder") or "",
        SELECTS.get(component["type"], ""),
        choices,
        1 if most is None else most,
        bool(component.get("disabled")),
    )
