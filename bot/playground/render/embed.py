"""Embeds as Discord lays them out: a bar in the embed's colour, fields three in a row."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby

from rich.console import Group, RenderableType
from rich.style import Style
from rich.table import Table
from rich.text import Text

from bot.playground.discord.http.wire import Json
from bot.playground.render.bar import Barred
from bot.playground.render.context import MUTED, RenderContext, link_style, part_of, safe_text
from bot.playground.render.markdown import inline, markdown
from bot.playground.render.times import show_time

_FIELDS_A_ROW = 3
_BOLD = Style(bold=True)


def colour(number: int | None) -> Style:
    """Return the style of an accent colour; without one, Discord draws the bar grey."""
    if not number:
        return Style(color="#4e5058")
    return Style(color=f"#{number & 0xFFFFFF:06x}")


def render_embed(embed: Json, context: RenderContext) -> RenderableType:
    """Return an embed, drawn."""
    return Barred(Group(*_parts(embed, context)), colour(embed.get("color")))


def image_line(media: Json | None, alt_text: str | None, context: RenderContext) -> Text:
    """Return the line that stands for a picture: its alt text and, if wanted, its address."""
    url = safe_text((media or {}).get("url") or "")
    line = Text("🖼 ").append(safe_text(alt_text or "") or url.rpartition("/")[2], link_style(url))
    return line.append(f" ({url})", MUTED) if context.show_links and alt_text else line


def _parts(embed: Json, context: RenderContext) -> Iterator[RenderableType]:
    if author := embed.get("author"):
        yield _linked(Text(safe_text(author.get("name", "")), _BOLD), author, context)
    if title := embed.get("title"):
        drawn = inline(title, context)
        drawn.stylize_before(_BOLD)
        yield _linked(drawn, embed, context)
    if description := embed.get("description"):
        yield markdown(description, context)
    yield from _fields(embed.get("fields") or (), context)
    for key in ("image", "thumbnail"):
        if media := embed.get(key):
            yield image_line(media, media.get("description"), context)
    if footer := _footer(embed, context):
        yield Text(footer, MUTED)


def _linked(text: Text, part: Json, context: RenderContext) -> Text:
    if not (url := safe_text(part.get("url") or "")):
        return text
    text.stylize_before(link_style(url))
    return text.append(f" ({url})", MUTED) if context.show_links else text


def _fields(fields: Iterable[Json], context: RenderContext) -> Iterator[RenderableType]:
    for side_by_side, run in groupby(fields, lambda field: bool(field.get("inline"))):
        row = list(run)
        width = _FIELDS_A_ROW if side_by_side else 1
        for start in range(0, len(row), width):
            yield _row(row[start : start + width], context)


def _row(fields: list[Json], context: RenderContext) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    for _ in fields:
        table.add_column(ratio=1)
    cells: list[RenderableType] = []
    for field in fields:
        name = inline(field.get("name", ""), context)
        name.stylize_before(_BOLD)
        cells.append(Group(name, markdown(field.get("value", ""), context)))
    table.add_row(*cells)
    return table


def _footer(embed: Json, context: RenderContext) -> str:
    parts = [safe_text(part_of(embed, "footer").get("text") or "")]
    if stamp := embed.get("timestamp"):
        try:
            parts.append(show_time(datetime.fromisoformat(stamp), "f", context))
        except ValueError:
            parts.append(safe_text(stamp))
    return " • ".join(part for part in parts if part)
