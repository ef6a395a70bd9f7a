"""How long a job that fails is left before it is tried again."""

from datetime import timedelta

import pytest

from bot.discord.cogs.nights.background.jobs import refusal_delay, retry_delay


@pytest.mark.parametrize(
    ("attempt", "minutes"), [(1, 1), (2, 2), (3, 4), (9, 256), (10, 360), (10_000, 360)]
)
def test_each_failure_doubles_the_wait_up_to_six_hours(attempt: int, minutes: int) -> None:
    assert retry_delay(attempt) == timedelta(minutes=minutes)


@pytest.mark.parametrize(("attempt", "minutes"), [(1, 1), (14, 1), (15, 10), (10_000, 10)])
def test_what_discord_refuses_is_tried_each_minute_and_later_every_ten(
    attempt: int, minutes: int
) -> None:
    assert refusal_delay(attempt) == timedelta(minutes=minutes)
