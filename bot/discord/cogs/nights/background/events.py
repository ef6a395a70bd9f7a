"""Keeps a night's scheduled event in step with the night, unless somebody deleted it.

A change to either changes the other. The times on which both last agreed are stored with the night:
if the event's times differ from them and the night's do not, somebody moved the event, and the
night moves too; in any other case the event follows the night. :meth:`NightEvents.keep` alone
decides this, from what Discord returns at that moment: gateway events in between, including echoes
of the bot's own edits, only trigger a look.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import structlog

from bot.catalog.model import Movie
from bot.clock import Clock
from bot.discord.cogs.nights.desk import NightDesk
from bot.discord.guild.channel_permissions import EVENTS, require_venue
from bot.discord.guild.outages import OUTAGES
from bot.discord.guild.rooms import Rooms
from bot.discord.guild.scheduled_events import (
    UNKNOWN_EVENT,
    EventGoneError,
    EventOverError,
    EventText,
    ScheduledEvents,
    Standing,
    is_same,
)
from bot.discord.interactions.handlers import Call, answers
from bot.discord.messages.markdown import escape, escape_but_places, jump_url
from bot.discord.messages.reply import Reply
from bot.discord.messages.request_names import RequestName
from bot.discord.views.films.poster_folder import COVERS, PosterFolder
from bot.discord.views.nights.card import TITLE
from bot.discord.views.nights.places import plain_place
from bot.discord.views.notices import notice
from bot.errors import BadInputError, OutdatedError, UnavailableError
from bot.i18n import _
from bot.library.saved_films import named
from bot.rules.nights.event_sync import followed
from bot.rules.nights.night import OPEN, Action, Night, Status, advance
from bot.rules.nights.places import EventTimes, Room
from bot.state.nights.due_jobs import Upkeep
from bot.state.nights.planning import Plan, PlannedNight
from bot.state.store import StateStore

COVER_SIZE = 2 * 1024 * 1024
"""Bytes; larger pictures are left out."""

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class _Shown:
    """The film that an event may name, and its picture."""

    name: str
    picture: bytes | None = None


class NightEvents:
    """Keeps the events of nights.

    Args:
        state: Where nights are kept.
        desk: Finds nights and shows them.
        events: Makes and changes the events.
        rooms: Knows what the bot may do in voice channels, and which channels everybody can see.
        posters: The pictures of films.
        clock: What time it is.
    """

    def __init__(
        self,
        state: StateStore,
        desk: NightDesk,
        events: ScheduledEvents,
        rooms: Rooms,
        posters: PosterFolder,
        clock: Clock,
    ) -> None:
        self._state = state
        self._desk = desk
        self._events = events
        self._rooms = rooms
        self._posters = posters
        self._clock = clock

    @answers(RequestName.NIGHT_EVENT)
    async def make_again(self, call: Call) -> Reply:
        """Answer *Create it again*: a new event in place of the one that somebody deleted."""
        require_venue(call.asker, EVENTS)
        planned = await self._desk.find(call)
        night = planned.plan.night
        advance(night.status, Action.MOVE, await self._desk.rights(call.asker, planned))
        if night.starts_at <= self._clock.now():
            raise BadInputError(
                _("The night has started; only upcoming nights have server events.")
            )
        if not await self._state.night_transitions.make_event_again(planned.id):
            raise BadInputError(_("The server already has an event for this night."))
        self._desk.changed.set()
        self._desk.refresh(planned)
        return notice(
            _("The event is coming back"), _("It will be among the server's events in a moment.")
        )

    async def note_gone(self, guild_id: int, event_id: int, starts_at: datetime) -> None:
        """Note that somebody deleted or cancelled an event; the night's card then says so.

        Discord itself cancels an event that should have begun; that says nothing about the night.
        """
        if starts_at <= self._clock.now():
            return
        try:
            if planned := await self._night_of(guild_id, event_id):
                await self._note_gone(planned)
        except UnavailableError as error:
            _log.warning("event_not_noted", reason=str(error))  # the next change of the night does

    async def note_changed(self, guild_id: int, event_id: int, now: Standing) -> None:
        """Schedule a check of a night whose event differs from it."""
        try:
            planned = await self._night_of(guild_id, event_id)
            if planned is not None and not now.agrees_with(_times(planned.plan.night)):
                await self._look_again(planned)
        except UnavailableError as error:
            _log.warning("event_not_noted", reason=str(error))  # the next start compares them all

    async def compare_all(self) -> None:
        """Compare all upcoming nights with the events of their servers, as after a start."""
        try:
            nights = [p for p in await self._state.nights.alive() if p.plan.event_id is not None]
            for guild_id in sorted({planned.plan.guild_id for planned in nights}):
                of_guild = [planned for planned in nights if planned.plan.guild_id == guild_id]
                for planned in await self._differing(guild_id, of_guild):
                    await self._look_again(planned)
        except UnavailableError as error:
            _log.warning("events_not_compared", reason=str(error))

    async def _differing(
        self, guild_id: int, nights: Sequence[PlannedNight]
    ) -> Sequence[PlannedNight]:
        """Return the nights that differ from their events; all of them where that is unknown."""
        try:
            standing = await self._events.all(guild_id)
        except OUTAGES as error:
            _log.warning("events_not_compared", reason=type(error).__name__)
            return nights
        if standing is None:
            return ()
        return [
            planned
            for planned in nights
            if (event := standing.get(planned.plan.event_id or 0)) is None
            or not event.agrees_with(_times(planned.plan.night))
        ]

    async def _look_again(self, planned: PlannedNight) -> None:
        try:
            await self._state.night_transitions.look_at_event(planned.id)
        except OutdatedError:
            return
        self._desk.changed.set()

    async def _night_of(self, guild_id: int, event_id: int) -> PlannedNight | None:
        nights = await self._state.nights.upcoming(guild_id)
        return next((one for one in nights if one.plan.event_id == event_id), None)

    async def keep(self, planned: PlannedNight) -> datetime | None:
        """Reconcile a night with the server's event.

        Returns:
            When to look again, if the bot has to start or end the event itself.

        Raises:
            DiscordServerError, ClientError, OSError: Discord is out of order (``OUTAGES``).
            UnavailableError: The store is down.
        """
        if await self._state.troubles.has(planned.id, Upkeep.EVENT.name):
            return None
        try:
            if planned.plan.event_id is None:
                planned = await self._create(planned)
            else:
                planned = await self._keep_in_line(planned, planned.plan.event_id)
        except EventGoneError:
            if planned.plan.night.starts_at > self._clock.now():
                await self._note_gone(planned)
            return None
        return self._next_look(planned.plan)

    def _next_look(self, plan: Plan) -> datetime | None:
        night, now = plan.night, self._clock.now()
        if plan.room is None or plan.event_id is None or night.status not in OPEN:
            return None
        return next((at for at in (night.starts_at, night.ends_at) if at > now), None)

    async def _create(self, planned: PlannedNight) -> PlannedNight:
        night = planned.plan.night
        if night.status not in OPEN or night.starts_at <= self._clock.now():
            return planned  # Discord schedules nothing in the past
        text = await self._text(planned)
        event_id = await self._events.create(planned.plan.guild_id, text)
        if event_id is None:
            return planned
        return await self._desk.note_event(planned.id, event_id, text.times)

    async def _keep_in_line(self, planned: PlannedNight, event_id: int) -> PlannedNight:
        """Bring an event in line, with a second look if it ended after the first one."""
        try:
            return await self._bring_in_line(planned, event_id)
        except EventOverError:
            planned = await self._state.nights.get(planned.id)
        try:
            return await self._bring_in_line(planned, event_id)
        except EventOverError:
            return planned  # nothing of it can be changed

    async def _bring_in_line(self, planned: PlannedNight, event_id: int) -> PlannedNight:
        standing = await self._events.look(planned.plan.guild_id, event_id)
        if standing is None:
            return planned
        planned = await self._follow(planned, standing)
        night, now = planned.plan.night, self._clock.now()
        if night.status is Status.CANCELLED:
            if not standing.over:
                await self._events.cancel(standing)
        elif night.status is Status.WATCHED or night.ends_at <= now:
            if standing.begun and standing.in_room:
                await self._events.end(standing)
        elif standing.over or _begun_for_another_time(planned.plan, standing, now):
            if standing.begun:
                await self._events.end(standing)
            return await self._create(planned)
        else:
            return await self._update(planned, event_id, standing)
        return planned

    async def _update(
        self, planned: PlannedNight, event_id: int, standing: Standing
    ) -> PlannedNight:
        text = await self._text(planned)
        if text.times.ends_at <= self._clock.now():
            return planned  # Discord has ended it meanwhile
        if await self._events.update(standing, text) and planned.plan.event_times != text.times:
            planned = await self._desk.note_event(planned.id, event_id, text.times)
        if standing.in_room and not standing.begun and text.times.starts_at <= self._clock.now():
            await self._events.begin(standing)
        return planned

    async def _follow(self, planned: PlannedNight, standing: Standing) -> PlannedNight:
        """Move a night whose event somebody moved."""
        agreed = planned.plan.event_times
        if agreed is None or standing.over or standing.agrees_with(agreed):
            return planned
        event = standing.times_beside(agreed)

        def moved(plan: Plan) -> Plan:
            if plan.night.status not in OPEN:
                return plan
            return replace(plan, night=followed(plan.night, agreed, event), event_times=event)

        planned = await self._state.nights.change(planned.id, moved)
        _log.info("night_followed_event", night=planned.id)
        self._desk.changed.set()
        self._desk.refresh(planned)
        return planned

    async def _note_gone(self, planned: PlannedNight) -> None:
        await self._state.troubles.note(planned.id, Upkeep.EVENT.name, UNKNOWN_EVENT)
        self._desk.refresh(planned)

    async def _text(self, planned: PlannedNight) -> EventText:
        """Return the text and times of a night's event.

        Every member of the server may read it, so it names the film only if everybody can see the
        channel where it was chosen.
        """
        plan = self._standing(planned.plan)
        channel = jump_url(plan.guild_id, plan.channel_id)
        film = await self._film(planned)
        lines = [_("We watch {film}.", film=escape(film.name))] if film else []
        if plan.room is not None and plan.place:
            lines.append(_("Where: {place}", place=escape_but_places(plan.place)))
        lines.append(_("Say whether you're coming, nominate and vote: {channel}", channel=channel))
        return EventText(
            name=_("Movie night: {film}", film=film.name) if film else _(TITLE),
            place=plain_place(plan) or channel,
            times=_times(plan.night),
            description="\n".join(lines),
            room=self._open_room(plan),
            picture=film.picture if film else None,
        )

    def _open_room(self, plan: Plan) -> Room | None:
        """Return a night's room if an event can be held in it, as far as is known."""
        if plan.room is None or self._rooms.lacking(plan.guild_id, plan.room) != []:
            return None
        return plan.room

    def _standing(self, plan: Plan) -> Plan:
        """Return a plan without its room where that is gone."""
        gone = plan.room is not None and self._rooms.lacking(plan.guild_id, plan.room) is None
        return replace(plan, room=None) if gone else plan

    async def _film(self, planned: PlannedNight) -> _Shown | None:
        """Return a night's film, if it is chosen and every member of the server may know it."""
        plan = planned.plan
        if plan.night.status not in {Status.CLOSED, Status.WATCHED}:
            return None
        if not self._rooms.is_public(plan.guild_id, plan.channel_id):
            return None
        tally = await self._state.results.get(planned.id)
        if tally is None or await self._desk.is_age_restricted(planned):
            return None
        async with self._desk.seen_from(plan.channel_id) as snapshot:
            film = await named(snapshot, tally.winner)
            movies = await snapshot.catalog.movies([film.id])
        return _Shown(film.name, await self._cover(movies[0]) if movies else None)

    async def _cover(self, movie: Movie) -> bytes | None:
        content = await asyncio.to_thread(self._posters.content, movie, COVER_SIZE)
        return content if content is not None and content.startswith(COVERS) else None


def _times(night: Night) -> EventTimes:
    return EventTimes(night.starts_at, night.ends_at)


def _begun_for_another_time(plan: Plan, standing: Standing, now: datetime) -> bool:
    """Return whether an event is running whose night was moved to later.

    The start of a running event can't be changed. If somebody only started it early, the night
    stays where it was.
    """
    agreed, starts_at = plan.event_times, plan.night.starts_at
    moved = agreed is not None and not is_same(agreed.starts_at, starts_at)
    return standing.begun and moved and starts_at > now
