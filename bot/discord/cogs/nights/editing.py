"""*Edit*: a night's time, length, place and closing in one form, for one evening or for all."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.clock import Clock
from bot.discord.cogs.nights.desk import NightDesk
from bot.discord.cogs.nights.planning import PLACE_LENGTH, place_of_request
from bot.discord.guild.channel_permissions import EVENTS, POSTING, require_venue
from bot.discord.guild.rights import rights_over
from bot.discord.interactions.handlers import Call, answers
from bot.discord.messages.forms import Form
from bot.discord.messages.reply import Reply
from bot.discord.messages.request import Request
from bot.discord.messages.request_names import RequestName
from bot.discord.views.nights.card import moment
from bot.discord.views.nights.choices import ask_back
from bot.discord.views.nights.edit_form import (
    ALL,
    AS_IT_IS,
    AS_LONG_AS_THE_FILM,
    BY_HAND,
    edit_form,
    written,
)
from bot.discord.views.nights.places import place_lines
from bot.discord.views.nights.series import in_words
from bot.discord.views.notices import notice
from bot.errors import BadInputError
from bot.i18n import _
from bot.rules.nights.night import Action, Night, Rights, advance, check_times, moved_along
from bot.rules.series.evenings import Ahead, ahead_of
from bot.rules.times.parse import TimeQuestion, parse_when
from bot.state.nights.planning import Plan, PlannedNight
from bot.state.series.table import PlannedSeries, Series
from bot.state.store import StateStore


class Editing:
    """Answers *Edit*.

    Args:
        state: Where nights and series are kept.
        desk: Finds nights and shows them.
        clock: What time it is.
    """

    def __init__(self, state: StateStore, desk: NightDesk, clock: Clock) -> None:
        self._state = state
        self._desk = desk
        self._clock = clock

    @answers(RequestName.NIGHT_EDIT)
    async def open_form(self, call: Call) -> Form:
        """Answer *Edit*: the form, filled in with the current values."""
        planned = await self._desk.find(call)
        rights = await self._desk.rights(call.asker, planned)
        advance(planned.plan.night.status, Action.MOVE, rights)
        series = await self._series(call, planned)
        return edit_form(planned, series, await self._desk.zone(call.asker), PLACE_LENGTH)

    @answers(RequestName.NIGHT_EDITED)
    async def change(self, call: Call) -> Reply:
        """Answer the form: only the fields that were edited change."""
        require_venue(call.asker, (*POSTING, *EVENTS))
        planned = await self._desk.find(call)
        rights = await self._desk.rights(call.asker, planned)
        zone = await self._desk.zone(call.asker)
        starts_at = self._starts_at(call.request, planned.plan.night, zone)
        if isinstance(starts_at, TimeQuestion):
            return ask_back(starts_at, call.request, "when")
        series = await self._series(call, planned)
        before = planned.plan
        if call.request.get("which") == ALL and series is None:
            raise BadInputError(_("Only whoever planned the series can change all its evenings."))

        def edited(plan: Plan) -> Plan:
            after = _edited(plan, call.request, starts_at, rights)
            closes = after.night.vote_closes_at
            if closes != plan.night.vote_closes_at and closes and closes <= self._clock.now():
                raise BadInputError(
                    _("The vote would already have closed; choose a later closing time.")
                )
            return after

        planned = await self._state.nights.change(planned.id, edited)
        if call.request.get("which") == ALL and series is not None:
            series = await self._state.series.change(
                series.id, lambda old: _all_edited(old, before, planned.plan)
            )
        self._desk.changed.set()
        self._desk.refresh(planned)
        return _told(before, planned, series if call.request.get("which") == ALL else None)

    async def _series(self, call: Call, planned: PlannedNight) -> PlannedSeries | None:
        """Return the series of a night, if it is running and the asker may change it."""
        if planned.plan.series_id is None:
            return None
        series = await self._state.series.get(planned.plan.series_id)
        settings = await self._desk.settings(call.asker)
        rights = rights_over(call.asker, settings, series.series.planner)
        may = rights.host or rights.moderate
        return series if may and series.series.ended_at is None else None

    def _starts_at(self, request: Request, night: Night, zone: ZoneInfo) -> datetime | TimeQuestion:
        text = request.get("when")
        if not text or text == written(night.starts_at, zone):
            return night.starts_at
        read = parse_when(text, self._clock.now(), zone)
        return read if isinstance(read, TimeQuestion) else read.moment


def _edited(plan: Plan, request: Request, starts_at: datetime, rights: Rights) -> Plan:
    advance(plan.night.status, Action.MOVE, rights)
    night = replace(plan.night, starts_at=starts_at)
    length, closes = request.get("length"), request.get("closes")
    if length == AS_LONG_AS_THE_FILM:
        night = replace(night, length=None)
    elif length.isdecimal():
        night = replace(night, length=timedelta(minutes=int(length)))
    if closes == BY_HAND:
        night = replace(night, vote_closes_at=None)
    elif closes.isdecimal():
        night = replace(night, vote_closes_at=starts_at - timedelta(minutes=int(closes)))
    elif closes == AS_IT_IS and plan.night.vote_closes_at is not None:
        moved = starts_at - plan.night.starts_at
        night = replace(night, vote_closes_at=plan.night.vote_closes_at + moved)
    night = moved_along(plan.night, night)
    check_times(night)
    return replace(plan, night=night, place=place_of_request(request))


def _all_edited(old: Series, before: Plan, after: Plan) -> Series:
    """Return a series after an edit of one evening that applies to all later ones."""
    recurrence = old.recurrence
    changed = replace(old, place=after.place, room=after.room, length=after.night.length)
    if after.night.starts_at != before.night.starts_at:
        recurrence = recurrence.moved(after.night.starts_at)
        same_day = recurrence.moment(
            datetime.combine(old.recurrence.day(old.last_slot), recurrence.begins.time())
        )
        last = max(old.last_slot, same_day, recurrence.moment(recurrence.begins))
        changed = replace(changed, recurrence=recurrence, last_slot=last)
    closes = after.night.vote_closes_at
    closing = None if closes is None else ahead_of(recurrence, after.night.starts_at, closes)
    return replace(changed, ahead=Ahead(old.ahead.vote_opens, closing))


def _told(before: Plan, planned: PlannedNight, series: PlannedSeries | None) -> Reply:
    after = planned.plan
    lines = [f"🗓️ {moment(after.night)}"]
    lines += place_lines(after)
    if after == before and series is None:
        return notice(_("Nothing has changed"), "\n".join(lines))
    if series is not None:
        lines.append(_("🔁 From now on: {when}", when=in_words(series.series.recurrence)))
    return notice(_("Night {number} was changed", number=planned.number), "\n".join(lines))
