"""What people keep about films, read together, and what they never want."""

from bot.rules.picks.lists import Caps
from bot.rules.picks.pool import PersonPreferences
from bot.state.films.film_ref import FilmRef
from bot.state.films.preferences import FilmPreferences
from bot.state.owners.owners import Owner
from bot.state.people.user_settings import UserSettings
from bot.state.store import StateStore

ANN, BOB = 2**63 - 1, 2
DUNE, ALIEN = FilmRef("tt1", "Dune"), FilmRef("tt2", "Alien")


async def test_never_when_added_and_removed_then_the_list_says_so(store: StateStore) -> None:
    assert await store.nevers.add_film(ANN, DUNE)
    assert not await store.nevers.add_film(ANN, DUNE)
    assert await store.nevers.add_genre(ANN, "Horror")
    assert not await store.nevers.add_genre(ANN, "Horror")
    kept = await store.nevers.list(ANN)
    assert (list(kept.films), list(kept.genres)) == ([DUNE], ["Horror"])
    assert await store.nevers.remove_film(ANN, DUNE.id)
    assert await store.nevers.remove_genre(ANN, "Horror")
    assert not await store.nevers.remove_genre(ANN, "Horror")
    kept = await store.nevers.list(ANN)
    assert (list(kept.films), list(kept.genres)) == ([], [])


async def test_preferences_when_read_then_each_has_their_own(store: StateStore) -> None:
    await store.seen_films.add(ANN, DUNE)
    await store.watchlists.add(Owner.person(ANN), "One", [ALIEN], Caps())
    await store.watchlists.add(Owner.person(ANN), "Two", [DUNE], Caps())
    await store.watchlists.add(Owner.server(ANN), "One", [DUNE], Caps())
    await store.nevers.add_film(BOB, ALIEN)
    await store.nevers.add_genre(BOB, "Horror")
    bob = PersonPreferences(
        "Bob", never_films=frozenset({ALIEN.id}), never_genres=frozenset({"Horror"})
    )
    assert await store.preferences.of({BOB: "Bob", ANN: "Ann"}) == [
        bob,
        PersonPreferences(
            "Ann", seen=frozenset({DUNE.id}), watchlist=frozenset({DUNE.id, ALIEN.id})
        ),
    ]
    assert await store.preferences.of({ANN: "Ann"}, "ONE") == [
        PersonPreferences("Ann", seen=frozenset({DUNE.id}), watchlist=frozenset({ALIEN.id}))
    ]


async def test_mine_when_asked_then_all_that_is_kept_of_the_film(store: StateStore) -> None:
    assert await store.preferences.mine(ANN, DUNE.id) == FilmPreferences(
        seen=False, rating=None, never=False, lists=[]
    )
    await store.seen_films.add(ANN, DUNE)
    await store.ratings.rate(ANN, DUNE, 7)
    await store.nevers.add_film(ANN, DUNE)
    await store.watchlists.add(Owner.person(ANN), "Horror", [DUNE], Caps())
    assert await store.preferences.mine(ANN, DUNE.id) == FilmPreferences(
        seen=True, rating=7, never=True, lists=["Horror"]
    )


async def test_user_settings_when_set_and_taken_back_then_the_default(store: StateStore) -> None:
    assert await store.user_settings.get(ANN) == UserSettings()
    await store.user_settings.set_timezone(ANN, "Europe/Berlin")
    assert await store.user_settings.get(ANN) == UserSettings("Europe/Berlin")
    await store.user_settings.set_timezone(ANN, None)
    assert await store.user_settings.get(ANN) == UserSettings()
