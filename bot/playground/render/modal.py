"""Forms: their fields, with what is in them already."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.style import Style
from rich.text import Text

from bot.playground.discord.http.wire import Json
from bot.playground.render.context import MUTED, RenderContext, safe_text
from bot.playground.render.markdown import markdown
from bot.playground.script.forms import Field, fields

_BOLD = Style(bold=True)


def render_modal(modal: Json, context: RenderContext) -> RenderableType:
    """Return a form, drawn."""
    parts = [part for field in fields(modal) for part in _field(field, context)]
    hint = "!submit " + " | ".join(f"{field.label}=…" for field in fields(modal) if field.custom_id)
    return Panel(
        Group(*parts, Text(safe_text(hint), MUTED)),
        title=Text(safe_text(modal.get("title") or "")),
        title_align="left",
        width=76,
    )


def _field(field: Field, context: RenderContext) -> Iterator[RenderableType]:
    if not field.custom_id:
        yield markdown(field.label, context)
        return
    yield Text(safe_text(field.label), _BOLD).append(" *" if field.required else "", "red")
    if field.description:
        yield Text(safe_text(field.description), MUTED)
    if field.menu is None:
        filled = field.value or field.placeholder or "…"
        yield Text(f"▏{safe_text(filled)}", Style.null() if field.value else MUTED)
        return
    for choice in field.menu.choices:
        mark = "●" if choice.chosen else "○"
        yield Text(f"  {mark} {safe_text(choice.caption)}").append(
            f" {safe_text(choice.description)}", MUTED
        )
