"""A whole message: who wrote it and for whom, text, embeds, components, files."""

from collections.abc import Iterable, Iterator

from rich.console import Group, RenderableType
from rich.style import Style
from rich.text import Text

from bot.playground.discord.http.wire import Json
from bot.playground.render.components import render_components
from bot.playground.render.context import MUTED, RenderContext, part_of, safe_text
from bot.playground.render.embed import render_embed
from bot.playground.render.markdown import markdown

EPHEMERAL = 1 << 6


def render_message(message: Json, context: RenderContext) -> RenderableType:
    """Return a message, drawn."""
    return Group(*_parts(message, context))


def _parts(message: Json, context: RenderContext) -> Iterator[RenderableType]:
    yield _head(message)
    if content := message.get("content"):
        yield markdown(content, context)
    for embed in message.get("embeds") or ():
        yield render_embed(embed, context)
    yield from _attachments(message)
    yield from render_components(message, context)


def _head(message: Json) -> Text:
    author = part_of(message, "author")
    name = author.get("global_name") or author.get("username") or "?"
    head = Text(safe_text(name), Style(bold=True))
    if author.get("bot"):
        head.append(" ").append(" APP ", Style(color="#ffffff", bgcolor="#5865f2"))
    if message.get("edited_timestamp"):
        head.append(" (edited)", MUTED)
    if (message.get("flags") or 0) & EPHEMERAL:
        head.append("  👁 Only you can see this", MUTED)
    return head


def _attachments(message: Json) -> Iterator[Text]:
    for attachment in message.get("attachments") or ():
        name, size = attachment.get("filename", ""), attachment.get("size", 0)
        line = Text(f"📎 {safe_text(name)}").append(f" ({size:,} bytes)", MUTED)
        if alt_text := attachment.get("description"):
            line.append(f" {safe_text(alt_text)}")
        yield line


def render_choices(choices: Iterable[Json]) -> RenderableType:
    """Return the choices of an autocomplete, drawn."""
    lines = [Text(f"• {safe_text(choice.get('name', ''))}") for choice in choices]
    return Group(*lines) if lines else Text("(no choices)", MUTED)
