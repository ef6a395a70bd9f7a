"""Where a night is held, for cards, events and calendars."""

from typing import Protocol

from bot.discord.messages.markdown import (
    escape_but_places,
    jump_url,
    link_channels,
    without_channels,
)
from bot.i18n import _
from bot.rules.nights.places import Room
from bot.state.nights.plans import Plan


class Located(Protocol):
    """Something with a place: a night, or a series of them."""

    @property
    def place(self) -> str | None:
        """Where people meet, in words."""
        ...

    @property
    def room(self) -> Room | None:
        """The voice or stage channel where they meet."""
        ...


def place_lines(plan: Located) -> list[str]:
    """Return where a night is: a line for its room and one for its place, if it has them."""
    icons = ["🎙️" if plan.room.stage else "🔊"] if plan.room else []
    icons += ["📍"] if plan.place else []
    return [f"{icon} {place}" for icon, place in zip(icons, shown_places(plan), strict=True)]


def shown_places(plan: Located) -> list[str]:
    """Return a night's room and place, if it has them, in Discord markup."""
    room = [f"<#{plan.room.channel_id}>"] if plan.room else []
    return [*room, escape_but_places(plan.place)] if plan.place else room


def bare_place(plan: Plan) -> str:
    """Return the place of a night for plain text, where channels have no name.

    The bot may know names of channels that the reader must not see.
    """
    return without_channels(plan.place or "")


def plain_place(plan: Plan) -> str:
    """Return where a night is, for text without mentions; empty if it has no place."""
    if plan.place:
        return link_channels(plan.place, plan.guild_id)
    return "" if plan.room is None else jump_url(plan.guild_id, plan.room.channel_id)


def spoilers_line(plan: Plan) -> list[str]:
    """Return the line that links to the spoiler thread, if there is one."""
    if plan.spoilers_id is None:
        return []
    thread = f"<#{plan.spoilers_id}>"
    return [_("💬 Spoiler talk: {thread}", thread=thread)]
