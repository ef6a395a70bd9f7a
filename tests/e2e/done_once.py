"""Caches work that has the same result for every bot of a process.

A bot registers its commands once and remembers what it drew; the tests start hundreds of bots, with
the same commands and mostly for the same few films.
"""

import json
from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager
from functools import lru_cache

import pytest

from bot.discord.views import boards
from bot.discord.views.pictures.board import draw_board
from bot.discord.views.pictures.tiles import Tile
from bot.playground.discord.interactions import registry
from bot.playground.discord.limits.commands import check_commands
from bot.playground.discord.limits.fault import MEASURES, Fault

_KEPT = 100


@contextmanager
def shared_work() -> Generator[None]:
    """Let all stages of this process share boards, and the faults found in lists of commands."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(registry, "check_commands", _check)
        patch.setattr(boards, "draw_board", _draw)
        yield


def _check(value: object) -> Iterable[Fault]:
    if MEASURES.get() is not None:  # how much of each limit is used is wanted, too
        return check_commands(value)
    return _faults(json.dumps(value))


@lru_cache(_KEPT)
def _faults(commands: str) -> tuple[Fault, ...]:
    return tuple(check_commands(json.loads(commands)))


def _draw(tiles: Sequence[Tile]) -> bytes:
    if any(tile.poster is not None for tile in tiles):
        return draw_board(tiles)
    return _drawn(tuple(tiles))


@lru_cache(_KEPT)
def _drawn(tiles: tuple[Tile, ...]) -> bytes:
    return draw_board(tiles)
