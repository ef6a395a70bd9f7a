"""Nights in voice channels and on stages, and what their events show."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from bot.discord.messages.controls import ControlId, Mode
from bot.discord.messages.request import Request
from bot.discord.messages.request_names import RequestName
from bot.playground.discord.events.events import ACTIVE, CANCELLED, COMPLETED, SCHEDULED
from bot.playground.discord.limits.events import EXTERNAL, STAGE_INSTANCE, VOICE_ROOM
from bot.playground.discord.world import permissions
from bot.playground.discord.world.entities import VOICE, Channel
from bot.playground.driver.options import NotOfferedError
from tests.e2e.nights.night_steps import (
    FILMS,
    event_of,
    events_of,
    is_idle,
    plan,
    settled,
    shown_with,
    until,
)
from tests.e2e.stage import Stage, embed, labels, message, staged
from tests.playground.test_events import PIXEL

HOUR = 3600


def room(stage: Stage, name: str = "Lounge") -> Any:
    return stage.playground.world.home.channel_named(name)


async def choose(stage: Stage) -> None:
    """Choose the first film without a vote."""
    await stage.slash("night nominate", film=FILMS[0])
    asked = await stage.slash("night vote", user="owner")
    await stage.playground.click("owner", asked, "Take it")


async def test_a_night_in_a_voice_channel_begins_and_ends_with_its_event(stage: Stage) -> None:
    night = await plan(stage, "in 2 hours", channel=room(stage), place="bring popcorn")
    assert f"🔊 <#{room(stage).id}>" in embed(night)["description"]
    assert "I don't have" not in message(night)["content"]
    event = await event_of(stage)
    assert (event["entity_type"], event["channel_id"]) == (VOICE_ROOM, str(room(stage).id))
    assert "Where: bring popcorn" in event["description"]
    await stage.playground.join_voice("ada")
    stage.clock.advance(2 * HOUR)
    await until(lambda: events_of(stage)[-1]["status"] == ACTIVE)
    await until(lambda: is_idle(stage))  # a night does not end while its event is being started
    stage.clock.advance(3 * HOUR)
    await until(lambda: events_of(stage)[-1]["status"] == COMPLETED)
    await settled(stage)
    assert "deleted" not in embed(await stage.slash("night show"))["description"]


async def test_a_bot_that_was_away_begins_the_event_when_it_is_back(stage: Stage) -> None:
    await plan(stage, "in 2 hours", channel=room(stage))
    await event_of(stage)
    await stage.stop()
    stage.clock.advance(2.5 * HOUR)
    await stage.start()
    await until(lambda: events_of(stage)[-1]["status"] == ACTIVE)


async def test_that_a_room_is_empty_calls_no_night_off(stage: Stage) -> None:
    await plan(stage, "in 2 hours", channel=room(stage))
    await event_of(stage)
    stage.clock.advance(2 * HOUR)
    await until(lambda: events_of(stage)[-1]["status"] == ACTIVE)
    stage.clock.advance(301)  # nobody came in
    await until(lambda: events_of(stage)[-1]["status"] == COMPLETED)
    await settled(stage)
    shown = await stage.slash("night show")
    assert "deleted" not in embed(shown)["description"]
    assert "Create it again" not in labels(shown)
    await stage.slash("night move", user="owner", when="in 2 days")
    await until(lambda: len(events_of(stage)) == 2)  # what is over cannot be moved
    assert events_of(stage)[-1]["status"] == SCHEDULED


async def test_a_night_that_was_watched_ends_its_event(stage: Stage) -> None:
    await plan(stage, "in 2 hours", channel=room(stage))
    await choose(stage)
    await stage.playground.join_voice("ada")
    stage.clock.advance(2 * HOUR)
    await until(lambda: events_of(stage)[-1]["status"] == ACTIVE)
    await stage.slash("night watched", user="owner")
    await until(lambda: events_of(stage)[-1]["status"] == COMPLETED)


async def test_a_channel_that_the_bot_has_not_heard_of_is_said_to_be_unknown(stage: Stage) -> None:
    world = stage.playground.world
    new = world.add_channel("New Lounge", VOICE)  # and no event of the gateway says so
    refused = await stage.slash("night plan", user="owner", when="in 2 hours", channel=new)
    assert refused.ephemeral
    assert "I do not know that channel" in embed(refused)["description"]
    elsewhere = world.add_channel("Theirs", VOICE, guild=world.add_guild("Another Club"))
    with pytest.raises(NotOfferedError, match="#Theirs is not among the channels"):
        await stage.slash("night plan", user="owner", when="in 2 hours", channel=elsewhere)


async def test_what_is_missing_for_a_stage_is_named_and_the_event_links_it(stage: Stage) -> None:
    planned = await plan(stage, "in 2 days", channel=room(stage, "Premiere"))
    assert f"🎙️ <#{room(stage, 'Premiere').id}>" in embed(planned)["description"]
    said = message(planned)["content"]
    assert "**Manage Channels**, **Mute Members** and **Move Members**" in said
    event = await event_of(stage)
    assert event["entity_type"] == EXTERNAL
    assert event["entity_metadata"]["location"].endswith(f"/{room(stage, 'Premiere').id}")
    stage.playground.world.home.bot_role.permissions |= (
        permissions.MANAGE_CHANNELS | permissions.MUTE_MEMBERS | permissions.MOVE_MEMBERS
    )
    await stage.restart()  # so that the bot knows what it may do
    moved = await stage.slash(
        "night move", user="owner", channel=room(stage, "Premiere"), length="2h"
    )
    assert not message(moved)["content"]
    await until(lambda: events_of(stage)[-1]["entity_type"] == STAGE_INSTANCE)
    assert len(events_of(stage)) == 1


async def test_rights_that_were_taken_away_make_the_event_link_its_room(stage: Stage) -> None:
    await plan(stage, "in 2 days", channel=room(stage))
    assert (await event_of(stage))["entity_type"] == VOICE_ROOM
    await stage.playground.moderators.deny_bot(room(stage), permissions.CONNECT)
    await settled(stage)
    moved = await stage.slash("night move", user="owner", when="in 3 days")
    assert "I don't have **Connect**" in message(moved)["content"]
    await until(lambda: events_of(stage)[-1]["entity_type"] == EXTERNAL)
    assert len(events_of(stage)) == 1


async def test_a_night_outlives_its_room(stage: Stage) -> None:
    await plan(stage, "in 2 days", channel=room(stage))
    await event_of(stage)
    await stage.playground.moderators.delete_channel(room(stage))
    shown = await shown_with(stage, "deleted this night's server event")
    assert "This night's voice channel is gone" in message(shown)["content"]
    await stage.playground.click("owner", shown, "Create it again")
    event = await event_of(stage)
    assert event["entity_type"] == EXTERNAL
    channel = stage.playground.world.default_channel
    assert event["entity_metadata"]["location"].endswith(f"/{channel.id}")
    refused = await stage.playground.press_stale("owner", _moving_to(stage, 987_654_321))
    assert "has to be a voice channel or a stage" in embed(refused)["description"]


async def test_a_room_and_a_place_take_turns_when_a_night_moves(stage: Stage) -> None:
    lounge = room(stage)
    await plan(stage, "in 2 days", place=f"<#{lounge.id}> or https://example.org/a_b_c")
    shown = embed(await stage.slash("night show"))["description"]
    assert f"📍 <#{lounge.id}> or https://example.org/a_b_c" in shown
    (listed,) = await stage.typing("night show", "night")
    assert ", #… or https://example.org/a_b_c (" in listed
    listed = embed(await stage.slash("night list"))["description"]
    assert f", <#{lounge.id}> or https://example.org/a_b_c" in listed
    event = await event_of(stage)
    assert f"/{lounge.id} or https://example.org/a_b_c" in event["entity_metadata"]["location"]
    await stage.slash("night move", user="owner", channel=lounge)
    await until(lambda: events_of(stage)[-1]["entity_type"] == VOICE_ROOM)
    await stage.slash("night move", user="owner", place="Cinema")
    await until(lambda: events_of(stage)[-1]["entity_metadata"] == {"location": "Cinema"})
    assert events_of(stage)[-1]["channel_id"] is None


async def test_the_event_shows_what_will_be_watched(data_dir: Path, tmp_path: Path) -> None:
    posters = tmp_path / "posters"
    posters.mkdir()
    async with staged(data_dir, posters_dir=posters) as stage:
        (posters / "0133093.jpg").write_bytes(PIXEL)
        await plan(stage, "in 2 days")
        begun = await event_of(stage)
        assert (begun["name"], begun["image"]) == ("Movie night", None)
        await choose(stage)
        await until(lambda: events_of(stage)[-1]["image"])
        event = events_of(stage)[-1]
        assert event["name"] == f"Movie night: {FILMS[0]}"
        assert f"We watch {FILMS[0]}." in event["description"]
        picture = stage.playground.discord.events.images[event["image"]]
        assert picture.content == PIXEL
        minutes = _moment(event["scheduled_end_time"]) - _moment(event["scheduled_start_time"])
        assert minutes.total_seconds() == 136 * 60


@pytest.mark.parametrize("place", ["hidden", "after-dark", "private"])
async def test_an_event_does_not_tell_all_what_some_may_see(stage: Stage, place: str) -> None:
    world = stage.playground.world
    where: Channel
    if place == "private":
        where = await stage.playground.open_thread("owner", "Surprise", private=True)
        await stage.playground.discord.threads.join(where, world.bot)
    elif place == "hidden":
        where = world.add_channel("hidden")
        await stage.playground.moderators.keep_private(where, [world.bot])
        await stage.restart()  # so that the bot knows the channel
    else:
        where = world.home.channel_named(place)
    for name, options in (
        ("night plan", {"when": "in 2 days"}),
        ("night nominate", {"film": FILMS[0]}),
    ):
        await stage.playground.slash("owner", name, options, where)
    asked = await stage.playground.slash("owner", "night vote", None, where)
    await stage.playground.click("owner", asked, "Take it")
    event = await event_of(stage)
    assert event["name"] == "Movie night"
    assert FILMS[0] not in str(event)
    assert event["status"] != CANCELLED
    if place == "after-dark":
        refused = await stage.slash("night show")
        assert f"<#{where.id}>" in str(embed(refused))
        assert FILMS[0] not in str(embed(refused))


async def test_the_presence_says_how_to_begin(stage: Stage) -> None:
    presence = stage.playground.gateway.presence
    assert presence is not None
    assert "/night plan" in presence["game"]["state"]
    assert stage.playground.world.home.name not in str(presence)


def _moving_to(stage: Stage, channel_id: int) -> str:
    """Return a control that moves the night to a channel that there is not."""
    request = Request.of(RequestName.NIGHT_MOVE, night=1, channel=channel_id)
    return ControlId(Mode.POST, stage.playground.world.owner.id, request.encode()).encode()


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
