"""Planning a night: when, where, who is coming, and later changes."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import discord

from bot.clock import Clock
from bot.discord.cogs.nights.desk import NightDesk, place_of
from bot.discord.cogs.nights.venues import Venues
from bot.discord.guild.channel_permissions import EVENTS, POSTING, require_venue
from bot.discord.guild.rights import default_of, require_right, role_was_deleted
from bot.discord.interactions.handlers import Call, answers
from bot.discord.interactions.sending.live_messages import MessageLocation
from bot.discord.messages.controls import Mode
from bot.discord.messages.markdown import jump_url
from bot.discord.messages.reply import Button, Picture, Reply
from bot.discord.messages.request import Request
from bot.discord.messages.request_names import RequestName
from bot.discord.views.nights.card import COLORS, TITLE, moment
from bot.discord.views.nights.choices import as_read, ask_back, nights_list
from bot.discord.views.nights.places import plain_place
from bot.discord.views.servers.settings_panel import DEFAULT_ZONE
from bot.errors import BadInputError, OutdatedError
from bot.i18n import N_, _
from bot.library.filters.themes import understand_theme
from bot.rules.nights.ics import Invitation, calendar_file, revision_at
from bot.rules.nights.night import Action, Night, Status, advance, moved_along
from bot.rules.nights.rsvp import Rsvp
from bot.rules.series.evenings import Ahead, ahead_of
from bot.rules.series.reading import Regular, read_regular
from bot.rules.series.recurrence import Pattern, Recurrence, first_evening
from bot.rules.series.rota import next_host
from bot.rules.times.parse import (
    TimeQuestion,
    parse_length,
    parse_when,
)
from bot.state.guilds.guild_settings import Right
from bot.state.nights.planning import Plan, PlannedNight
from bot.state.series.evenings import Terms, chosen_by, evening_of
from bot.state.series.table import Series
from bot.state.store import StateStore

_GUESSED = N_(
    "-# I read the time as {zone}, because neither you nor this server has chosen a time zone. "
    "`/timezone` sets yours, `/settings timezone:` the server's; `/night move` corrects this "
    "night."
)
EVERYBODY, ROTA = "everybody", "rota"
"""Who nominates the films: everybody, or those who are coming, in turn."""

_NO_THEME = {"none", "-", "any", "no", "ninguno"}
PLACE_LENGTH = 100
"""Discord's limit for the place of an event."""

_MOVED = ("when", "place", "channel", "length", "about", "here")
"""The options of ``/night move`` that change something."""

_TIMES: Mapping[str, str] = {
    "when": "starts_at",
    "vote_opens": "nominations_close_at",
    "vote_closes": "vote_closes_at",
}
"""The options that are times, and the fields of a night that they set."""

_THANKS: Mapping[Rsvp, str] = {
    Rsvp.YES: N_("You're coming. I'll remind you a day and an hour before."),
    Rsvp.MAYBE: N_("You may be coming. I only remind those who say they're coming."),
    Rsvp.NO: N_("You're not coming. What a pity!"),
}


@dataclass(frozen=True, slots=True)
class _When:
    """The times of a planned night.

    Attributes:
        night: Its times.
        as_read: A line for each typed time, saying how it was read.
        depends_on_zone: Whether any of them depends on the time zone.
        zone: The time zone of a series.
    """

    night: Night
    as_read: tuple[str, ...]
    depends_on_zone: bool
    zone: ZoneInfo


class Planning:
    """Answers requests about when, where and who.

    Args:
        state: Where nights are kept.
        desk: Finds nights and shows them.
        venues: Knows the rooms of servers, and which permissions the bot lacks for a night.
        clock: What time it is.
    """

    def __init__(self, state: StateStore, desk: NightDesk, venues: Venues, clock: Clock) -> None:
        self._state = state
        self._desk = desk
        self._venues = venues
        self._clock = clock

    @answers(RequestName.NIGHT_PLAN)
    async def plan(self, call: Call) -> Reply:
        """Answer ``/night plan``: everything is checked before it is stored."""
        guild_id = require_venue(call.asker, (*POSTING, *EVENTS))
        settings = await self._desk.settings(call.asker)
        require_right(call.asker, settings, Right.PLAN)
        room = self._venues.room(call)
        regular = read_regular(call.request.get("when"))
        when = await self._when(call, regular=regular)
        if isinstance(when, Reply):
            return when
        guessed = when.depends_on_zone and await self._desk.zone_is_guessed(call.asker)
        plan = Plan(
            guild_id=guild_id,
            channel_id=call.asker.channel_id,
            host=call.asker.user_id,
            night=when.night,
            place=place_of_request(call.request),
            room=room,
            method=settings.method,
            rules=settings.rules,
            theme=await _theme(call),
        )
        if regular is None:
            planned = await self._plan_one(call, plan)
        else:
            planned = await self._begin_series(call, plan, regular.pattern, when.zone)
        card = await self._desk.card(planned, call.asker.channel_id)
        notes = list(when.as_read)
        if guessed:
            notes.append(_(_GUESSED, zone=DEFAULT_ZONE))
        if role_was_deleted(settings, Right.PLAN, call.asker.server_roles):
            notes.append(_role_deleted())
        notes += self._venues.notes(planned.plan, call.asker, settings)
        return _with_notes(card, notes)

    async def _plan_one(self, call: Call, plan: Plan) -> PlannedNight:
        if call.request.get("carry_over"):
            raise BadInputError(
                _("carry_over: is for series, such as “every friday 8pm”; this is a single night.")
            )
        if call.request.get("host") == ROTA:
            turns = await self._state.series.turns(plan.guild_id, None)
            people = [turn.person for turn in turns if turn.recent]
            gone = await self._desk.left(plan.guild_id, people)
            host = next_host(turns, gone)
            plan = chosen_by(plan, call.asker.user_id if host is None else host)
        return await self._state.nights.plan(plan)

    async def _begin_series(
        self, call: Call, plan: Plan, pattern: Pattern, zone: ZoneInfo
    ) -> PlannedNight:
        """Store a series with its first evening; in a rota, its planner hosts that one."""
        now, night = self._clock.now(), plan.night
        rota, carries = call.request.get("host") == ROTA, bool(call.request.get("carry_over"))
        if rota and carries:
            raise BadInputError(
                _("Each host in turn chooses new films, so carry_over: can't be used with that.")
            )
        recurrence = first_evening(pattern, night.starts_at, now, zone)
        starts_at = recurrence.moment(recurrence.begins)
        series = Series(
            guild_id=plan.guild_id,
            channel_id=plan.channel_id,
            planner=plan.host,
            recurrence=recurrence,
            last_slot=starts_at,
            since=now,
            place=plan.place,
            room=plan.room,
            length=night.length,
            ahead=Ahead(
                vote_opens=_ahead(recurrence, starts_at, night.nominations_close_at),
                vote_closes=_ahead(recurrence, starts_at, night.vote_closes_at),
            ),
            carries=carries,
            rota=rota,
            theme=plan.theme,
        )
        first = evening_of(series, None, starts_at, Terms(plan.method, plan.rules), now)
        if rota:
            first = chosen_by(first, plan.host)
        return await self._state.series.begin(series, first)

    @answers(RequestName.NIGHT_MOVE)
    async def move(self, call: Call) -> Reply:
        """Answer ``/night move``: another time, place, length or channel."""
        require_venue(call.asker, (*POSTING, *EVENTS))
        planned = await self._desk.find(call)
        rights = await self._desk.rights(call.asker, planned)
        if not any(call.request.get(option) for option in _MOVED):
            raise BadInputError(
                _("Say what to change: when:, place:, channel:, length:, about: or here:.")
            )
        if read_regular(call.request.get("when")) is not None:
            raise BadInputError(
                _(
                    "You can move one night to one time. To move a whole series, press *Edit* "
                    "under *Manage* and choose this evening and all after it; to start a series, "
                    "use /night plan."
                )
            )
        room = self._venues.room(call)
        theme = await _theme(call)
        when = await self._when(call, planned.plan.night)
        if isinstance(when, Reply):
            return when

        left: MessageLocation | None = None

        def moved(plan: Plan) -> Plan:
            nonlocal left
            advance(plan.night.status, Action.MOVE, rights)
            night = moved_along(plan.night, replace(when.night, status=plan.night.status))
            plan = replace(plan, night=night)
            if room is not None or call.request.get("place"):
                plan = replace(plan, place=place_of_request(call.request), room=room)
            if call.request.get("about"):
                plan = replace(plan, theme=theme)
            if not call.request.get("here") or plan.channel_id == call.asker.channel_id:
                return plan
            left = place_of(plan)  # which may have been recorded since the night was found
            return replace(plan, channel_id=call.asker.channel_id, message_id=None)

        before = planned.plan
        planned = await self._state.nights.change(planned.id, moved)
        if planned.plan.channel_id != before.channel_id:
            await self._state.troubles.begin_anew(planned.id)
        card = await self._desk.card(planned, call.asker.channel_id, left=left)
        notes = [*when.as_read, *self._venues.notes(planned.plan, call.asker)]
        return _with_notes(card, notes)

    @answers(RequestName.NIGHT_SHOW)
    async def show(self, call: Call) -> Reply:
        """Answer ``/night show``: the card again, at the bottom of the channel."""
        planned = await self._desk.find(call)
        card = await self._desk.card(planned, call.asker.channel_id)
        return _with_notes(card, self._venues.notes(planned.plan, call.asker))

    @answers(RequestName.NIGHT_LIST)
    async def show_list(self, call: Call) -> Reply:
        """Answer ``/night list``."""
        guild_id = require_venue(call.asker, ())
        nights = await self._state.nights.upcoming(guild_id)
        return nights_list(nights, self._clock.now(), await self._desk.zone(call.asker))

    @answers(RequestName.NIGHT_RSVP)
    async def rsvp(self, call: Call) -> Reply:
        """Answer the buttons by which people say whether they are coming."""
        planned = await self._desk.find(call)
        try:
            answer = Rsvp(call.request.get("answer"))
        except ValueError as error:
            raise OutdatedError from error
        await self._state.rsvps.answer(planned.id, call.asker.user_id, answer)
        self._desk.refresh(planned)
        when = moment(planned.plan.night)
        embed = discord.Embed(
            description="\n".join(
                [f"**{_(_THANKS[answer])}**", _("Movie night is {when}.", when=when)]
            ),
            color=COLORS[planned.plan.night.status],
        )
        calendar = Request.of(RequestName.NIGHT_CALENDAR, night=planned.id)
        rows = ((Button(_("Calendar file"), calendar, Mode.OPEN, "📅"),),)
        return Reply(embeds=(embed,), rows=rows, private=True)

    @answers(RequestName.NIGHT_CALENDAR)
    async def calendar(self, call: Call) -> Reply:
        """Answer *Calendar file*: an ``.ics`` file for any calendar."""
        planned = await self._desk.find(call)
        plan = planned.plan
        now = self._clock.now()
        invitation = Invitation(
            uid=f"night-{planned.id}-{plan.guild_id}@marquee",
            revision=revision_at(now, plan.night),
            changed_at=now,
            title=_(TITLE),
            description=""
            if plan.message_id is None
            else jump_url(plan.guild_id, plan.channel_id, plan.message_id),
            place=plain_place(plan),
        )
        # Importing the library takes longer than the event loop may be held.
        content = await asyncio.to_thread(calendar_file, plan.night, invitation)
        embed = discord.Embed(
            description=_(
                "Open the file to add the night to your calendar. If the night moves, download it "
                "again: it replaces the entry."
            ),
            color=COLORS[plan.night.status],
        )
        picture = Picture(
            content, f"night-{planned.number}.ics", _("The night as a calendar entry")
        )
        return Reply(embeds=(embed,), pictures=(picture,), private=True)

    async def _when(
        self, call: Call, old: Night | None = None, regular: Regular | None = None
    ) -> _When | Reply:
        """Return the times of a night, or the question which of several times is meant."""
        now, zone = self._clock.now(), await self._desk.zone(call.asker)
        night = old or Night(Status.NOMINATING, now, now)
        as_read_: list[str] = []
        depends, zone_of_series = False, zone
        for option, field in _TIMES.items():
            if not (text := call.request.get(option)):
                continue
            said = ""
            if regular is not None and option == "when":
                text, said = regular.time, regular.said
            read = parse_when(text, now, zone)
            if isinstance(read, TimeQuestion):
                if not (said and len({it.local.time() for it in read.readings}) == 1):
                    return ask_back(read, call.request, option, said)
                read = read.readings[0]  # a series begins with the first of them
            night = replace(night, **{field: read.moment})
            if not said:  # the card of a series says when it is
                as_read_.append(as_read(read, text))
            elif isinstance(read.zone, ZoneInfo):
                zone_of_series = read.zone
            depends = depends or not read.anywhere
        if text := call.request.get("length"):
            night = replace(night, length=parse_length(text))
        return _When(night, tuple(as_read_), depends, zone_of_series)


async def _theme(call: Call) -> str | None:
    """Return the requested theme; ``None`` for none.

    Raises:
        BadInputError: It is not understood, or too few titles fit it.
    """
    text = call.request.get("about").strip()
    if not text or text.casefold() in _NO_THEME:
        return None
    return (await understand_theme(call.snapshot, text)).text


def _ahead(
    recurrence: Recurrence, starts_at: datetime, moment: datetime | None
) -> timedelta | None:
    """Return how long before each evening something happens.

    A weekday means the last one before the evening: of the first Sunday of a month, whichever is
    next.
    """
    if moment is None:
        return None
    ahead = ahead_of(recurrence, starts_at, moment)
    return ahead if ahead < recurrence.lead else ahead % timedelta(weeks=1)


def place_of_request(request: Request) -> str | None:
    """Return the place as typed; ``None`` for none.

    Raises:
        BadInputError: It is longer than Discord allows.
    """
    place = " ".join(request.get("place").split())
    if len(place) > PLACE_LENGTH:
        raise BadInputError(_("A place can have at most {most} characters.", most=PLACE_LENGTH))
    return place or None


def _role_deleted() -> str:
    return _(
        "-# The role this server had chosen for this was deleted, so anyone with {permission} can "
        "plan nights. `/settings plan_role:` chooses another.",
        permission=default_of(Right.PLAN),
    )


def _with_notes(card: Reply, notes: Sequence[str]) -> Reply:
    """Return a card with lines above it, which disappear with its next edit."""
    return replace(card, content="\n".join(notes)) if notes else card
