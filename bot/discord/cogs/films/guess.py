"""``/guess``: a film to be guessed by hints from hard to easy."""

import dataclasses
from typing import Any

import discord
from discord import app_commands

from bot.catalog.model import Movie
from bot.discord.guild.rights import moderates
from bot.discord.interactions.handlers import Call, answers
from bot.discord.interactions.responder import Responder
from bot.discord.interactions.topic import Topic
from bot.discord.messages.controls import Mode
from bot.discord.messages.forms import Field, Form
from bot.discord.messages.markdown import quote
from bot.discord.messages.reply import Reply
from bot.discord.messages.request import Request
from bot.discord.messages.request_names import RequestName
from bot.discord.views.films.cards import CardBuilder
from bot.discord.views.films.guess_game import (
    after_row,
    game_message,
    given_up_embed,
    solved_embed,
    table_message,
)
from bot.discord.views.notices import notice
from bot.errors import BadInputError, NotAllowedError, OutdatedError
from bot.i18n import N_, _
from bot.library.games.guess_game import draw_game, is_right
from bot.library.saved_films import film_ref
from bot.rules.games.guess_game import Game, new_game, next_hint
from bot.state.guessing.guess_scores import GuessScores
from bot.state.guessing.guesses import Guesses, RunningGame
from bot.state.owners.circles import Circle

ANSWER_LENGTH = 150


class Guess(Topic):
    """The guessing game.

    Args:
        responder: Answers the interactions.
        cards: Draws the card of a film that was guessed.
        guesses: Keeps games.
        scores: Keeps how people do at them.
    """

    def __init__(
        self, responder: Responder, cards: CardBuilder, guesses: Guesses, scores: GuessScores
    ) -> None:
        self._cards = cards
        self._guesses = guesses
        self._scores = scores
        super().__init__(responder)

    @app_commands.command(description=N_("Guess a film from hints, alone or against each other."))
    async def guess(self, interaction: discord.Interaction[Any]) -> None:
        await self.answer(interaction)

    @answers(RequestName.GUESS)
    async def begin(self, call: Call) -> Reply:
        """Answer ``/guess`` and *Play again*."""
        drawn = await draw_game(call.snapshot)
        if drawn is None:
            raise BadInputError(_("No film in the catalogue has enough hints for a game."))
        movie, game = drawn
        user_id, film = call.asker.user_id, film_ref(movie)
        game_id = await self._guesses.begin(_circle(call), user_id, film, game.shown)
        return game_message(game_id, game, user_id)

    @answers(RequestName.GUESS_FORM)
    async def open_form(self, call: Call) -> Form | Reply:
        """Answer *Guess*."""
        running = await self._running(call)
        if running is None:
            return _over()
        field = Field(
            "answer",
            _("Which film?"),
            placeholder=_("dune 1984"),
            max_length=ANSWER_LENGTH,
        )
        return Form(
            _("Which film is it?"),
            (field,),
            Request.of(RequestName.GUESS_ANSWER, game=running.id),
            Mode.SHARE,
        )

    @answers(RequestName.GUESS_ANSWER)
    async def judge(self, call: Call) -> Reply:
        """Answer a sent form."""
        answer, running = call.request.get("answer"), await self._running(call)
        if running is None or not await self._guesses.play(running.id, call.asker.user_id):
            return _over()
        movie, game = await _film(call, running)
        if not is_right(call.snapshot.indexes.movies, answer, movie):
            return notice(
                _("Not that one"), _("It's not {answer}. Try again.", answer=quote(answer))
            )
        score = await self._guesses.end(running.id, game, call.asker.user_id)
        if score is None:
            return _over()
        return self._card(movie, solved_embed(call.asker.user_id, game, score))

    @answers(RequestName.GUESS_HINT)
    async def show_hint(self, call: Call) -> Reply:
        """Answer *Next hint*; several presses at once count as one."""
        running = await self._running(call)
        if running is None:
            return _over()
        shown = call.request.number("shown", 0)
        if shown == running.shown and await self._guesses.show_hint(running.id, shown):
            running = dataclasses.replace(running, shown=shown + 1)
        __, game = await _film(call, running)
        return game_message(running.id, game, running.begun_by or call.request.id("by"))

    @answers(RequestName.GUESS_END)
    async def give_up(self, call: Call) -> Reply:
        """Answer *Give up*."""
        user_id, running = call.asker.user_id, await self._running(call)
        if running is None:
            return _over()
        # Older games note only on their buttons who began them.
        begun_by = running.begun_by or call.request.id("by")
        if user_id != begun_by and not moderates(call.asker):
            raise NotAllowedError(
                _("Only the person who started a game, or a moderator, can give up on it.")
            )
        movie, game = await _film(call, running)
        await self._guesses.end(running.id, game)
        return self._card(movie, given_up_embed(user_id))

    @answers(RequestName.GUESS_TABLE)
    async def show_table(self, call: Call) -> Reply:
        """Answer *Table*."""
        return table_message(await self._scores.table(_circle(call)), call.asker.user_id)

    async def _running(self, call: Call) -> RunningGame | None:
        """Return the game that a control is about, if it is played where the control was used."""
        running = await self._guesses.get(call.request.id("game"))
        return running if running is not None and _is_here(call, running) else None

    def _card(self, movie: Movie, embed: discord.Embed) -> Reply:
        card = self._cards.card(movie)
        return dataclasses.replace(
            card, embeds=(embed, *card.embeds), rows=(after_row(), *card.rows)
        )


def _circle(call: Call) -> Circle:
    """Return who shares games and scores in the place of the call."""
    asker = call.asker
    if asker.guild_id is not None:
        return Circle.server(asker.guild_id)
    return Circle.person(asker.user_id) if asker.bot_dm else Circle.group(asker.channel_id)


def _is_here(call: Call, running: RunningGame) -> bool:
    """Whether a game is played where something is asked.

    Games begun in direct messages before channels were stored have none, and go on there.
    """
    unknown = running.circle == Circle()
    return call.asker.guild_id is None if unknown else running.circle == _circle(call)


async def _film(call: Call, running: RunningGame) -> tuple[Movie, Game]:
    """Return the film of a game and the game with its hints.

    Raises:
        OutdatedError: The film has left the catalogue, or has too few hints by now.
    """
    movie = await call.snapshot.catalog.movie(running.film.id)
    game = new_game(movie) if movie else None
    if movie is None or game is None:
        raise OutdatedError
    while game.shown < min(running.shown, len(game.hints)):
        game = next_hint(game)
    return movie, game


def _over() -> Reply:
    return notice(_("That game is over"), _("`/guess` starts a new one."), after_row())
