"""Limits of answers other than messages: autocomplete choices and forms."""

from collections.abc import Iterator
from typing import Any

from bot.playground.discord.limits import components as kinds
from bot.playground.discord.limits.components import (
    SELECTS,
    check_choice_counts,
    check_custom_id,
    check_ids,
    check_options,
    check_select,
)
from bot.playground.discord.limits.fault import (
    Fault,
    Path,
    as_objects,
    check_count,
    check_number,
    check_text,
    kind_of,
    not_one_of,
    part,
    required,
    whole,
)

CHOICES = 25
CHOICE_NAME = 100
CHOICE_VALUE = 100

MODAL_TITLE = 45
MODAL_COMPONENTS = 5
LABEL = 45
LABEL_DESCRIPTION = 100
TEXT_INPUT = 4000
TEXT_INPUT_PLACEHOLDER = 100
BOXES = 10
"""Options of a radio or checkbox group."""

FILES = 10

_STRING, _INTEGER = 3, 4
_IN_LABEL = (
    kinds.STRING_SELECT,
    kinds.TEXT_INPUT,
    kinds.USER_SELECT,
    kinds.ROLE_SELECT,
    kinds.MENTIONABLE_SELECT,
    kinds.CHANNEL_SELECT,
    kinds.FILE_UPLOAD,
    kinds.RADIO_GROUP,
    kinds.CHECKBOX_GROUP,
    kinds.CHECKBOX,
)


def check_choices(value: object, option_type: int) -> Iterator[Fault]:
    """Check the choices for an option of this type (3 string, 4 integer, 10 number).

    Two choices of the same name are allowed: Discord shows both.
    """
    path: Path = ("data", "choices")
    if value is None:
        yield required(path)
        return
    choices, faults = as_objects(value, path)
    yield from faults
    yield from check_count(choices, path, 0, CHOICES)
    for position, choice in enumerate(choices):
        where = (*path, position)
        yield from check_text(choice.get("name"), (*where, "name"), CHOICE_NAME, 1)
        yield from check_choice_value(choice.get("value"), (*where, "value"), option_type)


def check_choice_value(value: object, path: Path, option_type: int) -> Iterator[Fault]:
    """Check a choice's value against the type of its option."""
    if option_type == _STRING:
        yield from check_text(value, path, CHOICE_VALUE, 1)
    elif option_type == _INTEGER:
        yield from check_number(value, path, -(1 << 53), 1 << 53)
    elif not isinstance(value, int | float) or isinstance(value, bool):
        yield Fault(path, "NUMBER_TYPE_COERCE", f'Value "{value}" is not a number.')


def check_modal(modal: dict[str, Any]) -> Iterator[Fault]:
    """Check a form."""
    yield from check_text(modal.get("title"), ("data", "title"), MODAL_TITLE, 1)
    yield from check_custom_id(modal, ("data",))
    path: Path = ("data", "components")
    components, faults = as_objects(modal.get("components"), path)
    yield from faults
    yield from check_count(components, path, 1, MODAL_COMPONENTS)
    for position, component in enumerate(components):
        where = (*path, position)
        match kind_of(component):
            case kinds.ROW:
                yield from _check_input_row(component, where)
            case kinds.LABEL:
                yield from _check_label(component, where)
            case kinds.TEXT_DISPLAY:
                yield from check_text(component.get("content"), (*where, "content"), 4000, 1)
            case _:
                allowed = [kinds.ROW, kinds.TEXT_DISPLAY, kinds.LABEL]
                yield not_one_of((*where, "type"), allowed)
    yield from check_ids(components, path)


def _check_input_row(row: dict[str, Any], path: Path) -> Iterator[Fault]:
    inputs, faults = as_objects(row.get("components"), (*path, "components"))
    yield from faults
    yield from check_count(inputs, (*path, "components"), 1, 1)
    for position, item in enumerate(inputs):
        where = (*path, "components", position)
        if kind_of(item) != kinds.TEXT_INPUT:
            yield not_one_of((*where, "type"), [kinds.TEXT_INPUT])
        yield from check_text(item.get("label"), (*where, "label"), LABEL, 1)
        yield from _check_text_input(item, where)


def _check_label(label: dict[str, Any], path: Path) -> Iterator[Fault]:
    yield from check_text(label.get("label"), (*path, "label"), LABEL, 1)
    yield from check_text(label.get("description"), (*path, "description"), LABEL_DESCRIPTION)
    where = (*path, "component")
    component = part(label, "component")
    kind = kind_of(component)
    if kind not in _IN_LABEL:
        yield not_one_of((*where, "type"), _IN_LABEL)
    elif kind == kinds.TEXT_INPUT:
        yield from _check_text_input(component, where)
    elif kind in SELECTS:
        yield from check_select(component, where)
        if component.get("disabled"):
            yield Fault((*where, "disabled"), "COMPONENT_DISABLED_IN_MODAL", "Not in a modal")
    else:
        yield from _check_boxes(component, where)


def _check_text_input(item: dict[str, Any], path: Path) -> Iterator[Fault]:
    yield from check_custom_id(item, path)
    yield from check_number(item.get("style"), (*path, "style"), 1, 2)
    least, most = item.get("min_length"), item.get("max_length")
    if least is not None:
        yield from check_number(least, (*path, "min_length"), 0, TEXT_INPUT)
    if most is not None:
        yield from check_number(most, (*path, "max_length"), max(1, whole(least)), TEXT_INPUT)
    yield from check_text(item.get("value"), (*path, "value"), whole(most, TEXT_INPUT))
    where = (*path, "placeholder")
    yield from check_text(item.get("placeholder"), where, TEXT_INPUT_PLACEHOLDER)


def _check_boxes(component: dict[str, Any], path: Path) -> Iterator[Fault]:
    yield from check_custom_id(component, path)
    kind = kind_of(component)
    if kind in {kinds.RADIO_GROUP, kinds.CHECKBOX_GROUP}:
        least = 2 if kind == kinds.RADIO_GROUP else 1
        yield from check_options(component.get("options"), (*path, "options"), least, BOXES)
    if kind in {kinds.CHECKBOX_GROUP, kinds.FILE_UPLOAD}:
        yield from check_choice_counts(component, path, FILES)
