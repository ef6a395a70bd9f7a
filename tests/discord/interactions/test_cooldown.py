"""Bursts, and what trickles in after them, whatever the monotonic clock counts from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typing_extensions import override

from bot.clock import ShiftedClock
from bot.discord.interactions.cooldown import Cooldown
from bot.errors import CooldownError


class HeldClock(ShiftedClock):
    """A clock that stands still between moves."""

    @override
    def monotonic(self) -> float:
        return self.offset_seconds


@given(
    st.floats(0, 1e9), st.integers(1, 12), st.sampled_from([0.1, 0.7, 2.5, 3600.0]), st.integers(1)
)
def test_after_a_burst_one_request_is_allowed_per_refill(
    since_boot: float, burst: int, refill_seconds: float, person: int
) -> None:
    clock = HeldClock(since_boot)
    cooldown = Cooldown(clock, burst, refill_seconds)
    for _ in range(burst):
        cooldown.spend(person)
    for _ in range(3):
        with pytest.raises(CooldownError) as refused:
            cooldown.spend(person)
        assert refused.value.seconds == pytest.approx(refill_seconds, abs=0.01)
        clock.advance(refill_seconds)
        cooldown.spend(person)
    clock.advance(burst * refill_seconds)
    for _ in range(burst):
        cooldown.spend(person)
    with pytest.raises(CooldownError):
        cooldown.spend(person)
