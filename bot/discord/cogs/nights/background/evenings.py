"""Posts the evenings of series when they are due."""

from dataclasses import replace

from bot.clock import Clock
from bot.discord.cogs.nights.desk import NightDesk
from bot.discord.interactions.sending.live_messages import LiveMessages, nonce_of
from bot.discord.views.nights.series import next_evening_preface, nobody_came
from bot.state.nights.due_jobs import ClaimedJob
from bot.state.nights.planning import PlannedNight
from bot.state.series.evenings import Terms
from bot.state.series.store import Outcome
from bot.state.store import StateStore


class Evenings:
    """Posts the next evening of a series.

    Creating it is one transaction, announcing it a separate job: even if the process dies in
    between, the evening is created once and its card posted once.

    Args:
        state: Where series are kept.
        desk: Renders cards, and knows who left the server.
        live: Posts messages.
        clock: What time it is.
    """

    def __init__(
        self, state: StateStore, desk: NightDesk, live: LiveMessages, clock: Clock
    ) -> None:
        self._state = state
        self._desk = desk
        self._live = live
        self._clock = clock

    async def post_next(self, latest: PlannedNight, job: ClaimedJob) -> None:
        """Create the evening after the latest one, or announce that the series ends.

        Raises:
            OutdatedError: The series is gone.
            PostRefusedError: Discord does not let the bot post there.
            DiscordServerError, ClientError, OSError: Discord is out of order (``OUTAGES``).
            UnavailableError: The store is down.
        """
        plan = latest.plan
        if plan.series_id is None:
            return
        planned = await self._state.series.get(plan.series_id)
        gone = ()
        if planned.series.rota:
            turns = await self._state.series.turns(plan.guild_id, plan.series_id)
            people = {turn.person for turn in turns if turn.recent}
            if planned.series.planner is not None:
                people.add(planned.series.planner)
            gone = await self._desk.left(plan.guild_id, sorted(people))
        settings = await self._state.guild_settings.get(plan.guild_id)
        terms = Terms(settings.method, settings.rules)
        outcome = await self._state.series.make_next(plan.series_id, latest.id, terms, gone)
        if outcome is Outcome.ENDED:
            nonce = nonce_of(job.id, job.due_at)
            await self._live.post(planned.series.channel_id, nobody_came(planned), nonce=nonce)
            self._desk.refresh(latest)

    async def announce(self, night: PlannedNight, job: ClaimedJob) -> None:
        """Post the card of a new evening, unless it is over by now.

        Raises:
            As :meth:`post_next`.
        """
        plan = night.plan
        if plan.series_id is None or plan.night.ends_at <= self._clock.now():
            return
        planned = await self._state.series.get(plan.series_id)
        preface = next_evening_preface(night, planned, await self._state.series.missed(night))
        card = await self._desk.card(night, plan.channel_id)
        message_id = await self._live.post(
            plan.channel_id,
            replace(card, content=preface or None),
            pings=() if plan.chooser is None else (plan.chooser,),
            nonce=nonce_of(job.id, job.due_at),
        )
        if card.on_sent is not None:
            await card.on_sent(message_id)
