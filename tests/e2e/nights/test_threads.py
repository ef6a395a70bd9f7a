"""Nights in threads and forum posts: their own permissions, their sleep, their locks."""

import asyncio
from typing import Any

from bot.playground.discord.interactions.exchange import Exchange
from bot.playground.discord.world import permissions
from bot.playground.discord.world.entities import Channel
from bot.playground.discord.world.thread import Thread
from tests.e2e.nights.night_steps import FILMS, own_posts, plan, settled, until
from tests.e2e.stage import Stage, embed, message

HOUR = 3600


async def post(stage: Stage) -> Thread:
    """Begin a forum post."""
    return await stage.playground.post("owner", "film-talk", "Friday", "What shall we watch?")


async def plan_in(stage: Stage, place: Channel, when: str = "in 2 days", **more: Any) -> Exchange:
    return await stage.playground.slash("owner", "night plan", {"when": when, **more}, place)


async def test_a_night_lives_in_a_forum_post_and_wakes_it(stage: Stage) -> None:
    thread = await post(stage)
    # To send messages is another right than to send them in threads.
    await stage.playground.moderators.deny_bot(thread.parent, permissions.SEND_MESSAGES)
    night = await plan_in(stage, thread, "in 3 days")
    assert message(night)["channel_id"] == str(thread.id)
    await stage.playground.click("ada", night, "I'm coming")
    await stage.playground.settle()
    await stage.playground.moderators.archive(thread)
    mark = stage.playground.journal.mark()
    await stage.playground.click("ben", night, "Maybe")
    await until(lambda: "maybe: 1" in str(stage.playground.journal.since(mark)))
    assert not thread.archived
    stage.clock.advance(25 * HOUR)  # silent for longer than its auto archive duration
    await until(lambda: thread.archived)
    mark = stage.playground.journal.mark()
    stage.clock.advance(24 * HOUR)
    await until(lambda: own_posts(stage, mark))
    (reminder,) = own_posts(stage, mark)
    assert reminder["channel_id"] == str(thread.id)
    assert not thread.archived


async def test_a_card_in_a_thread_that_sleeps_is_made_true_after_a_restart(stage: Stage) -> None:
    thread = await post(stage)
    night = await plan_in(stage, thread, "in 3 days")
    await stage.playground.settle()
    await stage.playground.moderators.archive(thread)
    await stage.restart()
    await until(lambda: not thread.archived)
    await stage.playground.click("ada", night, "I'm coming")


async def test_what_is_missing_in_a_thread_is_named_before_anything_is_stored(
    stage: Stage,
) -> None:
    thread = await post(stage)
    moderators = stage.playground.moderators
    await moderators.deny_bot(thread.parent, permissions.SEND_MESSAGES_IN_THREADS)
    refused = await plan_in(stage, thread)
    assert "**Send Messages in Threads**" in embed(refused)["description"]
    await moderators.deny_bot(thread.parent, 0)
    await moderators.lock(thread)
    refused = await plan_in(stage, thread)
    assert "This thread is locked" in embed(refused)["description"]
    stage.playground.world.home.bot_role.permissions |= permissions.MANAGE_THREADS
    assert embed(await plan_in(stage, thread))["title"] == "🍿 Movie night"


async def test_a_private_thread_takes_a_night_once_the_bot_is_in_it(stage: Stage) -> None:
    thread = await stage.playground.open_thread("owner", "Surprise", private=True)
    refused = await plan_in(stage, thread)
    assert "Mention me in it" in embed(refused)["description"]
    await stage.playground.discord.threads.join(thread, stage.playground.world.bot)
    await stage.playground.settle()
    night = await plan_in(stage, thread)
    assert embed(night)["title"] == "🍿 Movie night"
    await stage.playground.settle()


async def test_a_locked_thread_and_a_deleted_one_are_told_of_by_the_next_command(
    stage: Stage,
) -> None:
    moderators = stage.playground.moderators
    for deed, told in (
        (moderators.lock, "its thread is locked"),
        (moderators.delete_thread, "its channel is gone"),
    ):
        thread = await post(stage)
        night = await plan_in(stage, thread, "in 2 hours")
        await stage.playground.click("ada", night, "I'm coming")
        await settled(stage)
        await deed(thread)
        stage.clock.advance(HOUR + 60)
        said = ""
        async with asyncio.timeout(10):
            while told not in said:
                said = message(await stage.slash("night list"))["content"]
        assert "couldn't post the reminder an hour before" in said
    await settled(stage)
    await stage.stop()
    stage.playground.violations.clear()


async def test_a_night_gets_a_thread_for_spoilers_when_it_begins(stage: Stage) -> None:
    await stage.slash("settings", user="owner", spoiler_threads=True)
    await _choose(stage, await plan(stage, "in 5 hours"))
    world = stage.playground.world
    assert not world.threads
    stage.clock.advance(5 * HOUR)
    await until(lambda: world.threads)
    (thread,) = world.threads.values()
    assert (thread.name, thread.parent) == (FILMS[0], world.default_channel)
    await until(lambda: thread.messages)  # what it is for
    shown = await stage.slash("night show")
    assert f"<#{thread.id}>" in embed(shown)["description"]
    await stage.restart()
    await settled(stage)
    assert len(world.threads) == 1


async def test_nights_in_threads_get_none_and_a_missing_right_is_said(stage: Stage) -> None:
    await stage.slash("settings", user="owner", spoiler_threads=True)
    channel = stage.playground.world.default_channel
    await stage.playground.moderators.deny_bot(channel, permissions.CREATE_PUBLIC_THREADS)
    planned = await plan(stage)
    assert (
        "I don't have the **Create Public Threads** permission here" in message(planned)["content"]
    )
    thread = await post(stage)
    inside = await plan_in(stage, thread, "in 5 hours")
    assert "I don't have" not in message(inside)["content"]
    await _choose(stage, inside)
    stage.clock.advance(5 * HOUR)
    await settled(stage)
    assert [*stage.playground.world.threads] == [thread.id]


async def _choose(stage: Stage, night: Exchange) -> None:
    """Choose the first film of a night without a vote."""
    where = stage.playground.world.channels[int(message(night)["channel_id"])]
    await stage.playground.slash("ada", "night nominate", {"film": FILMS[0]}, where)
    asked = await stage.playground.slash("owner", "night vote", None, where)
    chosen = await stage.playground.click("owner", asked, "Take it")
    assert FILMS[0] in str(embed(chosen))
