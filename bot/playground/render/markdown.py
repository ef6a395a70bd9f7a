"""Discord's Markdown, as far as its client renders it, as rich renderables."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from rich.console import Group, RenderableType
from rich.style import Style
from rich.table import Table
from rich.text import Text

from bot.playground.render.bar import Barred
from bot.playground.render.context import MUTED, RenderContext, link_style, safe_text
from bot.playground.render.times import show_time

_MENTION = Style(color="#c9cdfb", bgcolor="#3c4270")
_CODE = Style(bgcolor="#2b2d31", color="#dbdee1")
_SPOILER = Style(dim=True, reverse=True)

_DEEPEST = 8
"""Nested marks are rendered down to this depth."""

_INNER = r"(?:\\.|[^\\])+?"
_INLINE = re.compile(
    rf"""
    \\(?P<escaped>[^0-9A-Za-z\s])
    |(?P<ticks>`+)(?P<code>.+?)(?<!`)(?P=ticks)(?!`)
    |<t:(?P<time>-?\d{{1,13}})(?::(?P<style>[tTdDfFR]))?>
    |<(?P<sigil>@!?|@&|\#)(?P<id>\d{{1,20}})>
    |</(?P<command>[^:>\n]{{1,100}}):\d{{1,20}}>
    |<a?:(?P<emoji>\w{{2,32}}):\d{{1,20}}>
    |<(?P<bare>https?://[^\s<>]+)>
    |\[(?P<label>(?:\\.|\[[^\[\]\n]*\]|[^\[\]\\\n])+)\]
        \(<?(?P<target>https?://(?:[^\s()<>]|\([^\s()<>]*\))+)>?(?:\ "[^"\n]*")?\)
    |(?P<url>https?://[^\s<>]*[^\s<>"'`)\].,:;!?*_~|])
    |\*\*(?P<bold>{_INNER})\*\*(?!\*)
    |__(?P<underline>{_INNER})__(?!_)
    |~~(?P<strike>{_INNER})~~
    |\|\|(?P<spoiler>{_INNER})\|\|
    |\*(?P<star>(?!\s)(?:\\.|\*\*[^*]+\*\*|[^\\*])+)\*(?!\*)
    |(?<!\w)_(?P<low>{_INNER})_(?!\w)
    """,
    re.VERBOSE | re.DOTALL,
)
_STYLES = {
    "bold": Style(bold=True),
    "underline": Style(underline=True),
    "strike": Style(strike=True),
    "spoiler": _SPOILER,
    "star": Style(italic=True),
    "low": Style(italic=True),
}
_FENCE = re.compile(r"```(?:[\w+-]+\n)?\n?(.*?)\n?```", re.DOTALL)
_BLOCK = re.compile(
    r"(?P<heading>#{1,3}) +(?P<title>.+)"
    r"|-# +(?P<subtext>.+)"
    r"|(?P<indent> *)(?P<bullet>[-*]|\d{1,9}\.) +(?P<item>.+)"
    r"|> (?P<quote>.*)"
)
_HEADINGS = (
    Style(bold=True, underline=True),
    Style(bold=True, underline=True),
    Style(bold=True),
)


def inline(text: str, context: RenderContext) -> Text:
    """Return one run of text with its inline marks drawn."""
    return _inline(safe_text(text), context, _DEEPEST)


def _inline(text: str, context: RenderContext, depth: int) -> Text:
    drawn = Text(overflow="fold")
    if not depth:
        return drawn.append(text)
    at = 0
    for match in _INLINE.finditer(text):
        drawn.append(text[at : match.start()])
        drawn.append_text(_draw(match, context, depth - 1))
        at = match.end()
    return drawn.append(text[at:])


def _draw(match: re.Match[str], context: RenderContext, depth: int) -> Text:
    part = match.groupdict()
    for name, style in _STYLES.items():
        if part[name] is not None:
            drawn = _restyled(_inline(part[name], context, depth), style)
            return Text("||").append_text(drawn).append("||") if name == "spoiler" else drawn
    if part["label"] is not None:
        label = _restyled(_inline(part["label"], context, depth), link_style(part["target"]))
        return label.append(f" ({part['target']})", MUTED) if context.show_links else label
    for name, draw in _ATOMS.items():
        if part[name] is not None:
            return draw(part, context)
    raise AssertionError(match.re.pattern)


def _restyled(text: Text, style: Style) -> Text:
    text.stylize_before(style)
    return text


def _time(part: dict[str, str], context: RenderContext) -> Text:
    try:
        moment = datetime.fromtimestamp(int(part["time"]), UTC)
        shown = show_time(moment, part["style"] or "f", context)
    except (OverflowError, ValueError, OSError):
        shown = "Invalid date"
    return Text(shown, _CODE)


def _mention(part: dict[str, str], context: RenderContext) -> Text:
    unknown = "#unknown" if part["sigil"] == "#" else "@unknown"
    return Text(safe_text(context.names.get(int(part["id"]), unknown)), _MENTION)


def _linked(name: str) -> Callable[[dict[str, str], RenderContext], Text]:
    return lambda part, _: Text(part[name], link_style(part[name]))


_ATOMS: dict[str, Callable[[dict[str, str], RenderContext], Text]] = {
    "escaped": lambda part, _: Text(part["escaped"]),
    "code": lambda part, _: Text(part["code"].strip() or part["code"], _CODE),
    "time": _time,
    "id": _mention,
    "command": lambda part, _: Text(f"/{part['command']}", _MENTION),
    "emoji": lambda part, _: Text(f":{part['emoji']}:"),
    "bare": _linked("bare"),
    "url": _linked("url"),
}


def markdown(text: str, context: RenderContext) -> RenderableType:
    """Return a whole text, with headings, lists, quotes and code blocks."""
    return Group(*_blocks(safe_text(text), context))


def _blocks(text: str, context: RenderContext) -> Iterator[RenderableType]:
    at = 0
    for fence in _FENCE.finditer(text):
        yield from _lines(text[at : fence.start()].removesuffix("\n"), context)
        yield Barred(Text(fence[1], _CODE), MUTED)
        at = fence.end()
    yield from _lines(text[at:].removeprefix("\n") if at else text, context)


def _lines(text: str, context: RenderContext) -> Iterator[RenderableType]:
    if not text:
        return
    paragraph: list[str] = []
    head, rest_is_quote, rest = ("\n" + text).partition("\n>>> ")
    for line in head.removeprefix("\n").split("\n") if head else ():
        block = _BLOCK.fullmatch(line)
        if block is None:
            paragraph.append(line)
            continue
        if paragraph:
            yield inline("\n".join(paragraph), context)
            paragraph = []
        yield _block(block, context)
    if paragraph:
        yield inline("\n".join(paragraph), context)
    if rest_is_quote:
        yield Barred(Group(*_lines(rest, context)), MUTED)


def _block(block: re.Match[str], context: RenderContext) -> RenderableType:
    if block["heading"]:
        return _restyled(inline(block["title"], context), _HEADINGS[len(block["heading"]) - 1])
    if block["subtext"]:
        return _restyled(inline(block["subtext"], context), MUTED)
    if block["item"]:
        row = Table.grid(padding=(0, 1))
        bullet = "•" if block["bullet"] in "-*" else block["bullet"]
        row.add_column(no_wrap=True)
        row.add_column()
        row.add_row(Text(block["indent"][:8] + bullet), inline(block["item"], context))
        return row
    return Barred(inline(block["quote"], context), MUTED)
