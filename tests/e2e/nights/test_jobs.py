"""What nights do by themselves: reminders, closings, events; also when the bot was away."""

import asyncio
import calendar
import re
import sqlite3
from contextlib import closing
from datetime import date, datetime
from typing import Any

import pytest

from bot.playground.discord.http.wire import Served
from bot.rules.nights.jobs import Job
from bot.rules.nights.rsvp import Rsvp
from bot.state.nights.due_jobs import LEASE
from bot.state.nights.rsvps import save_rsvp
from bot.state.store import StateStore
from tests.e2e.nights.night_steps import (
    BEN,
    CLEO,
    DAN,
    FILMS,
    cancel,
    cast,
    nominate_all,
    own_messages,
    plan,
    posted,
    until,
)
from tests.e2e.stage import Stage, embed, message

HOUR = 3600


async def test_reminders_ping_exactly_those_who_said_they_come(stage: Stage) -> None:
    night = await plan(stage, "in 30 hours", place="Lounge")
    for user, answer in (("ada", "I'm coming"), (BEN, "Maybe"), (CLEO, "Can't")):
        await stage.playground.click(user, night, answer)
    changed_mind = await stage.playground.click(DAN, night, "I'm coming")
    assert "remind" in embed(changed_mind)["description"]
    await stage.playground.click(DAN, night, "Can't")
    await stage.playground.click("ada", night, "I'm coming")  # twice is once
    mark = stage.playground.journal.mark()
    stage.clock.advance(6.5 * HOUR)
    day = await posted(stage, mark, 1)
    stage.clock.advance(23 * HOUR)
    hour = (await posted(stage, mark, 2))[1:]
    ada = str(stage.playground.world.user("ada").id)
    for reminder in (*day, *hour):
        assert [user["id"] for user in reminder["mentions"]] == [ada]
        assert "Lounge" in reminder["content"]
        assert not reminder["mention_roles"]
        assert not reminder["mention_everyone"]


@pytest.mark.expects_errors  # the rows are named
async def test_bad_rows_are_named_and_keep_nobody_elses_jobs_from_being_done(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    for place in ("Attic", "Lounge"):
        night = await plan(stage, "in 30 hours", place=place)
        await stage.playground.click("ada", night, "I'm coming")
    await stage.stop()  # or it may be reading, and the file is locked
    with closing(sqlite3.connect(stage.settings.data_dir / "state.sqlite")) as hand:
        hand.execute("PRAGMA ignore_check_constraints = ON")
        hand.execute("UPDATE nights SET method = 'hacked' WHERE night_id = 1")
        hand.execute(
            "INSERT INTO due_jobs VALUES (99, 1, NULL, 'HACK', -9e18, NULL, NULL, 0, NULL)"
        )
        hand.commit()
    await stage.start()
    mark = stage.playground.journal.mark()
    stage.clock.advance(6.5 * HOUR)
    (reminder,) = await posted(stage, mark, 1)
    assert "Lounge" in reminder["content"]
    listed = await stage.slash("night list", user="owner")
    assert "Lounge" in embed(listed)["description"]
    bad = [record.getMessage() for record in caplog.records if "bad_row" in record.getMessage()]
    assert "ck_nights_method" in bad[0]
    assert "'due_jobs', 'key': '99'" in bad[1]
    assert "the row 1 of nights cannot be read" in caplog.text  # by the job that is its own


async def test_more_than_a_hundred_are_pinged_in_several_messages(stage: Stage) -> None:
    people = await _many_coming(stage)
    mark = stage.playground.journal.mark()
    stage.clock.advance(1.2 * HOUR)
    reminders = await posted(stage, mark, 2)
    assert max(len(reminder["mentions"]) for reminder in reminders) <= 100
    assert _pinged(stage, mark) == people


async def test_a_reminder_that_discord_took_in_part_goes_on_with_the_others(stage: Stage) -> None:
    people = await _many_coming(stage)
    mark = stage.playground.journal.mark()
    stage.playground.faults.lose_answer(
        match="POST /api/v10/channels"
    )  # the first: it came through
    stage.clock.advance(1.2 * HOUR)
    await until(lambda: stage.clock.advance(10) or len(own_messages(stage, mark)) == 2)
    await stage.playground.settle()
    assert _pinged(stage, mark) == people  # each once


async def test_a_bot_that_died_amid_a_reminder_pings_nobody_twice(stage: Stage) -> None:
    people = await _many_coming(stage)
    await stage.stop()
    mark = stage.playground.journal.mark()
    stage.clock.advance(1.2 * HOUR)
    async with await StateStore.open(stage.settings.state_url, stage.clock) as dying:
        jobs = await dying.due_jobs.claim()
        reminder = next(job for job in jobs if isinstance(job.task, Job))
        claimed = await dying.pings.claim(reminder.id, reminder.due_at, list(map(int, people[:70])))
    stage.clock.advance(LEASE.total_seconds() + 1)
    await stage.start()
    await posted(stage, mark, 2)  # the rest of the first message, and the second
    assert sorted([*map(str, claimed), *_pinged(stage, mark)]) == people  # each once


async def test_a_vote_closes_by_itself_with_its_result(stage: Stage) -> None:
    await plan(stage, "in 5 hours")
    await nominate_all(stage)
    opened = await stage.slash("night vote", user="owner", closes="in 2 hours")
    await cast(stage, opened, "ada", FILMS[:1])
    mark = stage.playground.journal.mark()
    stage.clock.advance(2 * HOUR + 1)
    (result,) = await posted(stage, mark, 1)
    assert result["embeds"][0]["title"] == f"🏆 {FILMS[0]}"
    assert "The vote has ended." in result["embeds"][0]["description"]
    late = await stage.playground.click(BEN, opened, "Tally")
    assert embed(late)["title"] == f"🏆 {FILMS[0]}"


async def test_a_vote_that_ended_while_the_bot_was_away_closes_at_start(stage: Stage) -> None:
    await plan(stage, "in 5 hours")
    await nominate_all(stage)
    opened = await stage.slash("night vote", user="owner", closes="in 1 hour")
    await cast(stage, opened, "ada", FILMS[:1])
    await stage.stop()
    mark = stage.playground.journal.mark()
    stage.clock.advance(2 * HOUR)
    await stage.start()
    (result,) = await posted(stage, mark, 1)
    assert "while I was offline" in result["embeds"][0]["description"]
    assert result["embeds"][0]["title"] == f"🏆 {FILMS[0]}"


async def test_a_result_that_could_not_be_posted_is_posted_later(stage: Stage) -> None:
    await plan(stage, "in 5 hours")
    await nominate_all(stage)
    opened = await stage.slash("night vote", user="owner", closes="in 1 hour")
    await cast(stage, opened, "ada", FILMS[:1])
    await stage.playground.settle()
    mark = stage.playground.journal.mark()
    stage.playground.faults.fail(503, match="POST /api/v10/channels")
    stage.clock.advance(HOUR + 1)
    await until(lambda: "🏆" in str(stage.playground.journal.since(mark)))  # on the card
    assert await posted(stage, mark, 0) == []
    await until(lambda: stage.clock.advance(30) or bool(own_messages(stage, mark)))
    (result,) = await posted(stage, mark, 1)
    assert result["embeds"][0]["title"] == f"🏆 {FILMS[0]}"


async def test_a_card_that_could_not_be_edited_is_edited_later(stage: Stage) -> None:
    night = await plan(stage)
    await stage.playground.settle()
    mark = stage.playground.journal.mark()
    stage.playground.faults.fail(503, match="PATCH /api/v10/channels")
    await stage.playground.click("ada", night, "I'm coming")
    await asyncio.sleep(0.1)
    assert "Coming: 1" not in str(stage.playground.journal.since(mark))
    async with asyncio.timeout(10):
        while "Coming: 1" not in str(stage.playground.journal.since(mark)):
            stage.clock.advance(20)  # again where the bot has yet to begin its wait
            await asyncio.sleep(0.05)


async def test_nominations_end_by_themselves_and_open_the_vote(stage: Stage) -> None:
    await plan(stage, "in 8 hours", vote_opens="in 2 hours", vote_closes="in 4 hours")
    await nominate_all(stage)
    mark = stage.playground.journal.mark()
    stage.clock.advance(2 * HOUR + 1)
    (card,) = await posted(stage, mark, 1)
    assert "Approval: 0 ballots" in str(card)
    assert card["attachments"][0]["description"].startswith("Films. A: ")
    stage.clock.advance(2 * HOUR)
    await posted(stage, mark, 2)


async def test_the_servers_event_goes_with_the_night(stage: Stage) -> None:
    await plan(stage, "in 2 days", place="Lounge", length="2h")
    events = stage.playground.world.home.scheduled_events
    await until(lambda: len(events) == 1)
    (event,) = events.values()
    assert event["entity_type"] == 3
    assert event["entity_metadata"] == {"location": "Lounge"}
    assert event["scheduled_end_time"]
    served: list[Served] = []
    stage.playground.discord.requests.listen(served.append)
    longest = f"Cinema {'x' * 93}"
    for moved, changed in (
        ({"when": "in 3 days"}, {"scheduled_start_time", "scheduled_end_time"}),
        ({"place": longest}, {"entity_type", "entity_metadata"}),
    ):
        await stage.slash("night move", user="owner", **moved)
        await until(lambda: [one for one in served if _changes_event(one)])
        (change,) = filter(_changes_event, served)
        payload: Any = change.payload
        assert payload.keys() - {"channel_id"} == changed  # which discord.py always sends
        served.clear()
    assert next(iter(events.values()))["entity_metadata"] == {"location": longest}
    await cancel(stage)
    await until(lambda: next(iter(events.values()))["status"] == 4)
    assert len(events) == 1


async def test_an_event_that_could_not_be_made_is_made_later(stage: Stage) -> None:
    events = stage.playground.world.home.scheduled_events
    stage.playground.faults.fail(503, match="POST /api/v10/guilds")
    await plan(stage, "in 2 days")
    await until(lambda: stage.clock.advance(30) or len(events) == 1)


async def test_the_calendar_file_holds_the_night(stage: Stage) -> None:
    night = await plan(stage, "in 2 days", place="Lounge", length="2h30")
    exchange = await stage.playground.click("ada", night, "Calendar file")
    assert exchange.ephemeral
    (file,) = exchange.files
    assert file.name == "night-1.ics"
    text = file.content.decode()
    starts, ends = (_moment(text, name) for name in ("DTSTART", "DTEND"))
    assert (ends - starts).total_seconds() == 2.5 * HOUR
    assert "LOCATION:Lounge" in text


async def test_hours_that_daylight_saving_skips_or_doubles_are_asked_back(stage: Stage) -> None:
    await stage.slash("timezone", user="owner", zone="Europe/Berlin")
    for month, doubt in (("march", "doesn't exist"), ("october", "comes twice")):
        when = f"{_last_sunday(stage, month)} 02:30"
        asked = await stage.slash("night plan", user="owner", when=when)
        assert doubt in embed(asked)["description"]
        assert asked.ephemeral
        first, second = [
            control["label"]
            for row in message(asked)["components"]
            for control in row["components"]
        ]
        assert first != second
        planned = await stage.playground.click("owner", asked, second)
        assert embed(planned)["title"] == "🍿 Movie night"


def _moment(text: str, name: str) -> datetime:
    found = re.search(rf"{name}:(\d+T\d+Z)", text)
    assert found
    return datetime.strptime(found[1], "%Y%m%dT%H%M%S%z")


async def _many_coming(stage: Stage) -> list[str]:
    """Plan a night to which more people come than one message can ping; return their ids."""
    night = await plan(stage, "in 2 hours")
    await stage.playground.click("ada", night, "I'm coming")
    world = stage.playground.world
    guests = [world.user(f"guest{number}") for number in range(109)]
    users = [world.home.member(guest).user.id for guest in guests]
    async with (
        await StateStore.open(stage.settings.state_url, stage.clock) as state,
        state.database.transaction() as connection,
    ):
        for user in users:
            await save_rsvp(connection, 1, user, Rsvp.YES, stage.clock)
    return sorted(map(str, (stage.playground.world.user("ada").id, *users)))


def _pinged(stage: Stage, mark: int) -> list[str]:
    return sorted(user["id"] for own in own_messages(stage, mark) for user in own["mentions"])


def _last_sunday(stage: Stage, month: str) -> str:
    """Return the day on which the clocks of Europe change."""
    today = stage.clock.now().date()
    number = 3 if month == "march" else 10
    for year in (today.year, today.year + 1):
        last = max(week[calendar.SUNDAY] for week in calendar.monthcalendar(year, number))
        if date(year, number, last) > today:
            return f"{last} {month} {year}"
    raise AssertionError


def _changes_event(one: Served) -> bool:
    return one.method == "PATCH" and "/scheduled-events/" in one.path
