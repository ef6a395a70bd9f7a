"""Buttons, menus and the rest of a message's components, with the numbers that press them."""

from collections.abc import Iterable, Iterator

from rich.console import Group, RenderableType
from rich.rule import Rule
from rich.style import Style
from rich.table import Table
from rich.text import Text

from bot.playground.discord.http.wire import Json
from bot.playground.render.bar import Barred
from bot.playground.render.context import MUTED, RenderContext, part_of, safe_text
from bot.playground.render.embed import colour, image_line
from bot.playground.render.flow import Flow
from bot.playground.render.markdown import markdown
from bot.playground.script.controls import SELECTS, Button, ComponentType, Control, Menu, controls

_BUTTON_STYLES = {
    1: Style(color="#ffffff", bgcolor="#5865f2"),
    2: Style(color="#ffffff", bgcolor="#4e5058"),
    3: Style(color="#ffffff", bgcolor="#248046"),
    4: Style(color="#ffffff", bgcolor="#da373c"),
    5: Style(color="#00a8fc", bgcolor="#2b2d31"),
}
_DISABLED = Style(dim=True, strike=True)


def render_components(message: Json, context: RenderContext) -> Iterator[RenderableType]:
    """Yield a message's components, drawn; their numbers are those of `controls`."""
    yield from _draw_all(message.get("components"), iter(controls(message)), context)


def _draw_all(
    components: Iterable[Json] | None, remaining: Iterator[Control], context: RenderContext
) -> Iterator[RenderableType]:
    for component in components or ():
        yield from _draw(component, remaining, context)


def _draw(
    component: Json, remaining: Iterator[Control], context: RenderContext
) -> Iterator[RenderableType]:
    match component.get("type"):
        case ComponentType.ACTION_ROW:
            yield from _row(component, remaining)
        case ComponentType.BUTTON:
            yield from _row({"components": [component]}, remaining)
        case ComponentType.SECTION:
            yield from _draw_all(component.get("components"), remaining, context)
            yield from _draw(component["accessory"], remaining, context)
        case ComponentType.CONTAINER:
            inside = _draw_all(component.get("components"), remaining, context)
            yield Barred(Group(*inside), colour(component.get("accent_color")))
        case _:
            yield from _draw_content(component, context)


def _draw_content(component: Json, context: RenderContext) -> Iterator[RenderableType]:
    match component.get("type"):
        case ComponentType.TEXT_DISPLAY:
            yield markdown(component.get("content") or "", context)
        case ComponentType.THUMBNAIL:
            yield image_line(component.get("media"), component.get("description"), context)
        case ComponentType.MEDIA_GALLERY:
            for item in component.get("items") or ():
                yield image_line(item.get("media"), item.get("description"), context)
        case ComponentType.FILE:
            url = safe_text(part_of(component, "file").get("url") or "")
            yield Text(f"📎 {url.rpartition('/')[2]}")
        case ComponentType.SEPARATOR:
            yield Rule(style=MUTED) if component.get("divider", True) else Text()
        case kind:
            yield Text(f"(a component of type {safe_text(kind)})", MUTED)


def _row(row: Json, remaining: Iterator[Control]) -> Iterator[RenderableType]:
    pressable = [
        next(remaining)
        for component in row.get("components") or ()
        if component.get("type") == ComponentType.BUTTON or component.get("type") in SELECTS
    ]
    captions = [_button(control) for control in pressable if isinstance(control, Button)]
    if captions:
        yield Flow(captions)
    for control in pressable:
        if isinstance(control, Menu):
            yield _menu(control)


def _button(button: Button) -> Text:
    style = _BUTTON_STYLES.get(button.style, _BUTTON_STYLES[2])
    caption = safe_text(button.caption) or "…"
    if button.url:
        caption += f" ↗ {safe_text(button.url)}"
    if button.disabled:
        return Text("– ", MUTED).append(f"[{caption}]", _DISABLED)
    return Text(f"{button.number} ", MUTED).append(f"[{caption}]", style)


def _menu(menu: Menu) -> RenderableType:
    head = Text(f"▾ {safe_text(menu.placeholder) or 'Make a selection'}", Style(bold=True))
    if menu.disabled:
        return Text.assemble(head, (" (disabled)", MUTED))
    if menu.entity:
        return Text.assemble((f"{menu.number} ", MUTED), head, (f" (a {menu.entity})", MUTED))
    if menu.most > 1:
        head.append(f" (up to {menu.most})", MUTED)
    table = Table.grid(padding=(0, 1))
    table.add_column(justify="right", style=MUTED, no_wrap=True)
    table.add_column()
    table.add_column(style=MUTED)
    for choice in menu.choices:
        mark = "● " if choice.chosen else ""
        table.add_row(
            str(choice.number),
            Text(mark + safe_text(choice.caption)),
            Text(safe_text(choice.description)),
        )
    return Group(head, table)
