"""Lists of titles: ten to a page, each with its rating, a menu that opens their cards."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import discord

from bot.catalog.model import Kind, Movie, Sort
from bot.catalog.vocabulary.spoken_names import genre_name, kind_name
from bot.discord.messages import limits
from bot.discord.messages.controls import Mode
from bot.discord.messages.markdown import escape, link
from bot.discord.messages.reply import Button, Menu, Option, Reply
from bot.discord.messages.request import Request
from bot.discord.messages.request_names import RequestName
from bot.discord.views.films.cards import PLAIN_COLOR, color_of, imdb_url
from bot.i18n import N_, _, ngettext, number, pgettext
from bot.library.names.labels import short_label
from bot.library.pages import Page
from bot.text import clip

_THOUSAND, _MILLION = 1_000, 1_000_000
LABEL_ROOM = 80
"""Characters of a title and its year on a line of a list."""

SORT_LABELS = {
    Sort.BEST: N_("Best first"),
    Sort.NEWEST: N_("Newest first"),
    Sort.OLDEST: N_("Oldest first"),
    Sort.RATING: N_("Highest rating first"),
    Sort.VOTES: N_("Most votes first"),
    Sort.TITLE: N_("By title"),
}
BY_STORY = N_("Closest to the story first")
"""The default order of a list with ``about``."""


def list_reply(
    page: Page[Movie],
    request: Request,
    *,
    title: str,
    header: str = "",
    orders: Mapping[str, str] | None = None,
    order: str = "",
    note: Callable[[Movie], str] | None = None,
    picture: bool = False,
) -> Reply:
    """Return the message for one page of a list.

    Args:
        page: What to show.
        request: What the list answers; turning pages asks it again.
        title: What the list is, already safe.
        header: Text before the list, already safe.
        orders: The English labels of the orders on offer, by their value of ``sort``.
        order: The current order.
        note: Returns a note on a title for its line, not yet safe.
        picture: Whether the request has the option ``picture``, which shows a page as one.
    """
    lines = list_lines(page, note)
    color = next((color_of(movie) for movie in page.items if movie.color), PLAIN_COLOR)
    embed = discord.Embed(
        title=clip(title, limits.EMBED_TITLE),
        description=clip("\n".join(filter(None, (header, *lines))), limits.EMBED_DESCRIPTION),
        color=color,
    )
    if page.count > 1:
        embed.set_footer(text=page_line(page))
    rows: list[tuple[Button, ...] | Menu] = []
    if page.items:
        rows.append(open_menu(page.items, page.first_rank))
    if orders and page.total > 1:
        rows.append(_order_menu(request, orders, order))
    turning = pager(request, page) if page.count > 1 else ()
    shown = request.replace(picture=True, page=page.number if page.number > 1 else None)
    looking = (picture_button(shown),) if picture else ()
    if buttons := (*turning, *(looking if len(page.items) > 1 else ())):
        rows.append(buttons)
    return Reply(embeds=(embed,), rows=tuple(rows))


def picture_button(request: Request) -> Button:
    """Return the button that shows films as a picture."""
    return Button(_("As a picture"), request, Mode.OPEN, "🖼️")


def page_line(page: Page[Any]) -> str:
    """Return the line with the page number and the total of a list."""
    return ngettext(
        "Page {page} of {pages} · {count} title",
        "Page {page} of {pages} · {count} titles",
        page.total,
        page=number(page.number),
        pages=number(page.count),
    )


def list_lines(page: Page[Movie], note: Callable[[Movie], str] | None = None) -> list[str]:
    """Return a page's titles, a line each, safe to show."""
    return [
        _line(rank, movie, note(movie) if note else "")
        for rank, movie in enumerate(page.items, page.first_rank)
    ]


def open_menu(movies: Sequence[Movie], first_rank: int = 1) -> Menu:
    """Return the menu that opens the card of one of these titles."""
    options = tuple(
        Option(
            f"{rank}. {_label(movie)}",
            Request.of(RequestName.CARD, film=movie.id),
            _described(movie),
        )
        for rank, movie in enumerate(movies, first_rank)
    )
    return Menu(_("Open a card"), options, Mode.OPEN)


def _described(movie: Movie) -> str:
    """Return rating, kind and makers in one line of plain text."""
    parts: list[str] = []
    if movie.rating is not None:
        parts.append(f"★ {number(movie.rating, 1)}")
    if movie.kind is not None and movie.kind is not Kind.MOVIE:
        parts.append(kind_name(movie.kind))
    if movie.genres:
        parts.append(", ".join(genre_name(name) for name in movie.genres[:3]))
    if movie.directors:
        parts.append(movie.directors[0].name)
    return " · ".join(parts)


def _line(rank: int, movie: Movie, note: str) -> str:
    label = _label(movie)
    url = imdb_url(movie)
    parts = [f"{rank}\\. {link(label, url) if url else f'**{escape(label)}**'}"]
    if movie.rating is not None:
        votes = f" ({_compact(movie.votes)})" if movie.votes is not None else ""
        parts.append(f"★ {number(movie.rating, 1)}{votes}")
    if movie.kind is not None and movie.kind is not Kind.MOVIE:
        parts.append(kind_name(movie.kind))
    if note:
        parts.append(escape(clip(note, 120)))
    return " · ".join(parts)


def _label(movie: Movie) -> str:
    return short_label(movie.title, movie.year, LABEL_ROOM)


def _compact(count: int) -> str:
    """Return a number in about three digits: ``987``, ``12.3k``, ``2.2M``."""
    if count >= _MILLION:
        return _("{number}M", number=_three_digits(count / _MILLION))
    if count >= _THOUSAND:
        return _("{number}k", number=_three_digits(count / _THOUSAND))
    return str(count)


def _three_digits(value: float) -> str:
    return number(value, 0 if value >= 100 else 1)  # noqa: PLR2004


def _order_menu(request: Request, orders: Mapping[str, str], chosen: str) -> Menu:
    options = tuple(
        Option(_(label), request.replace(sort=order, page=None), chosen=order == chosen)
        for order, label in orders.items()
    )
    return Menu(_("Order"), options, Mode.TURN)


def pager(request: Request, page: Page[Any]) -> tuple[Button, ...]:
    """Return the buttons for the list's other pages."""

    def to(place: int) -> Request | None:
        possible = 1 <= place <= page.count and place != page.number
        return request.replace(page=place) if possible else None

    return (
        Button(pgettext("page", "First"), to(1), Mode.TURN, "⏮️"),
        Button(pgettext("page", "Previous"), to(page.number - 1), Mode.TURN, "◀️"),
        Button(pgettext("page", "Next"), to(page.number + 1), Mode.TURN, "▶️"),
        Button(pgettext("page", "Last"), to(page.count), Mode.TURN, "⏭️"),
    )
