"""A spoiler thread for each night."""

from contextlib import suppress
from dataclasses import replace
from datetime import datetime

import discord

from bot.clock import Clock
from bot.discord.cogs.nights.desk import NightDesk
from bot.discord.guild.threads import open_about
from bot.discord.interactions.sending.live_messages import LiveMessages, PostRefusedError
from bot.discord.messages.markdown import escape
from bot.discord.messages.reply import Reply
from bot.i18n import _
from bot.library.saved_films import named
from bot.rules.nights.night import Status
from bot.state.nights.planning import Plan, PlannedNight
from bot.state.store import StateStore
from bot.text import clip

_NAME = 100
_CHOSEN = frozenset({Status.CLOSED, Status.WATCHED})


class SpoilerThreads:
    """Opens these threads where a server wants them.

    Args:
        state: Where nights and settings are kept.
        desk: Shows nights, and knows what may be said where.
        client: The connection to Discord.
        live: Posts messages.
        clock: What time it is.
    """

    def __init__(
        self,
        state: StateStore,
        desk: NightDesk,
        client: discord.Client,
        live: LiveMessages,
        clock: Clock,
    ) -> None:
        self._state = state
        self._desk = desk
        self._client = client
        self._live = live
        self._clock = clock

    async def keep(self, planned: PlannedNight) -> datetime | None:
        """Open a night's thread once its film is chosen and it has begun, or was watched.

        Returns:
            When to look again; ``None`` for not before something changes.

        Raises:
            DiscordServerError, ClientError, OSError: Discord is out of order (``OUTAGES``).
            UnavailableError: The store is down.
        """
        plan = planned.plan
        film = await self._film(planned)
        if film is None or plan.message_id is None:
            return None
        if plan.night.status is Status.CLOSED and plan.night.starts_at > self._clock.now():
            return plan.night.starts_at
        thread_id = await open_about(
            self._client, plan.guild_id, plan.channel_id, plan.message_id, clip(film, _NAME)
        )
        if thread_id is not None:
            await self._begin(planned, thread_id, film)
        return None

    async def _film(self, planned: PlannedNight) -> str | None:
        """Return the film to talk about, if there is to be a thread and there is none yet."""
        plan = planned.plan
        if plan.spoilers_id is not None or plan.night.status not in _CHOSEN:
            return None
        settings = await self._state.guild_settings.get(plan.guild_id)
        tally = await self._state.results.get(planned.id) if settings.spoiler_threads else None
        if tally is None:
            return None
        async with self._desk.seen_from(plan.channel_id) as snapshot:
            return (await named(snapshot, tally.winner)).name

    async def _begin(self, planned: PlannedNight, thread_id: int, film: str) -> None:
        """Record a new thread, and post in it what it is for."""

        def with_thread(plan: Plan) -> Plan:
            return replace(plan, spoilers_id=thread_id)

        self._desk.refresh(await self._state.nights.change(planned.id, with_thread))
        welcome = _("💬 Talk about **{film}** here, spoilers and all.", film=escape(film))
        with suppress(PostRefusedError):  # the thread exists all the same
            await self._live.post(thread_id, Reply(content=welcome))
