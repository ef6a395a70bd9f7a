"""The server's scheduled event of a night: kept in line with it, unless somebody deleted it."""

import structlog

from bot.clock import Clock
from bot.cogs.nights.desk import NightDesk
from bot.errors import BadInputError, UnavailableError
from bot.guild.channel_permissions import EVENTS, require_venue
from bot.guild.scheduled_events import UNKNOWN_EVENT, EventGoneError, EventText, ScheduledEvents
from bot.interactions.handlers import Call, answers
from bot.messages.markdown import jump_url
from bot.messages.reply import Reply
from bot.messages.request_names import RequestName
from bot.rules.nights.night import OPEN, Action, Status, advance
from bot.state.nights.due_jobs import Upkeep
from bot.state.nights.planning import PlannedNight
from bot.state.store import StateStore
from bot.views.errors import notice
from bot.views.nights.card import TITLE

_log = structlog.get_logger(__name__)


class NightEvents:
    """Keeps the events of nights.

    Args:
        state: Where nights are kept.
        desk: Finds nights and shows them.
        events: Makes and changes the events.
        clock: What time it is.
    """

    def __init__(
        self, state: StateStore, desk: NightDesk, events: ScheduledEvents, clock: Clock
    ) -> None:
        self._state = state
        self._desk = desk
        self._events = events
        self._clock = clock

    @answers(RequestName.NIGHT_EVENT)
    async def make_again(self, call: Call) -> Reply:
        """Answer *Make it again*: an event in place of the one that somebody deleted."""
        require_venue(call.asker, EVENTS)
        planned = await self._desk.find(call)
        night = planned.plan.night
        advance(night.status, Action.MOVE, await self._desk.rights(call.asker, planned))
        if night.starts_at <= self._clock.now():
            raise BadInputError("The night has begun; there are events only of what is to come.")
        if not await self._state.evenings.make_event_again(planned.id):
            raise BadInputError("The server has an event of this night already.")
        self._desk.changed.set()
        self._desk.refresh(planned)
        return notice("The event comes back", "It is among the server's events in a moment.")

    async def note_gone(self, guild_id: int, event_id: int) -> None:
        """Note that somebody deleted an event, if it was a night's; its card says so then."""
        try:
            for planned in await self._state.nights.upcoming(guild_id):
                if planned.plan.event_id == event_id:
                    await self._note_gone(planned)
        except UnavailableError as error:
            _log.warning("event_not_noted", reason=str(error))  # the next change of the night does

    async def keep(self, planned: PlannedNight) -> None:
        """Bring the server's event in line with a night.

        Raises:
            DiscordServerError, ClientError, OSError: Discord is out of order (``OUTAGES``).
        """
        plan, now = planned.plan, self._clock.now()
        if await self._state.troubles.has(planned.id, Upkeep.EVENT.name):
            return
        try:
            if plan.night.status is Status.CANCELLED and plan.event_id is not None:
                await self._events.cancel(plan.guild_id, plan.event_id)
            elif (plan.night.starts_at if plan.event_id is None else plan.night.ends_at) <= now:
                return  # Discord schedules nothing in the past
            elif plan.night.status in OPEN and plan.event_id is not None:
                await self._events.update(plan.guild_id, plan.event_id, _event_text(planned))
            elif plan.night.status in OPEN:
                event_id = await self._events.create(plan.guild_id, _event_text(planned))
                if event_id is not None:
                    await self._desk.note_event(planned.id, event_id)
        except EventGoneError:
            await self._note_gone(planned)

    async def _note_gone(self, planned: PlannedNight) -> None:
        await self._state.troubles.note(planned.id, Upkeep.EVENT.name, UNKNOWN_EVENT)
        self._desk.refresh(planned)


def _event_text(planned: PlannedNight) -> EventText:
    plan = planned.plan
    channel = jump_url(plan.guild_id, plan.channel_id)
    return EventText(
        name=TITLE,
        place=plan.place or channel,
        starts_at=plan.night.starts_at,
        ends_at=plan.night.ends_at,
        description=f"Say whether you come, nominate and vote: {channel}",
    )
