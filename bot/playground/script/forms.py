"""A form's fields, whichever way the form is built: rows of inputs, or labels around them."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.playground.discord.http.wire import Json
from bot.playground.script.controls import SELECTS, ComponentType, Menu, read_menu

_TICKED = (ComponentType.RADIO_GROUP, ComponentType.CHECKBOX_GROUP)


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form, or a text between fields.

    Attributes:
        custom_id: Its id; empty for a text.
        type: The component's type.
        label: Its label; for a text, the text.
        value: What is in it already.
        menu: Its entries, when it is something to choose from.
    """

    custom_id: str
    type: int
    label: str
    description: str = ""
    placeholder: str = ""
    value: str = ""
    required: bool = True
    menu: Menu | None = None


def fields(modal: Json) -> tuple[Field, ...]:
    """Return a form's fields in order."""
    return tuple(_fields(modal))


def _fields(modal: Json) -> Iterator[Field]:
    for outer in modal.get("components") or ():
        match outer.get("type"):
            case ComponentType.ACTION_ROW:
                for component in outer.get("components") or ():
                    yield _field(component, component.get("label") or "", "")
            case ComponentType.LABEL:
                label, description = outer.get("label") or "", outer.get("description") or ""
                yield _field(outer["component"], label, description)
            case ComponentType.TEXT_DISPLAY:
                yield Field("", ComponentType.TEXT_DISPLAY, outer.get("content") or "")
            case _:
                continue


def _field(component: Json, label: str, description: str) -> Field:
    kind = component["type"]
    return Field(
        custom_id=component["custom_id"],
        type=kind,
        label=label,
        description=description,
        placeholder=component.get("placeholder") or "",
        value=component.get("value") or "",
        required=component.get("required", kind != ComponentType.CHECKBOX),
        menu=read_menu(component, 1) if kind in SELECTS or kind in _TICKED else None,
    )
