"""Imports: done once, and taken back as long as nothing has changed since."""

import asyncio
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.clock import ShiftedClock
from bot.errors import BadInputError
from bot.rules.imports.model import Purpose
from bot.rules.imports.plan import Doubt, Entry, Plan, Share
from bot.rules.picks.lists import Caps
from bot.state.films import quota
from bot.state.films.film_ref import FilmRef
from bot.state.films.import_steps import Listed
from bot.state.films.imports import Outcome
from bot.state.films.ratings import Rating
from bot.state.owners.owners import Owner
from bot.state.store import StateStore

ANN, BOB = 11, 12
FILMS = {id_: FilmRef(id_, id_.upper()) for id_ in ("alien", "brazil", "dune", "heat")}
DAY = date(2020, 1, 2)
SEEN = Share(
    Purpose.SEEN, "", (Entry("alien", 9, DAY), Entry("brazil", None, DAY), Entry("dune", 4))
)
LISTED = Share(Purpose.LIST, "Heists", (Entry("heat"), Entry("alien"), Entry("gone")))
DOUBT = Doubt(3, "Heet (1995)", "heat", (Share(Purpose.SEEN, "", (Entry("heat", 7, DAY),)),))
LATER = Doubt(4, "Xenomorph", "alien", (Share(Purpose.SEEN, "", (Entry("alien", 5, DAY),)),))
PLAN = Plan((SEEN, LISTED), (DOUBT, LATER))


async def everything(store: StateStore) -> dict[str, object]:
    """Return all that Ann keeps about films."""
    owner = Owner.person(ANN)
    lists = {kept.name for kept in await store.watchlists.lists(owner)}
    return {
        "seen": {one.film.id for one in await store.seen_films.list(ANN)},
        "ratings": {one.film.id: one.rating for one in await store.ratings.list(ANN)},
        "lists": {
            name: {one.film.id for one in await store.watchlists.films(owner, name)}
            for name in lists
        },
    }


async def test_import_when_carried_out_then_once_and_undone_without_a_trace(
    store: StateStore,
) -> None:
    await store.seen_films.add(ANN, FILMS["brazil"])
    await store.ratings.rate(ANN, FILMS["dune"], 10)
    await store.watchlists.add(Owner.person(ANN), "heists", [FILMS["dune"]], Caps())
    before = await everything(store)
    id_ = await store.imports.propose(ANN, PLAN)
    assert await everything(store) == before
    done = await asyncio.gather(*(store.imports.carry_out(id_, ANN, FILMS) for _ in range(3)))
    assert [outcome for outcome in done if outcome is not None] == [
        Outcome(seen=2, rated=1, own=1, lists=(Listed("Heists", 2),))
    ]
    assert await everything(store) == {
        "seen": {"alien", "brazil", "dune"},
        "ratings": {"alien": 9, "dune": 10},
        "lists": {"heists": {"alien", "dune", "heat"}},
    }
    assert await store.imports.accept(id_, ANN, 3, FILMS["heat"])
    assert not await store.imports.accept(id_, ANN, 3, FILMS["heat"])
    assert await store.imports.accept(id_, ANN, 4, FILMS["alien"])
    assert (await everything(store))["ratings"] == {"alien": 5, "dune": 10, "heat": 7}
    assert await store.imports.undo(id_, ANN)
    assert await everything(store) == before
    assert not await store.imports.undo(id_, ANN)
    assert not (await store.people.count(ANN))["imports"]


async def test_import_when_a_film_was_changed_since_then_undo_leaves_it(
    store: StateStore, clock: ShiftedClock
) -> None:
    id_ = await store.imports.propose(ANN, PLAN)
    await store.imports.carry_out(id_, ANN, FILMS)
    clock.advance(60)
    await store.ratings.rate(ANN, FILMS["alien"], 2)
    await store.watchlists.add(Owner.person(ANN), "Heists", [FILMS["dune"]], Caps())
    assert await store.imports.undo(id_, ANN)
    assert await everything(store) == {
        "seen": set(),
        "ratings": {"alien": 2},
        "lists": {"Heists": {"dune"}},
    }


async def test_undo_when_the_import_made_a_list_then_that_list_alone_is_deleted(
    store: StateStore,
) -> None:
    for name in ("Before", "Later"):
        await store.watchlists.add(Owner.person(ANN), name, [FILMS["dune"]], Caps())
    id_ = await store.imports.propose(ANN, PLAN)
    await store.imports.carry_out(id_, ANN, FILMS)
    lists = {"Before": {"dune"}, "Later": {"dune"}}
    assert (await everything(store))["lists"] == lists | {"Heists": {"heat", "alien"}}
    assert await store.imports.undo(id_, ANN)
    assert (await everything(store))["lists"] == lists


async def test_import_when_a_rating_was_made_here_later_then_that_stays_and_an_older_one_goes(
    store: StateStore, clock: ShiftedClock
) -> None:
    older = Rating(FILMS["alien"], 3, clock.now().replace(year=2019))
    await store.ratings.rate_all(ANN, [older])
    await store.ratings.rate(ANN, FILMS["dune"], 6)
    id_ = await store.imports.propose(ANN, PLAN)
    outcome = await store.imports.carry_out(id_, ANN, FILMS)
    assert outcome is not None
    assert (outcome.rated, outcome.own) == (1, 1)
    assert (await everything(store))["ratings"] == {"alien": 9, "dune": 6}
    # A day without an hour is its noon, which is that day nearly everywhere.
    assert (await store.ratings.list(ANN))[0].rated_at == datetime(2020, 1, 2, 12, tzinfo=UTC)
    assert (await store.seen_films.list(ANN))[-1].seen_at == datetime(2020, 1, 2, 12, tzinfo=UTC)
    await store.imports.undo(id_, ANN)
    assert (await store.ratings.list(ANN))[-1] == older
    again = outcome
    for _ in range(2):  # the same file twice is no news
        id_ = await store.imports.propose(ANN, PLAN)
        again = await store.imports.carry_out(id_, ANN, FILMS)
    assert again is not None
    assert (again.seen, again.rated, again.own) == (0, 0, 1)
    # What was rated here on the day that the file tells may have come after it.
    same_day = Rating(FILMS["alien"], 3, datetime(2020, 1, 2, 18, tzinfo=UTC))
    await store.ratings.rate_all(BOB, [same_day])
    await store.imports.carry_out(await store.imports.propose(BOB, PLAN), BOB, FILMS)
    assert same_day in await store.ratings.list(BOB)


async def test_import_when_a_doubt_is_accepted_before_then_it_is_part_of_the_plan(
    store: StateStore,
) -> None:
    id_ = await store.imports.propose(ANN, PLAN)
    assert await store.imports.accept(id_, ANN, 3, FILMS["heat"])
    kept = await store.imports.get(id_, ANN)
    assert kept is not None
    assert kept.plan == PLAN.accepting(3)
    await store.imports.carry_out(id_, ANN, FILMS)
    assert (await everything(store))["ratings"] == {"alien": 9, "dune": 4, "heat": 7}


async def test_import_when_it_is_somebody_elses_or_a_day_old_then_there_is_none(
    store: StateStore, clock: ShiftedClock
) -> None:
    id_ = await store.imports.propose(ANN, PLAN)
    assert await store.imports.get(id_, BOB) is None
    assert await store.imports.carry_out(id_, BOB, FILMS) is None
    assert not await store.imports.accept(id_, BOB, 3, FILMS["heat"])
    await store.imports.carry_out(id_, ANN, FILMS)
    assert not await store.imports.undo(id_, BOB)
    clock.advance(timedelta(days=1).total_seconds() + 1)
    assert not await store.imports.undo(id_, ANN)
    await store.imports.propose(BOB, PLAN)
    assert not (await store.people.count(ANN))["imports"]


async def test_import_when_lists_are_full_then_the_rest_is_done_and_told(
    store: StateStore,
) -> None:
    owner = Owner.person(ANN)
    caps = Caps()
    many = [FilmRef(f"film{number}", "x") for number in range(caps.films - 1)]
    await store.watchlists.add(owner, "Full", many, caps)
    for number in range(caps.lists - 1):
        await store.watchlists.add(owner, f"L{number}", [FILMS["dune"]], caps)
    full = Share(Purpose.LIST, "full", (Entry("alien"), Entry("brazil")))
    id_ = await store.imports.propose(ANN, Plan((full, LISTED, SEEN)))
    outcome = await store.imports.carry_out(id_, ANN, FILMS)
    assert outcome is not None
    assert outcome.seen == 3
    fitted, refused = outcome.lists
    assert (fitted.added, fitted.left) == (1, 1)
    assert "more than 20 lists" in refused.refused


async def test_import_when_films_are_kept_already_then_they_take_no_more_room(
    store: StateStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = Plan((SEEN,))
    for person, film in ((ANN, "brazil"), (ANN, "dune"), (BOB, "heat"), (BOB, "gone")):
        await store.seen_films.add(person, FilmRef(film, film))
    monkeypatch.setattr(quota, "MAX_FILMS", 3)
    with pytest.raises(BadInputError, match="at most 3 films"):
        await store.imports.carry_out(await store.imports.propose(BOB, plan), BOB, FILMS)
    done = await store.imports.carry_out(await store.imports.propose(ANN, plan), ANN, FILMS)
    assert done is not None
    assert (done.seen, done.rated) == (1, 2)


async def test_undo_when_a_film_was_rated_twice_then_its_rating_is_that_of_before(
    store: StateStore,
) -> None:
    long_ago = datetime(2019, 1, 1, tzinfo=UTC)
    await store.ratings.rate_all(ANN, [Rating(FILMS["alien"], 6, long_ago)])
    done = await store.imports.propose(ANN, PLAN)
    await store.imports.carry_out(done, ANN, FILMS)
    await store.imports.accept(done, ANN, LATER.number, FILMS["alien"])
    assert [one.rating for one in await store.ratings.list(ANN)] == [5, 4]
    await store.imports.undo(done, ANN)
    assert [(one.rating, one.rated_at) for one in await store.ratings.list(ANN)] == [(6, long_ago)]


async def test_import_when_the_catalogue_has_none_of_a_list_then_the_list_is_not_made(
    store: StateStore,
) -> None:
    done = await store.imports.propose(ANN, Plan((LISTED,)))
    assert await store.imports.carry_out(done, ANN, {}) == Outcome()
    assert await store.watchlists.lists(Owner.person(ANN)) == []


async def test_import_when_there_is_no_room_for_its_ratings_then_refused(
    store: StateStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quota, "MAX_FILMS", 3)
    for number in range(2):
        await store.ratings.rate(ANN, FilmRef(f"tt{number}", "Film"), 5)
    done = await store.imports.propose(ANN, PLAN)
    with pytest.raises(BadInputError, match="at most 3"):
        await store.imports.carry_out(done, ANN, FILMS)
    assert await store.seen_films.list(ANN) == []
