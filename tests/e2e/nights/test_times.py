"""Times and time zones as people write them, and what becomes of a night that is moved."""

import asyncio
import gc
import re
import sqlite3
from contextlib import closing
from typing import Any

from bot.playground.discord.world import permissions
from tests.e2e.nights.night_steps import (
    BEN,
    CLEO,
    FILMS,
    board,
    cancel,
    cast,
    is_idle,
    nominate_all,
    own_messages,
    plan,
    posted,
    until,
)
from tests.e2e.stage import Stage, embed, labels, message

HOUR = 3600
DAY = 24 * HOUR


async def test_time_zones_are_completed_and_read(stage: Stage) -> None:
    assert await stage.typing("timezone", "zone", zone="berl") == ["Europe/Berlin"]
    assert (await stage.typing("timezone", "zone", zone="cst"))[0] == "America/Chicago"
    unknown = await stage.slash("timezone", zone="Atlantis")
    assert "place or time zone called “Atlantis”" in embed(unknown)["description"]
    await stage.slash("settings", user="owner", timezone="Nueva York")
    assert "America/New\\_York" in embed(await stage.slash("timezone"))["description"]
    chosen = await stage.slash("timezone", zone="hora de Madrid")
    assert "Europe/Madrid" in embed(chosen)["description"]
    cleared = await stage.playground.click("ada", chosen, "Use the server's")
    assert "New\\_York" in embed(cleared)["description"]
    fixed = await stage.slash("timezone", zone="GMT-3")
    assert "**UTC-3**" in embed(fixed)["description"]
    assert "(UTC-3)" in embed(fixed)["description"]
    assert "never changes" in embed(fixed)["description"]


async def test_letters_of_several_zones_are_asked_back(stage: Stage) -> None:
    asked = await stage.slash("timezone", zone="CST")
    assert labels(asked) == ["Chicago", "Mexico City", "Shanghai", "Havana"]
    chosen = await stage.playground.click("ada", asked, "Shanghai")
    assert "Asia/Shanghai" in embed(chosen)["description"]
    slip = await stage.slash("timezone", zone="berlim")
    assert "spelled similarly" in embed(slip)["description"]
    assert labels(slip) == ["Berlin"]
    servers = await stage.slash("settings", user="owner", timezone="IST")
    assert labels(servers) == ["Kolkata", "Dublin", "Jerusalem"]
    panel = await stage.playground.click("owner", servers, "Dublin")
    assert "Europe/Dublin" in str(embed(panel))


async def test_the_reply_repeats_day_and_hour_as_they_were_read_and_the_zone(stage: Stage) -> None:
    now = stage.clock.now()  # in the small hours of a zone, "tomorrow" there is ambiguous
    stage.clock.advance((now.replace(hour=12) - now).total_seconds() % DAY)
    anywhere = await plan(stage, "in 2 days")
    assert "I read “in 2 days” as **" in message(anywhere)["content"]
    guessed = await plan(stage, "tomorrow 20:00")
    assert "20:00** (UTC)" in message(guessed)["content"]
    assert "neither you nor this server has chosen" in message(guessed)["content"]
    await stage.slash("timezone", user="owner", zone="berlin")
    planned = await plan(stage, "el 24 de diciembre a las ocho y media de la noche")
    said = message(planned)["content"]
    assert re.search(r"day, 24 December \d{4}, 20:30\*\* \(Europe/Berlin\)\.$", said)
    assert "neither" not in said
    elsewhere = await plan(stage, "24 dec 8pm EST")
    assert "20:00** (America/New\\_York)" in message(elsewhere)["content"]
    moved = await stage.slash("night move", user="owner", night="1", when="tomorow 9pm")
    assert "21:00** (Europe/Berlin)" in message(moved)["content"]


async def test_a_time_that_may_be_another_is_asked_back(stage: Stage) -> None:
    for when, why in (
        ("friday 8", "read in several ways"),
        ("this weekend", "didn't give a time"),
        ("friday 8pm CST", "time zone you named"),
    ):
        asked = await stage.slash("night plan", user="owner", when=when)
        assert asked.ephemeral
        assert why in embed(asked)["description"]
        planned = await stage.playground.click("owner", asked, labels(asked)[0])
        assert embed(planned)["title"] == "🍿 Movie night"
        assert message(planned)["content"].startswith("That is **")


async def test_those_who_come_are_told_of_a_move_once_in_one_message(stage: Stage) -> None:
    night = await plan(stage, "in 2 days", place="Lounge")
    for user, answer in (("ada", "I'm coming"), (BEN, "I'm coming"), (CLEO, "Maybe")):
        await stage.playground.click(user, night, answer)
    mark = stage.playground.journal.mark()
    await stage.slash("night move", user="owner", when="in 3 days", place="Cinema")
    (told,) = await posted(stage, mark, 1)
    assert _pinged(stage, told) == {"ada", BEN}
    assert "has moved" in told["content"]
    assert "Cinema" in told["content"]
    mark = stage.playground.journal.mark()
    await stage.slash("night move", user="owner", length="2h")  # no news for who comes
    await stage.playground.settle()
    await cancel(stage)
    (told,) = await posted(stage, mark, 1)
    assert _pinged(stage, told) == {"ada", BEN}
    assert "is cancelled" in told["content"]


async def test_news_that_a_bot_died_with_is_told_after_a_restart(stage: Stage) -> None:
    night = await plan(stage, "in 2 days")
    await stage.playground.click("ada", night, "I'm coming")
    mark = stage.playground.journal.mark()
    stage.playground.faults.fail(503, match="POST /api/v10/channels")
    await stage.slash("night move", user="owner", when="in 3 days")
    await until(lambda: not stage.playground.faults.pending())
    await stage.restart()
    stage.clock.advance(2 * 60 + 1)
    (told,) = await posted(stage, mark, 1)
    assert _pinged(stage, told) == {"ada"}


async def test_news_refused_in_the_moment_of_a_shutdown_are_told_after_a_restart(
    stage: Stage,
) -> None:
    night = await plan(stage, "in 2 days")
    await stage.playground.click("ada", night, "I'm coming")
    await until(lambda: is_idle(stage))
    mark, channel = stage.playground.journal.mark(), stage.playground.world.default_channel
    stage.playground.faults.slow(1.0, match="POST /api/v10/channels")
    await stage.slash("night move", user="owner", when="in 3 days")
    await until(lambda: not stage.playground.faults.pending())
    with closing(sqlite3.connect(stage.settings.data_dir / "state.sqlite", timeout=1)) as other:
        other.execute("BEGIN IMMEDIATE")  # so that the bot has to wait before it can store that
        channel.bot_denied = permissions.SEND_MESSAGES
        await until(lambda: stage.playground.violations)
        stopping = asyncio.create_task(stage.stop())
        await asyncio.sleep(0.5)
        other.rollback()
    await stopping
    gc.collect()  # a task whose error nobody has looked at says so only now
    stage.playground.violations.clear()
    channel.bot_denied = 0
    await stage.start()
    stage.clock.advance(2 * 60 + 1)
    (told,) = await posted(stage, mark, 1)
    assert _pinged(stage, told) == {"ada"}


async def test_a_vote_that_closes_with_the_beginning_closes_so_after_a_move(stage: Stage) -> None:
    await plan(stage, "in 5 hours")
    await nominate_all(stage)
    opened = await stage.slash("night vote", user="owner")
    await cast(stage, opened, "ada", FILMS[:1])
    await stage.slash("night move", user="owner", when="in 10 hours")
    mark = stage.playground.journal.mark()
    stage.clock.advance(6 * HOUR)  # past the old beginning
    await stage.playground.settle()
    assert "1 ballot" in str(await board(stage))
    stage.clock.advance(5 * HOUR)
    await until(lambda: "🏆" in str(own_messages(stage, mark)))


async def test_closes_moves_the_closing_of_an_open_vote(stage: Stage) -> None:
    await plan(stage, "in 9 hours")
    await nominate_all(stage)
    opened = await stage.slash("night vote", user="owner", closes="in 2 hours")
    await cast(stage, opened, "ada", FILMS[:1])
    refused = await stage.slash("night vote", user=BEN, closes="in 4 hours")
    assert "can change when the vote closes" in embed(refused)["description"]
    moved = await stage.slash("night vote", user="owner", closes="in 4 hours")
    assert "closing time of the vote has changed. I read “in 4 hours”" in message(moved)["content"]
    assert "1 ballot" in str(message(moved))
    mark = stage.playground.journal.mark()
    stage.clock.advance(3 * HOUR)
    assert await posted(stage, mark, 0) == []
    stage.clock.advance(HOUR + 1)
    (result,) = await posted(stage, mark, 1)
    assert result["embeds"][0]["title"] == f"🏆 {FILMS[0]}"
    late = await stage.slash("night vote", user="owner", closes="in 2 hours")
    assert "result stands" in embed(late)["description"]


async def test_a_vote_that_nobody_took_part_in_is_opened_again(stage: Stage) -> None:
    await plan(stage, "in 9 hours")
    await nominate_all(stage)
    await stage.slash("night vote", user="owner", closes="in 1 hour")
    mark = stage.playground.journal.mark()
    stage.clock.advance(HOUR + 1)
    (drawn,) = await posted(stage, mark, 1)
    assert "🏆" in drawn["embeds"][0]["title"]
    again = await stage.slash("night vote", user="owner", closes="in 2 hours")
    assert message(again)["content"].startswith("The vote is open again.")
    await cast(stage, again, "ada", FILMS[1:2])
    mark = stage.playground.journal.mark()
    stage.clock.advance(2 * HOUR + 1)
    (result,) = await posted(stage, mark, 1)
    assert result["embeds"][0]["title"] == f"🏆 {FILMS[1]}"


async def test_a_vote_that_somebody_closed_is_not_opened_again(stage: Stage) -> None:
    await plan(stage, "in 9 hours")
    await nominate_all(stage)
    await stage.slash("night vote", user="owner", closes="in 1 hour")
    await stage.slash("night result", user="owner")
    refused = await stage.slash("night vote", user="owner", closes="in 2 hours")
    assert "somebody closed it" in embed(refused)["description"]


def _pinged(stage: Stage, told: dict[str, Any]) -> set[str]:
    ids = {str(stage.playground.world.user(name).id): name for name in ("ada", BEN, CLEO)}
    return {ids[user["id"]] for user in told["mentions"]}
