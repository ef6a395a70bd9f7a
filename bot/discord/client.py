"""The Discord client: command tree, events, and the syncing of commands."""

import asyncio
import hashlib
import json
import logging
from collections.abc import Callable, Iterable
from typing import Any

import aiohttp
import discord
import structlog
from discord import app_commands
from discord.ext import commands

from bot.discord.interactions.descriptions import described_commands
from bot.discord.interactions.dispatch import Dispatcher
from bot.discord.interactions.in_flight import InFlight
from bot.discord.interactions.responder import Responder
from bot.discord.interactions.sending.first_answer import rate_limit_trace
from bot.discord.interactions.topic import Topic
from bot.errors import BadInputError, OutdatedError, UnavailableError, UserFacingError
from bot.i18n import _, speak
from bot.library.snapshot import Library
from bot.state.store import StateStore

LINGER_SECONDS = 0.02, 0.3
"""How long, at least and at most, a stopping bot still takes what Discord had already sent."""

DRAIN_SECONDS = 5.0
"""How long to wait for answers in flight, in total."""

PARTING_SECONDS = 1.0
"""How long Discord may take to confirm a closing shard, and an answer that was cut short."""

HOW_TO_BEGIN = "/movie, /ask or /night plan · /help has the rest"
"""The bot's presence: all servers see it, so it says nothing of any."""

_log = structlog.get_logger(__name__)

TopicFactory = Callable[["MarqueeBot"], Iterable[Topic]]
"""Makes the groups of commands for the bot."""


class MarqueeTree(app_commands.CommandTree["MarqueeBot"]):
    """The slash commands; every failure gets an answer."""

    async def interaction_check(self, interaction: discord.Interaction["MarqueeBot"], /) -> bool:
        """Allow everybody, and set the task's language to theirs."""
        speak(interaction.locale.value)
        return True

    async def on_error(
        self,
        interaction: discord.Interaction["MarqueeBot"],
        error: app_commands.AppCommandError,
        /,
    ) -> None:
        """Answer an interaction whose command failed outside its handler."""
        if interaction.type is discord.InteractionType.autocomplete:
            _log.error("autocomplete_failed", exc_info=error)
            return
        cause = error.__cause__ if isinstance(error.__cause__, Exception) else error
        if isinstance(error, app_commands.CommandNotFound | app_commands.CommandSignatureMismatch):
            _log.warning("command_outdated", command=str(error))
            cause = OutdatedError()
        elif isinstance(error, app_commands.TransformerError):
            _log.warning("option_not_resolved", option_type=error.type.name)
            cause = _not_resolved(error)
        await interaction.client.responder.refuse(interaction, cause)


class MarqueeBot(commands.AutoShardedBot):
    """The client.

    Args:
        library: What answers are made from.
        state: What people did.
        dispatcher: Learns the handlers of the topics.
        responder: Answers interactions.
        in_flight: Knows which answers are being given.
        topics: Makes the groups of commands.
        options: Handed to discord.py.
    """

    tree: MarqueeTree  # pyright: ignore[reportIncompatibleMethodOverride] - a property there

    def __init__(
        self,
        *,
        library: Library,
        state: StateStore,
        dispatcher: Dispatcher,
        responder: Responder,
        in_flight: InFlight,
        topics: TopicFactory,
        **options: Any,
    ) -> None:
        super().__init__(
            command_prefix=(),
            help_command=None,
            intents=discord.Intents(
                guilds=True,
                guild_messages=True,
                guild_scheduled_events=True,
                dm_messages=True,
                voice_states=True,
            ),
            tree_cls=MarqueeTree,
            activity=discord.CustomActivity(HOW_TO_BEGIN),
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,  # what people write is not kept in memory
            http_trace=rate_limit_trace(),
            allowed_contexts=app_commands.AppCommandContext(
                guild=True, dm_channel=True, private_channel=True
            ),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
            **options,
        )
        parsers = self._connection.parsers
        parsers.update({name: _passed_over(name, parse) for name, parse in parsers.items()})
        self.library = library
        self.state = state
        self.responder = responder
        self._dispatcher = dispatcher
        self._in_flight = in_flight
        self._topics = topics

    async def setup_hook(self) -> None:
        """Add the commands and let Discord know them if they changed."""
        _OFFERS_LOG.addFilter(_undelivered_is_no_error)
        topics = [*self._topics(self)]
        await asyncio.sleep(0)  # whatever else is waiting has its turn between the parts of this
        self._dispatcher.register(*(topic.handlers() for topic in topics))
        for topic in topics:
            await asyncio.sleep(0)
            await self.add_cog(topic)
        await self._sync()

    async def close(self) -> None:
        """Leave Discord, and the library's log as it was."""
        _OFFERS_LOG.removeFilter(_undelivered_is_no_error)
        await super().close()

    def is_online(self) -> bool:
        """Return whether all shards of this process are connected and know their servers."""
        return self.is_ready() and not any(shard.is_closed() for shard in self.shards.values())

    async def on_ready(self) -> None:
        """Log that the bot is online."""
        _log.info("ready", user=str(self.user), guilds=len(self.guilds))

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """Answer buttons, menus and forms; commands go through the tree."""
        if interaction.type is discord.InteractionType.component:
            await self.responder.press(interaction)
        elif interaction.type is discord.InteractionType.modal_submit:
            await self.responder.submit(interaction)

    async def on_error(self, event_method: str, /, *__: Any, **___: Any) -> None:
        """Log an exception that escaped an event handler."""
        _log.exception("event_failed", event_name=event_method)

    async def wind_down(self) -> None:
        """Take no new work, and finish the answers in flight.

        Who would have to wait for longer than :data:`DRAIN_SECONDS` is told to try again.
        """
        drained_at = self.loop.time() + DRAIN_SECONDS
        retiring = [
            asyncio.ensure_future(cog.retire())
            for cog in self.cogs.values()
            if isinstance(cog, Topic)
        ]
        if shards := [shard for shard in self.shards.values() if not shard.is_closed()]:
            least, most = LINGER_SECONDS
            round_trip = self.latency  # NaN while it is unknown
            await asyncio.sleep(max(round_trip, least) if round_trip < most else most)
            leaving = [asyncio.ensure_future(shard.disconnect()) for shard in shards]
            await asyncio.wait(leaving, timeout=PARTING_SECONDS)
        if left := await self._in_flight.wait(drained_at - self.loop.time()):
            _log.warning("answers_cut_short", count=left)
            self._in_flight.cut_short.set()
            await self._in_flight.wait(PARTING_SECONDS)
        if retiring:
            await asyncio.wait(retiring, timeout=max(drained_at - self.loop.time(), 0.0))

    async def _sync(self) -> None:
        """Sync the commands with Discord, unless it has exactly these."""
        application_id = self.application_id or 0
        payload = described_commands(self.tree)
        digest = hashlib.sha256(json.dumps(payload, sort_keys=True).encode()).hexdigest()
        try:
            if await self.state.sync_hashes.get(application_id) == digest:
                _log.info("commands_unchanged", count=len(payload))
                return
            await self.http.bulk_upsert_global_commands(application_id, payload=payload)
            _log.info("commands_synced", count=len(payload))
            await self.state.sync_hashes.set(application_id, digest)
        except UnavailableError as error:
            _log.warning("sync_not_recorded", reason=str(error))
        except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
            # The commands that Discord has keep working; the next start tries again.
            _log.error("commands_not_synced", reason=str(error))


def _not_resolved(error: app_commands.TransformerError) -> UserFacingError:
    """Return what is said where Discord's apps gave an option what the bot does not know.

    A channel may be so new that the bot has not heard of it yet, and in an outage of its server the
    bot knows none.
    """
    if error.type is discord.AppCommandOptionType.channel:
        return BadInputError(
            _(
                "I do not know that channel: it may be new, or hidden from me. Choose another one,"
                " or try again in a minute."
            )
        )
    return OutdatedError()


_OFFERS_LOG = logging.getLogger("discord.app_commands.tree")
"""Where the library says that what is offered while somebody types was not delivered."""


def _undelivered_is_no_error(record: logging.LogRecord) -> bool:
    """Make a warning of the library's error that what is offered while typing did not get out."""
    error = record.exc_info[1] if record.exc_info else None
    if isinstance(error, discord.HTTPException | aiohttp.ClientError | OSError):
        record.levelno, record.levelname = logging.WARNING, "WARNING"
        record.exc_info = None
    return True


def _passed_over(event: str, parse: Callable[[Any], None]) -> Callable[[Any], None]:
    """Return a parser of gateway events that logs and skips what it cannot parse.

    In discord.py one such event ends the whole bot.
    """
    if event == "READY":  # without READY nothing would work, and nobody would know
        return parse

    def parse_or_log(data: Any) -> None:
        try:
            parse(data)
        except Exception:  # noqa: BLE001 - whatever Discord sent, the next event may be fine
            _log.exception("gateway_event_not_parsed", event_name=event)

    return parse_or_log
