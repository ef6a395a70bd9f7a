"""Where the bot is put together: the only place that builds services."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterable
from contextlib import asynccontextmanager
from functools import partial
from typing import Any

import aiohttp
import discord
import structlog

from bot.clock import Clock
from bot.config import Settings
from bot.discord.client import MarqueeBot
from bot.discord.cogs.ask import Ask
from bot.discord.cogs.films.connect import Connect
from bot.discord.cogs.films.find import Find
from bot.discord.cogs.films.guess import Guess
from bot.discord.cogs.films.lists import Lists
from bot.discord.cogs.films.movies import Movies
from bot.discord.cogs.films.people import People
from bot.discord.cogs.help import Help
from bot.discord.cogs.mine.exports import Exports
from bot.discord.cogs.mine.imports import Imports
from bot.discord.cogs.mine.mine import MyFilms
from bot.discord.cogs.mine.privacy import Privacy
from bot.discord.cogs.mine.watchlists import Watchlists
from bot.discord.cogs.nights.background.events import NightEvents
from bot.discord.cogs.nights.background.jobs import NightJobs
from bot.discord.cogs.nights.background.spoilers import SpoilerThreads
from bot.discord.cogs.nights.commands import Nights
from bot.discord.cogs.nights.desk import NightDesk
from bot.discord.cogs.nights.editing import Editing
from bot.discord.cogs.nights.history import History
from bot.discord.cogs.nights.nominating import Nominating
from bot.discord.cogs.nights.planning import Planning
from bot.discord.cogs.nights.running import Running
from bot.discord.cogs.nights.series import SeriesDesk
from bot.discord.cogs.nights.venues import Venues
from bot.discord.cogs.nights.voting import Voting
from bot.discord.cogs.nights.watching import Watching
from bot.discord.cogs.picks.doublefeature import DoubleFeatures
from bot.discord.cogs.picks.nevers import NeverAgain
from bot.discord.cogs.picks.picks import Picks
from bot.discord.cogs.picks.verify import Verify
from bot.discord.cogs.picks.watchers import Watchers
from bot.discord.cogs.servers.servers import Servers
from bot.discord.cogs.servers.settings import SettingsTopic
from bot.discord.guild.audience import Audience
from bot.discord.guild.channels import Channels
from bot.discord.guild.members import Members
from bot.discord.guild.rooms import Rooms
from bot.discord.guild.scheduled_events import ScheduledEvents
from bot.discord.guild.voice import VoiceChannels
from bot.discord.interactions.chat import Chat
from bot.discord.interactions.cooldown import Cooldown
from bot.discord.interactions.dispatch import Dispatcher
from bot.discord.interactions.in_flight import InFlight
from bot.discord.interactions.responder import Responder
from bot.discord.interactions.sending.live_messages import LiveMessages
from bot.discord.interactions.sending.render import Renderer
from bot.discord.interactions.topic import Topic
from bot.discord.views.answers import AnswerBuilder
from bot.discord.views.boards import Boards
from bot.discord.views.films.cards import CardBuilder
from bot.discord.views.films.poster_folder import PosterFolder
from bot.discord.views.films.story_answers import StoryAnswerBuilder
from bot.errors import ConfigError, StartupError
from bot.i18n import preload
from bot.library.conversations import Conversations
from bot.library.picks.picks import Picker
from bot.library.upkeep import LibraryUpkeep
from bot.rules.times.zones.zones import Zones
from bot.runtime.health import give_signs_of_life
from bot.runtime.workers.pool import WorkPool
from bot.state.store import StateStore

_LOGIN_REFUSED = (
    "DISCORD_TOKEN: Discord refuses it. Copy the token anew from "
    "https://discord.com/developers/applications (Bot, Reset Token)."
)
NEW_VIEWS, NEW_VIEW_SECONDS = 200, 600.0
"""So many long requests one person may have kept at once, and then one in so many seconds."""
_log = structlog.get_logger(__name__)


@asynccontextmanager
async def open_bot(
    settings: Settings, clock: Clock, **client_options: Any
) -> AsyncGenerator[MarqueeBot]:
    """Open the stores and the library and build the bot on them; close all at the end.

    Raises:
        StartupError: Something that the bot needs cannot be opened.
    """
    zones = await asyncio.to_thread(_preload)
    async with (
        await StateStore.open(settings.state_url, clock) as state,
        LibraryUpkeep(settings.movies_dir, settings.catalog_dir) as upkeep,
        WorkPool() as work,
    ):
        dispatcher = Dispatcher(upkeep.library)
        new_views = Cooldown(clock, NEW_VIEWS, NEW_VIEW_SECONDS)
        renderer = Renderer(state.saved_views, new_views)
        cooldown = Cooldown(clock, settings.cooldown_burst, settings.cooldown_refill_seconds)
        in_flight = InFlight()
        responder = Responder(dispatcher, renderer, state.shown_films, cooldown, in_flight)
        chat = Chat(dispatcher, renderer, cooldown, in_flight)

        def make_topics(bot: MarqueeBot) -> Iterable[Topic]:
            live = LiveMessages(bot, renderer, clock)
            yield from _topics(bot, settings, state, responder, chat, live, clock, work, zones)

        bot = MarqueeBot(
            library=upkeep.library,
            state=state,
            dispatcher=dispatcher,
            responder=responder,
            in_flight=in_flight,
            topics=make_topics,
            shard_count=settings.shard_count,
            shard_ids=list(settings.shard_ids) or None,
            **client_options,
        )
        beside = (
            asyncio.create_task(upkeep.watch()),
            asyncio.create_task(upkeep.give_back()),
            asyncio.create_task(give_signs_of_life(settings.health_file, bot.is_online)),
        )
        try:
            yield bot
        finally:
            for task in beside:
                task.cancel()
            await asyncio.gather(*beside, return_exceptions=True)


def _preload() -> Zones:
    """Read what would hold the event loop for long if it were read when it is needed first."""
    preload()
    return Zones()


def _topics(
    bot: MarqueeBot,
    settings: Settings,
    state: StateStore,
    responder: Responder,
    chat: Chat,
    live: LiveMessages,
    clock: Clock,
    work: WorkPool,
    zones: Zones,
) -> Iterable[Topic]:
    """Make every group of commands with the services that it needs."""
    cards = CardBuilder(settings.posters_dir)
    boards = Boards(settings.posters_dir)
    answers = AnswerBuilder(cards)
    by_story = StoryAnswerBuilder(cards)
    picker = Picker(state.draws, state.sealed_draws, state.losses, work)
    watchers = Watchers(state, VoiceChannels(bot), Audience(bot, clock))
    movies = Movies(responder, cards, by_story, boards, settings.records_url)
    picks = Picks(responder, cards, picker, watchers, state)
    desk = NightDesk(state, bot.library, Channels(bot), live, Members(bot), clock, boards)
    voting = Voting(state, desk, clock, work)
    rooms = Rooms(bot)
    parts = (
        Planning(state, desk, Venues(rooms), clock),
        Running(state, desk),
        Editing(state, desk, clock),
        SeriesDesk(state, desk, clock),
        Nominating(state, desk, picker, watchers),
        voting,
        Watching(state, desk),
        History(state, desk, clock),
    )
    posters = PosterFolder(settings.posters_dir)
    events = NightEvents(state, desk, ScheduledEvents(bot), rooms, posters, clock)
    spoilers = SpoilerThreads(state, desk, bot, live, clock)
    jobs = NightJobs(state, desk, voting, live, events, spoilers, clock)
    return (
        movies,
        Find(responder, by_story),
        People(responder),
        Lists(responder, boards),
        picks,
        Verify(responder, state.draws, state.sealed_draws),
        DoubleFeatures(responder, cards, picker, watchers, work),
        Connect(responder, work),
        Guess(responder, cards, state.guesses, state.guess_scores),
        Ask(
            responder,
            chat,
            answers,
            Conversations(clock),
            clock,
            work,
            picks.show_pick,
            movies.show_similar,
            bot,
        ),
        MyFilms(responder, state),
        Watchlists(responder, state),
        NeverAgain(responder, state),
        Imports(responder, bot.library, state, work),
        Exports(responder, state, work),
        Nights(responder, state, desk, parts, events, jobs, live),
        Privacy(responder, state.people, state.consents, desk.refresh_by_id, work),
        SettingsTopic(responder, state, zones, clock, bot),
        Servers(responder, state.guilds, bot),
        Help(responder, bot.tree),
    )


async def run_bot(
    settings: Settings,
    clock: Clock,
    *,
    token: str,
    stop: asyncio.Event,
    connector: aiohttp.BaseConnector | None = None,
    on_ready: Callable[[], None] | None = None,
    **client_options: Any,
) -> None:
    """Connect the bot and serve until ``stop`` is set, whatever state it is in.

    What is still being opened then is given up. Who waits for an answer gets it: see
    :meth:`bot.discord.client.MarqueeBot.wind_down`.

    Args:
        settings: How it is set up.
        clock: What time it is.
        token: Discord's token for the bot.
        stop: Ends it cleanly.
        connector: What its HTTP goes through; discord.py's own by default.
        on_ready: Called once, when it is connected and its commands are known.
        client_options: Handed to discord.py.

    Raises:
        ConfigError: Discord refuses the token or the intents.
        StartupError: Something else that the bot needs cannot be opened.
    """
    opened = asyncio.Event()

    async def open_and_serve() -> None:
        async with open_bot(settings, clock, connector=connector, **client_options) as bot, bot:
            opened.set()
            await _serve(bot, token, stop, on_ready)

    running = asyncio.create_task(open_and_serve())
    stopping = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({running, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if not opened.is_set():
            running.cancel()
        await asyncio.wait({running})
    finally:
        stopping.cancel()
        running.cancel()
        await asyncio.gather(running, stopping, return_exceptions=True)
        _log.info("stopped")
    if not running.cancelled():
        running.result()


async def _serve(
    bot: MarqueeBot, token: str, stop: asyncio.Event, on_ready: Callable[[], None] | None
) -> None:
    serving = asyncio.create_task(bot.start(token))
    stopping = asyncio.create_task(stop.wait())
    ready = asyncio.create_task(bot.wait_until_ready())
    if on_ready is not None:
        ready.add_done_callback(partial(_call_if_done, on_ready))
    try:
        await asyncio.wait({serving, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if serving.done():
            _raise_plainly(serving.exception())
        else:
            serving.cancel()  # a shard that is not connected yet need not be any more
            await bot.wind_down()
    finally:
        for task in (ready, stopping, serving):
            task.cancel()
        await asyncio.gather(serving, stopping, ready, return_exceptions=True)


def _call_if_done(callback: Callable[[], None], task: "asyncio.Task[None]") -> None:
    if not task.cancelled() and task.exception() is None:
        callback()


def _raise_plainly(error: BaseException | None) -> None:
    if isinstance(error, discord.LoginFailure):
        raise ConfigError([_LOGIN_REFUSED]) from error
    if isinstance(error, discord.PrivilegedIntentsRequired):
        raise ConfigError(
            ["Discord refuses the intents that the bot asks for; it should need no privileged one."]
        ) from error
    if isinstance(error, aiohttp.ClientError | TimeoutError | OSError):
        raise StartupError(f"Discord cannot be reached: {error}") from error
    if isinstance(error, discord.DiscordException):
        raise StartupError(f"Discord ended it: {error}") from error
    if error is not None:
        raise error
