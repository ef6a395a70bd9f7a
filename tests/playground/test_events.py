"""Scheduled events in rooms and elsewhere: who may make them, and what they do by themselves."""

from datetime import timedelta
from typing import Any

import discord

from bot.clock import ShiftedClock
from bot.playground.discord.events.events import (
    ACTIVE,
    CANCELLED,
    COMPLETED,
    MAX_UNCOMPLETED,
    SCHEDULED,
)
from bot.playground.discord.world import permissions
from bot.playground.playground import Playground
from tests.playground.conftest import connected, until
from tests.playground.sample_bot import SampleBot
from tests.playground.test_threads import refused, text_channel

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f64540"
    "0000000049454e44ae426082"
)


async def made(
    playground: Playground, bot: SampleBot, clock: ShiftedClock, place: str, **more: Any
) -> discord.ScheduledEvent:
    """Create an event in a channel of the server, or elsewhere."""
    guild = bot.get_guild(playground.world.home.id)
    assert guild is not None
    names = {channel.name for channel in playground.world.home.channels.values()}
    start = clock.now() + timedelta(hours=1)
    if place in names:
        channel = text_channel(bot, playground, place)
        more |= {"channel": channel, "entity_type": kind_of(channel)}
    else:
        more |= {"location": place, "entity_type": discord.EntityType.external}
        more.setdefault("end_time", start + timedelta(hours=2))
    return await guild.create_scheduled_event(
        name="Night", start_time=start, privacy_level=discord.PrivacyLevel.guild_only, **more
    )


def kind_of(channel: Any) -> discord.EntityType:
    stage = isinstance(channel, discord.StageChannel)
    return discord.EntityType.stage_instance if stage else discord.EntityType.voice


def status_of(playground: Playground, event: discord.ScheduledEvent) -> int:
    return playground.world.home.scheduled_events[event.id]["status"]


async def test_an_event_elsewhere_begins_and_ends_by_itself(
    playground: Playground, bot: SampleBot, clock: ShiftedClock
) -> None:
    event = await made(playground, bot, clock, "the sofa")
    clock.advance(3600)
    await until(lambda: status_of(playground, event) == ACTIVE)
    clock.advance(7200)
    await until(lambda: status_of(playground, event) == COMPLETED)
    guild = bot.get_guild(playground.world.home.id)
    assert guild is not None
    assert await guild.fetch_scheduled_events() == []


async def test_an_event_in_a_room_is_begun_by_hand_and_ends_when_the_room_is_empty(
    playground: Playground, bot: SampleBot, clock: ShiftedClock
) -> None:
    event = await made(playground, bot, clock, "Lounge")
    clock.advance(3700)
    await playground.settle()
    assert status_of(playground, event) == SCHEDULED
    await playground.join_voice("ada")
    await event.start()
    clock.advance(3600)
    await playground.settle()
    assert status_of(playground, event) == ACTIVE
    await playground.join_voice("ada", None)
    await playground.settle()
    clock.advance(240)
    await playground.join_voice("ben")
    await playground.settle()
    clock.advance(3600)
    await playground.settle()
    assert status_of(playground, event) == ACTIVE
    await playground.join_voice("ben", None)
    await playground.settle()
    clock.advance(301)
    await until(lambda: status_of(playground, event) == COMPLETED)


async def test_an_event_that_nobody_begins_is_called_off_after_hours(
    playground: Playground, bot: SampleBot, clock: ShiftedClock
) -> None:
    event = await made(playground, bot, clock, "Lounge")
    clock.advance(3600 + 3 * 3600 + 1)
    await until(lambda: status_of(playground, event) == CANCELLED)


async def test_events_in_rooms_take_the_rights_of_the_room(
    playground: Playground, bot: SampleBot, clock: ShiftedClock
) -> None:
    lounge = playground.world.home.channel_named("Lounge")
    await playground.moderators.deny_bot(lounge, permissions.CONNECT)
    await refused(50013, made(playground, bot, clock, "Lounge"))
    await playground.moderators.deny_bot(lounge, permissions.VIEW_CHANNEL)
    await refused(50001, made(playground, bot, clock, "Lounge"))
    await refused(50013, made(playground, bot, clock, "Premiere"))
    playground.world.home.bot_role.permissions |= (
        permissions.MANAGE_CHANNELS | permissions.MUTE_MEMBERS | permissions.MOVE_MEMBERS
    )
    event = await made(playground, bot, clock, "Premiere")
    await event.start()
    assert playground.world.home.scheduled_events[event.id]["entity_id"]
    stage = text_channel(bot, playground, "Premiere")
    await refused(50024, _voice_event_in(bot, stage, clock))


async def test_others_events_take_the_right_to_manage_them(
    playground: Playground, bot: SampleBot, clock: ShiftedClock
) -> None:
    home, owner = playground.world.home, playground.world.owner
    own = await made(playground, bot, clock, "the sofa")
    theirs = home.scheduled_events[own.id]
    event = await playground.discord.events.create(home, theirs, owner)
    home.bot_role.permissions &= ~permissions.MANAGE_EVENTS
    guild = bot.get_guild(home.id)
    assert guild is not None
    fetched = await guild.fetch_scheduled_event(int(event["id"]))
    await refused(50013, fetched.edit(name="Ours"))
    home.bot_role.permissions |= permissions.MANAGE_EVENTS
    assert (await fetched.edit(name="Ours")).name == "Ours"


async def test_an_event_changes_its_kind_and_its_picture(
    playground: Playground, bot: SampleBot, clock: ShiftedClock
) -> None:
    event = await made(playground, bot, clock, "the sofa", image=PIXEL)
    stored = playground.world.home.scheduled_events
    picture = stored[event.id]["image"]
    assert playground.discord.events.images[picture].content == PIXEL
    assert len(bytes.fromhex(picture)) == 16
    lounge = text_channel(bot, playground, "Lounge")
    event = await event.edit(channel=lounge, entity_type=discord.EntityType.voice)
    assert stored[event.id]["entity_metadata"] is None
    assert stored[event.id]["channel_id"] == str(lounge.id)
    await event.edit(
        entity_type=discord.EntityType.external,
        location="the sofa",
        end_time=clock.now() + timedelta(hours=5),
    )
    assert stored[event.id]["channel_id"] is None
    assert stored[event.id]["image"] == picture
    guild_id = playground.world.home.id
    await refused(50035, bot.http.edit_scheduled_event(guild_id, event.id, image="data:,x"))


async def test_events_go_with_their_room_and_are_not_seen_without_it(
    playground: Playground, clock: ShiftedClock
) -> None:
    intents = discord.Intents(guilds=True, guild_scheduled_events=True, guild_messages=True)
    async with connected(playground, intents=intents) as bot:
        event = await made(playground, bot, clock, "Lounge")
        guild = bot.get_guild(playground.world.home.id)
        assert guild is not None
        await until(lambda: guild.get_scheduled_event(event.id) is not None)
        lounge = playground.world.home.channel_named("Lounge")
        await playground.moderators.deny_bot(lounge, permissions.VIEW_CHANNEL)
        await refused(50001, guild.fetch_scheduled_event(event.id))
        assert await guild.fetch_scheduled_events() == []
        await playground.moderators.delete_channel(lounge)
        await until(lambda: guild.get_scheduled_event(event.id) is None)
        await refused(10070, guild.fetch_scheduled_event(event.id))


async def test_a_server_has_so_many_events_at_once(
    playground: Playground, bot: SampleBot, clock: ShiftedClock
) -> None:
    event = await made(playground, bot, clock, "the sofa")
    stored = playground.world.home.scheduled_events
    for number in range(MAX_UNCOMPLETED - 1):
        stored[number] = stored[event.id] | {"id": str(number)}
    await refused(30038, made(playground, bot, clock, "the sofa"))


async def _voice_event_in(bot: SampleBot, channel: Any, clock: ShiftedClock) -> None:
    await bot.http.create_guild_scheduled_event(
        channel.guild.id,
        name="Night",
        privacy_level=2,
        scheduled_start_time=(clock.now() + timedelta(days=2)).isoformat(),
        entity_type=2,
        channel_id=channel.id,
    )
