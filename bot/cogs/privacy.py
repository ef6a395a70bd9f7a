"""``/privacy``: what is kept about somebody, as a whole, and its deletion."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import discord
from discord import app_commands

from bot.cogs.consents import Consenting
from bot.interactions.handlers import Call, Handler, answers, handlers_of
from bot.interactions.responder import Responder
from bot.interactions.topic import Topic
from bot.library.saved_films import named
from bot.messages.controls import Mode
from bot.messages.markdown import escape
from bot.messages.reply import Button, Picture, Reply, Style
from bot.messages.request import Request
from bot.messages.request_names import RequestName
from bot.state.people.consents import Consents
from bot.state.people.people import People
from bot.text import plural
from bot.views.archives import archives
from bot.views.consents import RULE, consent_line
from bot.views.errors import WARNING_COLOR

PRIVACY_COLOR = 0x457B9D

_PART_BYTES = 8 * 1024 * 1024
_PER_MESSAGE = 3
"""Discord takes 25 MiB with one message, however large each file may be."""

KINDS: Mapping[str, tuple[str, str | None]] = {
    "seen_films": ("film marked as seen", "films marked as seen"),
    "ratings": ("rating", None),
    "watchlists": ("watchlist", None),
    "watchlist_films": ("film on watchlists", "films on watchlists"),
    "imports": ("import of the last day", "imports of the last day"),
    "never_films": ("film never to be drawn", "films never to be drawn"),
    "never_genres": ("genre never to be drawn", "genres never to be drawn"),
    "user_settings": ("row of settings", "rows of settings"),
    "guild_users": ("server that you used me in", "servers that you used me in"),
    "nights": ("night that you planned", "nights that you planned"),
    "series": ("series of nights that you planned", "series of nights that you planned"),
    "passed_hosts": ("turn to host that you passed on", "turns to host that you passed on"),
    "nominations": ("nomination", None),
    "ruled_out_films": ("veto", None),
    "rsvps": ("answer to an invitation", "answers to invitations"),
    "ballots": ("ballot in open votes", "ballots in open votes"),
    "draws": ("draw in direct messages", "draws in direct messages"),
    "shown_films": (
        "film shown to you in direct messages",
        "films shown to you in direct messages",
    ),
    "saved_views": ("button that names you", "buttons that name you"),
    "pings": ("reminder that pinged you", "reminders that pinged you"),
    "sealed_draws": ("draw of your own", "draws of your own"),
    "sealed_draw_people": ("draw that was for you", "draws that were for you"),
    "draw_permits": ("permission to draw for somebody", "permissions to draw for somebody"),
    "losses": ("film's luck in draws for you", "films' luck in draws for you"),
    "guess_games": ("guessing game that you began", "guessing games that you began"),
    "guess_players": ("running guessing game", None),
    "guess_scores": ("score at guessing", "scores at guessing"),
    "set_aside_rows": ("row that could not be read", "rows that could not be read"),
}
"""How the rows of a table are called, one and several."""

Redraw = Callable[[int], Awaitable[None]]


class Privacy(Topic):
    """What people can do about what is kept of them.

    Args:
        responder: Answers the interactions.
        people: Knows all that is kept of a person.
        consents: Knows who may draw for whom.
        redraw: Draws a night's message anew, by the night's id.
    """

    privacy = app_commands.Group(name="privacy", description="What I keep about you")

    def __init__(
        self, responder: Responder, people: People, consents: Consents, redraw: Redraw
    ) -> None:
        self._people = people
        self._consents = consents
        self._consenting = Consenting(consents)
        self._redraw = redraw
        super().__init__(responder)

    def handlers(self) -> Mapping[RequestName, Handler]:
        """Return the handlers of this topic and of what people say of draws."""
        return handlers_of(self, self._consenting)

    @privacy.command(name="show")
    async def privacy_show(self, interaction: discord.Interaction[Any]) -> None:
        """Show what I keep about you, and what I do not."""
        await self.answer(interaction)

    @privacy.command(name="draws")
    @app_commands.describe(
        allow="Somebody who may draw for you from now on",
        stop="Somebody who may no longer",
    )
    async def privacy_draws(
        self,
        interaction: discord.Interaction[Any],
        allow: discord.User | None = None,
        stop: discord.User | None = None,
    ) -> None:
        """Say who may draw films for you, and so use your lists."""
        await self.answer(interaction)

    @privacy.command(name="export")
    async def privacy_export(self, interaction: discord.Interaction[Any]) -> None:
        """Get everything that I keep about you, as a file."""
        await self.answer(interaction)

    @privacy.command(name="delete")
    async def privacy_delete(self, interaction: discord.Interaction[Any]) -> None:
        """Delete everything that I keep about you."""
        await self.answer(interaction)

    @answers(RequestName.PRIVACY_SHOW)
    async def show_kept(self, call: Call) -> Reply:
        """Answer ``/privacy show``."""
        counts = await self._people.count(call.asker.user_id)
        embed = discord.Embed(
            title="What I keep about you",
            description=_summary(counts),
            color=PRIVACY_COLOR,
        )
        embed.add_field(
            name="What I do not keep",
            value="Your name, your messages, who voted for what once a vote is closed. My logs "
            "hold no user ids and nothing that you typed. Backups that whoever runs me made "
            "before a deletion still hold what was there then.",
            inline=False,
        )
        consent = await self._consents.get(call.asker.user_id)
        embed.add_field(
            name="Who may use it", value=f"{consent_line(consent)}\n{RULE}", inline=False
        )
        kept = (
            Button("Export", Request.of(RequestName.PRIVACY_EXPORT), Mode.OPEN, "📦"),
            Button("Delete …", Request.of(RequestName.PRIVACY_DELETE), Mode.TURN, "🗑️"),
        )
        draws = Button(
            "Who may draw for you", Request.of(RequestName.PRIVACY_DRAWS), Mode.TURN, "🎲"
        )
        row = (*(kept if any(counts.values()) else ()), draws)
        return Reply(embeds=(embed,), rows=(row,), panel=True)

    @answers(RequestName.PRIVACY_EXPORT)
    async def show_export(self, call: Call) -> Reply:
        """Answer ``/privacy export`` with as many parts as fit into a message."""
        rows = await named(call.snapshot, await self._people.export(call.asker.user_id))
        if not any(rows.values()):
            return await self.show_kept(call)
        limit = min(call.asker.file_limit, _PART_BYTES)
        parts = await asyncio.to_thread(archives, rows, limit)
        first = call.request.number("part", 1)
        if not 1 <= first <= len(parts):
            first = 1
        files = tuple(
            Picture(content, _part_name(number, len(parts)), "Your data, as JSON in a zip archive")
            for number, content in enumerate(parts[first - 1 : first - 1 + _PER_MESSAGE], first)
        )
        following = first + len(files)
        more = Button(
            "More parts", Request.of(RequestName.PRIVACY_EXPORT, part=following), Mode.OPEN, "📦"
        )
        summary = _summary({table: len(kept) for table, kept in rows.items()})
        embed = discord.Embed(
            title="Everything that I keep about you",
            description=f"{summary}\n\n{_contents(first, following - 1, len(parts))}",
            color=PRIVACY_COLOR,
        )
        return Reply(
            embeds=(embed,),
            rows=((more,),) if following <= len(parts) else (),
            pictures=files,
            private=True,
        )

    @answers(RequestName.PRIVACY_DELETE)
    async def show_deletion(self, call: Call) -> Reply:
        """Answer ``/privacy delete``: ask once more."""
        counts = await self._people.count(call.asker.user_id)
        if not any(counts.values()):
            return await self.show_kept(call)
        embed = discord.Embed(
            title="Delete all of this?",
            description=_summary(counts)
            + "\n\nYour ballots in open votes go with it, and their tallies are redrawn; of closed "
            "votes only the totals were kept. Nights that you planned pass to “former member”. "
            "What you said of draws for you, *Not for me* too, is forgotten. "
            "This cannot be undone; `/privacy export` first if you want a copy.",
            color=WARNING_COLOR,
        )
        sure = Button(
            "Delete everything",
            Request.of(RequestName.PRIVACY_DELETED),
            Mode.TURN,
            "🗑️",
            Style.DANGER,
        )
        keep = Button("Keep it", Request.of(RequestName.PRIVACY_SHOW), Mode.TURN)
        return Reply(embeds=(embed,), rows=((sure, keep),), panel=True)

    @answers(RequestName.PRIVACY_DELETED)
    async def show_deleted(self, call: Call) -> Reply:
        """Answer *Delete everything*."""
        deletion = await self._people.delete(call.asker.user_id)
        for night_id in sorted(deletion.nights):
            await self._redraw(night_id)
        await self._people.erase_traces(call.asker.user_id)
        embed = discord.Embed(
            title="Deleted",
            description="I keep nothing about you any more.",
            color=PRIVACY_COLOR,
        )
        return Reply(embeds=(embed,), panel=True)


def _summary(counts: Mapping[str, int]) -> str:
    lines = [f"- {_counted(table, count)}" for table, count in counts.items() if count]
    return "\n".join(lines) or "Nothing at all."


def _counted(table: str, count: int) -> str:
    one, several = KINDS.get(table, (f"row of {escape(table)}", f"rows of {escape(table)}"))
    return plural(count, one, several)


def _part_name(number: int, count: int) -> str:
    return "marquee-export.zip" if count == 1 else f"marquee-export-{number}-of-{count}.zip"


def _contents(first: int, last: int, count: int) -> str:
    if count == 1:
        return "The archive has every row, as a JSON file for each table."
    shown = f"Part {first}" if first == last else f"Parts {first} to {last}"
    return f"{shown} of {count}; together they have every row, as JSON files by table."
