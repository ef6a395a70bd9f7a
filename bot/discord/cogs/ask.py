"""``/ask``: questions in plain words; also by mention, in direct messages and on messages."""

import contextlib
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.catalog.model import Person
from bot.clock import Clock
from bot.discord.cogs.completion import complete_question
from bot.discord.interactions.chat import Chat, question_in
from bot.discord.interactions.handlers import Call, answers
from bot.discord.interactions.responder import Responder
from bot.discord.interactions.topic import Topic
from bot.discord.messages.reply import Menu, Reply
from bot.discord.messages.request import Request
from bot.discord.messages.request_names import RequestName
from bot.discord.views.answers import AnswerBuilder
from bot.errors import NoMatchError, OutdatedError
from bot.i18n import N_, replying_to, speaking
from bot.library.conversations import Conversations
from bot.library.names.mentions import titles_in
from bot.library.pages import PAGE_SIZE, Page, slice_page
from bot.library.picks.wishes import pick_options
from bot.library.snapshot import Snapshot
from bot.questions.query import codec
from bot.questions.query.context import Context
from bot.questions.results.answer import Answer, Status
from bot.questions.service import Questions
from bot.runtime.workers.pool import Work, WorkPool

QUESTION_LENGTH = 1000
PEOPLE_SHOWN = 25
PICKED_RATING = 7
"""Who asks to be surprised gets a title rated at least this."""


class Ask(Topic):
    """Questions in plain words.

    Args:
        responder: Answers the interactions.
        chat: Answers plain messages.
        answers: Draws the answers.
        conversations: Remembers what a question may follow.
        clock: Tells what "last year" is.
        work: Where questions are answered.
        pick: Draws a title as ``/pick`` does.
        similar: Shows what is like a title, as *Similar* on its card does.
        client: Takes the commands on messages, and knows who it is.
    """

    def __init__(
        self,
        responder: Responder,
        chat: Chat,
        answers: AnswerBuilder,
        conversations: Conversations,
        clock: Clock,
        work: WorkPool,
        pick: Callable[[Call], Awaitable[Reply]],
        similar: Callable[[Call], Awaitable[Reply]],
        client: commands.AutoShardedBot,
    ) -> None:
        super().__init__(responder)
        self._chat = chat
        self._answers = answers
        self._conversations = conversations
        self._clock = clock
        self._work = work
        self._pick = pick
        self._similar = similar
        self._client = client
        self._on_messages = (
            app_commands.ContextMenu(name=N_("Ask about this"), callback=self.ask_about_message),
            app_commands.ContextMenu(
                name=N_("Films in this message"), callback=self.films_in_message
            ),
        )

    async def cog_load(self) -> None:
        """Add the commands on messages, which a cog does not by itself."""
        for command in self._on_messages:
            self._client.tree.add_command(command)

    async def cog_unload(self) -> None:
        """Take them away again."""
        for command in self._on_messages:
            self._client.tree.remove_command(command.name, type=command.type)

    @app_commands.command(description=N_("Ask about films in plain words."))
    @app_commands.describe(
        question=N_("As you would ask a friend: 80s dramas with meryl streep over 7")
    )
    @app_commands.autocomplete(question=complete_question)
    async def ask(
        self,
        interaction: discord.Interaction[Any],
        question: app_commands.Range[str, 1, QUESTION_LENGTH],
    ) -> None:
        """Take ``/ask``."""
        await self.answer(interaction)

    async def ask_about_message(
        self, interaction: discord.Interaction[Any], message: discord.Message
    ) -> None:
        """Take a message for a question."""
        await self._responder.respond(
            interaction, Request.of(RequestName.ASK, question=message.content)
        )

    async def films_in_message(
        self, interaction: discord.Interaction[Any], message: discord.Message
    ) -> None:
        """Show the titles named in a message."""
        await self._responder.respond(
            interaction, Request.of(RequestName.NAMED, text=message.content)
        )

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answer a message that mentions the bot in its text, or is for it alone."""
        # Discord announces pins and calls in messages of their own; nothing can reply to those.
        if message.author.bot or message.is_system() or self._client.user is None:
            return
        question = question_in(message, self._client.user.id)
        if question is not None:
            await self._chat.answer(message, Request.of(RequestName.ASK, question=question))

    @answers(RequestName.ASK)
    async def show_answer(self, call: Call) -> Reply:
        """Answer ``/ask``."""
        asker = call.asker
        question = call.request.get("question")
        if not question.strip():
            return self._answers.no_question()
        if len(question) > QUESTION_LENGTH:
            return self._answers.too_long(len(question), QUESTION_LENGTH)
        if (command := self._command_typed(question)) is not None:
            rest = question.strip().removeprefix(f"/{command}").removeprefix(" question:")
            if command != self.ask.qualified_name or not rest.strip():
                return self._answers.no_command(command)
            question = rest
        questions = await call.snapshot.questions()
        answer = await self._work.run(
            Work.QUESTION,
            questions.ask,
            question,
            now=self._clock.now(),
            language=asker.locale or None,
            context=self._conversations.recall(asker.user_id, asker.channel_id),
        )
        with speaking(replying_to(answer.language)):
            return await self._answered(call, answer)

    def _command_typed(self, text: str) -> str | None:
        """Return the command whose name a message begins with, as plain text: ``/night plan``."""
        words = text.split()
        if not words or not words[0].startswith("/"):
            return None
        known = self._client.tree.walk_commands(type=discord.AppCommandType.chat_input)
        names = {command.qualified_name for command in known}
        typed = (" ".join(words[:count]).removeprefix("/") for count in (2, 1))
        return next((name for name in typed if name in names), None)

    async def _answered(self, call: Call, answer: Answer) -> Reply:
        """Return the reply to a question, which may be what another command shows."""
        asker = call.asker
        if answer.status is Status.PICK and (drawn := await self._draw(call, answer)) is not None:
            if answer.context is not None:  # what is said next may be of the title drawn
                context = replace(answer.context, movie_ids=drawn.shown[:1])
                self._conversations.remember(asker.user_id, asker.channel_id, context)
            return self._answers.picked(drawn, answer)
        if answer.like:
            request = Request.of(RequestName.SIMILAR, film=answer.like)
            reply = await self._similar(replace(call, request=request))
            context = _of_list(answer.context, reply)
            self._conversations.remember(asker.user_id, asker.channel_id, context)
            return self._answers.noted(reply, answer)
        return await self._reply(call, answer)

    async def _draw(self, call: Call, answer: Answer) -> Reply | None:
        """Draw a well-rated title of those asked for; any of them, where none of those is left.

        ``None`` if ``/pick`` has no options for it; the titles are listed instead.
        """
        wish = pick_options(answer.query)
        if wish is None:
            return None
        if "min_rating" not in wish:
            rated = Request.of(RequestName.PICK, min_rating=PICKED_RATING, **wish)
            with contextlib.suppress(NoMatchError):
                drawn = await self._pick(replace(call, request=rated))
                if drawn.shown:
                    return drawn
        return await self._pick(replace(call, request=Request.of(RequestName.PICK, **wish)))

    @answers(RequestName.ASKED)
    async def show_query(self, call: Call) -> Reply:
        """Answer what hangs on an answer: a chip taken away, *why*, other readings, pages."""
        questions = await call.snapshot.questions()
        answer = await self._work.run(Work.QUESTION, _answer_again, call.request, questions)
        with speaking(replying_to(answer.language)):
            if call.request.get("why"):
                return self._answers.why(answer)
            return await self._reply(call, answer)

    @answers(RequestName.NAMED)
    async def show_named_films(self, call: Call) -> Reply:
        """Answer *Films in this message*."""
        index, text = call.snapshot.indexes.movies, call.request.get("text")
        found = await self._work.run(Work.FILMS_IN_TEXT, titles_in, index, text, PAGE_SIZE)
        movies = await call.snapshot.catalog.movies([match.key for match in found])
        return self._answers.named(movies)

    async def _reply(self, call: Call, answer: Answer) -> Reply:
        asker = call.asker
        self._conversations.remember(asker.user_id, asker.channel_id, answer.context)
        ids = slice_page(answer.titles, call.request.number("page", 1))
        movies = await call.snapshot.catalog.movies(ids.items)
        page = Page(tuple(movies), ids.total, ids.number)
        return self._answers.reply(answer, page, await _people(call.snapshot, answer))


def _of_list(context: Context | None, reply: Reply) -> Context | None:
    """Return what follows a list that another command shows: what is said then is of its titles."""
    menus = [row for row in reply.rows if isinstance(row, Menu)]
    films = [option.request.get("film") for menu in menus for option in menu.options]
    return replace(context, movie_ids=tuple(films)) if context and films else context


def _answer_again(request: Request, questions: Questions) -> Answer:
    """Return the answer to the query that a control carries, without the chip it drops.

    Raises:
        OutdatedError: The control is of a form that is no more.
    """
    language = request.get("lang")
    try:
        answer = questions.answer_query(codec.decode_query(request.get("query")), language=language)
    except ValueError:
        raise OutdatedError from None
    dropped = request.number("drop", 0)
    if not dropped:
        return answer
    chip = answer.chips[dropped - 1] if dropped <= len(answer.chips) else None
    if chip is None or chip.without is None:
        raise OutdatedError
    return questions.answer_query(chip.without, language=language)


async def _people(snapshot: Snapshot, answer: Answer) -> Sequence[Person]:
    found = [await snapshot.catalog.person(ref.id) for ref in answer.people[:PEOPLE_SHOWN]]
    return [person for person in found if person is not None]
