"""``/find``: a title by what somebody remembers of its story."""

from typing import Any

import discord
from discord import app_commands

from bot.discord.cogs.films.filter_options import Year, completed, described
from bot.discord.cogs.films.movies import film_of
from bot.discord.interactions.handlers import Call, answers
from bot.discord.interactions.responder import Responder
from bot.discord.interactions.topic import Topic
from bot.discord.messages.forms import Form
from bot.discord.messages.reply import Reply
from bot.discord.messages.request import Request
from bot.discord.messages.request_names import RequestName
from bot.discord.views.films.story_answers import StoryAnswerBuilder, detail_form
from bot.i18n import N_
from bot.library.films.story_search import find_by_story
from bot.stories.text.words import MAX_CHARACTERS


class Find(Topic):
    """Titles by their stories.

    What is told stays behind the buttons, with the ids of those who told it (``by``): it is
    theirs to export and to delete.

    Args:
        responder: Answers the interactions.
        answers: Draws the answers.
    """

    def __init__(self, responder: Responder, answers: StoryAnswerBuilder) -> None:
        self._answers = answers
        super().__init__(responder)

    @app_commands.command(description=N_("Find a film by what happens in it."))
    @app_commands.describe(
        story=N_("Describe it as you remember it; details may be wrong"),
        **described("genre", "person", "from_year", "to_year", "language", "kind"),
    )
    @app_commands.autocomplete(**completed("genre", "person", "language", "kind"))
    async def find(
        self,
        interaction: discord.Interaction[Any],
        story: app_commands.Range[str, 1, MAX_CHARACTERS],
        genre: str | None = None,
        person: str | None = None,
        from_year: Year | None = None,
        to_year: Year | None = None,
        language: str | None = None,
        kind: str | None = None,
    ) -> None:
        await self.answer(interaction, by=interaction.user.id)

    @answers(RequestName.FIND)
    async def show_found(self, call: Call) -> Reply:
        """Answer ``/find``, *Not these* and a detail that was sent."""
        request = with_detail(call)
        answer = await find_by_story(
            call.snapshot, request.get("story"), dict(request), request.number("page", 1)
        )
        return self._answers.reply(answer, request)

    @answers(RequestName.FIND_DETAIL)
    async def ask_for_detail(self, call: Call) -> Form:
        """Answer *Add a detail*."""
        return detail_form(call.request)

    @answers(RequestName.FIND_IT)
    async def show_chosen(self, call: Call) -> Reply:
        """Answer *That's it!*."""
        return self._answers.chosen(await film_of(call))


def with_detail(call: Call) -> Request:
    """Return the request with the detail that was sent, if one was, as a part of the story."""
    request = call.request
    detail = request.get("detail")
    if not detail:
        return request
    told = request.get("story")[: MAX_CHARACTERS - len(detail) - 1]
    told_by = dict.fromkeys([*filter(None, request.get("by").split(",")), str(call.asker.user_id)])
    return request.replace(story=f"{told}\n{detail}", detail=None, by=",".join(told_by))
