"""Prints the result of each step, for people."""

from rich.console import Console, Group, RenderableType
from rich.style import Style
from rich.text import Text

from bot.playground.discord.http.wire import Json
from bot.playground.discord.limits.fault import places
from bot.playground.playground import Playground
from bot.playground.render.context import MUTED, RenderContext, safe_text
from bot.playground.render.message import render_choices, render_message
from bot.playground.render.modal import render_modal
from bot.playground.script.script import Result

_ERROR = Style(color="red", bold=True)


class Transcript:
    """Prints results.

    Args:
        console: Where to.
        playground: Provides the names of users and channels, and the clock.
    """

    def __init__(self, console: Console, playground: Playground) -> None:
        self._console = console
        self._playground = playground

    def show_input(self, line: str) -> None:
        """Print the line that is run next."""
        self._console.print(Text(f"› {safe_text(line.strip())}", MUTED))

    def show(self, result: Result) -> None:
        """Print the result of a step."""
        context = self._context()
        parts: list[RenderableType] = []
        if exchange := result.exchange:
            if exchange.modal is not None:
                parts.append(render_modal(exchange.modal, context))
            if exchange.reply is not None:
                parts.append(render_message(exchange.reply, context))
            if exchange.choices is not None:
                parts.append(render_choices(exchange.choices))
        for message in result.also:
            parts.append(Text("Also:", MUTED))
            parts.append(render_message(message, context))
        parts += [Text(safe_text(note)) for note in result.notes]
        if result.error is not None:
            parts.append(Text(safe_text(_describe(result.error)), _ERROR))
        self._console.print(Group(*parts), Text())

    def _context(self) -> RenderContext:
        world = self._playground.world
        names = {user.id: f"@{user.name}" for user in world.users.values()}
        names |= {channel.id: f"#{channel.name}" for channel in world.channels.values()}
        for guild in world.guilds.values():
            names |= {role.id: f"@{role.name.removeprefix('@')}" for role in guild.roles.values()}
        return RenderContext(
            now=self._playground.discord.clock.now(),
            names=names,
            show_links=not self._console.is_terminal,
        )


def _describe(error: Json) -> str:
    """Return an error in words; for Discord's own, with the fields that it names."""
    if error.get("code") is None:
        return str(error["message"])
    where = "".join(f"\n  {place}: {text}" for place, text in places(error.get("errors")))
    return f"Discord refuses: {error['message']} ({error['code']}){where}"
