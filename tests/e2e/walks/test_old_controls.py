"""Controls of messages from before are answered: those of November 2026, as a walk received them.

``golden_controls.txt`` has a ``custom_id`` a line, in a menu with the value of one of its lines;
after a ``~`` stands a request that is kept in the state store. Lines may be added, never changed.
"""

from datetime import timedelta
from pathlib import Path

from bot.discord.interactions.sending.render import SAVED
from bot.discord.messages.controls import ControlId, Mode
from bot.discord.messages.request import Request
from bot.state.store import StateStore
from tests.e2e.stage import request_of, staged

_LINES = (Path(__file__).parent / "golden_controls.txt").read_text(encoding="utf-8").splitlines()
_KEPT = "~ "
KEPT = [line.removeprefix(_KEPT) for line in _LINES if line.startswith(_KEPT)]
CONTROLS = [
    (custom_id, value or None)
    for line in _LINES
    if not line.startswith(_KEPT)
    for custom_id, _, value in [line.partition(" ")]
]
LAST = "privacy_deleted"


def test_old_controls_are_read_as_they_were_written() -> None:
    assert len(CONTROLS) > 150
    for custom_id, value in CONTROLS:
        request, control = request_of(custom_id, value), ControlId.decode(custom_id)
        assert request is not None
        assert control is not None
        assert control.encode() == custom_id
        assert request.encode() == (value or control.payload)
    assert [Request.decode(kept).encode() for kept in KEPT] == KEPT


async def test_an_old_control_of_each_name_is_answered(data_dir: Path) -> None:
    by_name = {_name(*control): control for control in CONTROLS}
    async with staged(data_dir, cooldown_burst=10_000, settle_seconds=0) as stage:
        async with await StateStore.open(stage.settings.state_url, stage.clock) as state:
            token = await state.saved_views.save({"request": KEPT[0]}, timedelta(days=1))
        kept = ControlId(Mode.OPEN, 1, f"{SAVED}{token}?").encode()
        controls = sorted([*by_name.values(), (kept, None)], key=lambda one: LAST in one[0])
        for custom_id, value in controls:
            made = await stage.playground.press_stale("ada", custom_id, value and [value])
            assert made.error is None, (custom_id, value, made.error)
            answer = str(made.reply or made.modal)
            # Once its handler was found, what is gone may be asked for anew.
            assert "out of date" not in answer or "Ask again" in answer, (custom_id, value)
            assert "Something broke" not in answer, (custom_id, value)


def _name(custom_id: str, value: str | None) -> str:
    request = request_of(custom_id, value)
    assert request is not None
    return request.name
