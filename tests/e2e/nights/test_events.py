"""The server's event and its night: whoever moves the one moves the other."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

from bot.playground.discord.events.events import ACTIVE, CANCELLED, COMPLETED, SCHEDULED
from bot.playground.discord.world import permissions
from bot.state.nights.planning import PlannedNight
from bot.state.store import StateStore
from tests.e2e.nights.night_steps import (
    cancel,
    is_idle,
    nominate_all,
    own_posts,
    plan,
    settled,
    shown_with,
    until,
)
from tests.e2e.nights.test_rooms import event_of, events_of, room
from tests.e2e.stage import Stage, embed, labels, message

HOUR = 3600


async def night_of(stage: Stage) -> PlannedNight:
    """Return the only night, as it is stored."""
    async with await StateStore.open(stage.settings.state_url, stage.clock) as state:
        (planned,) = await state.nights.upcoming(stage.playground.world.home.id)
        return planned


async def move_event(stage: Stage, begins: datetime, hours: float = 3.0) -> None:
    """Move the server's latest event as a moderator does."""
    ends = begins + timedelta(hours=hours)
    await change_event(
        stage, scheduled_start_time=begins.isoformat(), scheduled_end_time=ends.isoformat()
    )


async def change_event(stage: Stage, **fields: Any) -> None:
    event = events_of(stage)[-1]
    home = stage.playground.world.home
    await stage.playground.moderators.change_event(int(event["id"]), home, **fields)


async def test_a_moved_event_moves_its_night_with_vote_and_reminders(stage: Stage) -> None:
    night = await plan(stage, "in 3 days", vote_closes="in 70 hours")
    await stage.playground.click("ada", night, "I'm coming")
    await event_of(stage)
    begins = stage.clock.now() + timedelta(hours=30)
    mark = stage.playground.journal.mark()
    await move_event(stage, begins, 2.0)
    stamp = f"<t:{int(begins.timestamp())}:F>"
    await until(lambda: stamp in str(stage.playground.journal.since(mark)))
    await until(lambda: own_posts(stage, mark))
    (news,) = own_posts(stage, mark)  # those who come are told
    assert "has moved" in news["content"]
    assert stamp in news["content"]
    plan_now = (await night_of(stage)).plan
    assert plan_now.night.starts_at == begins
    assert plan_now.night.length == timedelta(hours=2)
    assert plan_now.night.vote_closes_at == begins  # it would have closed after that
    await settled(stage)
    mark = stage.playground.journal.mark()
    stage.clock.advance(6.5 * HOUR)
    await until(lambda: own_posts(stage, mark))  # the reminder, a day before
    assert events_of(stage)[-1]["scheduled_start_time"] == begins.isoformat()


async def test_an_event_that_was_moved_while_the_bot_was_away_moves_its_night(
    stage: Stage,
) -> None:
    await plan(stage, "in 3 days")
    await event_of(stage)
    await stage.stop()
    begins = stage.clock.now() + timedelta(days=5)
    await move_event(stage, begins)
    mark = stage.playground.journal.mark()
    await stage.start()
    stamp = f"<t:{int(begins.timestamp())}:F>"
    await until(lambda: stamp in str(stage.playground.journal.since(mark)))
    assert (await night_of(stage)).plan.night.starts_at == begins


async def test_where_both_were_moved_the_night_counts(stage: Stage) -> None:
    await plan(stage, "in 3 days")
    await event_of(stage)
    stage.playground.faults.fail(503, match="GET /api/v10/guilds")
    moved = await stage.slash("night move", user="owner", when="in 4 days")
    await settled(stage)
    await move_event(stage, stage.clock.now() + timedelta(days=6))
    await settled(stage)
    stage.playground.faults.clear()
    wanted = (await night_of(stage)).plan.night.starts_at
    assert timedelta(days=3.9) < wanted - stage.clock.now() < timedelta(days=4.1)
    await until(
        lambda: (
            stage.clock.advance(10)
            or _moment(events_of(stage)[-1]["scheduled_start_time"]) == wanted
        )
    )
    await settled(stage)
    assert (await night_of(stage)).plan.night.starts_at == wanted
    assert embed(moved)["title"] == "🍿 Movie night"


async def test_echoes_of_the_bots_own_edits_move_nothing(stage: Stage) -> None:
    await plan(stage, "in 3 days")
    await event_of(stage)
    for days in (4, 5, 6, 7):  # each while the one before is still on its way
        await stage.slash("night move", user="owner", when=f"in {days} days")
    wanted = (await night_of(stage)).plan.night.starts_at
    assert wanted - stage.clock.now() > timedelta(days=6.9)
    await until(lambda: _moment(events_of(stage)[-1]["scheduled_start_time"]) == wanted)
    await settled(stage)
    planned = (await night_of(stage)).plan
    assert planned.night.starts_at == wanted
    assert planned.event_times is not None
    assert planned.event_times.starts_at == wanted  # moves of the event are detected by these
    assert len(events_of(stage)) == 1


async def test_an_event_that_somebody_begins_early_is_left_to_go_on(stage: Stage) -> None:
    await plan(stage, "in 1 hour", channel=room(stage))
    await event_of(stage)
    await stage.playground.join_voice("ada")
    await change_event(stage, status=ACTIVE)
    await stage.slash("night move", user="owner", length="2h")
    await settled(stage)
    assert [event["status"] for event in events_of(stage)] == [ACTIVE]
    stage.clock.advance(HOUR)
    await settled(stage)
    await stage.slash("night move", user="owner", when="in 2 days")
    await until(lambda: len(events_of(stage)) == 2)  # what is under way bears no other beginning
    await settled(stage)
    assert [event["status"] for event in events_of(stage)] == [COMPLETED, SCHEDULED]

    faults = stage.playground.faults
    faults.slow(0.4, match="PATCH /api/v10/guilds")
    moving = asyncio.create_task(stage.slash("night move", user="owner", length="3h"))
    await until(lambda: not faults.pending())  # the bot has looked, and its change is on its way
    await _end_event(stage)
    await moving
    await until(lambda: len(events_of(stage)) == 3)
    await settled(stage)
    assert [event["status"] for event in events_of(stage)] == [COMPLETED, COMPLETED, SCHEDULED]
    (refused,) = stage.playground.violations
    assert refused.reply["code"] == 180000
    stage.playground.violations.clear()
    await _end_event(stage)
    await cancel(stage)  # nothing is left to call off in Discord, and nothing is tried
    await settled(stage)


async def test_an_event_that_was_called_off_while_the_bot_was_away_is_told_of(
    stage: Stage,
) -> None:
    await plan(stage, "in 3 days")
    await event_of(stage)
    await stage.stop()
    await change_event(stage, status=CANCELLED)
    await stage.start()
    shown = await shown_with(stage, "deleted this night's server event")
    assert "Create it again" in labels(shown)


async def test_rate_limits_and_outages_delay_an_event_and_lose_nothing(stage: Stage) -> None:
    await plan(stage, "in 3 days")
    event = await event_of(stage)
    stage.playground.faults.rate_limit(retry_after=0.2, match="PATCH /api/v10/guilds")
    await stage.slash("night move", user="owner", when="in 4 days")
    await until(
        lambda: events_of(stage)[-1]["scheduled_start_time"] != event["scheduled_start_time"]
    )
    before = events_of(stage)[-1]["scheduled_start_time"]
    stage.playground.faults.fail(503, match="PATCH /api/v10/guilds")
    await stage.slash("night move", user="owner", when="in 5 days")
    await until(
        lambda: stage.clock.advance(20) or events_of(stage)[-1]["scheduled_start_time"] != before
    )
    stage.playground.faults.fail(403, match="PATCH /api/v10/guilds")
    await stage.slash("night move", user="owner", when="in 6 days")
    await until(lambda: not stage.playground.faults.pending())
    await settled(stage)
    begins = (await night_of(stage)).plan.night.starts_at
    await stage.slash("night move", user="owner", length="2h")  # nobody else has moved the event
    await until(lambda: _moment(events_of(stage)[-1]["scheduled_start_time"]) == begins)


async def test_a_right_that_was_taken_away_is_named_and_the_night_goes_on(stage: Stage) -> None:
    await plan(stage, "in 3 days")
    event = await event_of(stage)
    role = stage.playground.world.home.bot_role
    role.permissions &= ~(permissions.CREATE_EVENTS | permissions.MANAGE_EVENTS)
    refused = await stage.slash("night move", user="owner", when="in 4 days")
    assert "**Create Events**" in embed(refused)["description"]
    await nominate_all(stage)
    await settled(stage)
    assert events_of(stage)[-1]["scheduled_start_time"] == event["scheduled_start_time"]
    assert not message(await stage.slash("night show"))["content"]
    stage.playground.violations.clear()


async def test_a_cancelled_night_gets_no_event_afterwards(stage: Stage) -> None:
    stage.playground.faults.fail(503, times=99, match="/scheduled-events")
    await plan(stage, "in 3 days")
    await settled(stage)
    await cancel(stage)
    stage.playground.faults.clear()
    stage.clock.advance(120)
    await until(lambda: is_idle(stage))
    await settled(stage)
    assert not events_of(stage)


async def _end_event(stage: Stage) -> None:
    for status in (ACTIVE, COMPLETED):
        await change_event(stage, status=status)


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
