"""Named lists, a person's own and a server's."""

import asyncio

import pytest

from bot.errors import BadInputError, NotFoundError
from bot.rules.picks.lists import Caps
from bot.state.films.film_ref import FilmRef
from bot.state.owners.owners import Owner
from bot.state.store import StateStore

ANN = Owner.person(2**63 - 1)
SERVER = Owner.server(7)
DUNE, ALIEN = FilmRef("tt1", "Dune"), FilmRef("tt2", "Alien")
CAPS = Caps(lists=2, films=3)


async def test_film_when_added_twice_at_once_then_it_is_on_the_list_once(store: StateStore) -> None:
    added = await asyncio.gather(
        *(store.watchlists.add(ANN, "Horror", [DUNE], CAPS) for _ in range(4))
    )
    assert sorted(added) == [0, 0, 0, 1]
    assert [entry.film for entry in await store.watchlists.films(ANN, "horror")] == [DUNE]


async def test_list_when_of_another_owner_then_not_the_same(store: StateStore) -> None:
    await store.watchlists.add(ANN, "Horror", [DUNE], CAPS)
    await store.watchlists.add(SERVER, "HORROR", [ALIEN, DUNE], CAPS)
    assert [(entry.name, entry.films) for entry in await store.watchlists.lists(ANN)] == [
        ("Horror", 1)
    ]
    assert [(entry.name, entry.films) for entry in await store.watchlists.lists(SERVER)] == [
        ("HORROR", 2)
    ]


async def test_caps_when_many_add_at_once_then_they_hold(store: StateStore) -> None:
    films = [FilmRef(f"tt{number}", "Film") for number in range(6)]
    outcomes = await asyncio.gather(
        *(store.watchlists.add(SERVER, "All", [film], CAPS) for film in films),
        *(store.watchlists.add(ANN, f"List {number}", [DUNE], CAPS) for number in range(5)),
        return_exceptions=True,
    )
    assert len(await store.watchlists.films(SERVER, "All")) == CAPS.films
    assert len(await store.watchlists.lists(ANN)) == CAPS.lists
    assert sum(isinstance(outcome, BadInputError) for outcome in outcomes) == 6


async def test_rename_when_the_name_is_free_then_the_films_come_along(store: StateStore) -> None:
    await store.watchlists.add(ANN, "Horror", [DUNE, ALIEN], CAPS)
    await store.watchlists.rename(ANN, "horror", "Scary", CAPS)
    assert len(await store.watchlists.films(ANN, "Scary")) == 2
    await store.watchlists.add(ANN, "Other", [DUNE], CAPS)
    with pytest.raises(BadInputError, match="already"):
        await store.watchlists.rename(ANN, "Other", "SCARY", CAPS)
    await store.watchlists.rename(ANN, "Other", "OTHER", CAPS)  # another way to write the same
    with pytest.raises(NotFoundError):
        await store.watchlists.rename(ANN, "Horror", "New", CAPS)


async def test_delete_when_called_then_the_films_go_with_the_list(store: StateStore) -> None:
    await store.watchlists.add(ANN, "Horror", [DUNE, ALIEN], CAPS)
    assert await store.watchlists.remove(ANN, "Horror", ALIEN.id)
    assert not await store.watchlists.remove(ANN, "Horror", ALIEN.id)
    assert await store.watchlists.delete(ANN, "Horror")
    assert not await store.watchlists.delete(ANN, "Horror")
    with pytest.raises(NotFoundError):
        await store.watchlists.films(ANN, "Horror")
    await store.watchlists.add(ANN, "Horror", [DUNE], CAPS)
    assert [entry.film for entry in await store.watchlists.films(ANN, "Horror")] == [DUNE]


@pytest.mark.parametrize("ids", [(0, 0), (1, 1)])
def test_owner_when_neither_or_both_then_refused(ids: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="either"):
        Owner(*ids)
