"""The bot's commands are held to Discord's limits once in a process, not anew at each start.

The same list has the same faults; the check took a quarter of the time that a stage takes to start.
"""

import json
from collections.abc import Iterable
from functools import lru_cache

from bot.playground.discord.interactions import registry
from bot.playground.discord.limits.commands import check_commands
from bot.playground.discord.limits.fault import MEASURES, Fault

_MAX_LISTS = 50


def check_commands_once() -> None:
    """Let all local Discords of this process share what they find in lists of commands."""
    registry.check_commands = _check


def _check(value: object) -> Iterable[Fault]:
    if MEASURES.get() is not None:  # how much of each limit is used is wanted, too
        return check_commands(value)
    return _faults(json.dumps(value))


@lru_cache(_MAX_LISTS)
def _faults(commands: str) -> tuple[Fault, ...]:
    return tuple(check_commands(json.loads(commands)))
