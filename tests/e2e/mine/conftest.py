"""The stage for what people keep: nobody is asked to slow down."""

from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from tests.e2e.stage import Stage, staged


@pytest.fixture
async def stage(data_dir: Path) -> AsyncGenerator[Stage]:
    """The bot with the four hundred films."""
    async with staged(data_dir, cooldown_burst=10_000) as made:
        yield made
