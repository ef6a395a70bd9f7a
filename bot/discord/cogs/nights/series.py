"""Series: listing them, skipping an evening, ending them, and whose turn it is to host."""

from dataclasses import replace
from datetime import date

from bot.clock import Clock
from bot.discord.cogs.nights.desk import NightDesk
from bot.discord.guild.channel_permissions import POSTING, require_venue
from bot.discord.guild.rights import rights_over
from bot.discord.interactions.handlers import Call, answers
from bot.discord.messages.asker import Asker
from bot.discord.messages.reply import Reply
from bot.discord.messages.request_names import RequestName
from bot.discord.views.nights.card import person
from bot.discord.views.nights.series import (
    ask_before_ending,
    series_ended,
    series_goes_on,
    series_list,
    series_panel,
)
from bot.errors import BadInputError, OutdatedError
from bot.i18n import _
from bot.rules.nights.night import Action, advance
from bot.rules.series.rota import next_host
from bot.state.series.table import PlannedSeries
from bot.state.store import StateStore


class SeriesDesk:
    """Answers requests about series.

    Args:
        state: Where series are kept.
        desk: Finds nights and shows them.
        clock: What time it is.
    """

    def __init__(self, state: StateStore, desk: NightDesk, clock: Clock) -> None:
        self._state = state
        self._desk = desk
        self._clock = clock

    @answers(RequestName.NIGHT_SERIES)
    async def show_list(self, call: Call) -> Reply:
        """Answer ``/night series``: those that are running and may be shown here."""
        guild_id = require_venue(call.asker, ())
        found = [
            (planned, await self._state.series.latest(planned.id))
            for planned in await self._state.series.list(guild_id)
            if not await self._desk.is_series_out_of_sight(call.asker, planned)
        ]
        return series_list(found, self._clock.now())

    @answers(RequestName.NIGHT_SERIES_OPEN)
    async def open_one(self, call: Call) -> Reply:
        """Answer the choice of a series: its panel."""
        return await self._panel(call, await self._find(call))

    @answers(RequestName.NIGHT_SKIP)
    async def skip(self, call: Call) -> Reply:
        """Answer the choice of an evening to skip, or to bring back."""
        planned = await self._find(call)
        await self._require_change(call.asker, planned)
        try:
            day = date.fromisoformat(call.request.get("day"))
        except ValueError as error:
            raise OutdatedError from error
        skipped = not call.request.get("undo")
        planned = await self._state.series.skip(planned.id, day, skipped=skipped)
        self._desk.changed.set()
        said = _("**That evening is skipped; the others go ahead.**")
        if not skipped:
            said = _("**That evening is back on.**")
        return await self._panel(call, planned, said)

    @answers(RequestName.NIGHT_SERIES_END)
    async def ask_before_ending(self, call: Call) -> Reply:
        """Answer *End the series …*: ask for confirmation."""
        planned = await self._find(call)
        await self._require_change(call.asker, planned)
        return ask_before_ending(planned)

    @answers(RequestName.NIGHT_SERIES_ENDED)
    async def end(self, call: Call) -> Reply:
        """Answer *End the series*."""
        require_venue(call.asker, POSTING)
        planned = await self._find(call)
        await self._require_change(call.asker, planned)
        planned = await self._state.series.end(planned.id)
        latest = await self._state.series.latest(planned.id)
        if latest is not None:
            self._desk.refresh(latest)
        return series_ended(planned, latest, self._clock.now())

    @answers(RequestName.NIGHT_SERIES_RESUME)
    async def resume(self, call: Call) -> Reply:
        """Answer *Keep it going*."""
        require_venue(call.asker, POSTING)
        planned = await self._find(call)
        await self._require_change(call.asker, planned)
        planned = await self._state.series.resume(planned.id)
        self._desk.changed.set()
        latest = await self._state.series.latest(planned.id)
        if latest is not None:
            self._desk.refresh(latest)
        return series_goes_on(planned, self._clock.now())

    @answers(RequestName.NIGHT_PASS)
    async def pass_on(self, call: Call) -> Reply:
        """Answer *Let somebody else host*: the next in turn chooses the films."""
        require_venue(call.asker, POSTING)
        planned = await self._desk.find(call)
        advance(
            planned.plan.night.status,
            Action.MOVE,
            await self._desk.rights(call.asker, planned),
        )
        plan = planned.plan
        turns = await self._state.series.turns(plan.guild_id, plan.series_id)
        people = [turn.person for turn in turns if turn.recent]
        gone = await self._desk.left(plan.guild_id, people)
        planned = await self._state.series.pass_on(planned.id, gone)
        card = await self._desk.card(planned, call.asker.channel_id)
        said = _("Nobody else is available to host, so everybody can nominate films now.")
        if planned.plan.chooser is not None:
            said = _(
                "{person} is hosting now: it's your turn to nominate films.",
                person=person(planned.plan.chooser),
            )
        return replace(card, content=said)

    async def _find(self, call: Call) -> PlannedSeries:
        """Return the series that a request is about.

        Raises:
            BadInputError: It belongs to an age-restricted channel, and this is not one.
            OutdatedError: The series no longer exists in this server.
        """
        guild_id = require_venue(call.asker, ())
        planned = await self._state.series.get(call.request.id("series"))
        if planned.series.guild_id != guild_id:
            raise OutdatedError
        if await self._desk.is_series_out_of_sight(call.asker, planned):
            raise BadInputError(
                _("That series belongs to an age-restricted channel and is shown there only.")
            )
        return planned

    async def _may_change(self, asker: Asker, planned: PlannedSeries) -> bool:
        settings = await self._desk.settings(asker)
        rights = rights_over(asker, settings, planned.series.planner)
        return rights.host or rights.moderate

    async def _require_change(self, asker: Asker, planned: PlannedSeries) -> None:
        if not await self._may_change(asker, planned):
            raise BadInputError(
                _("Only whoever planned the series, or a moderator, can change or end it.")
            )

    async def _panel(self, call: Call, planned: PlannedSeries, said: str = "") -> Reply:
        host: int | None = None
        if planned.series.rota:
            turns = await self._state.series.turns(planned.series.guild_id, planned.id)
            host = next_host(turns)
        latest = await self._state.series.latest(planned.id)
        return series_panel(
            planned,
            latest,
            self._clock.now(),
            may_change=await self._may_change(call.asker, planned),
            next_host=host,
            said=said,
        )
