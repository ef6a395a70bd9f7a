"""Lists of titles: ten to a page, each with its rating, a menu that opens their cards."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import discord

from bot.catalog.model import Kind, Movie, Sort
from bot.library.labels import short_label
from bot.library.pages import Page
from bot.messages import limits
from bot.messages.controls import Mode
from bot.messages.markdown import escape, link
from bot.messages.reply import Button, Menu, Option, Reply
from bot.messages.request import Request
from bot.messages.request_names import RequestName
from bot.messages.wording import Wording, wording
from bot.text import clip
from bot.views.cards import PLAIN_COLOR, color_of, imdb_url

LABEL_ROOM = 80
"""Characters of a title and its year on a line of a list."""

SORT_LABELS = {
    Sort.BEST: "Best first",
    Sort.NEWEST: "Newest first",
    Sort.OLDEST: "Oldest first",
    Sort.RATING: "Highest rating first",
    Sort.VOTES: "Most votes first",
    Sort.TITLE: "By title",
}
BY_STORY = "Closest to the story first"
"""The order of a list that was asked for by a story, while nobody has chosen another."""


def list_reply(
    page: Page[Movie],
    request: Request,
    *,
    title: str,
    header: str = "",
    orders: Mapping[str, str] | None = None,
    order: str = "",
    note: Callable[[Movie], str] | None = None,
) -> Reply:
    """Return the message for one page of a list.

    Args:
        page: What to show.
        request: What the list answers; turning pages asks it again.
        title: What the list is, already safe.
        header: What is to be said before the list, already safe.
        orders: The labels of the orders that the reader may choose from, by the ``sort`` that
            asks for each.
        order: The one that the list has.
        note: More to say about a title on its line, not yet safe.
    """
    lines = list_lines(page, note)
    color = next((color_of(movie) for movie in page.items if movie.color), PLAIN_COLOR)
    embed = discord.Embed(
        title=clip(title, limits.EMBED_TITLE),
        description=clip("\n".join(filter(None, (header, *lines))), limits.EMBED_DESCRIPTION),
        color=color,
    )
    if page.count > 1:
        embed.set_footer(text=f"Page {page.number} of {page.count} · {page.total:,} titles")
    rows: list[tuple[Button, ...] | Menu] = []
    if page.items:
        rows.append(open_menu(page.items, page.first_rank))
    if orders and page.total > 1:
        rows.append(_order_menu(request, orders, order))
    if page.count > 1:
        rows.append(pager(request, page))
    return Reply(embeds=(embed,), rows=tuple(rows))


def list_lines(
    page: Page[Movie], note: Callable[[Movie], str] | None = None, locale: str = ""
) -> list[str]:
    """Return a page's titles, a line each, safe to show."""
    words = wording(locale)
    return [
        _line(rank, movie, note(movie) if note else "", words)
        for rank, movie in enumerate(page.items, page.first_rank)
    ]


def open_menu(movies: Sequence[Movie], first_rank: int = 1, locale: str = "") -> Menu:
    """Return the menu that opens the card of one of these titles."""
    words = wording(locale)
    options = tuple(
        Option(
            f"{rank}. {_label(movie)}",
            Request.of(RequestName.CARD, film=movie.id),
            _described(movie, words),
        )
        for rank, movie in enumerate(movies, first_rank)
    )
    return Menu(words.say("open_title"), options, Mode.OPEN)


def _described(movie: Movie, words: Wording) -> str:
    """Return rating, kind and makers in one line of plain text."""
    parts: list[str] = []
    if movie.rating is not None:
        parts.append(f"★ {movie.rating:.1f}")
    if movie.kind not in {None, Kind.MOVIE}:
        parts.append(words.named("kind", str(movie.kind)))
    if movie.genres:
        parts.append(", ".join(words.named("genre", name) for name in movie.genres[:3]))
    if movie.directors:
        parts.append(movie.directors[0].name)
    return " · ".join(parts)


def _line(rank: int, movie: Movie, note: str, words: Wording) -> str:
    label = _label(movie)
    url = imdb_url(movie)
    parts = [f"{rank}\\. {link(label, url) if url else f'**{escape(label)}**'}"]
    if movie.rating is not None:
        votes = f" ({_compact(movie.votes)})" if movie.votes is not None else ""
        parts.append(f"★ {movie.rating:.1f}{votes}")
    if movie.kind not in {None, Kind.MOVIE}:
        parts.append(words.named("kind", str(movie.kind)))
    if note:
        parts.append(escape(clip(note, 120)))
    return " · ".join(parts)


def _label(movie: Movie) -> str:
    return short_label(movie.title, movie.year, LABEL_ROOM)


def _compact(number: int) -> str:
    """Return a number in three digits or so: ``987``, ``12.3k``, ``2.2M``."""
    for size, letter in ((1_000_000, "M"), (1_000, "k")):
        if number >= size:
            value = number / size
            return f"{value:.0f}{letter}" if value >= 100 else f"{value:.1f}{letter}"  # noqa: PLR2004
    return str(number)


def _order_menu(request: Request, orders: Mapping[str, str], chosen: str) -> Menu:
    options = tuple(
        Option(label, request.replace(sort=order, page=None), chosen=order == chosen)
        for order, label in orders.items()
    )
    return Menu("Order", options, Mode.TURN)


def pager(
    request: Request,
    page: Page[Any],
    labels: tuple[str, str, str, str] = ("First", "Previous", "Next", "Last"),
) -> tuple[Button, ...]:
    """Return the buttons that ask for the list's other pages."""
    first, previous, following, last = labels

    def to(number: int) -> Request | None:
        possible = 1 <= number <= page.count and number != page.number
        return request.replace(page=number) if possible else None

    return (
        Button(first, to(1), Mode.TURN, "⏮️"),
        Button(previous, to(page.number - 1), Mode.TURN, "◀️"),
        Button(following, to(page.number + 1), Mode.TURN, "▶️"),
        Button(last, to(page.count), Mode.TURN, "⏭️"),
    )
