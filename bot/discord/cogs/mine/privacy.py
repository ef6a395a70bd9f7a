"""``/privacy``: what is kept about somebody, as a whole, and its deletion."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import discord
from discord import app_commands

from bot.discord.cogs.mine.consents import Consenting
from bot.discord.interactions.handlers import Call, Handler, answers, handlers_of
from bot.discord.interactions.responder import Responder
from bot.discord.interactions.topic import Topic
from bot.discord.messages.controls import Mode
from bot.discord.messages.markdown import escape
from bot.discord.messages.reply import Button, Picture, Reply, Style
from bot.discord.messages.request import Request
from bot.discord.messages.request_names import RequestName
from bot.discord.views.mine.archives import archives
from bot.discord.views.mine.consents import consent_line, consent_rule
from bot.discord.views.notices import WARNING_COLOR
from bot.i18n import N_, NN_, _, ngettext
from bot.library.saved_films import named
from bot.runtime.workers.pool import Work, WorkPool
from bot.state.people.consents import Consents
from bot.state.people.people import People

PRIVACY_COLOR = 0x457B9D

_PART_BYTES = 8 * 1024 * 1024
_PER_MESSAGE = 3
"""Discord takes 25 MiB with one message, however large each file may be."""

KINDS: Mapping[str, tuple[str, str]] = {
    "seen_films": NN_("{count} film marked as seen", "{count} films marked as seen"),
    "ratings": NN_("{count} rating", "{count} ratings"),
    "watchlists": NN_("{count} watchlist", "{count} watchlists"),
    "watchlist_films": NN_("{count} film on watchlists", "{count} films on watchlists"),
    "imports": NN_("{count} import of the last day", "{count} imports of the last day"),
    "never_films": NN_("{count} film never to be drawn", "{count} films never to be drawn"),
    "never_genres": NN_("{count} genre never to be drawn", "{count} genres never to be drawn"),
    "user_settings": NN_("{count} row of settings", "{count} rows of settings"),
    "guild_users": NN_("{count} server that you used me in", "{count} servers that you used me in"),
    "nights": NN_("{count} night that you planned", "{count} nights that you planned"),
    "series": NN_(
        "{count} series of nights that you planned", "{count} series of nights that you planned"
    ),
    "passed_hosts": NN_(
        "{count} turn to host that you passed on", "{count} turns to host that you passed on"
    ),
    "nominations": NN_("{count} nomination", "{count} nominations"),
    "ruled_out_films": NN_("{count} veto", "{count} vetoes"),
    "rsvps": NN_("{count} answer to an invitation", "{count} answers to invitations"),
    "ballots": NN_("{count} ballot in open votes", "{count} ballots in open votes"),
    "draws": NN_("{count} draw in direct messages", "{count} draws in direct messages"),
    "shown_films": NN_(
        "{count} film shown to you in direct messages",
        "{count} films shown to you in direct messages",
    ),
    "saved_views": NN_("{count} button that names you", "{count} buttons that name you"),
    "pings": NN_("{count} reminder that pinged you", "{count} reminders that pinged you"),
    "sealed_draws": NN_("{count} draw of your own", "{count} draws of your own"),
    "sealed_draw_people": NN_("{count} draw that was for you", "{count} draws that were for you"),
    "draw_permits": NN_(
        "{count} permission to draw for somebody", "{count} permissions to draw for somebody"
    ),
    "losses": NN_("{count} film's luck in draws for you", "{count} films' luck in draws for you"),
    "guess_games": NN_(
        "{count} guessing game that you began", "{count} guessing games that you began"
    ),
    "guess_players": NN_("{count} running guessing game", "{count} running guessing games"),
    "guess_scores": NN_("{count} score at guessing", "{count} scores at guessing"),
    "set_aside_rows": NN_(
        "{count} row that couldn't be read", "{count} rows that couldn't be read"
    ),
}
"""What a table's rows are called, in singular and plural."""

Redraw = Callable[[int], Awaitable[None]]


class Privacy(Topic):
    """What people can do about what is kept of them.

    Args:
        responder: Answers the interactions.
        people: Knows all that is kept of a person.
        consents: Knows who may draw for whom.
        redraw: Draws a night's message anew, by the night's id.
        work: Where archives are packed.
    """

    privacy = app_commands.Group(name="privacy", description=N_("What I keep about you"))

    def __init__(
        self,
        responder: Responder,
        people: People,
        consents: Consents,
        redraw: Redraw,
        work: WorkPool,
    ) -> None:
        self._work = work
        self._people = people
        self._consents = consents
        self._consenting = Consenting(consents)
        self._redraw = redraw
        super().__init__(responder)

    def handlers(self) -> Mapping[RequestName, Handler]:
        """The handlers of this topic and of consent to draws."""
        return handlers_of(self, self._consenting)

    @privacy.command(name="show", description=N_("Show what I keep about you, and what I don't."))
    async def privacy_show(self, interaction: discord.Interaction[Any]) -> None:
        await self.answer(interaction)

    @privacy.command(
        name="draws", description=N_("Choose who may draw films for you, using your lists.")
    )
    @app_commands.describe(
        allow=N_("Somebody who may draw for you from now on"),
        stop=N_("Somebody who may no longer draw for you"),
    )
    async def privacy_draws(
        self,
        interaction: discord.Interaction[Any],
        allow: discord.User | None = None,
        stop: discord.User | None = None,
    ) -> None:
        await self.answer(interaction)

    @privacy.command(name="export", description=N_("Get everything I keep about you, as a file."))
    async def privacy_export(self, interaction: discord.Interaction[Any]) -> None:
        await self.answer(interaction)

    @privacy.command(name="delete", description=N_("Delete everything I keep about you."))
    async def privacy_delete(self, interaction: discord.Interaction[Any]) -> None:
        await self.answer(interaction)

    @answers(RequestName.PRIVACY_SHOW)
    async def show_kept(self, call: Call) -> Reply:
        """Answer ``/privacy show``."""
        counts = await self._people.count(call.asker.user_id)
        embed = discord.Embed(
            title=_("What I keep about you"),
            description=_summary(counts),
            color=PRIVACY_COLOR,
        )
        embed.add_field(
            name=_("What I don't keep"),
            value=_(
                "Your name, your messages, and who voted for what once a vote is closed. My logs "
                "contain no user ids and nothing you typed. Backups that whoever runs me made "
                "before a deletion still contain what was there then."
            ),
            inline=False,
        )
        consent = await self._consents.get(call.asker.user_id)
        embed.add_field(
            name=_("Who may use it"),
            value=f"{consent_line(consent)}\n{consent_rule()}",
            inline=False,
        )
        kept = (
            Button(_("Export"), Request.of(RequestName.PRIVACY_EXPORT), Mode.OPEN, "📦"),
            Button(_("Delete …"), Request.of(RequestName.PRIVACY_DELETE), Mode.TURN, "🗑️"),
        )
        draws = Button(
            _("Who may draw for you"), Request.of(RequestName.PRIVACY_DRAWS), Mode.TURN, "🎲"
        )
        row = (*(kept if any(counts.values()) else ()), draws)
        return Reply(embeds=(embed,), rows=(row,), panel=True)

    @answers(RequestName.PRIVACY_EXPORT)
    async def show_export(self, call: Call) -> Reply:
        """Answer ``/privacy export`` with as many parts as fit into a message."""
        async with self._work.turn(Work.EXPORT):
            rows = await named(call.snapshot, await self._people.export(call.asker.user_id))
            limit = min(call.asker.file_limit, _PART_BYTES)
            parts = await self._work.part(Work.EXPORT, archives, rows, limit)
        if not any(rows.values()):
            return await self.show_kept(call)
        first = call.request.number("part", 1)
        if not 1 <= first <= len(parts):
            first = 1
        files = tuple(
            Picture(
                content, _part_name(number, len(parts)), _("Your data, as JSON in a zip archive")
            )
            for number, content in enumerate(parts[first - 1 : first - 1 + _PER_MESSAGE], first)
        )
        following = first + len(files)
        more = Button(
            _("More parts"), Request.of(RequestName.PRIVACY_EXPORT, part=following), Mode.OPEN, "📦"
        )
        summary = _summary({table: len(kept) for table, kept in rows.items()})
        embed = discord.Embed(
            title=_("Everything I keep about you"),
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
        meant = _(
            "Your ballots in open votes are deleted too, and the tallies updated; of closed votes "
            "only the totals were kept. Nights you planned will show “former member”. Your "
            "choices about draws, including *Not for me*, are forgotten. This can't be undone; "
            "use `/privacy export` first if you want a copy."
        )
        embed = discord.Embed(
            title=_("Delete all of this?"),
            description=f"{_summary(counts)}\n\n{meant}",
            color=WARNING_COLOR,
        )
        sure = Button(
            _("Delete everything"),
            Request.of(RequestName.PRIVACY_DELETED),
            Mode.TURN,
            "🗑️",
            Style.DANGER,
        )
        keep = Button(_("Keep it"), Request.of(RequestName.PRIVACY_SHOW), Mode.TURN)
        return Reply(embeds=(embed,), rows=((sure, keep),), panel=True)

    @answers(RequestName.PRIVACY_DELETED)
    async def show_deleted(self, call: Call) -> Reply:
        """Answer *Delete everything*."""
        deletion = await self._people.delete(call.asker.user_id)
        for night_id in sorted(deletion.nights):
            await self._redraw(night_id)
        await self._people.erase_traces(call.asker.user_id)
        embed = discord.Embed(
            title=_("Deleted"),
            description=_("I no longer keep anything about you."),
            color=PRIVACY_COLOR,
        )
        return Reply(embeds=(embed,), panel=True)


def _summary(counts: Mapping[str, int]) -> str:
    lines = [f"- {_counted(table, count)}" for table, count in counts.items() if count]
    return "\n".join(lines) or _("Nothing at all.")


def _counted(table: str, count: int) -> str:
    if forms := KINDS.get(table):
        return ngettext(*forms, count)
    return ngettext("{count} row of {table}", "{count} rows of {table}", count, table=escape(table))


def _part_name(number: int, count: int) -> str:
    return "marquee-export.zip" if count == 1 else f"marquee-export-{number}-of-{count}.zip"


def _contents(first: int, last: int, count: int) -> str:
    if count == 1:
        return _("The archive has every row, as a JSON file for each table.")
    if first == last:
        return _(
            "Part {part} of {count}; together they hold every row, as one JSON file per table.",
            part=first,
            count=count,
        )
    return _(
        "Parts {first} to {last} of {count}; together they hold every row, as one JSON file per "
        "table.",
        first=first,
        last=last,
        count=count,
    )
