"""``/genre`` and ``/search``: everything that fits, in pages."""

from typing import Any

import discord
from discord import app_commands

from bot.catalog.model import Filters, Movie, Sort
from bot.catalog.records.field_parsers import FIRST_YEAR, LAST_YEAR, MAX_MINUTES
from bot.cogs.completion import (
    complete_decades,
    complete_directors,
    complete_genres,
    complete_kinds,
    complete_languages,
    complete_people,
    complete_tags,
)
from bot.errors import BadInputError
from bot.interactions.handlers import Call, answers
from bot.interactions.topic import Topic
from bot.library.filters.criteria import ABOUT, no_match, understand
from bot.library.pages import Page, select_page, slice_page
from bot.messages import limits
from bot.messages.markdown import escape
from bot.messages.reply import Reply
from bot.messages.request_names import RequestName
from bot.stories.words import MOST_CHARACTERS
from bot.text import human_join, plural
from bot.views.lists import BY_STORY, SORT_LABELS, list_reply

SORT_CHOICES = [
    app_commands.Choice(name=label, value=sort.value) for sort, label in SORT_LABELS.items()
]

Year = app_commands.Range[int, FIRST_YEAR, LAST_YEAR]
Rating = app_commands.Range[float, 0, 10]
Votes = app_commands.Range[int, 0, 1_000_000_000]
About = app_commands.Range[str, 1, MOST_CHARACTERS]
ABOUT_DESCRIBED = "What it is about: christmas, a heist, people stuck on a train"
Minutes = app_commands.Range[int, 1, MAX_MINUTES]


class Lists(Topic):
    """Filtered lists."""

    @app_commands.command()
    @app_commands.describe(
        genre="A genre, or several: comedy, crime",
        sort="The order of the list",
        decade="Only from this decade: 1980s",
        kind="Only films, only series …",
        max_minutes="At most this long, in minutes",
        about=ABOUT_DESCRIBED,
    )
    @app_commands.choices(sort=SORT_CHOICES)
    @app_commands.autocomplete(genre=complete_genres, decade=complete_decades, kind=complete_kinds)
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
        """List the best titles of a genre."""
        await self.answer(interaction, by=typist(interaction, about))

    @app_commands.command()
    @app_commands.describe(
        genre="A genre, or several: comedy, crime",
        person="Somebody in any role, or several: al pacino, robert de niro",
        director="Who directed it",
        language="The language spoken",
        from_year="Not before this year",
        to_year="Not after this year",
        min_rating="At least this rating, out of 10",
        min_votes="At least this many votes",
        max_minutes="At most this long, in minutes",
        kind="Only films, only series …",
        sort="The order of the list",
        about=ABOUT_DESCRIBED,
        tag="What it is filed under besides its genres",
    )
    @app_commands.choices(sort=SORT_CHOICES)
    @app_commands.autocomplete(
        genre=complete_genres,
        tag=complete_tags,
        person=complete_people,
        director=complete_directors,
        language=complete_languages,
        kind=complete_kinds,
    )
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
        """List everything that fits all your filters."""
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
        understood = " · ".join(criteria.phrases) or "everything there is"
        return list_reply(
            page,
            call.request,
            title=f"{plural(page.total, 'title')} · {escape(understood, limits.EMBED_TITLE - 20)}",
            header=_header(page, orders[order], _EXPLAINED.get(order, "")),
            orders=orders,
            order=order,
        )


def typist(interaction: discord.Interaction[Any], typed: str | None) -> int | None:
    """Return who typed a text that may be kept for buttons: it is theirs to export and delete."""
    return interaction.user.id if typed else None


async def _page(call: Call, filters: Filters) -> tuple[Page[Movie], str]:
    """Return the page that is asked for and its order; that of the story has no name."""
    catalog, number = call.snapshot.catalog, call.request.number("page", 1)
    order = call.request.get("sort")
    if filters.only is not None and not order:
        ids = slice_page(filters.only, number)
        return Page(tuple(await catalog.movies(ids.items)), ids.total, ids.number), order
    sort = _sort(order or Sort.BEST.value)
    return await select_page(catalog, filters, sort, number), sort.value


def _header(page: Page[Any], order: str, explained: str) -> str:
    if page.total == 1:
        return "Choose it below for its card.\n"
    return f"{order}{explained}. Choose one below for its card.\n"


_EXPLAINED = {Sort.BEST.value: ": ratings weighed by how many voted"}


def _sort(text: str) -> Sort:
    try:
        return Sort(text)
    except ValueError:
        words = human_join([sort.value for sort in Sort])
        raise BadInputError(f"“{text}” is no order of a list. There are {words}.") from None
