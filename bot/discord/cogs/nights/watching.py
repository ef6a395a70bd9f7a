"""After the film: marking it watched, ratings, and who was there."""

from bot.discord.cogs.nights.desk import NightDesk
from bot.discord.interactions.handlers import Call, answers
from bot.discord.messages.reply import Reply
from bot.discord.messages.request import YES
from bot.discord.messages.request_names import RequestName
from bot.discord.views.nights.past_nights import rating_panel
from bot.errors import BadInputError
from bot.i18n import _
from bot.library.saved_films import named
from bot.rules.nights.night import Status
from bot.state.films.film_ref import FilmRef
from bot.state.films.ratings import HIGHEST, LOWEST
from bot.state.nights.planning import PlannedNight
from bot.state.store import StateStore


class Watching:
    """Answers requests after a night.

    Args:
        state: Where nights, ratings and results are kept.
        desk: Finds nights and shows them.
    """

    def __init__(self, state: StateStore, desk: NightDesk) -> None:
        self._state = state
        self._desk = desk

    @answers(RequestName.NIGHT_WATCHED)
    async def watched(self, call: Call) -> Reply:
        """Answer ``/night watched``: everybody who came is marked as having seen the film."""
        planned = await self._desk.find(call, Status.CLOSED)
        rights = await self._desk.rights(call.asker, planned)
        return await self._desk.card(
            await self._state.night_transitions.watch(planned.id, rights), call.asker.channel_id
        )

    @answers(RequestName.NIGHT_RATE)
    async def rate(self, call: Call) -> Reply:
        """Answer *Rate it* and the choice of a rating."""
        planned = await self._desk.find(call)
        tally = await self._state.results.get(planned.id)
        if tally is None or planned.plan.night.status is not Status.WATCHED:
            raise BadInputError(
                _("There's nothing to rate yet; you can rate the film after /night watched.")
            )
        rating = call.request.number("to", 0)
        if LOWEST <= rating <= HIGHEST:
            film = FilmRef(tally.winner.id, tally.winner.name)
            await self._state.ratings.rate(call.asker.user_id, film, rating)
        return await self._panel(call, planned)

    @answers(RequestName.NIGHT_ATTEND)
    async def attend(self, call: Call) -> Reply:
        """Answer *I was there* and *I wasn't there*."""
        planned = await self._desk.find(call)
        came = call.request.get("came") == YES
        await self._state.attendance.note(planned.id, call.asker.user_id, came=came)
        self._desk.refresh(planned)
        return await self._panel(call, planned)

    async def _panel(self, call: Call, planned: PlannedNight) -> Reply:
        person = call.asker.user_id
        night = await named(
            call.snapshot, await self._state.past_nights.get(planned.plan.guild_id, planned.id)
        )
        mine = await self._state.preferences.mine(person, night.film.id)
        return rating_panel(night, person, mine.rating)
