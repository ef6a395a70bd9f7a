"""The heartbeat, by which a supervisor tells a bot that works from one that hangs."""

import asyncio
import os
import time
from pathlib import Path

import pytest

from bot.runtime import health
from bot.runtime.health import give_signs_of_life, seconds_since_sign
from tests.playground.conftest import until


async def test_sign_when_all_is_well_then_it_is_given_again_and_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(health, "BEAT_SECONDS", 0.001)
    file, well = tmp_path / "folder" / "alive", True
    beating = asyncio.create_task(give_signs_of_life(file, lambda: well))

    for lost in (1, 2):  # a missing folder is logged once each time
        await asyncio.sleep(0.02)
        assert sum("no_sign_of_life" in one.getMessage() for one in caplog.records) == lost
        assert seconds_since_sign(file) is None
        file.parent.mkdir()
        await until(file.exists)
        file.unlink()
        await until(file.exists)
        file.unlink()
        file.parent.rmdir()
    well = False
    file.parent.mkdir()
    await asyncio.sleep(0.02)
    assert not file.exists()
    beating.cancel()


def test_sign_when_it_is_old_then_its_age_is_told(tmp_path: Path) -> None:
    file = tmp_path / "alive"
    file.touch()
    for ago, least, most in ((90, 89, 100), (-90, 0, 0)):
        at = time.time() - ago
        os.utime(file, (at, at))
        age = seconds_since_sign(file)
        assert age is not None
        assert least <= age <= most
