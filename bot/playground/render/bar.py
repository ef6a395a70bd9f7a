"""A coloured bar at the left of something, as Discord draws embeds and quotes."""

from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.segment import Segment
from rich.style import Style

_BAR = "▌ "


@dataclass(frozen=True, slots=True)
class Barred:
    """Something with a bar along its left edge.

    Attributes:
        content: What stands beside the bar.
        style: The bar's colour.
    """

    content: RenderableType
    style: Style

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Draw the bar before each line of the content."""
        inner = options.update_width(max(1, options.max_width - len(_BAR)))
        for line in console.render_lines(self.content, inner, pad=False):
            yield Segment(_BAR, self.style)
            yield from line
            yield Segment.line()
