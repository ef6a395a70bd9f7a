"""``/doublefeature``: two films for one evening, and the link between them."""

from collections.abc import Mapping
from typing import Any

import discord
from discord import app_commands

from bot.catalog.model import Movie
from bot.catalog.vocabulary.spoken_names import genre_name
from bot.discord.cogs.completion import complete_titles
from bot.discord.cogs.picks.watchers import Watchers
from bot.discord.interactions.handlers import Call, answers
from bot.discord.interactions.responder import Responder
from bot.discord.interactions.topic import Topic
from bot.discord.messages import limits
from bot.discord.messages.controls import Mode
from bot.discord.messages.markdown import escape
from bot.discord.messages.reply import Button, Reply, Style
from bot.discord.messages.request import Request
from bot.discord.messages.request_names import RequestName
from bot.discord.views.boards import board_of
from bot.discord.views.films.cards import CardBuilder, color_of
from bot.discord.views.films.lists import open_menu, picture_button
from bot.discord.views.films.picks import nothing_left, verify_button
from bot.discord.views.notices import notice
from bot.i18n import N_, _, listing, ngettext
from bot.library.names.lookup import CHOSEN, find_movie
from bot.library.picks.double_features import pair
from bot.library.picks.picks import Picker, new_ticket
from bot.library.picks.pools import NothingLeftError, Terms
from bot.rules.picks.double_features import DoubleFeature, Link, LinkKind
from bot.rules.picks.draw import DrawRecord, odds_text
from bot.rules.picks.sealed import Ticket
from bot.runtime.workers.pool import WorkPool

FIRST_FILMS = {"kind": "films", "min_votes": "1000"}
"""What a first film is drawn from where none is named."""

TRIES = 5
"""How often a first film is drawn, until one has a companion."""

_LINKS: Mapping[LinkKind, str] = {
    LinkKind.DIRECTOR: N_("both directed by {names}"),
    LinkKind.WRITER: N_("both written by {names}"),
    LinkKind.CAST: N_("both with {names}"),
    LinkKind.CREDIT: N_("made by {names}, in different roles"),
    LinkKind.TAG: N_("both about {names}"),
    LinkKind.GENRES: N_("both {names}, of the same decade"),
}


class DoubleFeatures(Topic):
    """Pairs of films.

    Args:
        responder: Answers the interactions.
        cards: Draws the cards.
        picker: Draws the first film where none is named, and keeps draws.
        watchers: Knows what is never to be drawn.
        work: Where pairs are looked for.
    """

    def __init__(
        self,
        responder: Responder,
        cards: CardBuilder,
        picker: Picker,
        watchers: Watchers,
        work: WorkPool,
    ) -> None:
        self._work = work
        self._cards = cards
        self._picker = picker
        self._watchers = watchers
        super().__init__(responder)

    @app_commands.command(
        description=N_("Pair two films for one evening, and say what links them.")
    )
    @app_commands.describe(film=N_("The first film; if you leave it out, one is drawn"))
    @app_commands.autocomplete(film=complete_titles)
    async def doublefeature(
        self, interaction: discord.Interaction[Any], film: str | None = None
    ) -> None:
        await self.answer(interaction)

    @answers(RequestName.DOUBLEFEATURE)
    async def show_pair(self, call: Call) -> Reply:
        """Answer ``/doublefeature``."""
        terms = await self._watchers.own_terms(call)
        if typed := call.request.get("film"):
            movie = await find_movie(call.snapshot, typed, option="film")
            ticket = new_ticket(terms)
            found = await pair(call.snapshot, movie, terms.people, ticket.drawn_with, self._work)
            return await self._card(call, found, ticket, terms) if found else _no_companion(movie)
        try:
            found, ticket = await self._any_pair(call, terms)
        except NothingLeftError as error:
            return nothing_left(call.request, terms, error.count)
        return await self._card(call, found, ticket, terms)

    async def _any_pair(self, call: Call, terms: Terms) -> tuple[DoubleFeature, Ticket]:
        for __ in range(TRIES):
            pick = await self._picker.pick(call.snapshot, FIRST_FILMS, terms)
            ticket = new_ticket(terms)
            found = await pair(
                call.snapshot, pick.movie, terms.people, ticket.drawn_with, self._work
            )
            if found is not None:
                return found, ticket
        raise NothingLeftError(TRIES)

    async def _card(self, call: Call, found: DoubleFeature, ticket: Ticket, terms: Terms) -> Reply:
        first, second, draw = found.first, found.second, found.draw
        kept, seal = False, ""
        if len(draw.pool) > 1:
            kept, seal = await self._picker.keep(terms, ticket, draw, count_losses=False)
        embed = discord.Embed(
            title=escape(listing([first.label, second.label]), limits.EMBED_TITLE),
            description="\n".join(f"- {_said(link)}" for link in found.links),
            color=color_of(first),
        )
        if len(draw.pool) > 1:
            embed.set_footer(text=_drawn_from(draw, ticket, seal))
        cards = [self._cards.card(movie) for movie in (first, second)]
        same = call.request.replace(film=CHOSEN + first.id)
        another = call.request.replace(film=None)
        buttons = [Button(_("Another pair"), another, Mode.TURN, "🎲", Style.PRIMARY)]
        if len(draw.pool) > 1:
            buttons.append(Button(_("Another second film"), same, Mode.TURN, "🎞️"))
        if kept:
            buttons.append(verify_button(ticket.seed, seal))
        buttons.append(picture_button(board_of((first, second))))
        return Reply(
            embeds=(embed, *(card.embeds[0] for card in cards)),
            rows=(tuple(buttons), open_menu((first, second))),
            pictures=tuple(picture for card in cards for picture in card.pictures),
            shown=(first.id, second.id),
        )


def _drawn_from(draw: DrawRecord, ticket: Ticket, seal: str) -> str:
    if ticket.nonce:
        drawn = _("Several films go with it equally well · seed {seed}", seed=ticket.seed)
        return " · ".join([drawn, *([_("seal {seal}", seal=seal)] if seal else [])])
    return ngettext(
        "{count} film goes with it equally well: this one had a chance of {odds} · seed {seed} · "
        "pool {hash}",
        "{count} films go with it equally well: this one had a chance of {odds} · seed {seed} · "
        "pool {hash}",
        len(draw.pool),
        odds=odds_text(draw.odds),
        seed=draw.seed,
        hash=draw.pool_hash,
    )


def _said(link: Link) -> str:
    names = map(genre_name, link.names) if link.kind is LinkKind.GENRES else link.names
    return escape(_(_LINKS[link.kind], names=listing([*names])))


def _no_companion(movie: Movie) -> Reply:
    another = Button(_("Any two films"), Request.of(RequestName.DOUBLEFEATURE), Mode.POST, "🎲")
    return notice(
        _("Nothing goes with it"),
        _(
            "No film that may be drawn for you has people, a subject, or genres and years in "
            "common with *{title}*.",
            title=escape(movie.label),
        ),
        (another,),
    )
