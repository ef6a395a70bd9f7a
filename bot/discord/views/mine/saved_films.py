"""Lists of films that somebody keeps, as private panels."""

import dataclasses
from collections.abc import Callable

import discord

from bot.catalog.model import Movie
from bot.discord.messages import limits
from bot.discord.messages.reply import Button, Menu, Reply
from bot.discord.messages.request import Request
from bot.discord.views.films.cards import PLAIN_COLOR, color_of
from bot.discord.views.films.lists import list_lines, open_menu, page_line, pager
from bot.i18n import _
from bot.library.saved_films import KeptPage
from bot.text import clip


def kept_list(
    kept: KeptPage,
    request: Request,
    *,
    title: str,
    header: str = "",
    note: Callable[[Movie], str] | None = None,
) -> Reply:
    """Return the panel for one page of kept films.

    Args:
        kept: What to show.
        request: What the list answers; turning pages asks it again.
        title: What the list is, already safe.
        header: Text before the list, already safe.
        note: Returns a note on a film for its line, not yet safe.
    """
    page = kept.page
    openable = {movie.id for movie in kept.known}

    def notes(movie: Movie) -> str:
        said = [note(movie)] if note else []
        if movie.id not in openable | kept.hidden:
            said.append(_("no longer in my catalogue"))
        return " · ".join(filter(None, said))

    embed = discord.Embed(
        title=clip(title, limits.EMBED_TITLE),
        description=clip(
            "\n".join(filter(None, (header, *list_lines(page, notes)))), limits.EMBED_DESCRIPTION
        ),
        color=next((color_of(movie) for movie in kept.known if movie.color), PLAIN_COLOR),
    )
    rows: list[tuple[Button, ...] | Menu] = []
    if kept.known:
        rows.append(_ranked_menu(kept))
    if page.count > 1:
        embed.set_footer(text=page_line(page))
        rows.append(pager(request, page))
    return Reply(embeds=(embed,), rows=tuple(rows), panel=True)


def _ranked_menu(kept: KeptPage) -> Menu:
    """Return the menu of the films with a card, numbered as in the list."""
    menu = open_menu(kept.page.items, kept.page.first_rank)
    known = {movie.id for movie in kept.known}
    return dataclasses.replace(
        menu, options=tuple(o for o in menu.options if o.request.get("film") in known)
    )
