"""A reply before it is sent: embeds, controls and files as plain values."""

import enum
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import discord

from bot.messages.controls import Mode
from bot.messages.request import Request

OnSent = Callable[[int], Awaitable[None]]
"""What is to be done with the id of a message that was sent."""


class Style(enum.Enum):
    """How a button looks."""

    PRIMARY = discord.ButtonStyle.primary
    SECONDARY = discord.ButtonStyle.secondary
    SUCCESS = discord.ButtonStyle.success
    DANGER = discord.ButtonStyle.danger


@dataclass(frozen=True, slots=True)
class Button:
    """A button that stands for a request.

    Attributes:
        label: What it says.
        request: What pressing it asks for; ``None`` makes it disabled.
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
    """A line of a menu, standing for a request."""

    label: str
    request: Request
    description: str = ""
    chosen: bool = False
    emoji: str | None = None


@dataclass(frozen=True, slots=True)
class Menu:
    """A menu of which one line is chosen.

    Attributes:
        placeholder: What it says while nothing is chosen.
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
        content: Where it lies, or what is in it.
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
        panel: Whether it is somebody's own: private, and changed in place by its controls.
        shown: Ids of the films whose card this is, to be remembered for the channel.
        on_sent: Told the id of the message once all can see it; for messages that live on.
    """

    embeds: tuple[discord.Embed, ...] = ()
    content: str | None = None
    rows: tuple[tuple[Button | LinkButton, ...] | Menu, ...] = ()
    pictures: tuple[Picture, ...] = ()
    private: bool = False
    panel: bool = False
    shown: tuple[str, ...] = ()
    on_sent: OnSent | None = None
