"""``/genre`` and ``/search``: everything that fits, in pages."""

from typing import Any

import discord
from discord import app_commands

from bot.catalog.model import Filters, Movie, Sort
from bot.discord.cogs.completion import complete_decades, complete_tags
from bot.discord.cogs.films.filter_options import (
    About,
    Minutes,
    Rating,
    Votes,
    Year,
    completed,
    described,
    typist,
)
from bot.discord.interactions.handlers import Call, answers
from bot.discord.interactions.responder import Responder
from bot.discord.interactions.topic import Topic
from bot.discord.messages import limits
from bot.discord.messages.markdown import escape
from bot.discord.messages.reply import Reply
from bot.discord.messages.request_names import RequestName
from bot.discord.views.boards import SEPARATOR, Boards
from bot.discord.views.films.lists import BY_STORY, SORT_LABELS, list_reply
from bot.discord.views.pictures.board import MAX_FILMS
from bot.errors import BadInputError, OutdatedError
from bot.i18n import N_, _, listing, ngettext
from bot.library.filters.criteria import ABOUT, no_match, understand
from bot.library.pages import Page, select_page, slice_page

SORT_CHOICES = [
    app_commands.Choice(name=label, value=sort.value) for sort, label in SORT_LABELS.items()
]
SORT_DESCRIBED = N_("The order of the list")


class Lists(Topic):
    """Filtered lists.

    Args:
        responder: Answers the interactions.
        boards: Draws films as one picture.
    """

    def __init__(self, responder: Responder, boards: Boards) -> None:
        self._boards = boards
        super().__init__(responder)

    @app_commands.command(description=N_("List the best titles of a genre."))
    @app_commands.describe(
        **described("genre", "kind", "max_minutes", "about"),
        sort=SORT_DESCRIBED,
        decade=N_("Only from this decade: 1980s"),
    )
    @app_commands.choices(sort=SORT_CHOICES)
    @app_commands.autocomplete(**completed("genre", "kind"), decade=complete_decades)
    async def genre(
        self,
        interaction: discord.Interaction[Any],
        genre: str,
        sort: str | None = None,
        decade: str | None = None,
        kind: str | None = None,
        max_minutes: Minutes | None = None,
        about: About | None = None,
    ) -> None:
        await self.answer(interaction, by=typist(interaction, about))

    @app_commands.command(description=N_("List everything that fits all your filters."))
    @app_commands.describe(
        **described(),
        sort=SORT_DESCRIBED,
        tag=N_("A tag, besides the genres"),
    )
    @app_commands.choices(sort=SORT_CHOICES)
    @app_commands.autocomplete(**completed(), tag=complete_tags)
    async def search(
        self,
        interaction: discord.Interaction[Any],
        genre: str | None = None,
        person: str | None = None,
        director: str | None = None,
        language: str | None = None,
        from_year: Year | None = None,
        to_year: Year | None = None,
        min_rating: Rating | None = None,
        min_votes: Votes | None = None,
        kind: str | None = None,
        sort: str | None = None,
        max_minutes: Minutes | None = None,
        about: About | None = None,
        tag: str | None = None,
    ) -> None:
        await self.answer(interaction, by=typist(interaction, about))

    @answers(RequestName.GENRE, RequestName.SEARCH)
    async def show_list(self, call: Call) -> Reply:
        """Answer ``/genre`` and ``/search``."""
        options = dict(call.request)
        criteria = await understand(call.snapshot, options)
        orders = {sort.value: label for sort, label in SORT_LABELS.items()}
        if call.request.get(ABOUT):
            orders = {"": BY_STORY} | orders
        page, order = await _page(call, criteria.filters)
        if not page.total:
            raise await no_match(call.snapshot, options, criteria)
        understood = " · ".join(criteria.phrases) or _("everything there is")
        total = ngettext("{count} title", "{count} titles", page.total)
        title = f"{total} · {escape(understood, limits.EMBED_TITLE - 20)}"
        if call.request.get("picture"):
            return await self._boards.reply(page.items, title, page.first_rank)
        return list_reply(
            page,
            call.request,
            title=title,
            header=_header(page, order),
            orders=orders,
            order=order,
            picture=True,
        )

    @answers(RequestName.BOARD)
    async def show_board(self, call: Call) -> Reply:
        """Answer *As a picture* where the films were drawn by chance: these very ones."""
        ids = call.request.get("films").split(SEPARATOR)[:MAX_FILMS]
        movies = await call.snapshot.catalog.movies(ids)
        if not movies:
            raise OutdatedError
        return await self._boards.reply(movies, _("Films to look at"))


async def _page(call: Call, filters: Filters) -> tuple[Page[Movie], str]:
    """Return the requested page and its order, which is empty where the story decides."""
    catalog, number = call.snapshot.catalog, call.request.number("page", 1)
    order = call.request.get("sort")
    if filters.only is not None and not order:
        ids = slice_page(filters.only, number)
        return Page(tuple(await catalog.movies(ids.items)), ids.total, ids.number), order
    sort = _sort(order or Sort.BEST.value)
    return await select_page(catalog, filters, sort, number), sort.value


def _header(page: Page[Any], order: str) -> str:
    if page.total == 1:
        said = _("Choose it below to see its card.")
    elif order == Sort.BEST.value:
        said = _(
            "Best first: ratings are weighted by the number of votes. Choose one below to see its "
            "card."
        )
    else:
        label = SORT_LABELS[Sort(order)] if order else BY_STORY
        said = _("{order}. Choose one below to see its card.", order=_(label))
    return f"{said}\n"


def _sort(text: str) -> Sort:
    try:
        return Sort(text)
    except ValueError:
        words = listing([f"`{sort.value}`" for sort in Sort])
        raise BadInputError(
            _("“{text}” isn't a list order. The orders are {orders}.", text=text, orders=words)
        ) from None
