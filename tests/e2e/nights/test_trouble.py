"""Nights whose channel, event, role or people are gone, or where the bot was shut out."""

import asyncio
from collections.abc import Callable, Mapping
from typing import Any

from bot.playground.discord.world import permissions
from bot.state.nights.due_jobs import LEASE
from tests.e2e.nights.night_steps import (
    BEN,
    CLEO,
    FILMS,
    cancel,
    cast,
    event_of,
    nominate_all,
    own_messages,
    plan,
    posted,
    settled,
    until,
)
from tests.e2e.stage import Stage, embed, labels, message

HOUR = 3600


async def test_a_reminder_of_a_bot_that_was_shut_out_comes_when_it_is_let_in(stage: Stage) -> None:
    night = await plan(stage, "in 2 hours")
    await stage.playground.click("ada", night, "I'm coming")
    channel = stage.playground.world.default_channel
    channel.bot_denied = permissions.SEND_MESSAGES
    mark = stage.playground.journal.mark()
    stage.clock.advance(HOUR + 60)
    told = await _told(stage)
    assert "couldn't post the reminder an hour before" in told
    assert "I'm missing a permission in its channel" in told
    channel.bot_denied = 0
    stage.clock.advance(61)  # it is tried again a minute later
    await until(lambda: own_messages(stage, mark))
    reminder = await _posted(stage, mark)
    assert reminder["mentions"][0]["username"] == "ada"
    assert not message(await stage.slash("night list"))["content"]
    stage.playground.violations.clear()


async def test_a_reminder_that_is_refused_while_the_bot_shuts_down_comes_later(
    stage: Stage,
) -> None:
    night = await plan(stage, "in 2 hours")
    await stage.playground.click("ada", night, "I'm coming")
    await settled(stage)
    mark, channel = stage.playground.journal.mark(), stage.playground.world.default_channel
    stage.playground.faults.slow(1, match="POST /api/v10/channels")
    stage.clock.advance(HOUR + 60)
    await until(lambda: not stage.playground.faults.pending())
    channel.bot_denied = permissions.SEND_MESSAGES
    await stage.stop()
    channel.bot_denied = 0
    stage.clock.advance(LEASE.total_seconds() + 1)
    await stage.start()
    (reminder,) = await posted(stage, mark, 1)
    assert [user["username"] for user in reminder["mentions"]] == ["ada"]
    stage.playground.violations.clear()


async def test_a_result_finds_the_channel_to_which_its_night_has_moved(stage: Stage) -> None:
    lobby = stage.playground.world.add_channel("lobby")
    first = message(await plan(stage, "in 5 hours"))
    await stage.playground.slash("owner", "night move", {"here": True}, lobby)
    before = stage.playground.discord.messages.get(int(first["id"]))
    await until(lambda: f"/{lobby.id}/" in str(before.data))  # it points to where it goes on
    await nominate_all(stage)
    opened = await stage.playground.slash("owner", "night vote", {"closes": "in 1 hour"}, lobby)
    await cast(stage, opened, "ada", FILMS[:1])
    await stage.playground.settle()
    await stage.playground.moderators.delete_channel(lobby)
    mark = stage.playground.journal.mark()
    stage.clock.advance(HOUR + 1)
    assert "its card or its result; its channel is gone" in await _told(stage)
    stage.playground.faults.answer_late(0.5, match="POST /api/v10/interactions")
    mark = stage.playground.journal.mark()
    planning = asyncio.create_task(plan(stage, "in 8 hours"))
    await until(lambda: "Night 2" in str(stage.playground.journal.since(mark)))
    attic = stage.playground.world.add_channel("attic")
    await stage.playground.slash("owner", "night move", {"night": "2", "here": True}, attic)
    second = stage.playground.discord.messages.get(int(message(await planning)["id"]))
    await until(lambda: f"/{attic.id}/" in str(second.data))  # it moved before its card was known
    assert embed(await stage.slash("night show"))["footer"]["text"] == "Night 2"
    await cancel(stage, night="2")
    refused = await stage.slash("night move", user=BEN, here=True)
    assert "Only the host or a moderator" in embed(refused)["description"]
    assert "its channel is gone" in message(refused)["content"]
    moved = await stage.slash("night move", user="owner", here=True)
    assert embed(moved)["title"] == "🍿 Movie night"
    assert not message(moved)["content"]
    result = await _posted(stage, mark)
    assert result["embeds"][0]["title"] == f"🏆 {FILMS[0]}"
    assert result["channel_id"] == str(stage.playground.world.default_channel.id)
    await stage.stop()  # after the last edits of cards in the channel that is gone
    stage.playground.violations.clear()


async def test_a_reminder_that_came_too_late_is_told_once(stage: Stage) -> None:
    night = await plan(stage, "in 2 hours")
    await stage.playground.click("ada", night, "I'm coming")
    stage.playground.world.default_channel.bot_denied = permissions.SEND_MESSAGES
    stage.clock.advance(HOUR + 60)
    told = await _told(stage)
    assert "I'll keep trying" in told
    stage.clock.advance(HOUR)
    async with asyncio.timeout(10):
        while "I'll keep trying" in told:
            stage.clock.advance(60)
            told = message(await stage.slash("night list"))["content"]
    assert "It's too late for that now." in told
    assert not message(await stage.slash("night list"))["content"]
    stage.playground.violations.clear()


async def test_an_event_that_somebody_deleted_is_not_fought_for(stage: Stage) -> None:
    night = await plan(stage, "in 2 days")
    home = stage.playground.world.home
    event_id = int((await event_of(stage))["id"])
    mark = stage.playground.journal.mark()
    await stage.playground.moderators.delete_event(event_id, home)
    await until(
        lambda: "deleted this night's server event" in str(stage.playground.journal.since(mark))
    )
    await stage.slash("night move", user="owner", place="Cinema")
    await stage.playground.settle()
    assert not home.scheduled_events
    card = await stage.slash("night show")
    assert "Create it again" in labels(card)
    refused = await stage.playground.click(BEN, night, "Manage")
    assert "more here than you" in embed(refused)["description"]
    refused = await stage.playground.click(BEN, card, "Create it again")
    assert "Only the host or a moderator" in embed(refused)["description"]
    await stage.playground.click("owner", card, "Create it again")
    await event_of(stage)
    assert "Create it again" not in labels(await stage.slash("night show"))

    await stage.stop()  # what is deleted while the bot is away is noticed at the next change
    home.scheduled_events.clear()
    await stage.start()
    await stage.slash("night move", user="owner", place="Attic")
    await _until_card(stage, lambda shown: "deleted this night's server event" in str(shown))
    stage.playground.violations.clear()


async def test_members_who_left_are_neither_reminded_nor_counted(stage: Stage) -> None:
    night = await plan(stage, "in 3 hours")
    await nominate_all(stage)
    for user in ("ada", BEN, CLEO):
        await stage.playground.click(user, night, "I'm coming")
    opened = await stage.slash("night vote", user="owner", closes="in 150 minutes")
    for user, film in (("ada", FILMS[0]), (BEN, FILMS[1]), (CLEO, FILMS[1])):
        await cast(stage, opened, user, [film])
    world = stage.playground.world
    stage.playground.moderators.show_out(world.user(BEN), world.home)
    stage.playground.faults.fail(503, times=5, match=f"/members/{world.user(CLEO).id}")
    mark = stage.playground.journal.mark()
    stage.clock.advance(2 * HOUR + 1)
    reminder = await _posted(stage, mark)
    stage.playground.faults.clear()
    assert {user["username"] for user in reminder["mentions"]} == {"ada", CLEO}
    await _until_card(stage, lambda shown: "Coming: 2" in str(shown))
    stage.playground.moderators.show_out(world.user(CLEO), world.home)
    mark = stage.playground.journal.mark()
    stage.clock.advance(0.5 * HOUR)
    result = await _posted(stage, mark)
    assert "1 ballot cast." in result["embeds"][0]["description"]
    assert result["embeds"][0]["title"] == f"🏆 {FILMS[0]}"


async def test_where_the_chosen_role_was_deleted_discords_permission_decides(stage: Stage) -> None:
    hosts = stage.playground.role("Hosts")
    events = stage.playground.role("Events", permissions.CREATE_EVENTS)
    await stage.restart()  # so that the bot knows the roles
    await stage.slash("settings", user="owner", plan_role=hosts)
    stage.playground.set_roles(BEN, [events])
    refused = await stage.slash("night plan", user=BEN, when="in 2 days")
    assert "roles that this server has chosen" in embed(refused)["description"]
    await stage.playground.moderators.delete_role(hosts, stage.playground.world.home)
    refused = await stage.slash("night plan", user=CLEO, when="in 2 days")
    assert "Create Events" in embed(refused)["description"]
    assert "had chosen for it was deleted" in embed(refused)["description"]
    allowed = await stage.slash("night plan", user=BEN, when="in 2 days")
    assert embed(allowed)["title"] == "🍿 Movie night"
    assert "`/settings plan_role:` chooses another" in message(allowed)["content"]
    assert "was deleted" in str(embed(await stage.slash("settings", user="owner")))


async def _told(stage: Stage) -> str:
    """Return what ``/night`` tells of messages that Discord has refused, once it has."""
    async with asyncio.timeout(10):
        while not (told := message(await stage.slash("night list"))["content"]):  # noqa: ASYNC110
            await asyncio.sleep(0.05)
    await stage.playground.settle()
    return told


async def _posted(stage: Stage, mark: int) -> Mapping[str, Any]:
    """Wait for the one message that the bot posts by itself, for minutes where it has to."""
    await until(lambda: stage.clock.advance(5) or own_messages(stage, mark))
    await stage.playground.settle()
    (own,) = own_messages(stage, mark)
    return own


async def _until_card(stage: Stage, condition: Callable[[object], bool]) -> None:
    async with asyncio.timeout(10):
        while not condition(message(await stage.slash("night show"))):  # noqa: ASYNC110
            await asyncio.sleep(0.05)
