"""The slash commands of ``/night``: each makes a request that another module here answers."""

from collections.abc import Mapping, Sequence
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands
from typing_extensions import override

from bot.discord.cogs.completion import complete_titles, offering_nothing_while_down
from bot.discord.cogs.nights.background.events import NightEvents
from bot.discord.cogs.nights.background.jobs import NightJobs
from bot.discord.cogs.nights.background.unposted import telling
from bot.discord.cogs.nights.desk import NightDesk
from bot.discord.cogs.nights.planning import EVERYBODY, ROTA
from bot.discord.guild.scheduled_events import Standing
from bot.discord.interactions.handlers import Handler, handlers_of
from bot.discord.interactions.responder import Responder
from bot.discord.interactions.sending.live_messages import LiveMessages
from bot.discord.interactions.topic import SERVER_INSTALL, SERVER_ONLY, Topic
from bot.discord.messages import limits
from bot.discord.messages.asker import Asker
from bot.discord.messages.controls import Mode
from bot.discord.messages.markdown import one_line
from bot.discord.messages.request import NUMBER
from bot.discord.messages.request_names import RequestName
from bot.discord.views.nights.choices import night_label
from bot.i18n import N_
from bot.state.store import StateStore
from bot.text import clip

Choices = list[app_commands.Choice[str]]
_NIGHT = N_("Which night; the next one if you leave it out")
_FILM = N_("Which film; the spelling doesn't have to be right")


class Nights(Topic):
    """Nights, from the plan to the rating.

    Args:
        responder: Answers the interactions.
        state: Knows the upcoming nights.
        desk: Reads people's zones.
        parts: Have the handlers.
        events: Is told of events that somebody moved or deleted.
        jobs: Runs due jobs, for as long as this is loaded.
        live: Finishes its edits at the end.
    """

    night = app_commands.Group(
        name="night",
        description=N_("Plan a movie night and choose its film."),
        allowed_contexts=SERVER_ONLY,
        allowed_installs=SERVER_INSTALL,
    )

    def __init__(
        self,
        responder: Responder,
        state: StateStore,
        desk: NightDesk,
        parts: Sequence[object],
        events: NightEvents,
        jobs: NightJobs,
        live: LiveMessages,
    ) -> None:
        super().__init__(responder)
        self._state = state
        self._desk = desk
        self._parts = (*parts, events)
        self._events = events
        self._jobs = jobs
        self._live = live

    async def cog_load(self) -> None:
        """Start running due jobs."""
        self._jobs.start()

    async def retire(self) -> None:
        """Stop running due jobs."""
        await self._jobs.stop()

    async def cog_unload(self) -> None:
        """Stop, and make the pending edits."""
        await self.retire()
        await self._live.close()

    def handlers(self) -> Mapping[RequestName, Handler]:
        """Return the handlers of the parts; those of commands also report what was not posted."""
        told = {RequestName(f"night_{command.name}") for command in self.night.commands}
        return {
            name: telling(handler, self._state.troubles) if name in told else handler
            for name, handler in handlers_of(*self._parts).items()
        }

    @override
    async def answer(
        self, interaction: discord.Interaction[Any], mode: Mode = Mode.POST, /, **changes: object
    ) -> None:
        """Answer a slash command, which names a night by its number."""
        night = str(getattr(interaction.namespace, "night", None) or "").strip()
        if night.isdecimal():
            changes = {"night": f"{NUMBER}{night}"} | changes
        await super().answer(interaction, mode, **changes)

    @commands.Cog.listener()
    async def on_scheduled_event_delete(self, event: discord.ScheduledEvent) -> None:
        """Note that somebody deleted the event of a night."""
        await self._events.note_gone(event.guild_id, event.id, event.start_time)

    @commands.Cog.listener()
    async def on_scheduled_event_update(
        self, _before: discord.ScheduledEvent, after: discord.ScheduledEvent
    ) -> None:
        """Note that somebody moved or cancelled the event of a night."""
        if after.status is discord.EventStatus.cancelled:
            await self._events.note_gone(after.guild_id, after.id, after.start_time)
        else:
            await self._events.note_changed(after.guild_id, after.id, Standing(after))

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Compare nights with the servers' events, whose changes were missed while disconnected."""
        await self._events.compare_all()

    @night.command(description=N_("Plan a movie night, or a series of them."))
    @app_commands.describe(
        when=N_(
            "friday 8pm, in 2 hours, 24 dec 19:30; every friday 8pm, last sunday of the month 6pm"
        ),
        place=N_("Where: an address, a channel, a link"),
        channel=N_("The voice channel or stage where you meet; the event gets a Join button"),
        length=N_("How long: 3h, 150 minutes; by default as long as the film, or three hours"),
        vote_opens=N_("When nominations end and the vote opens by itself"),
        vote_closes=N_("When the vote closes by itself; by default when the night begins"),
        host=N_(
            "Who nominates: everybody, or those coming take turns, whoever has hosted least first"
        ),
        about=N_("A theme that every film has to fit: 80s horror, heist, christmas romance"),
        carry_over=N_(
            "For a series: whether films that didn't win are up again on the next evening"
        ),
    )
    @app_commands.choices(
        host=[
            app_commands.Choice(name=N_("Everybody nominates films"), value=EVERYBODY),
            app_commands.Choice(name=N_("One at a time, in turn"), value=ROTA),
        ]
    )
    async def plan(
        self,
        interaction: discord.Interaction[Any],
        when: str,
        place: str | None = None,
        channel: discord.VoiceChannel | discord.StageChannel | None = None,
        length: str | None = None,
        vote_opens: str | None = None,
        vote_closes: str | None = None,
        host: str | None = None,
        about: str | None = None,
        carry_over: bool = False,
    ) -> None:
        """Take ``/night plan``."""
        await self.answer(interaction)

    @night.command(description=N_("Move a night to another time, place or channel."))
    @app_commands.describe(
        when=N_("The new time"),
        place=N_("The new place"),
        channel=N_("The new voice channel or stage"),
        length=N_("How long it lasts now"),
        about=N_("The theme that films have to fit from now on; “none” for any film"),
        here=N_("Whether to move the night to this channel: its card, reminders and results"),
        night=_NIGHT,
    )
    async def move(
        self,
        interaction: discord.Interaction[Any],
        when: str | None = None,
        place: str | None = None,
        channel: discord.VoiceChannel | discord.StageChannel | None = None,
        length: str | None = None,
        about: str | None = None,
        here: bool = False,
        night: str | None = None,
    ) -> None:
        """Take ``/night move``."""
        await self.answer(interaction)

    @night.command(description=N_("Show a night's card at the bottom of the channel."))
    @app_commands.describe(night=_NIGHT)
    async def show(self, interaction: discord.Interaction[Any], night: str | None = None) -> None:
        """Take ``/night show``."""
        await self.answer(interaction)

    @night.command(description=N_("List the upcoming nights."))
    async def list(self, interaction: discord.Interaction[Any]) -> None:
        """Take ``/night list``."""
        await self.answer(interaction)

    @night.command(description=N_("List the regular nights; skip an evening or end a series."))
    async def series(self, interaction: discord.Interaction[Any]) -> None:
        """Take ``/night series``."""
        await self.answer(interaction)

    @night.command(description=N_("Nominate a film."))
    @app_commands.describe(film=_FILM, night=_NIGHT)
    @app_commands.autocomplete(film=complete_titles)
    async def nominate(
        self, interaction: discord.Interaction[Any], film: str, night: str | None = None
    ) -> None:
        """Take ``/night nominate``."""
        await self.answer(interaction)

    @night.command(description=N_("Veto a film for a night; nobody learns who did it."))
    @app_commands.describe(film=_FILM, night=_NIGHT)
    @app_commands.autocomplete(film=complete_titles)
    async def veto(
        self, interaction: discord.Interaction[Any], film: str, night: str | None = None
    ) -> None:
        """Take ``/night veto``."""
        await self.answer(interaction)

    @night.command(description=N_("Remove a nomination, as a moderator."))
    @app_commands.describe(film=_FILM, night=_NIGHT)
    @app_commands.autocomplete(film=complete_titles)
    async def remove(
        self, interaction: discord.Interaction[Any], film: str, night: str | None = None
    ) -> None:
        """Take ``/night remove``."""
        await self.answer(interaction)

    @night.command(description=N_("Open the vote; once it is open, fill in your ballot."))
    @app_commands.describe(
        closes=N_("When the vote closes by itself; by default when the night begins"),
        night=_NIGHT,
    )
    async def vote(
        self,
        interaction: discord.Interaction[Any],
        closes: str | None = None,
        night: str | None = None,
    ) -> None:
        """Take ``/night vote``."""
        await self.answer(interaction)

    @night.command(description=N_("Close the vote and show the result."))
    @app_commands.describe(night=_NIGHT)
    async def result(self, interaction: discord.Interaction[Any], night: str | None = None) -> None:
        """Take ``/night result``."""
        await self.answer(interaction)

    @night.command(description=N_("Mark the film as watched, and rate it."))
    @app_commands.describe(night=_NIGHT)
    async def watched(
        self, interaction: discord.Interaction[Any], night: str | None = None
    ) -> None:
        """Take ``/night watched``."""
        await self.answer(interaction)

    @night.command(description=N_("Show what this server has watched, who came and how it was."))
    async def history(self, interaction: discord.Interaction[Any]) -> None:
        """Take ``/night history``."""
        await self.answer(interaction)

    @night.command(
        description=N_("Show this server's night statistics: whose films win, what people like.")
    )
    @app_commands.describe(year=N_("One year; all nights if you leave it out"))
    async def stats(
        self,
        interaction: discord.Interaction[Any],
        year: app_commands.Range[int, 2015, 2100] | None = None,
    ) -> None:
        """Take ``/night stats``."""
        await self.answer(interaction)

    @night.command(description=N_("Show your own nights here, for your eyes only."))
    async def mine(self, interaction: discord.Interaction[Any]) -> None:
        """Take ``/night mine``."""
        await self.answer(interaction)

    @night.command(description=N_("Call a night off."))
    @app_commands.describe(night=_NIGHT)
    async def cancel(self, interaction: discord.Interaction[Any], night: str | None = None) -> None:
        """Take ``/night cancel``."""
        await self.answer(interaction)

    @move.autocomplete("night")
    @show.autocomplete("night")
    @nominate.autocomplete("night")
    @veto.autocomplete("night")
    @remove.autocomplete("night")
    @vote.autocomplete("night")
    @result.autocomplete("night")
    @watched.autocomplete("night")
    @cancel.autocomplete("night")
    @offering_nothing_while_down
    async def complete_night(self, interaction: discord.Interaction[Any], current: str) -> Choices:
        """Suggest the upcoming nights."""
        zone = await self._desk.zone(Asker(interaction.user.id, guild_id=interaction.guild_id))
        nights = await self._state.nights.upcoming(interaction.guild_id or 0)
        now = self._desk.now()
        nights = sorted(nights, key=lambda night: night.plan.night.ends_at <= now)
        labels = {night.number: one_line(night_label(night, zone)) for night in nights}
        typed = current.strip().casefold()
        return [
            app_commands.Choice(name=clip(label, limits.CHOICE_TEXT), value=f"{NUMBER}{number}")
            for number, label in labels.items()
            if typed in label.casefold()
        ][: limits.CHOICES]
