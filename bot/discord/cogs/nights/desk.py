"""What all of ``/night`` shares: finding a night, showing it, keeping its card up to date."""

import asyncio
from collections.abc import AsyncGenerator, Collection, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import discord

from bot.clock import Clock
from bot.discord.guild.channel_permissions import require_venue
from bot.discord.guild.channels import Channels
from bot.discord.guild.members import Members
from bot.discord.guild.rights import rights_over
from bot.discord.interactions.handlers import Call
from bot.discord.interactions.sending.live_messages import LiveMessages, MessageLocation
from bot.discord.messages.asker import Asker
from bot.discord.messages.markdown import jump_url
from bot.discord.messages.reply import Reply
from bot.discord.messages.request import NUMBER
from bot.discord.views.boards import Boards, films_of
from bot.discord.views.nights.card import COLORS, TITLE, night_card, shortlist
from bot.discord.views.nights.choices import night_label
from bot.discord.views.servers.settings_panel import DEFAULT_ZONE
from bot.errors import BadInputError, OutdatedError, RestrictedError
from bot.i18n import _, speaking
from bot.library.saved_films import named
from bot.library.snapshot import Library, Snapshot
from bot.rules.nights.night import Rights, Status, nearest
from bot.rules.nights.places import EventTimes
from bot.rules.nights.rsvp import Rsvp
from bot.rules.voting.model import Candidate
from bot.state.database.schema import MAX_COUNT
from bot.state.guilds.guild_settings import GuildSettings
from bot.state.nights.night_transitions import NightSnapshot
from bot.state.nights.planning import Plan, PlannedNight
from bot.state.series.table import PlannedSeries
from bot.state.store import StateStore
from bot.text import clip, whole_number


class NightDesk:
    """Nights as they are stored, and the messages that show them.

    Messages for everybody are in the server's language, whoever caused them.

    Args:
        state: Where nights are kept.
        library: Knows which titles may be named where.
        channels: Looks up which channels are age-restricted.
        live: Keeps their cards up to date.
        members: Knows who left a server.
        clock: What time it is.
        boards: Draws boards of the films that are nominated or voted on.

    Attributes:
        changed: Set whenever a night's status changes, so that due jobs run at once.
    """

    def __init__(
        self,
        state: StateStore,
        library: Library,
        channels: Channels,
        live: LiveMessages,
        members: Members,
        clock: Clock,
        boards: Boards,
    ) -> None:
        self._state = state
        self._library = library
        self._channels = channels
        self._live = live
        self._members = members
        self._clock = clock
        self._boards = boards
        self._adrift: dict[int, list[MessageLocation]] = {}
        self.changed = asyncio.Event()

    async def find(self, call: Call, *wanted: Status) -> PlannedNight:
        """Return the night that a request is about: by its number, or the next one that fits.

        A night whose channel was deleted is not the next one while there are others, except to be
        moved to the channel where this is asked.

        Args:
            call: With the option ``night`` (a number, or text of its label), or without it.
            wanted: Which statuses fit if no night is named; by default those of upcoming nights.

        Raises:
            BadInputError: There is no such night in this server, or no upcoming one.
            BotLacksError: The bot could not post here.
            NotMemberError: The bot does not belong to the server.
            RestrictedError: The night is one of an age-restricted channel, and this is none.
        """
        guild_id = require_venue(call.asker)
        upcoming = await self._state.nights.upcoming(guild_id)
        if text := call.request.get("night"):
            planned = await self._named(call.asker, text, upcoming)
            if await self._is_out_of_sight(call.asker, planned):
                raise RestrictedError(planned.number, planned.plan.channel_id)
            return planned
        if not upcoming:
            raise BadInputError(
                _(
                    "No night is planned here. /night plan starts one; /night history shows past "
                    "nights."
                )
            )
        shown = [one for one in upcoming if not await self._is_out_of_sight(call.asker, one)]
        if not shown:
            raise RestrictedError(upcoming[0].number, upcoming[0].plan.channel_id)
        if len(shown) > 1 and not call.request.get("here"):  # which brings a night back here
            gone = [await self._channels.is_gone(one.plan.channel_id) for one in shown]
            shown = [one for one, left in zip(shown, gone, strict=True) if not left] or shown
        nights = [planned.plan.night for planned in shown]
        return shown[nearest(nights, self._clock.now(), wanted)]

    async def _is_out_of_sight(self, asker: Asker, planned: PlannedNight) -> bool:
        return not asker.adult and await self.is_age_restricted(planned)

    async def is_age_restricted(self, planned: PlannedNight) -> bool:
        """Return whether a night was planned in an age-restricted channel."""
        return await self._channels.is_age_restricted(planned.plan.channel_id)

    async def is_series_out_of_sight(self, asker: Asker, planned: PlannedSeries) -> bool:
        """Return whether a series is of an age-restricted channel and the asker is not in one."""
        channel_id = planned.series.channel_id
        return not asker.adult and await self._channels.is_age_restricted(channel_id)

    @asynccontextmanager
    async def seen_from(self, channel_id: int) -> AsyncGenerator[Snapshot]:
        """Lease the catalogue as a channel may see it."""
        adult = await self._channels.is_age_restricted(channel_id)
        async with self._library.lease(adult=adult) as snapshot:
            yield snapshot

    async def _named(
        self, asker: Asker, text: str, upcoming: Sequence[PlannedNight]
    ) -> PlannedNight:
        """Return the night with this id or number, or the only one whose label contains the text.

        Controls hold ids, which stay valid for ever; people type numbers.
        """
        number = text.removeprefix(NUMBER)
        if number.isdecimal():
            with suppress(OutdatedError):
                planned = await self._numbered(asker, text)
                if planned.plan.guild_id == asker.guild_id:
                    return planned
        else:
            zone = await self.zone(asker)
            typed = text.strip().casefold()
            fitting = [one for one in upcoming if typed in night_label(one, zone).casefold()]
            if len(fitting) == 1:
                return fitting[0]
        raise BadInputError(
            _(
                "“{text}” doesn't name one night here; write its number. /night list shows the "
                "upcoming nights, /night history the past ones.",
                text=clip(text, 40),
            )
        )

    async def _numbered(self, asker: Asker, text: str) -> PlannedNight:
        if not text.startswith(NUMBER):
            return await self._state.nights.get(whole_number(text) or 0)
        number = whole_number(text.removeprefix(NUMBER), most=MAX_COUNT) or 0
        return await self._state.nights.numbered(asker.guild_id or 0, number)

    async def settings(self, asker: Asker) -> GuildSettings:
        """Return the settings of the asker's server."""
        return await self._state.guild_settings.get(asker.guild_id or 0)

    async def rights(self, asker: Asker, planned: PlannedNight) -> Rights:
        """Return what somebody may do with a night."""
        rights = rights_over(asker, await self.settings(asker), planned.plan.host)
        return replace(rights, host=rights.host or asker.user_id == planned.plan.chooser)

    def now(self) -> datetime:
        """Return what time it is."""
        return self._clock.now()

    async def zone(self, asker: Asker) -> ZoneInfo:
        """Return the time zone of the times that the asker writes."""
        own = (await self._state.user_settings.get(asker.user_id)).timezone
        return ZoneInfo(own or (await self.settings(asker)).timezone or DEFAULT_ZONE)

    async def zone_is_guessed(self, asker: Asker) -> bool:
        """Whether neither the asker nor the server has chosen a time zone."""
        own = (await self._state.user_settings.get(asker.user_id)).timezone
        return not (own or (await self.settings(asker)).timezone)

    async def card(
        self, planned: PlannedNight, channel_id: int, *, left: MessageLocation | None = None
    ) -> Reply:
        """Return the card of a night that has changed or is to be shown again.

        In the night's own channel it replaces the previous card; elsewhere it is only a copy, so
        that nobody moves a night's reminders to another channel by accident.

        Args:
            planned: The night.
            channel_id: Where it will be shown.
            left: The card in the channel that the night has just left.
        """
        self.changed.set()
        reply = await self._draw(await self._state.night_transitions.get(planned.id), channel_id)
        if channel_id != planned.plan.channel_id:
            self.refresh(planned)
            return reply

        async def remember(message_id: int) -> None:
            await self._remember(planned.id, MessageLocation(channel_id, message_id), left)

        return replace(reply, on_sent=remember)

    def refresh(self, planned: PlannedNight) -> None:
        """Have a night's card redrawn soon."""
        plan = planned.plan
        if plan.message_id is None:
            return
        message_id = plan.message_id

        async def redraw() -> Reply | None:
            evening = await self._state.night_transitions.get(planned.id)
            now = evening.planned.plan.message_id
            if now != message_id:  # another card has replaced it since
                return None if now is None else await self._moved(evening.planned)
            return await self._draw(evening, plan.channel_id)

        self._live.refresh(MessageLocation(plan.channel_id, message_id), redraw)

    async def _draw(self, evening: NightSnapshot, channel_id: int) -> Reply:
        """Return a night's card as it may be shown in a channel."""
        with speaking(await self.locale(evening.planned.plan.guild_id)):
            async with self.seen_from(channel_id) as snapshot:
                shown = await named(snapshot, evening)
                card = night_card(shown)
                return await self.with_board(card, evening.planned, snapshot, shortlist(shown))

    async def locale(self, guild_id: int) -> str:
        """Return the language that a server has chosen, or else the one it has in Discord.

        Raises:
            DiscordServerError, ClientError, OSError: Discord is out of order.
            UnavailableError: The store is down.
        """
        chosen = (await self._state.guild_settings.get(guild_id)).language
        return chosen or await self._channels.preferred_locale(guild_id)

    async def with_board(
        self, reply: Reply, planned: PlannedNight, snapshot: Snapshot, films: Sequence[Candidate]
    ) -> Reply:
        """Return a reply with the films of a vote as a picture, where the server wants that.

        Args:
            reply: With an embed.
            planned: The night.
            snapshot: As leased for the channel where it is shown.
            films: As they are named there.
        """
        settings = await self._state.guild_settings.get(planned.plan.guild_id)
        if not settings.pictures:
            return reply
        return await self._boards.with_board(reply, await films_of(snapshot, films))

    async def refresh_by_id(self, night_id: int) -> None:
        """Have the card of the night with this number redrawn soon."""
        self.refresh(await self._state.nights.get(night_id))

    async def drop_those_who_left(self, planned: PlannedNight) -> None:
        """Stop counting those who said they are coming and have since left the server."""
        answers = await self._state.rsvps.list(planned.id)
        coming = [person for person, answer in answers.items() if answer is Rsvp.YES]
        if left := await self._members.left(planned.plan.guild_id, coming):
            await self._state.night_transitions.drop(planned.id, left)
            self.refresh(planned)

    async def note_event(self, night_id: int, event_id: int, times: EventTimes) -> PlannedNight:
        """Record which server event belongs to a night, and the times that both have now."""
        return await self._state.nights.change(
            night_id, lambda plan: replace(plan, event_id=event_id, event_times=times)
        )

    async def left(self, guild_id: int, people: Sequence[int]) -> Collection[int]:
        """Return those of some people who are known to have left a server."""
        return await self._members.left(guild_id, people)

    async def _remember(
        self, night_id: int, shown: MessageLocation, left: MessageLocation | None
    ) -> None:
        """Record which message is a night's card; the previous one then points to it.

        If the night moved to another channel while its card was being sent, that card points to the
        one there, once there is one.
        """
        before = (await self._state.nights.get(night_id)).plan
        old = place_of(before) or left

        def change(plan: Plan) -> Plan:
            here = plan.channel_id == shown.channel_id
            return replace(plan, message_id=shown.message_id) if here else plan

        planned = await self._state.nights.change(night_id, change)
        if planned.plan.channel_id == shown.channel_id:
            replaced = [*self._adrift.pop(night_id, ()), *([old] if old else [])]
        elif planned.plan.message_id is None:
            self._adrift.setdefault(night_id, []).append(shown)
            return
        else:
            replaced = [shown]
        for place in replaced:
            if place.message_id != planned.plan.message_id:
                self._live.refresh(place, lambda: self._moved(planned))

    async def _moved(self, planned: PlannedNight) -> Reply:
        """Return what the previous card shows: a link to the one that replaced it."""
        plan = planned.plan
        url = jump_url(plan.guild_id, plan.channel_id, plan.message_id)
        with speaking(await self.locale(plan.guild_id)):
            embed = discord.Embed(
                title=f"🍿 {_(TITLE)}",
                description=_("This night [continues further down]({url}).", url=url),
                color=COLORS[plan.night.status],
            )
        return Reply(embeds=(embed,))


def place_of(plan: Plan) -> MessageLocation | None:
    """Return the link to a night's card, once there is one."""
    return None if plan.message_id is None else MessageLocation(plan.channel_id, plan.message_id)
