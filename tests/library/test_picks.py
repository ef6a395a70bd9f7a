"""What a draw is drawn from, whose it is, what is kept of it, and the reasons it gives."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest

from bot.catalog.catalog import Catalog
from bot.catalog.files.build import build_catalog
from bot.catalog.model import Kind, Movie
from bot.library.filters.criteria import understand
from bot.library.picks import picks as picking
from bot.library.picks.picks import LUCKY_POOL, MAX_KEPT_POOL, Picker, new_ticket
from bot.library.picks.pools import (
    AllShownError,
    NothingLeftError,
    Terms,
    TooFewError,
    find_pool,
)
from bot.library.snapshot import Snapshot
from bot.rules.picks.draw import DrawRecord, Entry, draw
from bot.rules.picks.pool import PersonPreferences, Restrictions
from bot.rules.picks.sealed import MIN_POOL, Ticket
from bot.runtime.workers.pool import WorkPool
from bot.state.owners.owners import Owner
from bot.state.store import StateStore

SERVER, ANN, BOB = Owner.server(5), 1, 2
COUNT = 2 * MIN_POOL
IDS = tuple(f"tt{number:07}" for number in range(1, COUNT + 1))
EVERY = Restrictions(unseen=False)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Films of which each is rated better than the one before; the last has many votes."""
    movies = [
        Movie(
            id_,
            f"Film {number}",
            Kind.MOVIE,
            (1980 + number % 2,),
            ("Horror",) if number == 1 else ("Drama",),
            rating=number / 10,
            votes=10_000 if number == COUNT else 9_999,
        )
        for number, id_ in enumerate(IDS, 1)
    ]
    return build_catalog(movies, tmp_path_factory.mktemp("picks") / "catalog")


@pytest.fixture
async def snapshot(built: Path) -> AsyncGenerator[Snapshot]:
    nothing = cast("Any", None)  # draws need the catalogue alone
    async with await Catalog.open(built) as catalog:
        yield Snapshot(catalog, nothing, nothing, nothing, nothing)


@pytest.fixture
async def picker(store: StateStore) -> AsyncGenerator[Picker]:
    async with WorkPool() as work:
        yield Picker(store.draws, store.sealed_draws, store.losses, work)


async def pool_of(snapshot: Snapshot, terms: Terms, **options: str) -> tuple[Sequence[str], int]:
    pool = await find_pool(snapshot, options, await understand(snapshot, options), terms)
    return pool.ids, pool.fitting


def terms(*tastes: PersonPreferences, restrictions: Restrictions = EVERY, **more: Any) -> Terms:
    people = tastes or (PersonPreferences("Ann"),)
    return Terms(SERVER, tuple(range(1, len(people) + 1)), people, restrictions, **more)


ALONE, TOGETHER = terms(), terms(PersonPreferences("Ann"), PersonPreferences("Bob"))


@pytest.mark.parametrize(
    ("given", "sealed", "keeper"),
    [
        (ALONE, False, SERVER),
        (TOGETHER, True, SERVER),
        (replace(ALONE, restrictions=Restrictions(unseen=True)), True, Owner.person(ANN)),
        (
            replace(ALONE, restrictions=Restrictions(unseen=False, on_lists=1)),
            True,
            Owner.person(ANN),
        ),
        (replace(ALONE, own_list=True), True, Owner.person(ANN)),
        (terms(PersonPreferences("Ann", never_films=frozenset({"a"}))), True, Owner.person(ANN)),
        (terms(PersonPreferences("Ann", never_genres=frozenset({"a"}))), True, Owner.person(ANN)),
        (terms(PersonPreferences("Ann", seen=frozenset({"a"}))), False, SERVER),
    ],
)
def test_a_pool_that_tells_what_one_person_keeps_is_sealed_and_theirs(
    given: Terms, sealed: bool, keeper: Owner
) -> None:
    assert given.sealed is sealed
    assert given.keeper == keeper
    assert len(new_ticket(given).nonce) == (2 * 16 if sealed else 0)  # 128 bits
    assert new_ticket(replace(given, seed="abc")) == Ticket("abc")


def test_reasons_mention_only_what_the_asker_asked_for() -> None:
    taste = PersonPreferences("Ann", watchlist=frozenset({"a"}))
    assert terms(taste).told() == ()
    assert terms(taste, restrictions=Restrictions(on_lists=1)).told() == (taste,)
    assert terms(taste, restrictions=Restrictions()).told() == [PersonPreferences("Ann")]
    assert (
        terms(taste, PersonPreferences("Bob"), restrictions=Restrictions(on_lists=1)).told() == ()
    )


async def test_lists_and_what_was_shown_narrow_a_pool(snapshot: Snapshot) -> None:
    assert await pool_of(snapshot, ALONE) == (IDS, COUNT)
    listed = frozenset(IDS[:3])
    assert await pool_of(snapshot, replace(ALONE, listed=listed)) == (IDS[:3], 3)
    shown = replace(ALONE, listed=listed, shown=frozenset(IDS[:2]))
    assert await pool_of(snapshot, shown) == (IDS[2:3], 3)
    assert (await pool_of(snapshot, replace(shown, seed="abc")))[0] == IDS[:3]
    with pytest.raises(AllShownError) as all_shown:
        await pool_of(snapshot, replace(shown, shown=listed))
    assert all_shown.value.count == 3
    with pytest.raises(NothingLeftError) as nothing:
        await pool_of(snapshot, replace(ALONE, listed=frozenset()))
    assert nothing.value.count == COUNT
    seen = terms(
        PersonPreferences("Ann", seen=listed),
        restrictions=Restrictions(),
        listed=listed,
        shown=listed,
    )
    with pytest.raises(NothingLeftError):
        await pool_of(snapshot, seen)


async def test_genres_that_somebody_never_wants_are_left_out(snapshot: Snapshot) -> None:
    never = terms(PersonPreferences("Ann", never_genres=frozenset({"horror"})))
    assert await pool_of(snapshot, never) == (IDS[1:], COUNT)


async def test_a_draw_for_several_needs_a_pool_that_reveals_nobody(snapshot: Snapshot) -> None:
    for size in (MIN_POOL - 1, MIN_POOL):
        few = replace(TOGETHER, listed=frozenset(IDS[:size]))
        if size < MIN_POOL:
            with pytest.raises(TooFewError) as too_few:
                await pool_of(snapshot, few)
            assert too_few.value.count == size
        else:
            assert (await pool_of(snapshot, few))[0] == IDS[:size]
    hers = frozenset(IDS[:MIN_POOL])
    both = terms(
        PersonPreferences("Ann", watchlist=hers),
        PersonPreferences("Bob", watchlist=frozenset(IDS[1:])),
        restrictions=Restrictions(unseen=False, on_lists=2),
    )
    assert (await pool_of(snapshot, both))[0] == IDS[1:MIN_POOL]
    with pytest.raises(TooFewError):  # a film that all lists share is on the asker's
        await pool_of(snapshot, replace(both, people=both.people[::-1], shown=frozenset(IDS[5:])))
    with pytest.raises(NothingLeftError):  # nor does it tell several people that all were shown
        await pool_of(
            snapshot,
            terms(
                PersonPreferences("Ann"),
                PersonPreferences("Bob", seen=frozenset(IDS)),
                restrictions=Restrictions(),
            ),
        )


async def test_several_learn_nothing_of_one_list_nor_of_what_was_shown(
    snapshot: Snapshot,
) -> None:
    narrow = terms(
        PersonPreferences("Ann", watchlist=frozenset(IDS[:3])),
        PersonPreferences("Bob", watchlist=frozenset(IDS)),
        restrictions=Restrictions(unseen=False, on_lists=2),
    )
    with pytest.raises(TooFewError):
        await pool_of(snapshot, narrow)
    seen_but_what_was_shown = terms(
        PersonPreferences("Ann"),
        PersonPreferences("Bob", seen=frozenset(IDS[5:])),
        restrictions=Restrictions(),
        shown=frozenset(IDS[:5]),
    )
    with pytest.raises(NothingLeftError):
        await pool_of(snapshot, seen_but_what_was_shown)


async def test_a_draw_that_is_repeated_says_nothing_of_losses_since(
    snapshot: Snapshot, picker: Picker, store: StateStore
) -> None:
    first = await picker.pick(snapshot, {}, ALONE)
    await store.losses.record(SERVER, [first.movie.id], "other")
    again = await picker.pick(snapshot, {}, replace(ALONE, seed=first.ticket.seed))
    assert again.movie == first.movie
    assert not any("lost" in reason for reason in again.reasons)


async def test_the_best_quarter_is_told_and_the_little_known(
    snapshot: Snapshot, picker: Picker
) -> None:
    quarter = COUNT // 4
    for place, is_told in ((1, True), (quarter, True), (quarter + 1, False), (COUNT, False)):
        id_ = IDS[COUNT - place]
        pick = await picker.pick(snapshot, {}, replace(ALONE, listed=frozenset({id_})))
        assert pick.movie.id == id_
        assert any(f"top {place} of {COUNT}" in reason for reason in pick.reasons) is is_told
        assert any("top" in reason for reason in pick.reasons) is is_told
        assert ("little known" in pick.reasons) is (place != 1)
        assert not any("chance" in reason for reason in pick.reasons)  # the only one
        assert pick.fitting == 1


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (ALONE, {"its chance was"}),
        (replace(ALONE, shown=frozenset({"a"})), {"its chance was", "not shown in this channel"}),
        (replace(ALONE, shown=frozenset({"a"}), seed="abc"), {"its chance was"}),
        (TOGETHER, set[str]()),
        (replace(TOGETHER, restrictions=Restrictions()), {"none of you has marked it"}),
        (
            terms(
                *(PersonPreferences(name, watchlist=frozenset(IDS)) for name in ("Ann", "Bob")),
                restrictions=Restrictions(unseen=False, on_lists=2),
            ),
            {"on the watchlists of all of you"},
        ),
        (
            terms(
                *(PersonPreferences(name, watchlist=frozenset(IDS)) for name in ("Ann", "Bob")),
                restrictions=Restrictions(unseen=False, on_lists=1),
            ),
            {"on the watchlists of one or more of you"},
        ),
    ],
)
async def test_reasons_say_what_holds(
    snapshot: Snapshot, picker: Picker, given: Terms, told: set[str]
) -> None:
    said = (await picker.pick(snapshot, {}, given)).reasons
    phrases = {
        "its chance was",
        "not shown in this channel",
        "none of you has marked it",
        "on the watchlists of all of you",
        "on the watchlists of one or more of you",
    }
    assert {phrase for phrase in phrases if any(phrase in reason for reason in said)} == told
    filtered = await picker.pick(snapshot, {"decade": "80s"}, given)
    assert any(reason.startswith("fits: ") for reason in filtered.reasons)
    assert not any(reason.startswith("fits: ") for reason in said)


async def test_a_draw_changes_the_luck_of_the_others_once(
    snapshot: Snapshot, picker: Picker, store: StateStore
) -> None:
    first = await picker.pick(snapshot, {}, ALONE)
    assert first.kept
    assert not first.seal
    lost = {id_: 1 for id_ in IDS if id_ != first.movie.id}
    assert await store.losses.get(SERVER) == lost
    again = await picker.pick(snapshot, {}, replace(ALONE, seed=first.ticket.seed))
    assert (again.movie, again.draw, again.kept) == (first.movie, first.draw, True)
    assert await store.losses.get(SERVER) == lost
    lucky = await picker.pick(snapshot, {}, ALONE)
    was_lucky = lucky.movie.id in lost
    assert any("lost 1 time before" in reason for reason in lucky.reasons) is was_lucky
    typed = await picker.pick(snapshot, {}, replace(ALONE, seed="mine"))
    assert not typed.kept
    assert await store.draws.find("mine") is None


async def test_a_draw_from_one_film_leaves_its_luck(picker: Picker, store: StateStore) -> None:
    await store.losses.record(SERVER, ["tt0"], "tt1")
    only = draw("only", [Entry("tt0")])
    await picker.keep(ALONE, Ticket(only.seed), only, count_losses=True)
    assert await store.losses.get(SERVER) == {"tt0": 1}


async def test_a_draw_that_no_longer_fits_is_not_repeated(
    snapshot: Snapshot, picker: Picker
) -> None:
    first = await picker.pick(snapshot, {}, ALONE)
    others = frozenset(IDS) - {first.movie.id}
    again = await picker.pick(snapshot, {}, replace(ALONE, seed=first.ticket.seed, listed=others))
    assert again.movie.id in others
    assert not again.kept


async def test_a_sealed_draw_is_repeated_for_its_people_alone(
    snapshot: Snapshot, picker: Picker, store: StateStore
) -> None:
    first = await picker.pick(snapshot, {}, TOGETHER)
    assert first.seal
    assert await store.losses.get(SERVER) == {}  # luck would tell what the lists have
    seeded = replace(TOGETHER, seed=first.ticket.seed)
    again = await picker.pick(snapshot, {}, seeded)
    assert (again.movie, again.kept, again.seal) == (first.movie, True, first.seal)
    others = await picker.pick(snapshot, {}, replace(seeded, ids=(ANN, 3)))
    assert not others.kept
    assert not others.seal


async def test_luck_counts_in_small_pools_that_are_kept(
    picker: Picker, store: StateStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def made(size: int) -> DrawRecord:
        return draw(f"s{size}", [Entry(f"tt{number}") for number in range(size)])

    async def luck_after(size: int) -> tuple[bool, int]:
        record = made(size)
        kept, _ = await picker.keep(ALONE, Ticket(record.seed), record, count_losses=True)
        losses = await store.losses.get(SERVER)
        await store.losses.record(SERVER, [], "")
        return kept, len(losses)

    assert await luck_after(1) == (True, 0)
    assert await luck_after(LUCKY_POOL + 1) == (True, 0)
    assert await luck_after(LUCKY_POOL) == (True, LUCKY_POOL - 1)
    monkeypatch.setattr(picking, "MAX_KEPT_POOL", 3)
    assert (await luck_after(3))[0]
    assert not (await luck_after(4))[0]
    assert MAX_KEPT_POOL == 20_000


async def test_luck_counts_for_one_person_in_a_small_pool_and_nowhere_else(
    snapshot: Snapshot, picker: Picker, store: StateStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def lots(terms: Terms) -> set[int]:
        await store.losses.record(SERVER, IDS, IDS[0])
        return {entry.lots for entry in (await picker.pick(snapshot, {}, terms)).draw.pool}

    assert await lots(ALONE) == {1, 2}
    assert await lots(TOGETHER) == {1}  # luck would tell what the lists have
    monkeypatch.setattr(picking, "LUCKY_POOL", COUNT - 1)
    assert await lots(ALONE) == {1}


async def test_only_draws_from_large_pools_wait_for_one_another(
    snapshot: Snapshot, picker: Picker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(picking, "MAX_KEPT_POOL", 3)
    async with vars(picker)["_large"]:  # as a draw from a large pool does
        await asyncio.wait_for(picker.pick(snapshot, {"min_rating": "4"}, ALONE), 5)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(picker.pick(snapshot, {}, ALONE), 0.05)


async def test_a_sealed_draw_from_a_large_pool_keeps_only_so_many_titles(
    snapshot: Snapshot, picker: Picker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(picking, "MAX_SEALED_POOL", 4)
    assert len((await picker.pick(snapshot, {}, TOGETHER)).draw.pool) == 4
    assert len((await picker.pick(snapshot, {}, ALONE)).draw.pool) == COUNT
    monkeypatch.setattr(picking, "MAX_SEALED_POOL", COUNT)
    whole = (await picker.pick(snapshot, {}, TOGETHER)).draw.pool
    assert tuple(entry.id for entry in whole) == IDS
