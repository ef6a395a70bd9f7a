"""Servers: their settings, their people, and the end of their data."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.clock import ShiftedClock
from bot.errors import BadInputError
from bot.rules.nights.nominations import Rules
from bot.rules.picks.lists import Caps
from bot.rules.voting.model import Method
from bot.state.database.schema import metadata
from bot.state.films.film_ref import FilmRef
from bot.state.guilds.guild_settings import GuildSettings, Right
from bot.state.guilds.guilds import KEPT_AFTER_REMOVAL
from bot.state.nights.due_jobs import Upkeep
from bot.state.owners.owners import Owner
from bot.state.store import StateStore
from tests.state.evening import GUILD
from tests.state.everything import fill_everything, rows_by_table


async def test_settings_when_nothing_is_set_then_the_defaults(store: StateStore) -> None:
    found = await store.guild_settings.get(GUILD)
    assert found == GuildSettings()
    assert (found.method, found.pictures, found.spoiler_threads) == (Method.APPROVAL, True, False)


async def test_settings_when_changed_then_kept_to_the_last_detail(store: StateStore) -> None:
    wanted = GuildSettings(
        timezone="Europe/Berlin",
        language="es",
        method=Method.SCHULZE,
        rules=Rules(per_person=2, in_all=7, blind=True, vetoes=0),
        caps=Caps(lists=3, films=4),
        pictures=False,
        roles={Right.PLAN: frozenset({1, 2**63 - 1}), Right.VETO: frozenset({3})},
    )
    assert await store.guild_settings.change(GUILD, lambda _: wanted) == wanted
    assert await store.guild_settings.get(GUILD) == wanted
    fewer = await store.guild_settings.change(GUILD, lambda old: replace(old, roles={}))
    assert await store.guild_settings.get(GUILD) == fewer == replace(wanted, roles={})


async def test_settings_when_two_change_them_at_once_then_neither_is_lost(
    store: StateStore,
) -> None:
    await asyncio.gather(
        store.guild_settings.change(GUILD, lambda old: replace(old, timezone="UTC")),
        store.guild_settings.change(GUILD, lambda old: replace(old, method=Method.STAR)),
        store.guild_settings.change(GUILD, lambda old: replace(old, language="es")),
    )
    found = await store.guild_settings.get(GUILD)
    assert (found.timezone, found.method, found.language) == ("UTC", Method.STAR, "es")


async def test_settings_when_the_change_is_refused_then_nothing_is_kept(store: StateStore) -> None:
    def refuse(_: GuildSettings) -> GuildSettings:
        raise BadInputError("no")

    with pytest.raises(BadInputError):
        await store.guild_settings.change(GUILD, refuse)
    assert await store.guilds.known() == set()


async def test_users_when_noted_then_known_once(store: StateStore) -> None:
    for person in (1, 2, 1):
        await store.guilds.note_user(GUILD, person)
    assert await store.guilds.users(GUILD) == {1, 2}


async def test_guild_when_deleted_then_every_table_is_empty_of_it_and_others_stay(
    store: StateStore, clock: ShiftedClock
) -> None:
    await fill_everything(store, clock, guild_id=1, person=11)
    await fill_everything(store, clock, guild_id=2, person=12)
    before = await rows_by_table(store, "guild_id", 2)
    tables = {table.name for table in metadata.tables.values() if "guild_id" in table.c}
    assert set(before) == tables
    assert all(before.values()), "a table with a server's rows is not filled by the test"
    assert await store.guilds.known() == {1, 2}
    await store.guilds.delete(1)
    assert await store.guilds.known() == {2}
    assert not any((await rows_by_table(store, "guild_id", 1)).values())
    assert await rows_by_table(store, "guild_id", 2) == before


async def test_guild_when_nobodys_then_it_is_not_deleted(store: StateStore) -> None:
    await store.watchlists.add(Owner.person(1), "Mine", [FilmRef("a", "A")], Caps())
    for delete in (store.guilds.delete, store.people.delete):
        with pytest.raises(ValueError, match="belongs to"):
            await delete(0)
    assert len(await store.watchlists.lists(Owner.person(1))) == 1


async def test_removal_when_thirty_days_have_passed_then_the_data_go(
    store: StateStore, clock: ShiftedClock
) -> None:
    await store.guilds.note_user(GUILD, 1)
    assert await store.guilds.removed(GUILD)
    assert not await store.guilds.removed(GUILD)  # told twice, counted once
    clock.advance((KEPT_AFTER_REMOVAL - timedelta(hours=1)).total_seconds())
    assert await store.due_jobs.claim() == []
    assert not await store.guilds.forget(GUILD)
    clock.advance(3600)
    (job,) = await store.due_jobs.claim()
    assert (job.task, job.guild_id, job.night_id) == (Upkeep.FORGET_GUILD, GUILD, None)
    assert await store.guilds.forget(job.guild_id)
    assert await store.guilds.known() == set()
    assert not await store.due_jobs.finish(job)  # it went with the rest


async def test_removal_when_the_bot_comes_back_then_the_data_stay(
    store: StateStore, clock: ShiftedClock
) -> None:
    await store.guilds.note_user(GUILD, 1)
    await store.guilds.removed(GUILD)
    await store.guilds.returned([GUILD, 5])
    clock.advance(2 * KEPT_AFTER_REMOVAL.total_seconds())
    assert await store.due_jobs.claim() == []
    assert not await store.guilds.forget(GUILD)
    assert await store.guilds.users(GUILD) == {1}
