"""``/guess``: a film to be guessed by hints from hard to easy."""

import dataclasses
from collections.abc import Mapping
from typing import Any

import discord
from discord import app_commands

from bot.catalog.model import Movie
from bot.errors import BadInputError, NotAllowedError, OutdatedError
from bot.library.guessing import draw_game, is_right
from bot.library.kept import film_ref
from bot.nights.guess import Game, new_game, next_hint
from bot.state.guess_scores import GuessScores
from bot.state.guesses import Guesses, RunningGame
from bot.state.schema import NOBODY
from bot.ui.calls import Call, Handler
from bot.ui.cards import CardBuilder
from bot.ui.controls import Mode
from bot.ui.errors import notice
from bot.ui.forms import Field, Form
from bot.ui.guesses import after_row, game_message, given_up_embed, solved_embed, table_message
from bot.ui.markdown import quote
from bot.ui.reply import Reply
from bot.ui.request import Request
from bot.ui.responder import Responder
from bot.ui.rights import moderates
from bot.ui.topic import Topic

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

    def handlers(self) -> Mapping[str, Handler]:
        """Return the handlers of this topic."""
        return {
            "guess": self.begin,
            "guess_form": self.open_form,
            "guess_answer": self.judge,
            "guess_hint": self.show_hint,
            "guess_end": self.give_up,
            "guess_table": self.show_table,
        }

    @app_commands.command()
    async def guess(self, interaction: discord.Interaction[Any]) -> None:
        """Guess a film by hints, alone or against each other."""
        await self.answer(interaction, Request.of("guess"))

    async def begin(self, call: Call) -> Reply:
        """Answer ``/guess`` and *Play again*."""
        drawn = await draw_game(call.snapshot)
        if drawn is None:
            raise BadInputError("No film of the catalogue has hints enough for a game.")
        movie, game = drawn
        game_id = await self._guesses.begin(_where(call), film_ref(movie), game.shown)
        return game_message(game_id, game, call.asker.user_id)

    async def open_form(self, call: Call) -> Form | Reply:
        """Answer *Guess*."""
        game_id = call.request.id("game")
        if await self._guesses.get(game_id) is None:
            return _over()
        field = Field("answer", "Which film?", placeholder="dune 1984", max_length=ANSWER_LENGTH)
        return Form(
            "Which film is it?", (field,), Request.of("guess_answer", game=game_id), Mode.SHARE
        )

    async def judge(self, call: Call) -> Reply:
        """Answer a sent form."""
        game_id, answer = call.request.id("game"), call.request.get("answer")
        running = await self._guesses.get(game_id)
        if running is None or not await self._guesses.play(game_id, call.asker.user_id):
            return _over()
        movie, game = await _film(call, running)
        if not is_right(call.snapshot, answer, movie):
            return notice("Not that one", f"{quote(answer)} it is not. Try again.")
        score = await self._guesses.end(game_id, game, call.asker.user_id)
        if score is None:
            return _over()
        return self._card(movie, solved_embed(call.asker.user_id, game, score))

    async def show_hint(self, call: Call) -> Reply:
        """Answer *Next hint*; of several presses at once one counts."""
        game_id, shown = call.request.id("game"), call.request.number("shown", 0)
        await self._guesses.show_hint(game_id, shown)
        running = await self._guesses.get(game_id)
        if running is None:
            return _over()
        _, game = await _film(call, running)
        return game_message(game_id, game, call.request.id("by"))

    async def give_up(self, call: Call) -> Reply:
        """Answer *Give up*."""
        user_id = call.asker.user_id
        if user_id != call.request.id("by") and not moderates(call.asker):
            raise NotAllowedError("Only who began a game, or a moderator, may give it up.")
        game_id = call.request.id("game")
        running = await self._guesses.get(game_id)
        if running is None:
            return _over()
        movie, game = await _film(call, running)
        await self._guesses.end(game_id, game)
        return self._card(movie, given_up_embed(user_id))

    async def show_table(self, call: Call) -> Reply:
        """Answer *Table*."""
        return table_message(await self._scores.table(_where(call)), call.asker.user_id)

    def _card(self, movie: Movie, embed: discord.Embed) -> Reply:
        card = self._cards.card(movie)
        return dataclasses.replace(
            card, embeds=(embed, *card.embeds), rows=(after_row(), *card.rows)
        )


def _where(call: Call) -> int:
    return call.asker.guild_id or NOBODY


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
    return notice("That game is over", "`/guess` begins a new one.", after_row())
