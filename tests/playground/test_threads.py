"""Threads and forum posts: what the client makes of them, and what Discord refuses."""

from typing import Any

import discord
import pytest

from bot.clock import ShiftedClock
from bot.playground.discord.http.wire import RefusedError
from bot.playground.discord.threads import threads
from bot.playground.discord.world import permissions
from bot.playground.discord.world.entities import Channel
from bot.playground.discord.world.thread import Thread
from bot.playground.driver.options import NotOfferedError
from bot.playground.playground import Playground
from tests.playground.conftest import until
from tests.playground.sample_bot import SampleBot


def text_channel(bot: SampleBot, playground: Playground, name: str = "general") -> Any:
    guild = bot.get_guild(playground.world.home.id)
    assert guild is not None
    return guild.get_channel(playground.world.home.channel_named(name).id)


def cached(bot: SampleBot, thread: Channel) -> discord.Thread | None:
    guild = bot.get_guild(thread.guild.id if thread.guild else 0)
    return guild.get_thread(thread.id) if guild else None


async def refused(code: int, request: Any) -> None:
    with pytest.raises(discord.HTTPException) as caught:
        await request
    assert caught.value.code == code


async def test_a_thread_that_people_open_is_known_and_sleeps_when_silent(
    playground: Playground, bot: SampleBot, clock: ShiftedClock
) -> None:
    thread = await playground.open_thread("ada", "Night talk")
    await until(lambda: cached(bot, thread) is not None)
    known = cached(bot, thread)
    assert known is not None
    assert (known.parent_id, known.owner_id) == (thread.parent.id, thread.owner.id)
    assert known.type is discord.ChannelType.public_thread
    sent = await known.send("hello")
    clock.advance(1441 * 60)
    await until(lambda: thread.archived and cached(bot, thread) is None)
    await refused(50083, sent.edit(content="too late"))
    await refused(50083, known.join())
    with pytest.raises(NotOfferedError, match="is archived"):
        await playground.slash("ada", "echo", {"text": "one"}, thread)
    await playground.say("ada", "awake?", thread)
    await until(lambda: not thread.archived and cached(bot, thread) is not None)
    await sent.edit(content="in time")


async def test_a_message_of_the_bot_revives_an_archived_thread_but_no_locked_one(
    playground: Playground, bot: SampleBot
) -> None:
    thread = await playground.open_thread("ada", "Night talk")
    where = bot.get_partial_messageable(thread.id)
    await playground.moderators.archive(thread)
    await where.send("hello")
    assert not thread.archived
    await playground.moderators.archive(thread, locked=True)
    await refused(160005, where.send("hello"))
    channel = await bot.fetch_channel(thread.id)
    assert isinstance(channel, discord.Thread)
    assert (channel.archived, channel.locked) == (True, True)
    await refused(50013, channel.edit(archived=False))
    playground.world.home.bot_role.permissions |= permissions.MANAGE_THREADS
    await channel.edit(archived=False, locked=False, name="Later")
    assert (thread.archived, thread.locked, thread.name) == (False, False, "Later")
    await playground.moderators.lock(thread)
    with pytest.raises(NotOfferedError, match="locked"):
        await playground.say("ben", "hello", thread)


async def test_writing_in_threads_takes_a_permission_of_its_own(
    playground: Playground, bot: SampleBot
) -> None:
    thread = await playground.open_thread("ada", "Night talk")
    where = bot.get_partial_messageable(thread.id)
    await playground.moderators.deny_bot(thread.parent, permissions.SEND_MESSAGES)
    await where.send("hello")
    await playground.moderators.deny_bot(thread.parent, permissions.SEND_MESSAGES_IN_THREADS)
    await refused(50013, where.send("hello"))
    await bot.get_partial_messageable(thread.parent.id).send("hello")
    await playground.moderators.deny_bot(thread.parent, permissions.VIEW_CHANNEL)
    await refused(50001, where.send("hello"))


async def test_a_thread_about_a_message_has_its_id_and_comes_once(
    playground: Playground, bot: SampleBot
) -> None:
    message = await text_channel(bot, playground).send("what shall we watch?")
    thread = await message.create_thread(name="Spoilers", auto_archive_duration=60)
    assert thread.id == message.id
    assert thread.me is not None
    await refused(160004, message.create_thread(name="Again"))
    with pytest.raises(discord.HTTPException):
        await message.create_thread(name="x" * 101)
    again = await message.channel.fetch_message(message.id)
    assert again.flags.has_thread
    first = [one async for one in thread.history()]
    assert first[0].type is discord.MessageType.thread_starter_message
    await refused(50013, thread.delete())
    playground.world.home.bot_role.permissions |= permissions.MANAGE_THREADS
    await thread.delete()
    await refused(10003, thread.send("gone"))


async def test_a_private_thread_is_seen_by_members_and_moderators_only(
    playground: Playground, bot: SampleBot
) -> None:
    thread = await playground.open_thread("ada", "Secret", private=True)
    await playground.settle()
    assert cached(bot, thread) is None
    where = bot.get_partial_messageable(thread.id)
    await refused(50001, where.send("hello"))
    with pytest.raises(NotOfferedError, match="does not see"):
        await playground.say("ben", "hello", thread)
    await playground.discord.threads.join(thread, playground.world.bot)
    await until(lambda: cached(bot, thread) is not None)
    await where.send("hello")
    own = await text_channel(bot, playground).create_thread(
        name="Ours", type=discord.ChannelType.private_thread
    )
    await own.add_user(discord.Object(playground.world.user("ben").id))
    assert playground.world.user("ben").id in playground.world.threads[own.id].members
    await own.leave()
    assert playground.world.bot.id not in playground.world.threads[own.id].members
    barred = await playground.discord.threads.open(
        thread.parent, "By ada alone", thread.owner, private=True, invitable=False
    )
    await playground.discord.threads.join(barred, playground.world.bot)
    open_to_all = await playground.open_thread("ada", "Night talk")
    await until(lambda: bool(cached(bot, barred) and cached(bot, open_to_all)))
    for place in (thread, open_to_all):  # members may add others to these
        known = cached(bot, place)
        assert known is not None
        await known.add_user(discord.Object(playground.world.user("ben").id))
    known = cached(bot, barred)
    assert known is not None
    await refused(50013, known.add_user(discord.Object(playground.world.user("ben").id)))
    playground.world.home.bot_role.permissions |= permissions.MANAGE_THREADS
    await known.add_user(discord.Object(playground.world.user("ben").id))


async def test_members_are_taken_out_of_ones_own_private_threads_or_by_moderators(
    playground: Playground, bot: SampleBot
) -> None:
    ben = discord.Object(playground.world.user("ben").id)
    own = await text_channel(bot, playground).create_thread(
        name="Ours", type=discord.ChannelType.private_thread
    )
    theirs = await playground.open_thread("ada", "Night talk")
    await playground.say("ben", "here", theirs)
    await until(lambda: cached(bot, theirs) is not None)
    known = cached(bot, theirs)
    assert known is not None
    await own.add_user(ben)
    assert (await own.fetch_member(ben.id)).id == ben.id
    await own.remove_user(ben)
    await refused(10007, own.fetch_member(ben.id))
    await refused(50013, known.remove_user(ben))
    playground.world.home.bot_role.permissions |= permissions.MANAGE_THREADS
    await known.remove_user(ben)
    assert ben.id not in theirs.members
    await refused(10013, known.add_user(discord.Object(5)))


async def test_active_threads_are_limited_and_their_messages_counted(
    playground: Playground, bot: SampleBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(threads, "ACTIVE", 2)
    thread = await playground.open_thread("ada", "Night talk")
    await playground.moderators.archive(await playground.open_thread("ada", "Asleep"))
    await playground.open_thread("ada", "Second")
    with pytest.raises(RefusedError) as third:
        await playground.open_thread("ada", "Third")
    assert third.value.code == 160006
    where = bot.get_partial_messageable(thread.id)
    one, other = await where.send("one"), await where.send("other")
    assert (thread.messages, thread.sent) == (2, 2)
    for message in (one, other):
        await message.delete()
    assert (thread.messages, thread.sent) == (0, 2)


async def test_a_forum_holds_posts_with_its_tags_and_no_messages(
    playground: Playground, bot: SampleBot
) -> None:
    forum = text_channel(bot, playground, "film-talk")
    assert isinstance(forum, discord.ForumChannel)
    made = await forum.create_thread(
        name="Friday", content="what shall we watch?", applied_tags=[forum.available_tags[0]]
    )
    assert made.message.id == made.thread.id
    assert [tag.name for tag in made.thread.applied_tags] == ["Night"]
    changed = await made.thread.edit(applied_tags=forum.available_tags[1:2])
    assert [tag.name for tag in changed.applied_tags] == [forum.available_tags[1].name]
    assert (await made.thread.edit(applied_tags=[])).applied_tags == []
    place = playground.world.home.channel_named("film-talk")
    await refused(50008, bot.get_partial_messageable(place.id).send("hello"))
    with pytest.raises(NotOfferedError, match="posts only"):
        await playground.say("ada", "hello", place)
    place.requires_tag = True
    await refused(40067, forum.create_thread(name="Saturday", content="and then?"))
    with pytest.raises(NotOfferedError, match="tag is required"):
        await playground.post("ada", place, "Saturday", "and then?")
    post = await playground.post("ada", place, "Saturday", "and then?", ["Review"])
    await until(lambda: cached(bot, post) is not None)
    echoed = await playground.slash("ada", "echo", {"text": "hello"}, post)
    assert echoed.reply is not None
    assert echoed.reply["channel_id"] == str(post.id)
    await playground.moderators.deny_bot(place, permissions.SEND_MESSAGES)
    place.requires_tag = False
    await refused(50013, forum.create_thread(name="Sunday", content="and then?"))


async def test_archived_and_active_threads_can_be_listed(
    playground: Playground, bot: SampleBot
) -> None:
    channel = text_channel(bot, playground)
    awake = await playground.open_thread("ada", "Awake")
    asleep = await playground.open_thread("ada", "Asleep")
    hidden = await playground.open_thread("ada", "Hidden", private=True)
    for thread in (asleep, hidden):
        await playground.moderators.archive(thread)
    assert [thread.name for thread in await channel.guild.active_threads()] == [awake.name]
    public = [thread.name async for thread in channel.archived_threads()]
    assert public == [asleep.name]
    with pytest.raises(discord.Forbidden):
        _ = [thread async for thread in channel.archived_threads(private=True)]
    playground.world.home.bot_role.permissions |= permissions.MANAGE_THREADS
    private = [thread.name async for thread in channel.archived_threads(private=True)]
    assert private == [hidden.name]


async def test_threads_of_a_channel_that_the_bot_comes_to_see_are_told(
    playground: Playground, bot: SampleBot
) -> None:
    general = playground.world.default_channel
    await playground.moderators.deny_bot(general, permissions.VIEW_CHANNEL)
    thread = await playground.open_thread("ada", "Night talk")
    await playground.settle()
    assert cached(bot, thread) is None
    await playground.moderators.deny_bot(general, 0)
    await until(lambda: cached(bot, thread) is not None)


async def test_active_threads_come_with_the_server_and_go_with_their_channel(
    playground: Playground, bot: SampleBot
) -> None:
    thread = await playground.open_thread("ada", "Night talk", archive_minutes=10_080)
    other = await playground.open_thread("ada", "Asleep")
    await playground.moderators.archive(other)
    await playground.gateway.invalidate()
    await until(lambda: playground.gateway.connected and cached(bot, thread) is not None)
    assert cached(bot, other) is None
    await playground.moderators.delete_channel(thread.parent)
    await until(lambda: cached(bot, thread) is None)
    await refused(10003, bot.fetch_channel(thread.id))


async def test_whoever_opened_a_thread_may_archive_it_and_a_forum_wants_its_own_permission(
    playground: Playground, bot: SampleBot
) -> None:
    channel = text_channel(bot, playground)
    own = await channel.create_thread(name="Mine", type=discord.ChannelType.public_thread)
    await own.edit(archived=True)
    await own.edit(archived=False, name="Mine too")
    theirs = await playground.open_thread("ada", "Theirs")
    other = await bot.fetch_channel(theirs.id)
    assert isinstance(other, discord.Thread)
    await refused(50013, other.edit(name="Mine"))
    await refused(50035, own.edit(auto_archive_duration=61))  # pyright: ignore[reportArgumentType]
    await playground.moderators.deny_bot(theirs.parent, permissions.CREATE_PUBLIC_THREADS)
    await refused(50013, channel.create_thread(name="More", type=discord.ChannelType.public_thread))
    await refused(50024, _thread_in_thread(bot, theirs))


async def _thread_in_thread(bot: SampleBot, thread: Thread) -> None:
    await bot.http.start_thread_without_message(
        thread.id, name="Deeper", auto_archive_duration=60, type=11, invitable=True
    )
