"""Two servers where the same happens: of everything that one can change there is more than one."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import select

from bot.clock import ShiftedClock
from bot.rules.imports.model import Purpose
from bot.rules.imports.plan import Doubt, Entry, Plan, Share
from bot.rules.nights import nominations
from bot.rules.nights.rsvp import Rsvp
from bot.rules.picks.consent import Openness
from bot.rules.picks.draw import draw, lucky_pool
from bot.rules.picks.lists import Caps
from bot.rules.picks.sealed import Ticket
from bot.state.films.film_ref import FilmRef
from bot.state.films.imports import MAX_PROPOSED
from bot.state.films.ratings import Rating
from bot.state.guessing.guesses import guess_games
from bot.state.nights.due_jobs import ClaimedJob, Upkeep
from bot.state.nights.plans import nights
from bot.state.owners.circles import Circle
from bot.state.owners.owners import Owner
from bot.state.series.table import series
from bot.state.store import StateStore
from tests.state.evening import ALIEN, BRAZIL, CASABLANCA, HOSTING, SEED, plan
from tests.state.everything import FILM, fill_everything
from tests.state.series import days_of

OTHER = FilmRef("tt2", "Brazil")
IMPORTED, LATER, CHANGED = FilmRef("tt5", "Alien"), FilmRef("tt6", "M"), FilmRef("tt7", "Ran")
AGAIN, FRIENDS = FilmRef("tt8", "Gilda"), FilmRef("tt10", "Laura")
FILMS = {one.id: one for one in (FILM, OTHER, IMPORTED, LATER, CHANGED, AGAIN, FRIENDS)}
DAY = date(2021, 5, 1)


@dataclass(frozen=True, slots=True)
class World:
    """A server, a person in it, and the ids of what is there.

    Attributes:
        guild: The server.
        person: Who does everything.
        friend: Somebody else in that server.
        planned: A night that is planned, ..
        nominating: .. one with two films named, ..
        lone: .. one with a single film, ..
        voting: .. one with two ballots, ..
        quiet: .. one whose vote closed by itself, and nobody voted, ..
        closed: .. one whose vote was closed, ..
        watched: .. and one whose film was watched; to each of them two come.
        series: A series.
        evening: Its first night, which the friend hosts.
        days: Its next two evenings, the second of which is skipped.
        game: A guessing game with two players.
        done: An import that was carried out.
        proposed: One that was not.
        sealed: The seed of a draw for both.
        drawn: That of an open one.
        view: The token of a button.
        jobs: What this process has claimed, by the night's id and the kind.
    """

    guild: int
    person: int
    friend: int
    planned: int
    nominating: int
    lone: int
    voting: int
    quiet: int
    closed: int
    watched: int
    series: int
    evening: int
    days: tuple[date, date]
    game: int
    done: int
    proposed: int
    sealed: str
    drawn: str
    view: str
    jobs: dict[tuple[int | None, str], ClaimedJob]

    @property
    def mine(self) -> Owner:
        """The person as an owner."""
        return Owner.person(self.person)

    @property
    def ours(self) -> Owner:
        """The server as an owner."""
        return Owner.server(self.guild)


async def live(store: StateStore, clock: ShiftedClock, guild: int, person: int) -> World:
    """Let all of that happen in a server."""
    friend = person + 500
    voted = await fill_everything(store, clock, guild, person)
    for who in (person, friend):
        await _keep_films(store, who)
    await store.ratings.rate(friend, FRIENDS, 8)
    done, proposed = await _import(store, person)
    await store.consents.allow(person, friend)
    await store.consents.open_to(person, Openness.ANYBODY)
    for owner in (Owner.person(person), Owner.server(guild)):
        for _ in range(2):
            await store.losses.record(owner, ["tt3", "tt4"], "tt1")
        pool = lucky_pool(["tt1", "tt2"], {})
        await store.draws.record(owner, draw(f"second{guild}{owner.user_id}", pool))
    ticket = Ticket(f"both{guild}", "1" * 32)
    await store.sealed_draws.record(
        Owner.server(guild), ticket, draw(ticket.drawn_with, pool), {person, friend}
    )
    await store.guild_settings.change(guild, lambda old: replace(old, timezone="UTC"))
    await store.guilds.note_user(guild, friend)
    await store.sync_hashes.set(guild, "old")
    circle = Circle.server(guild)
    await store.guesses.begin(circle, friend, OTHER, 1)
    async with store.database.reading() as connection:
        game = await connection.scalar(
            select(guess_games.c.game_id).where(guess_games.c.guild_id == guild).limit(1)
        )
        series_id = await connection.scalar(
            select(series.c.series_id).where(series.c.guild_id == guild)
        )
        evening = await connection.scalar(
            select(nights.c.night_id).where(nights.c.series_id == series_id)
        )
    assert None not in {game, series_id, evening}
    planned = await store.series.get(series_id or 0)
    first, second = days_of(planned.series, 2)
    await store.nights.change(evening or 0, lambda old: replace(old, chooser=friend))
    await store.guesses.play(game or 0, friend)
    await store.ballots.cast(voted, friend, {ALIEN.id: 1})
    found = {
        "planned": (await store.nights.plan(plan(clock, guild_id=guild, host=person))).id,
        "nominating": await _naming(store, clock, guild, person, (ALIEN, BRAZIL)),
        "lone": await _naming(store, clock, guild, person, (ALIEN,)),
        "closed": await _closed(store, clock, guild, person, BRAZIL),
        "watched": await _closed(store, clock, guild, person, ALIEN),
        "quiet": await _closed(store, clock, guild, person),
    }
    await store.nights.change(found["closed"], lambda old: replace(old, event_id=guild))
    for night_id in (*found.values(), voted):
        for who in (person, friend):
            await store.rsvps.answer(night_id, who, Rsvp.YES)
        await store.troubles.note(night_id, Upkeep.TELL.name, 50013, given_up=True)
        await store.troubles.note(night_id, Upkeep.EVENT.name, 10070)
        await store.troubles.note(night_id, Upkeep.ANNOUNCE.name, 50013)
    await store.night_transitions.watch(found["watched"], HOSTING)
    view = await store.saved_views.save({"guild": guild}, timedelta(days=1))
    return World(
        guild, person, friend, voting=voted, series=series_id or 0, evening=evening or 0,
        days=(first, second), game=game or 0, done=done, proposed=proposed, sealed=ticket.seed,
        drawn=f"second{guild}0", view=view, jobs={}, **found,
    )  # fmt: skip


async def _keep_films(store: StateStore, person: int) -> None:
    for film in (FILM, OTHER):
        await store.seen_films.add(person, film)
        await store.ratings.rate(person, film, 7)
        await store.nevers.add_film(person, film)
        for name in ("List", "Second"):
            await store.watchlists.add(Owner.person(person), name, [film], Caps())
    for genre in ("Drama", "Horror"):
        await store.nevers.add_genre(person, genre)


async def _import(store: StateStore, person: int) -> tuple[int, int]:
    """Carry out two imports of one day, and propose more; some of the first is changed since."""
    doubt = Doubt(0, "Duun", OTHER.id, (Share(Purpose.LIST, "Doubtful", (Entry(OTHER.id),)),))
    done: list[int] = []
    await store.ratings.rate_all(person, [Rating(AGAIN, 3, datetime(2019, 1, 1, tzinfo=UTC))])
    for films, name in (((IMPORTED, CHANGED, AGAIN), "Once"), ((LATER,), "Later")):
        entries = tuple(Entry(film.id, 8, DAY) for film in films)
        lists = [Share(Purpose.LIST, each, entries) for each in ("Imported", name)]
        shares = (Share(Purpose.SEEN, "", entries), *lists)
        done.append(await store.imports.propose(person, Plan(shares, (doubt,))))
        await store.imports.carry_out(done[-1], person, FILMS)
    await store.seen_films.remove(person, CHANGED.id)
    await store.seen_films.add(person, CHANGED)
    await store.ratings.rate(person, CHANGED, 8)
    rated = Share(Purpose.SEEN, "", (Entry(FRIENDS.id, 8, DAY),))
    listed = Share(Purpose.LIST, "More", (Entry(IMPORTED.id), Entry(OTHER.id)))
    again = Plan((rated, listed), (doubt,))
    proposed = [await store.imports.propose(person, again) for _ in range(MAX_PROPOSED)]
    return done[0], proposed[-1]


async def _naming(
    store: StateStore,
    clock: ShiftedClock,
    guild: int,
    person: int,
    films: tuple[nominations.Candidate, ...],
) -> int:
    planned = await store.nights.plan(plan(clock, guild_id=guild, host=person))
    await store.night_transitions.open_nominations(planned.id, HOSTING)
    for film in films:
        await store.nominations.change(
            planned.id, lambda board, f=film: nominations.nominate(board, f, person)
        )
    return planned.id


async def _closed(
    store: StateStore,
    clock: ShiftedClock,
    guild: int,
    person: int,
    film: nominations.Candidate | None = None,
) -> int:
    night_id = await _naming(store, clock, guild, person, (ALIEN, BRAZIL, CASABLANCA))
    closes_at = clock.now() + timedelta(minutes=1)
    await store.night_transitions.open_vote(night_id, HOSTING, closes_at)
    if film is not None:
        await store.ballots.cast(night_id, person, {film.id: 1})
    clock.advance(61)
    seed = f"{SEED}{night_id}"
    await store.night_transitions.close_vote(night_id, HOSTING, seed, announce=True)
    return night_id


async def claim_all(store: StateStore, clock: ShiftedClock, *worlds: World) -> None:
    """Claim whatever is due, once nobody holds anything any more."""
    clock.advance(600)
    while claimed := await store.due_jobs.claim():
        for job in claimed:
            for world in worlds:
                if job.guild_id == world.guild:
                    name = job.task.name if isinstance(job.task, Upkeep) else job.task.kind.name
                    world.jobs[job.night_id, name] = job
                    await store.pings.claim(job.id, job.due_at, [world.person, world.friend])
