"""Private messages about problems."""

import discord

from bot.discord.messages import limits
from bot.discord.messages.controls import Mode
from bot.discord.messages.reply import Button, Menu, Reply, Style
from bot.discord.messages.request import Request
from bot.text import clip

WARNING_COLOR = 0xE9C46A
FAILURE_COLOR = 0xC44536


def notice(
    title: str,
    text: str,
    *rows: tuple[Button, ...] | Menu,
    color: int = WARNING_COLOR,
) -> Reply:
    """Return a private message about a problem.

    Args:
        title: The problem, already safe.
        text: What can be done, already safe.
        rows: Controls that do it.
        color: The embed's colour.
    """
    embed = discord.Embed(
        title=title, description=clip(text, limits.EMBED_DESCRIPTION), color=color
    )
    return Reply(embeds=(embed,), rows=rows, private=True)


def again(
    request: Request | None, label: str, emoji: str | None = "🔁", style: Style = Style.SECONDARY
) -> tuple[tuple[Button, ...], ...]:
    """Return the row with a button that repeats the request, if it is known."""
    return ((Button(label, request, Mode.POST, emoji, style),),) if request else ()
