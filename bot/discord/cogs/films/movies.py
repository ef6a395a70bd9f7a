"""``/movie``: the card of a title, and what its buttons show."""

import dataclasses
from typing import Any
from urllib.parse import quote

import discord
from discord import app_commands

from bot.catalog.imdb.merge import SOURCE as IMDB_SOURCE
from bot.catalog.model import Filters, Movie, Sort
from bot.discord.cogs.completion import complete_titles
from bot.discord.interactions.handlers import Call, answers
from bot.discord.interactions.responder import Responder
from bot.discord.interactions.topic import Topic
from bot.discord.messages import limits
from bot.discord.messages.markdown import escape, escape_paragraphs
from bot.discord.messages.reply import LinkButton, Reply
from bot.discord.messages.request import Request
from bot.discord.messages.request_names import RequestName
from bot.discord.views.boards import Boards
from bot.discord.views.errors import explain
from bot.discord.views.films.cards import CardBuilder, color_of
from bot.discord.views.films.lists import list_reply
from bot.discord.views.films.story_answers import StoryAnswerBuilder, by_story_button
from bot.errors import NotFoundError, OutdatedError
from bot.i18n import N_, _, listing
from bot.library.films.similar_titles import similar_titles
from bot.library.films.story_search import find_by_story, is_description
from bot.library.names.lookup import find_movie
from bot.library.pages import select_page, slice_page

SIMILAR_TITLES = 10
MIN_STORY_WORDS = 3
"""In fewer words nobody tells a story."""
TITLE_ROOM = limits.EMBED_TITLE - 30
"""Characters of a title within a longer heading."""


class Movies(Topic):
    """Cards and what hangs on them.

    Args:
        responder: Answers the interactions.
        cards: Draws the cards.
        by_story: Draws what a description means.
        boards: Draws films as one picture.
        records_url: Where the record files can be edited on the web, if anywhere.
    """

    def __init__(
        self,
        responder: Responder,
        cards: CardBuilder,
        by_story: StoryAnswerBuilder,
        boards: Boards,
        records_url: str | None,
    ) -> None:
        self._boards = boards
        self._cards = cards
        self._by_story = by_story
        self._records_url = records_url
        super().__init__(responder)

    @app_commands.command(description=N_("Show the card of a film or series."))
    @app_commands.describe(title=N_("The title as you remember it; a year helps: dune 1984"))
    @app_commands.autocomplete(title=complete_titles)
    async def movie(self, interaction: discord.Interaction[Any], title: str) -> None:
        await self.answer(interaction)

    @answers(RequestName.MOVIE)
    async def show_movie(self, call: Call) -> Reply:
        """Answer ``/movie``; what is no title but tells a story is looked up among the stories."""
        try:
            movie = await find_movie(call.snapshot, call.request.get("title"))
        except NotFoundError as error:
            return await self._by_story_or_spelling(call, error)
        return self._cards.card(movie)

    async def _by_story_or_spelling(self, call: Call, error: NotFoundError) -> Reply:
        typed = call.request.get("title")
        asked = Request.of(RequestName.FIND, story=typed, by=call.asker.user_id)
        if not error.near:
            answer = await find_by_story(call.snapshot, typed, {})
            if is_description(typed, answer):
                return self._by_story.instead_of_title(answer, asked)
        if len(typed.split()) < MIN_STORY_WORDS:
            raise error
        reply = explain(error, call.request)
        return dataclasses.replace(reply, rows=(*reply.rows, (by_story_button(asked),)))

    @answers(RequestName.CARD)
    async def show_card(self, call: Call) -> Reply:
        """Answer a menu that opens a card."""
        return self._cards.card(await film_of(call))

    @answers(RequestName.SYNOPSIS)
    async def show_synopsis(self, call: Call) -> Reply:
        """Answer *Full synopsis*: the whole story."""
        movie = await film_of(call)
        story = movie.synopsis or movie.description
        if not story:
            raise OutdatedError
        embed = discord.Embed(
            title=_("{title}: the story", title=escape(movie.label, TITLE_ROOM)),
            description=escape_paragraphs(story, limits.EMBED_DESCRIPTION),
            color=color_of(movie),
        )
        embed.set_footer(text=_("May give away the ending."))
        return Reply(embeds=(embed,), private=True)

    @answers(RequestName.MORE)
    async def show_more_by_director(self, call: Call) -> Reply:
        """Answer *More by this director*: what else the directors made."""
        movie = await film_of(call)
        filters = Filters(
            any_directors=tuple(director.id for director in movie.directors),
            exclude=(movie.id,),
        )
        page = await select_page(
            call.snapshot.catalog, filters, Sort.BEST, call.request.number("page", 1)
        )
        names = escape(listing([director.name for director in movie.directors]))
        if page.total:
            header = _("Best first. Choose one below to see its card.") + "\n"
        else:
            header = _(
                "*{title}* is all I have by {names}. Try *Similar* on the card for films like it.",
                title=escape(movie.label),
                names=names,
            )
        return list_reply(
            page, call.request, title=_("More by {names}", names=names), header=header
        )

    @answers(RequestName.SIMILAR)
    async def show_similar(self, call: Call) -> Reply:
        """Answer *Similar*: titles like this one, each with the reason."""
        movie = await film_of(call)
        similar = await similar_titles(call.snapshot, movie, SIMILAR_TITLES)
        title = _("Like {title}", title=escape(movie.label))
        if call.request.get("picture") and similar:
            return await self._boards.reply([item.movie for item in similar], title)
        reasons = {item.movie.id: ", ".join(item.reasons[:3]) for item in similar}
        page = slice_page([item.movie for item in similar], 1)
        return list_reply(
            page,
            call.request,
            title=title,
            header=""
            if similar
            else _(
                "Nothing in the catalogue has the same makers, cast or genres. Try `/random` for "
                "something else altogether."
            ),
            note=lambda other: reasons[other.id],
            picture=True,
        )

    @answers(RequestName.RECORD)
    async def show_record(self, call: Call) -> Reply:
        """Answer *Wrong data?*: where the record can be mended."""
        movie = await film_of(call)
        imported = movie.source == IMDB_SOURCE
        where = (
            _(
                "Everything on the card comes from IMDb's data sets. A record file of your own "
                "with the same IMDb id overrides them."
            )
            if imported
            else _(
                "Everything on the card comes from one file: **{file}**\nWhoever runs me can "
                "correct it there; I pick up the change within seconds.",
                file=escape(movie.source),
            )
        )
        embed = discord.Embed(
            title=_("Something wrong with {title}?", title=escape(movie.label, TITLE_ROOM)),
            description=where,
            color=color_of(movie),
        )
        if self._records_url is None or imported:
            return Reply(embeds=(embed,), private=True)
        url = f"{self._records_url.rstrip('/')}/{quote(movie.source)}"
        if len(url) > limits.URL:
            return Reply(embeds=(embed,), private=True)
        button = LinkButton(_("Open the record"), url, "📝")
        return Reply(embeds=(embed,), rows=((button,),), private=True)


async def film_of(call: Call) -> Movie:
    """Return the film a control belongs to.

    Raises:
        OutdatedError: The catalogue no longer holds it, or not for this channel.
    """
    movie = await call.snapshot.catalog.movie(call.request.get("film"))
    if movie is None:
        raise OutdatedError
    return movie
