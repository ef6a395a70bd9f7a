"""The state store: one database and, on it, one object for each group of tables."""

import asyncio
from pathlib import Path
from types import TracebackType
from typing import Self

from bot.clock import Clock
from bot.state.copies.files import create_file
from bot.state.database.address import Address, parse_address
from bot.state.database.faults import state_errors
from bot.state.database.integrity import Integrity
from bot.state.database.migrate import migrate
from bot.state.database.transactions import Database
from bot.state.films.draws.luck import Losses
from bot.state.films.draws.open_draws import Draws
from bot.state.films.draws.sealed_draws import SealedDraws
from bot.state.films.draws.shown_films import ShownFilms
from bot.state.films.imports import Imports
from bot.state.films.nevers import Nevers
from bot.state.films.preferences import Preferences
from bot.state.films.ratings import Ratings
from bot.state.films.seen_films import SeenFilms
from bot.state.films.watchlists import Watchlists
from bot.state.guessing.guess_scores import GuessScores
from bot.state.guessing.guesses import Guesses
from bot.state.guilds.guild_settings import GuildSettingsStore
from bot.state.guilds.guilds import Guilds
from bot.state.guilds.saved_views import SavedViews
from bot.state.guilds.sync_hashes import SyncHashes
from bot.state.nights.attendance import Attendance
from bot.state.nights.due_jobs import DueJobs, due_jobs
from bot.state.nights.night_transitions import NightTransitions
from bot.state.nights.past_nights import PastNights
from bot.state.nights.pings import Pings
from bot.state.nights.planning import Nights
from bot.state.nights.plans import nights
from bot.state.nights.rsvps import Rsvps
from bot.state.nights.troubles import Troubles
from bot.state.nights.voting.ballots import Ballots
from bot.state.nights.voting.nominations import Nominations
from bot.state.nights.voting.results import Results
from bot.state.people.consents import Consents
from bot.state.people.people import People
from bot.state.people.user_settings import UserSettingsStore
from bot.state.series.store import SeriesStore
from bot.state.series.table import series


class StateStore:
    """The state store: open it with :meth:`open`, leave it with ``async with`` or :meth:`close`.

    Attributes:
        database: Transactions, for changes that span several groups.
        sync_hashes: What commands Discord already has.
        shown_films: What was shown in a channel.
        saved_views: Requests too long for a button.
        seen_films: What people have seen.
        ratings: What people think of films.
        watchlists: Named lists of films, people's and servers'.
        nevers: What people never want to watch.
        preferences: All that people keep about films, read together.
        imports: Imports from other sites, and their undoing.
        user_settings: People's preferences.
        guild_settings: Servers' settings.
        guilds: Servers, and the deletion of their data.
        nights: Nights and their plans.
        series: Series of nights, and whose turn it is to host.
        rsvps: Who comes to them.
        attendance: Who was there, corrected afterwards.
        nominations: Nominations and vetoes.
        ballots: Who votes for what while a vote is open.
        results: Results of votes.
        past_nights: Past nights, for history and statistics.
        night_transitions: Transitions of a night from one stage to the next.
        due_jobs: What is due when.
        pings: Whom a reminder has pinged so far.
        troubles: What went wrong with a night and waits to be told.
        losses: How often films have lost, for fair luck.
        draws: Open draws, which anybody can verify.
        sealed_draws: Draws from private pools.
        consents: Who may draw for whom.
        guesses: Running guessing games.
        guess_scores: Scores of guessing games.
        people: Everything stored about one person.
        integrity: Corrupt rows, which due jobs skip.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self.database = database
        self.sync_hashes = SyncHashes(database)
        self.shown_films = ShownFilms(database, clock)
        self.saved_views = SavedViews(database, clock)
        self.seen_films = SeenFilms(database, clock)
        self.ratings = Ratings(database, clock)
        self.watchlists = Watchlists(database, clock)
        self.nevers = Nevers(database, clock)
        self.preferences = Preferences(database)
        self.imports = Imports(database, clock)
        self.user_settings = UserSettingsStore(database)
        self.guild_settings = GuildSettingsStore(database)
        self.guilds = Guilds(database, clock)
        self.nights = Nights(database, clock)
        self.series = SeriesStore(database, clock)
        self.rsvps = Rsvps(database, clock)
        self.attendance = Attendance(database, clock)
        self.nominations = Nominations(database)
        self.ballots = Ballots(database, clock)
        self.results = Results(database)
        self.past_nights = PastNights(database)
        self.night_transitions = NightTransitions(database, clock)
        self.due_jobs = DueJobs(database, clock)
        self.pings = Pings(database)
        self.troubles = Troubles(database, clock)
        self.losses = Losses(database)
        self.draws = Draws(database, clock)
        self.sealed_draws = SealedDraws(database, clock)
        self.consents = Consents(database)
        self.guesses = Guesses(database, clock)
        self.guess_scores = GuessScores(database)
        self.people = People(database)
        self.integrity = Integrity(database, (nights, due_jobs, series))

    @classmethod
    async def open(cls, address: str | Path, clock: Clock) -> Self:
        """Open the store, creating it and bringing its schema up to date as needed.

        Args:
            address: A path or a URL: see :func:`bot.state.database.address.parse_address`.
            clock: Tells when something was shown or expires.

        Raises:
            StateError: It cannot be used: unreachable, locked, broken or from a newer version.
        """
        place = parse_address(address)
        await prepare(place)
        database = Database(place)
        with state_errors(place):
            # Now, since a task cancelled while connecting leaves aiosqlite's thread behind.
            async with database.reading():
                return cls(database, clock)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Close the database; safe to repeat."""
        await self.database.close()


async def prepare(address: Address) -> None:
    """Make sure that the database exists, with the schema of this code.

    Raises:
        StateError: It cannot be used.
    """
    if address.file is not None:
        await asyncio.to_thread(create_file, address.file)
    await asyncio.to_thread(_import_driver, address)
    with state_errors(address):
        await migrate(address)


def _import_driver(address: Address) -> None:
    """Import what talks to the database: PostgreSQL's would hold the event loop for 50 ms."""
    address.url.get_dialect().import_dbapi()
