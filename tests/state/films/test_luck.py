"""Fair luck, draws that can be verified, and guessing."""

import asyncio

import pytest

from bot.clock import ShiftedClock
from bot.rules.games.guess_game import Game, Hint, HintKind, Score
from bot.rules.picks.consent import Consent, Openness
from bot.rules.picks.draw import Check, draw, lucky_pool, new_seed, verify
from bot.rules.picks.sealed import CHECKS, SealedDraw, Ticket
from bot.state.films.draws import open_draws, sealed_draws
from bot.state.films.draws.open_draws import KEPT_FOR, KEPT_PER_OWNER
from bot.state.films.film_ref import FilmRef
from bot.state.guessing.guesses import KEPT_FOR as GAME_KEPT_FOR
from bot.state.owners.circles import Circle
from bot.state.owners.owners import Owner
from bot.state.store import StateStore

SERVER, ANN, BOB = Owner.server(5), 2**63 - 1, 2
CLUB = Circle.server(SERVER.guild_id)
FILM = FilmRef("tt1", "Dune")
GAME = Game(FILM.id, (Hint(HintKind.YEAR, "2021"),) * 4, shown=2)


async def test_losses_when_recorded_then_they_add_up_until_one_wins(store: StateStore) -> None:
    for took_part, won in ((["a", "b", "c"], "a"), (["a", "b"], "a"), (["b", "d"], "b")):
        await store.losses.record(SERVER, took_part, won)
    assert await store.losses.get(SERVER) == {"c": 1, "d": 1}  # who wins has lost nothing
    assert await store.losses.get(Owner.person(5)) == {}


async def test_losses_when_draws_end_at_once_then_none_is_lost(store: StateStore) -> None:
    films = [f"tt{number}" for number in range(9)]
    await asyncio.gather(
        *(store.losses.record(SERVER, films[::step], "other") for step in (1, -1) * 5)
    )
    assert await store.losses.get(SERVER) == dict.fromkeys(films, 10)


async def test_draw_when_recorded_then_it_can_be_repeated(store: StateStore) -> None:
    record = draw(new_seed(b"abcde"), lucky_pool(["tt1", "tt2", "x\u2028y"], {"tt2": 3}))
    await store.draws.record(SERVER, record)
    found = await store.draws.find(record.seed)
    assert found == record
    assert verify(record) is Check.TRUE
    assert await store.draws.find("unknown") is None


async def test_draws_when_too_many_or_too_old_then_the_latest_stay(
    store: StateStore, clock: ShiftedClock
) -> None:
    pool = lucky_pool(["tt1"], {})
    await store.draws.record(Owner.person(ANN), draw("hers", pool))
    for number in range(KEPT_PER_OWNER + 1):
        await store.draws.record(SERVER, draw(f"s{number}", pool))
        clock.advance(1)
    assert await store.draws.find("s0") is None
    assert await store.draws.find("s1") is not None
    assert await store.draws.find("hers") is not None
    clock.advance(KEPT_FOR.total_seconds())
    assert await store.draws.find("hers") is None


async def test_sealed_draw_when_recorded_then_its_people_have_it_checked_a_few_times(
    store: StateStore, clock: ShiftedClock
) -> None:
    ticket = Ticket("abcdefgh", "0" * 32)
    record = draw(ticket.drawn_with, lucky_pool(["tt1", "tt2"], {}))
    seal = await store.sealed_draws.record(SERVER, ticket, record, {ANN, BOB})
    assert await store.sealed_draws.find("abcdefgh") == SealedDraw(
        ticket, record, seal, frozenset({ANN, BOB})
    )
    assert await store.draws.find("abcdefgh") is None
    tries = await asyncio.gather(
        *(store.sealed_draws.spend_check("abcdefgh", ANN) for _ in range(CHECKS + 2))
    )
    assert sum(tries) == CHECKS
    assert await store.sealed_draws.spend_check("abcdefgh", BOB)
    assert not await store.sealed_draws.spend_check("abcdefgh", 3)
    clock.advance(KEPT_FOR.total_seconds())
    assert await store.sealed_draws.find("abcdefgh") is None


async def test_consent_when_refused_for_good_then_nobody_is_left(store: StateStore) -> None:
    assert await store.consents.get(ANN) == Consent()
    await store.consents.allow(ANN, BOB)
    await store.consents.allow(ANN, BOB)
    await store.consents.open_to(ANN, Openness.ANYBODY)
    assert await store.consents.of([ANN, BOB]) == {
        ANN: Consent(Openness.ANYBODY, frozenset({BOB})),
        BOB: Consent(),
    }
    await store.consents.refuse_all(ANN)
    assert await store.consents.get(ANN) == Consent(Openness.NOBODY)
    await store.consents.allow(ANN, BOB)
    await store.consents.disallow(ANN, BOB)
    assert await store.consents.get(ANN) == Consent(Openness.NOBODY)


async def test_game_when_two_are_right_at_once_then_one_scores(store: StateStore) -> None:
    game_id = await store.guesses.begin(CLUB, BOB, FILM, 1)
    running = await store.guesses.get(game_id)
    assert running is not None
    assert (running.film, running.shown) == (FILM, 1)
    for person in (ANN, BOB):
        assert await store.guesses.play(game_id, person)
    scores = await asyncio.gather(
        *(store.guesses.end(game_id, GAME, person) for person in (ANN, BOB))
    )
    assert sorted(score is None for score in scores) == [False, True]
    assert await store.guesses.get(game_id) is None
    assert not await store.guesses.play(game_id, ANN)
    table = await store.guess_scores.table(CLUB)
    assert [(place.score.points, place.score.streak) for place in table] == [
        (GAME.points, 1),
        (0, 0),
    ]


async def test_streak_when_somebody_else_is_faster_then_it_ends_and_the_best_stays(
    store: StateStore,
) -> None:
    for winner in (ANN, ANN, BOB):
        game_id = await store.guesses.begin(CLUB, BOB, FILM, 1)
        await store.guesses.play(game_id, ANN)
        await store.guesses.end(game_id, GAME, winner)
    assert await store.guess_scores.get(CLUB, ANN) == Score(
        points=2 * GAME.points, solved=2, streak=0, best_streak=2
    )
    assert await store.guess_scores.get(Circle.server(SERVER.guild_id + 1), ANN) == Score()


async def test_scores_when_several_games_end_at_once_then_none_is_lost(store: StateStore) -> None:
    games = [await store.guesses.begin(CLUB, BOB, FILM, 1) for _ in range(6)]
    await asyncio.gather(*(store.guesses.end(game, GAME, ANN) for game in games))
    assert (await store.guess_scores.get(CLUB, ANN)).solved == 6


@pytest.mark.parametrize("asks", [1, 3])
async def test_hint_when_asked_for_at_once_then_one_more_is_shown(
    store: StateStore, asks: int
) -> None:
    game_id = await store.guesses.begin(CLUB, BOB, FILM, 1)
    shown = await asyncio.gather(*(store.guesses.show_hint(game_id, 1) for _ in range(asks)))
    assert shown.count(True) == 1
    running = await store.guesses.get(game_id)
    assert running is not None
    assert running.shown == 2


async def test_game_when_nobody_ends_it_then_it_goes_in_time(
    store: StateStore, clock: ShiftedClock
) -> None:
    game_id = await store.guesses.begin(CLUB, BOB, FILM, 1)
    clock.advance(GAME_KEPT_FOR.total_seconds())
    await store.guesses.begin(CLUB, BOB, FILM, 1)
    assert await store.guesses.get(game_id) is None


async def test_imports_when_many_films_come_at_once_then_counted_and_kept(
    store: StateStore, clock: ShiftedClock
) -> None:
    films = [(FilmRef(f"tt{number}", "Film"), clock.now()) for number in range(1200)]
    await store.seen_films.add(ANN, films[0][0])
    assert await store.seen_films.add_all(ANN, [*films, films[5]]) == 1199
    assert len(await store.seen_films.list(ANN)) == 1200


@pytest.mark.parametrize("sealed", [False, True])
async def test_draws_when_others_make_many_then_ones_own_stay(
    store: StateStore, sealed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (open_draws, sealed_draws):
        monkeypatch.setattr(module, "KEPT_PER_OWNER", 2)

    async def make(owner: Owner, seed: str) -> None:
        ticket = Ticket(seed, "0" * 32 if sealed else "")
        record = draw(ticket.drawn_with, lucky_pool(["tt1"], {}))
        if sealed:
            await store.sealed_draws.record(owner, ticket, record, {ANN})
        else:
            await store.draws.record(owner, record)

    kept = store.sealed_draws if sealed else store.draws
    for owner, seed in ((SERVER, "ours"), *((Owner.server(6), f"theirs{n}") for n in range(3))):
        await make(owner, seed)
    await make(SERVER, "later")
    assert await kept.find("theirs0") is None
    assert None not in [await kept.find(seed) for seed in ("ours", "later", "theirs1", "theirs2")]
