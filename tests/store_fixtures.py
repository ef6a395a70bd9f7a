"""A store to keep what lies behind buttons, for the rooms that draw them."""

import shutil
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from bot.clock import SystemClock
from bot.state.store import StateStore
from tests.state.empty_store import migrated_sqlite

__all__ = ["migrated_sqlite", "store"]


@pytest.fixture
async def store(migrated_sqlite: Path, tmp_path: Path) -> AsyncGenerator[StateStore]:
    """An open, empty store."""
    path = Path(shutil.copy(migrated_sqlite, tmp_path / "state.sqlite"))
    async with await StateStore.open(path, SystemClock()) as opened:
        yield opened
