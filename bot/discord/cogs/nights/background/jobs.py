"""Runs due jobs: reminders, closings, events; each job in one process only."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

import structlog
from discord.utils import format_dt

from bot.clock import Clock
from bot.discord.cogs.nights.background.evenings import Evenings
from bot.discord.cogs.nights.background.events import NightEvents
from bot.discord.cogs.nights.background.reminding import Reminders
from bot.discord.cogs.nights.background.spoilers import SpoilerThreads
from bot.discord.cogs.nights.desk import NightDesk
from bot.discord.cogs.nights.voting import Voting
from bot.discord.guild.outages import OUTAGES
from bot.discord.interactions.sending.live_messages import LiveMessages, PostRefusedError, nonce_of
from bot.discord.messages.markdown import escape
from bot.discord.views.nights.choices import only_film
from bot.discord.views.notices import notice
from bot.errors import BadInputError, OnlyFilmError, OutdatedError, UnavailableError
from bot.i18n import _, speaking
from bot.rules.nights.jobs import JobKind, Timing, is_late, timing
from bot.rules.nights.night import Rights, Status
from bot.state.nights.due_jobs import ClaimedJob, Upkeep
from bot.state.nights.planning import PlannedNight
from bot.state.store import StateStore

LOOK_SECONDS = 30.0
"""How often to look for jobs that another process has added."""

MIN_WAIT_SECONDS = 0.2
"""How long to leave a job to the process that is claiming it."""

RETRY_AFTER = timedelta(minutes=1)
"""When a job that failed is tried again."""

MAX_RETRY_AFTER = timedelta(hours=6)
"""The limit to which that doubles for a job that keeps failing through a fault of its own."""

SOON_ATTEMPTS, RETRY_REFUSED_AFTER = 15, timedelta(minutes=10)
"""After this many refusals, what Discord refuses is tried less often."""

TRUE_FOR = timedelta(hours=1)
"""How long, at least, an automatic change of a night's status is still announced."""

_BY_ITSELF = Rights(moderate=True)
_log = structlog.get_logger(__name__)


class NightJobs:
    """A task that runs due jobs.

    Args:
        state: Hands out the jobs.
        desk: Shows nights.
        voting: Closes votes.
        live: Posts messages.
        events: Keeps the servers' events.
        spoilers: Opens the spoiler threads.
        clock: What time it is.
    """

    def __init__(
        self,
        state: StateStore,
        desk: NightDesk,
        voting: Voting,
        live: LiveMessages,
        events: NightEvents,
        spoilers: SpoilerThreads,
        clock: Clock,
    ) -> None:
        self._state = state
        self._desk = desk
        self._voting = voting
        self._live = live
        self._reminders = Reminders(state, desk, live)
        self._evenings = Evenings(state, desk, live, clock)
        self._events = events
        self._spoilers = spoilers
        self._clock = clock
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Start, with what fell due while the bot was offline."""
        self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """Stop between two jobs or during one: the next process does what was not finished."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _run(self) -> None:
        caught_up = False
        while True:
            self._desk.changed.clear()
            wait = LOOK_SECONDS
            try:
                if not caught_up:
                    await self._catch_up()
                    caught_up = True
                while claimed := await self._state.due_jobs.claim():
                    for job in claimed:
                        await self._do(job)
                if next_at := await self._state.due_jobs.next_at():
                    ahead = (next_at - self._clock.now()).total_seconds()
                    wait = min(max(ahead, MIN_WAIT_SECONDS), LOOK_SECONDS)
            except UnavailableError as error:
                _log.warning("jobs_not_claimed", reason=str(error))
            except Exception:  # noqa: BLE001 - nobody would do anything any more
                _log.exception("jobs_not_done")
            await self._clock.wait(self._desk.changed, wait)

    async def _catch_up(self) -> None:
        """Log the rows that are skipped, and redraw the cards of upcoming nights.

        Raises:
            UnavailableError: The store is down.
        """
        try:
            for bad in await self._state.integrity.bad_rows():
                key, broken = ", ".join(map(str, bad.key)), ", ".join(bad.broken)
                _log.error("bad_row", table=bad.table, key=key, broken=broken)
            for planned in await self._state.nights.alive():
                self._desk.refresh(planned)
        except UnavailableError:
            raise
        except Exception:  # noqa: BLE001 - what is due is done all the same
            _log.exception("cards_not_refreshed")

    async def _do(self, job: ClaimedJob) -> None:
        try:
            with speaking(await self._desk.locale(job.guild_id)):
                await self._carry_out(job)
        except (BadInputError, OutdatedError) as error:
            _log.info("job_moot", task=str(job.task), reason=type(error).__name__)
        except OUTAGES as error:
            _log.warning("job_postponed", task=str(job.task), reason=type(error).__name__)
            await self._state.due_jobs.postpone(job, RETRY_AFTER)
            return
        except PostRefusedError as refused:
            if await self._is_left_for_later(job, refused.code):
                return
        except UnavailableError as error:
            # Perhaps only what this job needs is down; if not, postponing it fails as well.
            _log.warning("job_postponed", task=str(job.task), reason=str(error))
            await self._state.due_jobs.postpone(job, RETRY_AFTER)
            return
        except Exception:  # noqa: BLE001 - one job that fails must not hold up the others
            _log.exception("job_failed", job=job.id, night=job.night_id, attempt=job.attempt)
            await self._state.due_jobs.postpone(job, retry_delay(job.attempt))
            return
        await self._state.due_jobs.finish(job)

    async def _carry_out(self, job: ClaimedJob) -> None:
        if job.task is Upkeep.FORGET_GUILD:
            await self._state.guilds.forget(job.guild_id)
            return
        planned = await self._state.nights.get(job.night_id or 0)
        if job.task is Upkeep.EVENT:
            again = (await self._events.keep(planned), await self._spoilers.keep(planned))
            if at := min((moment for moment in again if moment is not None), default=None):
                await self._state.due_jobs.repeat(job, at)
        elif job.task is Upkeep.ANNOUNCE:
            await self._announce(planned, job)
        elif job.task is Upkeep.TELL:
            if not planned.plan.night.is_over(self._clock.now()):  # no longer news after that
                await self._reminders.tell(planned, job)
        elif job.task is Upkeep.NEXT_EVENING:
            await self._evenings.post_next(planned, job)
        elif timing(job.task, self._clock.now()) is Timing.EXPIRED:
            await self._state.troubles.give_up(planned.id, _name(job))
            return
        else:
            await self._do_for_night(planned, job, job.task.kind)
        if job.task is not Upkeep.EVENT and job.attempt > 1:
            await self._state.troubles.clear(planned.id, _name(job))

    async def _is_left_for_later(self, job: ClaimedJob, code: int) -> bool:
        """Note what Discord refused, to tell people; return whether it is tried again.

        It is tried for as long as it can still be true: the bot may get its permission back, or the
        night may move to another channel.
        """
        try:
            planned = await self._state.nights.get(job.night_id or 0)
        except OutdatedError:
            return False
        true_until = max(planned.plan.night.ends_at, job.due_at + TRUE_FOR)
        given_up = self._clock.now() >= true_until
        await self._state.troubles.note(planned.id, _name(job), code, given_up=given_up)
        if not given_up:
            await self._state.due_jobs.postpone(job, refusal_delay(job.attempt))
        return not given_up

    async def _do_for_night(self, planned: PlannedNight, job: ClaimedJob, kind: JobKind) -> None:
        match kind:
            case JobKind.REMIND_DAY | JobKind.REMIND_HOUR:
                await self._reminders.send(planned, job)
            case JobKind.OPEN_VOTE:
                await self._open_vote(planned)
            case JobKind.CLOSE_VOTE:
                await self._voting.close(planned, _BY_ITSELF, announce=True)

    async def _open_vote(self, planned: PlannedNight) -> None:
        night, now = planned.plan.night, self._clock.now()
        closes = night.vote_closes_at or (None if night.has_begun(now) else night.starts_at)
        try:
            await self._state.night_transitions.open_vote(
                planned.id, _BY_ITSELF, closes, announce=True
            )
        except OnlyFilmError as error:
            await self._live.post(planned.plan.channel_id, only_film(planned, error))
        except BadInputError as error:
            await self._live.post(
                planned.plan.channel_id, notice(_("No vote yet"), escape(str(error)))
            )

    async def _announce(self, planned: PlannedNight, job: ClaimedJob) -> None:
        """Announce an automatic change of a night's status; the job stays until that is posted."""
        night = planned.plan.night
        if night.status is Status.NOMINATING and planned.plan.message_id is None:
            await self._evenings.announce(planned, job)
        elif night.status is Status.VOTING:
            await self._announce_vote(planned, job)
        elif night.status is Status.CLOSED:
            due = _late(night.vote_closes_at, job.due_at)
            preface = _("The vote has ended.")
            if due:
                preface = _(
                    "The vote ended {distance}, while I was offline; I counted it late.",
                    distance=format_dt(due, "R"),
                )
            tally = await self._state.results.get(planned.id)
            async with self._desk.seen_from(planned.plan.channel_id) as snapshot:
                reply = await self._voting.result_reply(snapshot, planned, tally, preface=preface)
            await self._live.post(planned.plan.channel_id, reply, nonce=_nonce(job))
            self._desk.refresh(planned)

    async def _announce_vote(self, planned: PlannedNight, job: ClaimedJob) -> None:
        """Post the card again, at the bottom of the channel, now that people can vote."""
        due = _late(planned.plan.night.nominations_close_at, job.due_at)
        preface = None
        if due:
            preface = _(
                "The vote was due to open {distance}, but I was offline.",
                distance=format_dt(due, "R"),
            )
        card = await self._desk.card(planned, planned.plan.channel_id)
        message_id = await self._live.post(
            planned.plan.channel_id,
            replace(card, content=preface),
            nonce=_nonce(job),
        )
        if card.on_sent is not None:
            await card.on_sent(message_id)


def refusal_delay(attempt: int) -> timedelta:
    """Return how long to wait after Discord has refused something so many times."""
    return RETRY_AFTER if attempt < SOON_ATTEMPTS else RETRY_REFUSED_AFTER


def retry_delay(attempt: int) -> timedelta:
    """Return how long to wait after this many failures of a job."""
    doublings = min(attempt - 1, 10)
    return min(RETRY_AFTER * 2**doublings, MAX_RETRY_AFTER)


def _late(due: datetime | None, done: datetime) -> datetime | None:
    """Return when something was due, if it was done late enough to mention it."""
    return due if due is not None and is_late(due, done) else None


def _name(job: ClaimedJob) -> str:
    return job.task.name if isinstance(job.task, Upkeep) else job.task.kind.name


def _nonce(job: ClaimedJob) -> str:
    return nonce_of(job.id, job.due_at)
