"""Limits of Components V2: a message that is all layout."""

from collections.abc import Iterator
from typing import Any

from bot.playground.discord.limits import components as kinds
from bot.playground.discord.limits.components import (
    check_button,
    check_ids,
    check_row,
    nested_components,
)
from bot.playground.discord.limits.fault import (
    Fault,
    Path,
    as_objects,
    check_count,
    check_number,
    check_text,
    check_url,
    kind_of,
    not_one_of,
    part,
)

COMPONENTS = 40
TEXT = 4000
"""Letters of all text displays of a message together."""

SECTION_TEXTS = 3
GALLERY = 10
ALT_TEXT = 1024

_INSIDE = (
    kinds.ROW,
    kinds.SECTION,
    kinds.TEXT_DISPLAY,
    kinds.GALLERY,
    kinds.FILE,
    kinds.SEPARATOR,
)
_TOP = (*_INSIDE, kinds.CONTAINER)


def check_layout(value: object, path: Path, attached: frozenset[str]) -> Iterator[Fault]:
    """Check the components of a V2 message; media may be files of these names."""
    components, faults = as_objects(value, path)
    yield from faults
    everything = list(nested_components(components))
    if len(everything) > COMPONENTS:
        yield Fault(
            path,
            "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED",
            f"The total number of components cannot exceed {COMPONENTS}",
        )
    letters = sum(
        len(str(item.get("content") or ""))
        for item in everything
        if kind_of(item) == kinds.TEXT_DISPLAY
    )
    if letters > TEXT:
        yield Fault(
            path,
            "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED",
            f"The total displayable text size cannot exceed {TEXT}",
        )
    for position, component in enumerate(components):
        yield from _check(component, (*path, position), attached, _TOP)
    yield from check_ids(components, path)


def _check(
    component: dict[str, Any], path: Path, attached: frozenset[str], allowed: tuple[int, ...]
) -> Iterator[Fault]:
    kind = kind_of(component)
    if kind not in allowed:
        yield not_one_of((*path, "type"), allowed)
        return
    match kind:
        case kinds.ROW:
            yield from check_row(component, path)
        case kinds.SECTION:
            yield from _check_section(component, path, attached)
        case kinds.TEXT_DISPLAY:
            yield from check_text(component.get("content"), (*path, "content"), TEXT, 1)
        case kinds.GALLERY:
            yield from _check_gallery(component, path, attached)
        case kinds.FILE:
            yield from _check_file(component, path, attached)
        case kinds.SEPARATOR:
            if component.get("spacing") is not None:
                yield from check_number(component["spacing"], (*path, "spacing"), 1, 2)
        case _:
            yield from _check_container(component, path, attached)


def _check_container(
    container: dict[str, Any], path: Path, attached: frozenset[str]
) -> Iterator[Fault]:
    if container.get("accent_color") is not None:
        yield from check_number(container["accent_color"], (*path, "accent_color"), 0, 0xFFFFFF)
    where = (*path, "components")
    inner, faults = as_objects(container.get("components"), where)
    yield from faults
    yield from check_count(inner, where, 1, COMPONENTS)
    for position, component in enumerate(inner):
        yield from _check(component, (*where, position), attached, _INSIDE)


def _check_section(
    section: dict[str, Any], path: Path, attached: frozenset[str]
) -> Iterator[Fault]:
    where = (*path, "components")
    texts, faults = as_objects(section.get("components"), where)
    yield from faults
    yield from check_count(texts, where, 1, SECTION_TEXTS)
    for position, text in enumerate(texts):
        yield from _check(text, (*where, position), attached, (kinds.TEXT_DISPLAY,))
    accessory = part(section, "accessory")
    match kind_of(accessory):
        case kinds.BUTTON:
            yield from check_button(accessory, (*path, "accessory"))
        case kinds.THUMBNAIL:
            yield from _check_media(accessory, (*path, "accessory"), attached)
        case _:
            yield not_one_of((*path, "accessory", "type"), [kinds.BUTTON, kinds.THUMBNAIL])


def _check_gallery(
    gallery: dict[str, Any], path: Path, attached: frozenset[str]
) -> Iterator[Fault]:
    items, faults = as_objects(gallery.get("items"), (*path, "items"))
    yield from faults
    yield from check_count(items, (*path, "items"), 1, GALLERY)
    for position, item in enumerate(items):
        yield from _check_media(item, (*path, "items", position), attached)


def _check_media(item: dict[str, Any], path: Path, attached: frozenset[str]) -> Iterator[Fault]:
    yield from check_url(part(item, "media").get("url"), (*path, "media", "url"), attached)
    yield from check_text(item.get("description"), (*path, "description"), ALT_TEXT)


def _check_file(file: dict[str, Any], path: Path, attached: frozenset[str]) -> Iterator[Fault]:
    url = part(file, "file").get("url")
    where = (*path, "file", "url")
    if isinstance(url, str) and not url.startswith("attachment://"):
        yield Fault(where, "URL_TYPE_INVALID_SCHEME", "Only attachment:// is allowed here.")
    else:
        yield from check_url(url, where, attached)
