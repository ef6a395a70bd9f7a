"""Finding and using what a message or a form shows."""

from collections.abc import Iterator, Mapping, Sequence

from bot.playground.discord.http.wire import Json
from bot.playground.discord.limits import components as kinds
from bot.playground.discord.limits.fault import part
from bot.playground.driver.options import NotOfferedError

_LINK = 5
"""The style of a button that opens a page."""


def walk(components: Sequence[Json]) -> Iterator[Json]:
    """Yield every component, nested ones too, in the order shown."""
    for component in components:
        yield component
        yield from walk(component.get("components") or ())
        for key in ("accessory", "component"):
            if component.get(key):
                yield from walk([component[key]])


def button(message: Json, which: str) -> Json:
    """Return the button with that custom_id or label (or emoji, where it has no label).

    Raises:
        NotOfferedError: There is none, it is disabled, or it only opens a link.
    """
    buttons = [c for c in walk(message.get("components") or ()) if c["type"] == kinds.BUTTON]
    found = next((b for b in buttons if b.get("custom_id") == which), None) or next(
        (b for b in buttons if which in _names(b)), None
    )
    if found is None:
        offered = ", ".join(repr(_names(b)[-1]) for b in buttons if _names(b)) or "none"
        raise NotOfferedError(f"there is no button {which!r} (there are: {offered})")
    if found.get("style") == _LINK:
        raise NotOfferedError(f"the button {which!r} opens {found['url']}")
    return _enabled(found, which)


def select(message: Json, custom_id: str | None) -> Json:
    """Return the select with that custom_id or placeholder, or the first one for ``None``.

    Raises:
        NotOfferedError: There is none, or it is disabled.
    """
    for component in walk(message.get("components") or ()):
        if component["type"] in kinds.SELECTS and custom_id in {
            None,
            component["custom_id"],
            component.get("placeholder"),
        }:
            return _enabled(component, str(custom_id))
    raise NotOfferedError(f"there is no select {custom_id or ''}".rstrip())


def chosen(component: Json, values: Sequence[str]) -> list[str]:
    """Return the values of the options chosen by value or label.

    Raises:
        NotOfferedError: There is no such option, or too few or too many are chosen.
    """
    least, most = component.get("min_values", 1), component.get("max_values", 1)
    if not least <= len(values) <= most:
        raise NotOfferedError(f"this select takes {least} to {most} values")
    if component["type"] != kinds.STRING_SELECT:
        return list(values)
    by_name = {option["label"]: option["value"] for option in component["options"]}
    by_name |= {option["value"]: option["value"] for option in component["options"]}
    for value in values:
        if value not in by_name:
            raise NotOfferedError(f"there is no option {value!r} (there are: {', '.join(by_name)})")
    return [by_name[value] for value in values]


def _names(component: Json) -> list[str]:
    label: str | None = component.get("label")
    emoji: str | None = part(component, "emoji").get("name")
    together = [f"{emoji} {label}"] if label and emoji else []
    return [*together, *(name for name in (emoji, label) if name)]


def _enabled(component: Json, which: str) -> Json:
    if component.get("disabled"):
        raise NotOfferedError(f"{which!r} is disabled")
    return component


def fill_modal(modal: Json, fields: Mapping[str, str | Sequence[str]]) -> list[Json]:
    """Return a form's components as they are submitted.

    Fields are named by custom_id or label; the rest keep what was filled in beforehand.

    Raises:
        NotOfferedError: There is no such field, or it cannot take that value.
    """
    left = dict(fields)
    filled: list[Json] = []
    for top in modal["components"]:
        if top["type"] == kinds.ROW:
            inner = [_filled(c, c.get("label"), left) for c in top["components"]]
            filled.append({"type": kinds.ROW, "components": inner})
        elif top["type"] == kinds.LABEL:
            inner_one = _filled(top["component"], top["label"], left)
            filled.append({"type": kinds.LABEL, "component": inner_one})
    if left:
        raise NotOfferedError(f"the form has no field {next(iter(left))!r}")
    for number, component in enumerate(walk(filled), 1):
        component["id"] = number
    return filled


def _filled(component: Json, label: str | None, left: dict[str, str | Sequence[str]]) -> Json:
    named = next((n for n in (component["custom_id"], label) if n is not None and n in left), None)
    value = left.pop(named) if named is not None else None
    entry: Json = {"type": component["type"], "custom_id": component["custom_id"]}
    match component["type"]:
        case kinds.TEXT_INPUT:
            text = component.get("value") or "" if value is None else str(value)
            return entry | {"value": _typed(component, label, text)}
        case kinds.RADIO_GROUP:
            values = _options(component, value)
            if component.get("required", True) and not values:
                raise NotOfferedError(f"{label!r} is required")
            return entry | {"value": values[0] if values else None}
        case kinds.CHECKBOX:
            given = component.get("default", False) if value is None else value
            return entry | {"value": str(given).lower() in {"true", "yes", "on", "1"}}
        case _:
            values = _options(component, value)
            least = component.get("min_values", 1) if component.get("required", True) else 0
            if not least <= len(values) <= component.get("max_values", 25):
                raise NotOfferedError(f"{label!r} takes at least {least} values")
            return entry | {"values": values}


def _typed(component: Json, label: str | None, text: str) -> str:
    least, most = component.get("min_length") or 0, component.get("max_length") or 4000
    if not text and not component.get("required", True):
        return text
    if not text or not least <= len(text) <= most:
        raise NotOfferedError(f"{label!r} takes {least or 1} to {most} letters")
    return text


def _options(component: Json, value: str | Sequence[str] | None) -> list[str]:
    options = component.get("options")
    if value is None:
        return [o["value"] for o in options or () if o.get("default")]
    given = [value] if isinstance(value, str) else list(value)
    if options is None:
        return given
    by_name = {o["label"]: o["value"] for o in options} | {o["value"]: o["value"] for o in options}
    if missing := [name for name in given if name not in by_name]:
        raise NotOfferedError(f"there is no option {missing[0]!r}")
    return [by_name[name] for name in given]
