"""``/random``: one title by chance, out of all that fit."""

import dataclasses
from collections.abc import Mapping
from typing import Any

import discord
from discord import app_commands

from bot.cogs.completion import (
    complete_directors,
    complete_genres,
    complete_kinds,
    complete_languages,
    complete_people,
)
from bot.cogs.lists import Rating, Votes, Year
from bot.library.picks import AllShownError, Pick, draw_pick
from bot.state.shown_films import ShownFilms
from bot.text import plural
from bot.ui.calls import Call, Handler
from bot.ui.cards import CardBuilder
from bot.ui.controls import Mode
from bot.ui.errors import notice
from bot.ui.markdown import escape
from bot.ui.reply import Button, Reply, Style
from bot.ui.request import Request
from bot.ui.responder import Responder
from bot.ui.topic import Topic

NOT_FILTERS = {"seed", "exclude_shown"}


class Picks(Topic):
    """Picks by chance.

    Args:
        responder: Answers the interactions.
        cards: Draws the cards.
        shown_films: Knows whose cards a channel has seen.
    """

    def __init__(self, responder: Responder, cards: CardBuilder, shown_films: ShownFilms) -> None:
        self._cards = cards
        self._shown_films = shown_films
        super().__init__(responder)

    def handlers(self) -> Mapping[str, Handler]:
        """Return the handlers of this topic."""
        return {"random": self.show_random}

    @app_commands.command()
    @app_commands.describe(
        genre="A genre, or several: comedy, crime",
        person="Somebody in any role",
        director="Who directed it",
        language="The language spoken",
        from_year="Not before this year",
        to_year="Not after this year",
        min_rating="At least this rating, out of 10",
        min_votes="At least this many votes",
        kind="Only films, only series …",
        exclude_shown="Leave out what this channel has been shown in the last 90 days",
        seed="Repeat a draw: the seed that was printed with it",
    )
    @app_commands.autocomplete(
        genre=complete_genres,
        person=complete_people,
        director=complete_directors,
        language=complete_languages,
        kind=complete_kinds,
    )
    async def random(
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
        exclude_shown: bool | None = None,
        seed: app_commands.Range[str, 1, 32] | None = None,
    ) -> None:
        """Pick one title by chance from all that fit."""
        request = Request.of(
            "random",
            genre=genre,
            person=person,
            director=director,
            language=language,
            from_year=from_year,
            to_year=to_year,
            min_rating=min_rating,
            min_votes=min_votes,
            kind=kind,
            exclude_shown=exclude_shown,
            seed=seed,
        )
        await self.answer(interaction, request)

    async def show_random(self, call: Call) -> Reply:
        """Answer ``/random`` and *Another*."""
        options = {key: value for key, value in call.request if key not in NOT_FILTERS}
        excluding = bool(call.request.get("exclude_shown"))
        shown = (
            set(await self._shown_films.recent(call.asker.channel_id)) if excluding else set[str]()
        )
        try:
            pick = await draw_pick(
                call.snapshot,
                options,
                seed=call.request.get("seed").strip().lower(),
                shown=shown,
                adult=call.asker.adult,
            )
        except AllShownError as error:
            return _all_shown(call, error.count)
        return self._card(call, pick)

    def _card(self, call: Call, pick: Pick) -> Reply:
        reply = self._cards.card(
            pick.movie,
            why="\n".join(f"- {escape(reason)}" for reason in pick.reasons),
            footer=f"Drawn from {plural(pick.pool_size, 'title')} with seed {pick.seed}: "
            "the same filters and seed draw it again.",
        )
        again = Button(
            "Another",
            call.request.replace(seed=None),
            Mode.TURN,
            "🎲",
            Style.PRIMARY,
        )
        return dataclasses.replace(reply, rows=((again,), *reply.rows))


def _all_shown(call: Call, count: int) -> Reply:
    every = Button("Draw from all of them", call.request.replace(exclude_shown=None), Mode.POST)
    return notice(
        "All shown already",
        f"This channel has been shown all of the {plural(count, 'title')} that fit in the last "
        "90 days. Loosen a filter, or draw from all of them again.",
        (every,),
    )
