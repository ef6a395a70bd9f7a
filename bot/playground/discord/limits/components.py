"""Limits of buttons and selects, and of the classic layout in rows."""

from collections.abc import Iterator
from typing import Any

from bot.playground.discord.limits.fault import (
    Fault,
    Path,
    as_list,
    as_objects,
    check_count,
    check_number,
    check_text,
    check_url,
    duplicates,
    kind_of,
    measure,
    not_one_of,
    part,
    whole,
)

ROW, BUTTON, STRING_SELECT, TEXT_INPUT, USER_SELECT, ROLE_SELECT = 1, 2, 3, 4, 5, 6
MENTIONABLE_SELECT, CHANNEL_SELECT, SECTION, TEXT_DISPLAY, THUMBNAIL, GALLERY = 7, 8, 9, 10, 11, 12
FILE, SEPARATOR, CONTAINER, LABEL, FILE_UPLOAD = 13, 14, 17, 18, 19
RADIO_GROUP, CHECKBOX_GROUP, CHECKBOX = 21, 22, 23
"""Component types."""

SELECTS = frozenset({STRING_SELECT, USER_SELECT, ROLE_SELECT, MENTIONABLE_SELECT, CHANNEL_SELECT})

ROWS = 5
BUTTONS_A_ROW = 5
CUSTOM_ID = 100
BUTTON_LABEL = 80
LINK = 512
CHANNEL_TYPES = (0, 1, 2, 3, 4, 5, 10, 11, 12, 13, 14, 15, 16)
OPTIONS = 25
OPTION_TEXT = 100
PLACEHOLDER = 150

_DEFAULT_TYPES: dict[int, tuple[str, ...]] = {
    USER_SELECT: ("user",),
    ROLE_SELECT: ("role",),
    MENTIONABLE_SELECT: ("user", "role"),
    CHANNEL_SELECT: ("channel",),
}
_LINK_STYLE, _PREMIUM_STYLE = 5, 6
_HIGHEST_ID = (1 << 31) - 1


def check_rows(value: object, path: Path) -> Iterator[Fault]:
    """Check a classic message's components: rows of buttons, or of one select each."""
    rows, faults = as_objects(value, path)
    yield from faults
    measure(path, len(rows), ROWS)
    if len(rows) > ROWS:
        yield from check_count(rows, path, 1, ROWS)
    for position, row in enumerate(rows):
        if kind_of(row) != ROW:
            yield not_one_of((*path, position, "type"), [ROW])
        else:
            yield from check_row(row, (*path, position))
    yield from check_ids(rows, path)


def check_row(row: dict[str, Any], path: Path) -> Iterator[Fault]:
    """Check one row: up to five buttons, or one select."""
    where = (*path, "components")
    items, faults = as_objects(row.get("components"), where)
    yield from faults
    yield from check_count(items, where, 1, BUTTONS_A_ROW)
    if len(items) > 1 and any(kind_of(item) in SELECTS for item in items):
        yield Fault(
            where,
            "COMPONENT_LAYOUT_WIDTH_EXCEEDED",
            f"The specified component exceeds the maximum width of {BUTTONS_A_ROW}",
        )
    for position, item in enumerate(items):
        kind = kind_of(item)
        if kind == BUTTON:
            yield from check_button(item, (*where, position))
        elif kind in SELECTS:
            yield from check_select(item, (*where, position))
        else:
            yield not_one_of((*where, position, "type"), [BUTTON, *sorted(SELECTS)])


def check_ids(components: list[dict[str, Any]], path: Path) -> Iterator[Fault]:
    """Check that no two components anywhere within have the same id or custom_id."""
    numbers = [item["id"] for item in nested_components(components) if item.get("id")]
    for number in numbers:
        yield from check_number(number, (*path, "id"), 0, _HIGHEST_ID)
    for number in sorted(duplicates(map(str, numbers))):
        yield Fault(path, "COMPONENT_ID_DUPLICATED", f"Component id cannot be duplicated: {number}")
    doubled = duplicates(
        item["custom_id"]
        for item in nested_components(components)
        if isinstance(item.get("custom_id"), str)
    )
    for custom_id in sorted(doubled):
        yield Fault(
            path,
            "COMPONENT_CUSTOM_ID_DUPLICATED",
            f"Component custom id cannot be duplicated: {custom_id}",
        )


def nested_components(value: object) -> Iterator[dict[str, Any]]:
    """Yield every component, nested ones too."""
    components, _ = as_objects(value, ())
    for component in components:
        yield component
        yield from nested_components(component.get("components"))
        for key in ("accessory", "component"):
            if component.get(key):
                yield from nested_components([component[key]])


def check_button(button: dict[str, Any], path: Path) -> Iterator[Fault]:
    """Check a button: its style, what it leads to, and that it shows something."""
    style = button.get("style")
    yield from check_number(style, (*path, "style"), 1, _PREMIUM_STYLE)
    if style == _PREMIUM_STYLE:
        return
    yield from check_text(button.get("label"), (*path, "label"), BUTTON_LABEL)
    if not str(button.get("label") or "").strip() and not button.get("emoji"):
        yield Fault(
            path, "BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED", "A label or an emoji is required"
        )
    yield from check_emoji(button, path)
    if style == _LINK_STYLE:
        yield from check_url(button.get("url"), (*path, "url"), at_most=LINK)
        if button.get("custom_id"):
            yield Fault(
                path,
                "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE",
                "A custom id and url cannot both be specified",
            )
        return
    if button.get("url"):
        yield Fault((*path, "url"), "BUTTON_COMPONENT_INVALID_URL", "Only link buttons have a url")
    yield from check_custom_id(button, path)


def check_custom_id(component: dict[str, Any], path: Path) -> Iterator[Fault]:
    """Check that a component has a custom_id of 1 to 100 letters."""
    yield from check_text(component.get("custom_id"), (*path, "custom_id"), CUSTOM_ID, 1)


def check_emoji(owner: dict[str, Any], path: Path) -> Iterator[Fault]:
    """Check a component's emoji: one of the application's by id, or a Unicode one."""
    if not owner.get("emoji"):
        return
    emoji = part(owner, "emoji")
    name = emoji.get("name")
    if emoji.get("id") is None and (not isinstance(name, str) or not name or name.isascii()):
        yield Fault((*path, "emoji", "name"), "COMPONENT_INVALID_EMOJI", "Invalid emoji")


def check_select(select: dict[str, Any], path: Path) -> Iterator[Fault]:
    """Check a select of any kind."""
    yield from check_custom_id(select, path)
    yield from check_text(select.get("placeholder"), (*path, "placeholder"), PLACEHOLDER)
    at_most = OPTIONS
    if kind_of(select) == STRING_SELECT:
        yield from check_options(select.get("options"), (*path, "options"), 1, OPTIONS)
        at_most = min(OPTIONS, len(as_objects(select.get("options"), ())[0]))
    yield from check_choice_counts(select, path, at_most)
    yield from _check_offered(select, path)
    chosen = [o for o in as_objects(select.get("options"), ())[0] if o.get("default")]
    if len(chosen) > whole(select.get("max_values"), 1):
        yield Fault(
            (*path, "options"),
            "SELECT_COMPONENT_TOO_MANY_DEFAULT_OPTIONS",
            "More options are chosen beforehand than may be chosen",
        )


def _check_offered(select: dict[str, Any], path: Path) -> Iterator[Fault]:
    """Check the kinds and defaults of a select that Discord fills."""
    kind = kind_of(select)
    if select.get("channel_types") and kind != CHANNEL_SELECT:
        yield not_one_of((*path, "type"), [CHANNEL_SELECT])
    yield from check_channel_types(select.get("channel_types"), (*path, "channel_types"))
    where = (*path, "default_values")
    defaults, faults = as_objects(select.get("default_values"), where)
    yield from faults
    if len(defaults) > (most := whole(select.get("max_values"), 1)):
        yield from check_count(defaults, where, 0, most)
    allowed = _DEFAULT_TYPES.get(kind, ())
    for position, default in enumerate(defaults):
        if default.get("type") not in allowed:
            yield not_one_of((*where, position, "type"), allowed)


def check_channel_types(value: object, path: Path) -> Iterator[Fault]:
    """Check the kinds of channels that a select or an option offers."""
    types, faults = as_list(value, path)
    yield from faults
    for position, kind in enumerate(types):
        if isinstance(kind, bool) or kind not in CHANNEL_TYPES:
            yield not_one_of((*path, position), CHANNEL_TYPES)
    if duplicates(map(str, types)):
        yield Fault(path, "SET_TYPE_ALREADY_CONTAINS_VALUE", "Must be unique.")


def check_choice_counts(component: dict[str, Any], path: Path, at_most: int) -> Iterator[Fault]:
    """Check ``min_values`` and ``max_values`` against each other and the number of options."""
    least, most = component.get("min_values"), component.get("max_values")
    if least is not None:
        yield from check_number(least, (*path, "min_values"), 0, at_most)
    if most is not None:
        fewest = max(1, whole(least))
        yield from check_number(most, (*path, "max_values"), fewest, max(1, at_most))


def check_options(
    value: object,
    path: Path,
    at_least: int,
    at_most: int,
) -> Iterator[Fault]:
    """Check the options of a select or a group of boxes."""
    options, faults = as_objects(value, path)
    yield from faults
    yield from check_count(options, path, at_least, at_most)
    for position, option in enumerate(options):
        where = (*path, position)
        for key, least in (("label", 1), ("value", 1), ("description", 0)):
            yield from check_text(option.get(key), (*where, key), OPTION_TEXT, least)
        yield from check_emoji(option, where)
    for doubled in sorted(duplicates(str(option.get("value")) for option in options)):
        yield Fault(
            path,
            "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
            f"The specified option value is already used: {doubled}",
        )
