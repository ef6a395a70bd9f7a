"""After the film: watched, rated, remembered."""

from collections.abc import Mapping

import discord
from discord.utils import format_dt

from bot.cogs.nights.desk import NightDesk
from bot.errors import BadInputError
from bot.nights.night import Status
from bot.state.films import FilmRef
from bot.state.nights import PlannedNight
from bot.state.results import PastNight, Statistics
from bot.state.store import StateStore
from bot.text import clip, human_join, plural
from bot.ui import limits
from bot.ui.calls import Call, Handler
from bot.ui.controls import Mode
from bot.ui.markdown import escape
from bot.ui.nights import COLORS, about
from bot.ui.reply import Menu, Option, Reply
from bot.ui.venue import require_venue

BEST_RATING = 10
WINS_SHOWN = 5


class Watching:
    """Answers what comes after a night.

    Args:
        state: Where nights, ratings and results are kept.
        desk: Finds nights and shows them.
    """

    def __init__(self, state: StateStore, desk: NightDesk) -> None:
        self._state = state
        self._desk = desk

    def handlers(self) -> Mapping[str, Handler]:
        """Return the handlers by the name of the request they answer."""
        return {
            "night_watched": self.watched,
            "night_rate": self.rate,
            "night_history": self.history,
        }

    async def watched(self, call: Call) -> Reply:
        """Answer ``/night watched``: whoever came has seen the film from now on."""
        planned = await self._desk.find(call, Status.CLOSED)
        rights = await self._desk.rights(call.asker, planned)
        return await self._desk.card(
            await self._state.evenings.watch(planned.id, rights), call.asker.channel_id
        )

    async def rate(self, call: Call) -> Reply:
        """Answer *Rate it* and the choice of a rating."""
        planned = await self._desk.find(call)
        tally = await self._state.results.get(planned.id)
        if tally is None or planned.plan.night.status is not Status.WATCHED:
            raise BadInputError("There is nothing to rate yet.")
        film = FilmRef(tally.winner.id, tally.winner.name)
        rating = call.request.number("to", 0)
        if 1 <= rating <= BEST_RATING:
            await self._state.ratings.rate(call.asker.user_id, film, rating)
        return await self._rating_panel(planned, film, rating)

    async def history(self, call: Call) -> Reply:
        """Answer ``/night history``: the films that won, and figures."""
        guild_id = require_venue(call.asker, ())
        past = await self._state.results.history(guild_id)
        embed = discord.Embed(
            title="What this server has watched",
            description=clip(
                "\n".join(map(_past_line, past)) or "No vote has been closed here yet.",
                limits.EMBED_DESCRIPTION,
            ),
            color=COLORS[Status.WATCHED],
        )
        if past:
            figures = _figures(await self._state.results.statistics(guild_id))
            embed.add_field(name="In figures", value=clip(figures, limits.EMBED_FIELD_VALUE))
        return Reply(embeds=(embed,))

    async def _rating_panel(self, planned: PlannedNight, film: FilmRef, rating: int) -> Reply:
        people = await self._state.rsvps.list(planned.id)
        summary = await self._state.ratings.summary(film.id, people)
        lines = [f"**{escape(film.name)}**"]
        if rating:
            lines.append(f"You gave it **{rating}** out of {BEST_RATING}.")
        if summary is not None:
            given = plural(summary.count, "rating")
            lines.append(f"Those who answered: {summary.mean:.1f} on average, {given}.")
        options = tuple(
            Option(f"{'★' * stars} {stars}", about(planned, "night_rate", to=stars))
            for stars in range(BEST_RATING, 0, -1)
        )
        embed = discord.Embed(
            title="How was it?", description="\n".join(lines), color=COLORS[Status.WATCHED]
        )
        return Reply(
            embeds=(embed,), rows=(Menu("Rate it, 1 to 10", options, Mode.TURN),), panel=True
        )


def _past_line(past: PastNight) -> str:
    mark = "🍿" if past.status is Status.WATCHED else "🏆"
    votes = plural(past.ballots, "ballot")
    return f"{mark} {format_dt(past.starts_at, 'd')} **{escape(past.film.name)}** ({votes})"


def _figures(statistics: Statistics) -> str:
    watched = statistics.nights.get(Status.WATCHED, 0)
    lines = [f"{plural(watched, 'night')} watched, {plural(statistics.ballots, 'ballot')} counted"]
    often = [(film, wins) for film, wins in statistics.wins[:WINS_SHOWN] if wins > 1]
    if often:
        names = human_join([f"*{escape(film.name)}* ({wins})" for film, wins in often])
        lines.append(f"Won more than once: {names}")
    return "\n".join(lines)
