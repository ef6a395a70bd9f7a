"""A reply before it is sent: embeds, controls and files as plain values."""

import enum
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import discord

from bot.discord.messages.controls import Mode
from bot.discord.messages.request import Request

OnSent = Callable[[int], Awaitable[None]]
"""Called with the id of the sent message."""


class Style(enum.Enum):
    """How a button looks."""

    PRIMARY = discord.ButtonStyle.primary
    SECONDARY = discord.ButtonStyle.secondary
    SUCCESS = discord.ButtonStyle.success
    DANGER = discord.ButtonStyle.danger


@dataclass(frozen=True, slots=True)
class Button:
    """A button that asks a request.

    Attributes:
        label: Its label.
        request: What pressing it asks for; ``None`` disables it.
        mode: Where the answer goes.
        emoji: Shown before the label.
        style: How it looks.
    """

    label: str
    request: Request | None
    mode: Mode = Mode.OPEN
    emoji: str | None = None
    style: Style = Style.SECONDARY


@dataclass(frozen=True, slots=True)
class LinkButton:
    """A button that opens a web page."""

    label: str
    url: str
    emoji: str | None = None


@dataclass(frozen=True, slots=True)
class Option:
    """An option of a menu, with its request."""

    label: str
    request: Request
    description: str = ""
    chosen: bool = False
    emoji: str | None = None


@dataclass(frozen=True, slots=True)
class Menu:
    """A menu with a single choice.

    Attributes:
        placeholder: Shown while nothing is chosen.
        options: At most 25 are shown; of options with the same request only the first is.
        mode: Where the answer goes.
    """

    placeholder: str
    options: tuple[Option, ...]
    mode: Mode = Mode.OPEN


@dataclass(frozen=True, slots=True)
class Picture:
    """A file shown with the reply; the embed refers to it by ``attachment://NAME``.

    Attributes:
        content: Its path, or its bytes.
        name: The file's name for Discord.
        alt: What it shows, in words.
    """

    content: Path | bytes
    name: str
    alt: str


@dataclass(frozen=True, slots=True)
class Reply:
    """One message.

    Attributes:
        embeds: What it shows.
        content: Text above the embeds.
        rows: Rows of controls: buttons together, each menu alone; at most five.
        pictures: Files that the embeds refer to.
        private: Whether only the person who asked may see it.
        panel: Whether it is private and edited in place by its controls.
        shown: Ids of the films whose cards these are, to be remembered for the channel.
        on_sent: Called with the id of the message if it is public; for live messages.
    """

    embeds: tuple[discord.Embed, ...] = ()
    content: str | None = None
    rows: tuple[tuple[Button | LinkButton, ...] | Menu, ...] = ()
    pictures: tuple[Picture, ...] = ()
    private: bool = False
    panel: bool = False
    shown: tuple[str, ...] = ()
    on_sent: OnSent | None = None
