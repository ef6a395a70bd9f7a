"""A server's settings: the options of the command and the controls of the panel agree on bounds."""

from typing import Any, cast

import discord
import pytest

from bot.clock import SystemClock
from bot.discord.cogs.servers.settings import SettingsTopic
from bot.discord.interactions.handlers import Call
from bot.discord.messages.asker import Asker
from bot.discord.messages.reply import Button, Menu, Reply
from bot.discord.messages.request import NO, YES, Request
from bot.discord.messages.request_names import RequestName
from bot.discord.views.servers.settings_panel import setting, settings_panel
from bot.errors import BadInputError
from bot.playground.playground import Playground
from bot.rules.nights.nominations import Rules
from bot.rules.times.zones.zones import Zones
from bot.state.guilds.guild_settings import GuildSettings, Right
from bot.state.store import StateStore
from tests.playground.conftest import connected

GUILD = 7
BOUNDS = {"nominations": (1, 10), "vetoes": (0, 2), "lists": (1, 100), "films": (1, 10_000)}


async def change(store: StateStore, what: str, to: object) -> None:
    """Change a setting as a control of the panel does."""
    nobody = cast("Any", None)
    topic = SettingsTopic(nobody, store, Zones(), SystemClock(), nobody)
    manager = discord.Permissions(manage_guild=True)
    asker = Asker(5, guild_id=GUILD, bot_is_member=True, permissions=manager)
    request = Request.of(RequestName.SET, what=what, to=str(to))
    await topic.handlers()[RequestName.SET](Call(request, nobody, asker))


def test_the_options_of_the_command_have_the_bounds() -> None:
    options = {option.name: option for option in SettingsTopic.settings.parameters}
    for name, bounds in BOUNDS.items():
        assert (options[name].min_value, options[name].max_value) == bounds


async def test_controls_have_the_bounds_of_the_options(store: StateStore) -> None:
    for name, (least, most) in BOUNDS.items():
        for number in (least, most):
            await change(store, name, number)
            settings = await store.guild_settings.get(GUILD)
            assert (
                number
                in {
                    "nominations": {settings.rules.per_person},
                    "vetoes": {settings.rules.vetoes},
                    "lists": {settings.caps.lists},
                    "films": {settings.caps.films},
                }[name]
            )
        for number in (least - 1, most + 1):
            with pytest.raises(BadInputError, match=f"from {least} to "):
                await change(store, name, number)


@pytest.mark.parametrize("on", [True, False])
def test_a_switch_turns_what_stands_the_other_way(on: bool) -> None:
    settings = GuildSettings(rules=Rules(blind=on), spoiler_threads=on, pictures=on)
    panel = settings_panel(settings, SystemClock().now(), changeable=True)
    asked = [
        switch.request
        for row in panel.rows
        if isinstance(row, tuple)
        for switch in row
        if isinstance(switch, Button)
    ]
    for what in ("blind", "spoiler_threads", "pictures"):
        assert setting(what, NO if on else YES) in asked


async def test_a_right_goes_to_a_role_and_back_to_discords_permissions(store: StateStore) -> None:
    largest = 2**63 - 1
    for role, roles in ((11, {Right.PLAN: {11}}), (largest, {Right.PLAN: {largest}}), (0, {})):
        await change(store, "plan_role", role)
        assert (await store.guild_settings.get(GUILD)).roles == roles
    for role in (-1, largest + 1):
        with pytest.raises(BadInputError, match="from 0 to "):
            await change(store, "plan_role", role)


async def test_the_most_important_of_the_roles_that_people_can_be_given_comes_first(
    store: StateStore,
) -> None:
    nobody, manager = cast("Any", None), discord.Permissions(manage_guild=True)
    async with Playground() as playground:
        for name in ("crew", "hosts", "staff"):  # each above those before
            playground.role(name)
        asker = Asker(5, guild_id=playground.world.home.id, bot_is_member=True, permissions=manager)
        request = Request.of(RequestName.SET_ROLE, right=Right.PLAN)
        async with connected(playground) as bot:
            topic = SettingsTopic(nobody, store, Zones(), SystemClock(), cast("Any", bot))
            reply = await topic.handlers()[RequestName.SET_ROLE](Call(request, nobody, asker))
    assert isinstance(reply, Reply)
    menu = reply.rows[0]
    assert isinstance(menu, Menu)
    assert [option.label for option in menu.options[1:]] == ["@staff", "@hosts", "@crew"]


async def test_a_method_that_is_no_more_is_refused(store: StateStore) -> None:
    with pytest.raises(BadInputError, match="can't be set to shouting"):
        await change(store, "method", "shouting")
