"""The private panel of one film: what somebody keeps about it, with switches."""

from collections.abc import Sequence

import discord

from bot.catalog.model import Movie
from bot.discord.messages import limits
from bot.discord.messages.controls import Mode
from bot.discord.messages.markdown import escape
from bot.discord.messages.reply import Button, Menu, Option, Reply, Style
from bot.discord.messages.request import NO, YES, Request
from bot.discord.messages.request_names import RequestName
from bot.discord.views.films.cards import color_of
from bot.discord.views.mine.consents import consent_line, consent_menu
from bot.i18n import _, listing
from bot.rules.picks.consent import Consent
from bot.rules.picks.lists import DEFAULT_NAME, list_key, shown_name
from bot.state.films.preferences import FilmPreferences
from bot.state.films.ratings import HIGHEST, LOWEST
from bot.text import clip


def mine_panel(
    movie: Movie, mine: FilmPreferences, lists: Sequence[str], consent: Consent, said: str = ""
) -> Reply:
    """Return the panel.

    Args:
        movie: The film.
        mine: What the person keeps about it.
        lists: The names of all their lists.
        consent: Who may draw for them.
        said: What has just been done, already safe.
    """
    on_lists = listing([f"**{escape(shown_name(name))}**" for name in mine.lists])
    lines = [
        said,
        _("👁️ seen") if mine.seen else _("▫️ not marked as seen"),
        _("⭐ you gave it **{rating}** of {best}", rating=mine.rating, best=HIGHEST)
        if mine.rating
        else _("▫️ not rated"),
        _("🔖 on {lists}", lists=on_lists) if mine.lists else _("▫️ on none of your lists"),
        _("🚫 never to be drawn when you're watching")
        if mine.never
        else _("▫️ may be drawn for you"),
        consent_line(consent),
    ]
    embed = discord.Embed(
        title=clip(_("You and {title}", title=escape(movie.label)), limits.EMBED_TITLE),
        description=clip("\n".join(filter(None, lines)), limits.EMBED_DESCRIPTION),
        color=color_of(movie),
    )
    embed.set_footer(text=_("Only you can see this. /privacy shows everything I keep about you."))
    return Reply(embeds=(embed,), rows=_rows(movie, mine, lists, consent), panel=True)


def mark(movie_id: str, what: str, to: object, **more: object) -> Request:
    """Return the request that sets one thing about a film; it is idempotent."""
    return Request.of(RequestName.MARK, film=movie_id, what=what, to=to, **more)


def _rows(
    movie: Movie, mine: FilmPreferences, lists: Sequence[str], consent: Consent
) -> tuple[tuple[Button, ...] | Menu, ...]:
    listed = {list_key(name) for name in mine.lists}
    names = lists or (DEFAULT_NAME,)
    seen = mark(movie.id, "seen", NO if mine.seen else YES)
    never = mark(movie.id, "never", NO if mine.never else YES)
    switches = (
        _switch(_("Seen"), "👁️", seen, on=mine.seen),
        _switch(_("Never"), "🚫", never, on=mine.never),
        Button(_("New list …"), Request.of(RequestName.NEW_LIST, film=movie.id), Mode.TURN, "🔖"),
    )
    stars = tuple(
        Option(
            _("{rating} of {best}", rating=number, best=HIGHEST),
            mark(movie.id, "rating", number),
            chosen=number == mine.rating,
        )
        for number in range(HIGHEST, LOWEST - 1, -1)
    )
    if mine.rating:
        stars = (*stars, Option(_("Remove the rating"), mark(movie.id, "rating", NO)))
    on_or_off = tuple(
        Option(
            _("Remove from {name}", name=shown_name(name))
            if list_key(name) in listed
            else _("Add to {name}", name=shown_name(name)),
            mark(movie.id, "list", NO if list_key(name) in listed else YES, list=name),
        )
        for name in names
    )
    return (
        switches,
        Menu(_("Rate it"), stars, Mode.TURN),
        Menu(_("Your lists"), on_or_off, Mode.TURN),
        consent_menu(consent, lambda word: mark(movie.id, "draws", word)),
    )


def _switch(label: str, emoji: str, request: Request, *, on: bool) -> Button:
    return Button(label, request, Mode.TURN, emoji, Style.SUCCESS if on else Style.SECONDARY)
