"""Reminders and news, the only messages that ping: exactly those who are coming, each once."""

import asyncio
from collections.abc import Sequence

import structlog
from discord.utils import format_dt

from bot.discord.cogs.nights.desk import NightDesk
from bot.discord.interactions.sending.live_messages import (
    OUTAGES,
    LiveMessages,
    PostRefusedError,
    nonce_of,
)
from bot.discord.messages import limits
from bot.discord.messages.markdown import escape
from bot.discord.messages.reply import Reply
from bot.discord.views.nights.card import moment
from bot.discord.views.nights.places import place_lines
from bot.i18n import _
from bot.library.saved_films import named
from bot.rules.nights.night import OPEN, Status
from bot.rules.nights.rsvp import ping_batches
from bot.state.nights.due_jobs import ClaimedJob
from bot.state.nights.planning import PlannedNight
from bot.state.store import StateStore

PARTING_SECONDS = 5.0
"""How long a message that is being sent may take while the bot shuts down."""

_log = structlog.get_logger(__name__)


class Reminders:
    """Sends reminders, message by message.

    The people a message pings are claimed in the store before it is sent, so that a process that
    resumes a reminder continues with the others: see ``bot.state.nights.pings``. If Discord does
    not accept the message, they are released.

    Args:
        state: Knows who is coming, and who has been pinged.
        desk: Knows what may be said in a channel, and who left the server.
        live: Posts messages.
    """

    def __init__(self, state: StateStore, desk: NightDesk, live: LiveMessages) -> None:
        self._state = state
        self._desk = desk
        self._live = live

    async def send(self, planned: PlannedNight, job: ClaimedJob) -> None:
        """Send all messages of a reminder that have not been sent yet.

        Raises:
            PostRefusedError: Discord does not let the bot post there.
            DiscordServerError, ClientError, OSError: Discord is out of order (``OUTAGES``).
            UnavailableError: The store is down.
        """
        await self._ping(planned, job, await self._text(planned))

    async def tell(self, planned: PlannedNight, job: ClaimedJob) -> None:
        """Tell those who are coming that the night was moved or cancelled, each once.

        Raises:
            As :meth:`send`.
        """
        plan = planned.plan
        if plan.night.status is Status.CANCELLED:
            when = format_dt(plan.night.starts_at, "F")
            text = _("🍿 The **movie night** of {when} is cancelled.", when=when)
        elif plan.night.status in OPEN:
            when = moment(plan.night)
            lines = [_("🍿 **Movie night** has moved. It's {when}.", when=when)]
            lines += place_lines(plan)
            text = "\n".join(lines)
        else:
            return
        await self._ping(planned, job, text)

    async def _ping(self, planned: PlannedNight, job: ClaimedJob, text: str) -> None:
        await self._desk.drop_those_who_left(planned)
        rsvps = await self._state.rsvps.list(planned.id)
        for batch in ping_batches(rsvps, limits.CONTENT - len(text) - 1):
            pinging = asyncio.ensure_future(self._ping_once(planned, job, batch, text))
            try:
                # At shutdown, a message under way may arrive, and what became of it is stored.
                await asyncio.shield(pinging)
            except asyncio.CancelledError:
                await asyncio.wait({pinging}, timeout=PARTING_SECONDS)
                if pinging.done() and (error := pinging.exception()) is not None:
                    _log.warning("not_pinged_before_the_end", reason=type(error).__name__)
                raise

    async def _text(self, planned: PlannedNight) -> str:
        plan = planned.plan
        lines = [_("🍿 **Movie night** is {when}.", when=moment(plan.night))]
        lines += place_lines(plan)
        if tally := await self._state.results.get(planned.id):
            async with self._desk.seen_from(plan.channel_id) as snapshot:
                film = await named(snapshot, tally.winner)
            lines.append(_("🏆 We watch **{film}**.", film=escape(film.name)))
        return "\n".join(lines)

    async def _ping_once(
        self, planned: PlannedNight, job: ClaimedJob, batch: Sequence[int], text: str
    ) -> None:
        """Ping those of a batch whom no other message of the job has pinged."""
        people = await self._state.pings.claim(job.id, job.due_at, batch)
        if not people:
            return
        mentions = " ".join(f"<@{person}>" for person in people)
        try:
            await self._live.post(
                planned.plan.channel_id,
                Reply(content=f"{mentions}\n{text}"),
                pings=people,
                nonce=nonce_of(job.id, job.due_at, *people),
            )
        except (PostRefusedError, *OUTAGES):
            await self._state.pings.release(job.id, people)
            raise
