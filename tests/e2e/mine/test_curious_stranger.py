"""The curious stranger: a thousand draws and filters, and not a word about somebody else.

Beneath the commands, on the real store, the real catalogue and the real client: a person sits in a
voice channel and comes to a night, without the stranger, and allowed nothing. Whatever the stranger
asks is asked twice, before the person keeps anything and after they keep much. What comes of it
must be the same both times.
"""

import asyncio
import random
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import astuple
from datetime import UTC, datetime
from pathlib import Path

from bot.app import open_bot
from bot.catalog.model import Filters
from bot.clock import ShiftedClock
from bot.config import load_settings
from bot.discord.client import MarqueeBot
from bot.discord.cogs.picks.watchers import Watchers
from bot.discord.guild.audience import Audience
from bot.discord.guild.voice import VoiceChannels
from bot.discord.interactions.handlers import Call
from bot.discord.messages.asker import Asker
from bot.discord.messages.request import Request
from bot.discord.messages.request_names import RequestName
from bot.errors import ApartError, UserFacingError
from bot.library.picks.picks import Picker
from bot.library.picks.pools import AllShownError, NothingLeftError, TooFewError
from bot.library.snapshot import Snapshot
from bot.playground.discord.world.entities import VOICE
from bot.playground.playground import Playground
from bot.playground.process.connect import directed_to, loopback_connector
from bot.rules.nights.rsvp import Rsvp
from bot.rules.picks.consent import Openness
from bot.rules.picks.draw import Entry, draw
from bot.rules.picks.lists import Caps
from bot.rules.picks.sealed import Ticket
from bot.runtime.workers.pool import WorkPool
from bot.state.films.film_ref import FilmRef
from bot.state.owners.owners import Owner
from tests.state.evening import plan

TRIES = 500
"""Each is made twice."""

NAMES = ("ada", "bob", "mallory")
SEED = "abcdefgh"

GENRES = ("Biography", "Western", "Music", "Musical", "History", "Sport", "War", "Animation")
LISTS = ("", "", "", "bait", "secret", "all my lists")


@asynccontextmanager
async def running(
    playground: Playground, data_dir: Path, clock: ShiftedClock
) -> AsyncGenerator[MarqueeBot]:
    """Run the bot, and hand it out."""
    settings = load_settings(None, discord_token=None, database_url=None, data_dir=data_dir)
    options = {"connector": loopback_connector(), "guild_ready_timeout": 0.0}
    with directed_to(playground.api_base, playground.gateway_url):
        async with open_bot(settings, clock, **options) as bot:
            serving = asyncio.create_task(bot.start(playground.token))
            try:
                await playground.wait_until_synced()
                await bot.wait_until_ready()
                yield bot
            finally:
                await bot.close()
                await serving


def tries(chance: random.Random, person: int, other: int) -> list[Request]:
    """Return what the stranger asks."""
    asked: list[Request] = []
    for _ in range(TRIES):
        year = chance.randrange(1930, 2020)
        asked.append(
            Request.of(
                chance.choice((RequestName.RANDOM, RequestName.PICK)),
                friend=chance.choice((None, None, person)),
                friend_2=chance.choice((None, None, other)),
                unseen_by=chance.choice((None, "server", "voice", "me")),
                genre=chance.choice(GENRES) if chance.random() < 0.7 else None,
                from_year=chance.choice((None, year)),
                to_year=chance.choice((None, year + chance.randrange(20))),
                watchlist=chance.choice(LISTS),
                overlap=chance.random() < 0.3,
                seen_too=chance.random() < 0.2,
                seed=chance.choice((None, None, SEED)),
            )
        )
    return asked


async def outcomes(
    bot: MarqueeBot,
    watchers: Watchers,
    snapshot: Snapshot,
    asked: Sequence[Request],
    asker: Asker,
    work: WorkPool,
) -> list[str]:
    """Return all that the stranger could tell from each try but chance itself."""
    state = bot.state
    picker = Picker(state.draws, state.sealed_draws, state.losses, work)
    found: list[str] = []
    for number, request in enumerate(asked):
        try:
            terms = await watchers.terms(
                Call(request, snapshot, asker), for_us=request.name is RequestName.PICK
            )
            # The draw knows of people what the terms say, so drawing every fifth time will do.
            pick = await picker.pick(snapshot, dict(request), terms) if number % 5 == 0 else None
        except ApartError as error:
            found.append(f"apart {error.people}")
        except (UserFacingError, AllShownError, NothingLeftError, TooFewError) as error:
            found.append(repr(error))
        else:
            pool = [entry.id for entry in pick.draw.pool] if pick else ()
            kept = [map(sorted, astuple(person)[1:]) for person in terms.people]
            found.append(f"{terms.ids} {[list(sets) for sets in kept]} {terms.restrictions} {pool}")
    return found


async def keep_much(bot: MarqueeBot, person: int, ids: Sequence[str]) -> None:
    """Let the person keep much, and draw for themselves."""
    state, now = bot.state, datetime.now(UTC)
    films = [FilmRef(id_, id_) for id_ in ids]
    await state.seen_films.add_all(person, [(film, now) for film in films[::2]])
    await state.watchlists.add(Owner.person(person), "secret", films[1::3], Caps())
    await state.nevers.add_genre(person, "Animation")
    await state.nevers.add_film(person, films[0])
    await state.consents.allow(person, person + 1)
    ticket = Ticket(SEED, "0" * 32)
    pool = [Entry(id_) for id_ in ids[1::2]]
    drawn = draw(ticket.drawn_with, pool)
    await state.sealed_draws.record(Owner.person(person), ticket, drawn, {person})


async def test_a_stranger_learns_nothing(data_dir: Path) -> None:
    clock, chance = ShiftedClock(), random.Random(11)
    async with Playground(clock=clock) as playground:
        world = playground.world
        ada, bob, mallory = (world.home.member(world.user(name)).user.id for name in NAMES)
        attic = world.add_channel("Attic", VOICE)
        async with (
            running(playground, data_dir, clock) as bot,
            bot.library.lease(adult=False) as snapshot,
            WorkPool() as work,
        ):
            await playground.join_voice("ada")
            for name in ("bob", "mallory"):
                await playground.join_voice(name, attic)
            state, guild_id = bot.state, world.home.id
            night = await state.nights.plan(plan(clock, guild_id=guild_id, host=ada))
            for person, answer in ((ada, Rsvp.YES), (mallory, Rsvp.MAYBE)):
                await state.rsvps.answer(night.id, person, answer)
                await state.guilds.note_user(guild_id, person)
            ids = await snapshot.catalog.ids(Filters())
            films = [FilmRef(id_, id_) for id_ in ids]
            await state.watchlists.add(Owner.person(mallory), "bait", films, Caps())
            await state.watchlists.add(Owner.person(mallory), "secret", films[1:2], Caps())
            watchers = Watchers(state, VoiceChannels(bot), Audience(bot, clock))
            channel = world.default_channel.id
            asker = Asker(mallory, channel, guild_id, bot_is_member=True, posts=True)
            asked = tries(chance, ada, bob)
            before = await outcomes(bot, watchers, snapshot, asked, asker, work)
            await keep_much(bot, ada, ids)
            assert await outcomes(bot, watchers, snapshot, asked, asker, work) == before
            # The tries were of every kind: refused, drawn alone, and drawn for who sits there.
            assert f"apart ({ada},)" in before
            assert any(found.startswith(f"({mallory},)") for found in before)
            assert any(found.startswith(f"({mallory}, {bob})") for found in before)
            # With her leave the same tries would have told of her: the test can fail.
            await state.consents.open_to(ada, Openness.ANYBODY)
            assert await outcomes(bot, watchers, snapshot, asked[:20], asker, work) != before[:20]
