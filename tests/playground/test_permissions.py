"""Permission bits and contexts of commands in the local Discord are those that discord.py knows."""

import discord
import pytest

from bot.playground.discord.world import permissions
from bot.playground.driver import commands

TOGETHER = {"ALL", "BOT", "EVERYONE"}
SINGLE = {
    name: bit for name, bit in vars(permissions).items() if name.isupper() and name not in TOGETHER
}


@pytest.mark.parametrize("name", SINGLE)
def test_a_permission_has_discords_bit(name: str) -> None:
    assert SINGLE[name] == discord.Permissions(**{name.lower(): True}).value


def test_whoever_may_do_everything_may_do_all_of_them() -> None:
    assert permissions.ALL.bit_length() == 53
    assert permissions.ALL.bit_count() == 53
    for bits in (permissions.BOT, permissions.EVERYONE, *SINGLE.values()):
        assert bits & permissions.ALL == bits


@pytest.mark.parametrize(
    ("context", "number"),
    [
        ("guild", commands.IN_GUILD),
        ("dm_channel", commands.IN_BOT_DM),
        ("private_channel", commands.IN_PRIVATE_CHANNEL),
    ],
)
def test_a_context_has_discords_number(context: str, number: int) -> None:
    assert discord.app_commands.AppCommandContext(**{context: True}).to_array() == [number]
