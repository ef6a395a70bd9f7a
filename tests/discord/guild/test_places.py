"""Channels, threads and rooms as discord.py holds them, and what may be done in each."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, cast

import discord
import pytest

from bot.clock import SystemClock
from bot.discord.guild.audience import Audience, may_read
from bot.discord.guild.rooms import Rooms
from bot.discord.guild.threads import granted_in, is_locked, is_outside
from bot.discord.guild.voice import VoiceChannels
from bot.playground.discord.world import permissions
from bot.playground.discord.world.entities import PRIVATE_THREAD, PUBLIC_THREAD, Channel, User
from bot.playground.discord.world.thread import Thread
from bot.playground.discord.world.world import World
from bot.rules.nights.places import Room

NOW = datetime(2026, 8, 1, tzinfo=UTC)
CAN_WAKE = ("manage_threads", "administrator")


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def client_of(world: World) -> Callable[[], discord.Client]:
    """Make a client that has been told of the server as it is at the time."""

    def make() -> discord.Client:
        client = discord.Client(intents=discord.Intents(guilds=True))
        state = _state(client)
        state.user = discord.ClientUser(state=state, data=cast("Any", world.bot.wire()))
        members = [member.wire() for member in world.home.members.values()]
        threads = [
            thread.wire() | {"member": thread.member_wire(world.bot.id)}
            if world.bot.id in thread.members
            else thread.wire()
            for thread in world.threads.values()
        ]
        state._add_guild_from_data(
            world.home.announced() | {"members": members, "threads": threads}
        )
        return client

    return make


def _state(client: discord.Client) -> Any:
    return vars(client)["_connection"]


def thread_in(world: World, kind: int, *, locked: bool = False) -> Thread:
    thread = Thread(
        id=4711,
        name="Talk",
        type=kind,
        guild=world.home,
        parent=world.default_channel,
        owner=world.owner,
        created_at=NOW,
        changed_at=NOW,
        active_at=NOW,
        locked=locked,
    )
    world.add_thread(thread)
    return thread


def found(client: discord.Client, world: World, channel: Channel) -> Any:
    guild = client.get_guild(world.home.id)
    assert guild is not None
    return guild.get_channel_or_thread(channel.id)


@pytest.mark.parametrize("granted", [*CAN_WAKE, "send_messages", "send_messages_in_threads"])
def test_a_locked_thread_is_locked_to_all_but_those_who_manage_it(
    world: World, client_of: Callable[[], discord.Client], granted: str
) -> None:
    locked = thread_in(world, PUBLIC_THREAD, locked=True)
    channel = found(client_of(), world, locked)
    may = discord.Permissions(**{granted: True})
    assert is_locked(channel, may) == (granted not in CAN_WAKE)
    assert not is_locked(found(client_of(), world, world.default_channel), may)
    locked.locked = False
    assert not is_locked(found(client_of(), world, locked), may)


@pytest.mark.parametrize("granted", [*CAN_WAKE, "send_messages"])
def test_the_bot_is_outside_a_private_thread_that_it_neither_joined_nor_manages(
    world: World, client_of: Callable[[], discord.Client], granted: str
) -> None:
    may = discord.Permissions(**{granted: True})
    thread = thread_in(world, PRIVATE_THREAD)
    assert is_outside(found(client_of(), world, thread), may) == (granted not in CAN_WAKE)
    thread.members[world.bot.id] = NOW
    assert not is_outside(found(client_of(), world, thread), may)
    public = thread_in(world, PUBLIC_THREAD)
    assert not is_outside(found(client_of(), world, public), may)
    assert not is_outside(found(client_of(), world, world.default_channel), may)


def test_in_a_thread_the_right_to_send_in_threads_is_the_right_to_send(
    world: World, client_of: Callable[[], discord.Client]
) -> None:
    shown = thread_in(world, PUBLIC_THREAD)
    thread = found(client_of(), world, shown)
    in_threads = discord.Permissions(send_messages_in_threads=True)
    beside = discord.Permissions(send_messages=True)
    assert granted_in(thread, in_threads).send_messages
    assert not granted_in(thread, beside).send_messages
    assert granted_in(None, beside).send_messages


@pytest.mark.parametrize(
    ("name", "stage", "lacks"),
    [
        ("Lounge", False, {permissions.CONNECT: "Connect"}),
        (
            "Premiere",
            True,
            {permissions.MUTE_MEMBERS: "Mute Members", permissions.MOVE_MEMBERS: "Move Members"},
        ),
    ],
)
def test_a_room_takes_each_permission_of_its_kind(
    world: World,
    client_of: Callable[[], discord.Client],
    name: str,
    stage: bool,
    lacks: dict[int, str],
) -> None:
    home, channel = world.home, world.home.channel_named(name)
    home.bot_role.permissions = permissions.ALL & ~permissions.ADMINISTRATOR
    rooms = Rooms(client_of())
    room = Room(channel.id, stage=stage)
    assert rooms.find(home.id, channel.id) == room
    assert rooms.lacking(home.id, room) == []
    for bit, named in lacks.items():
        channel.bot_denied = bit
        assert Rooms(client_of()).lacking(home.id, room) == [named]
    assert rooms.lacking(home.id, Room(1, stage=stage)) is None
    assert rooms.lacking(1, room) == []  # of another process' server nothing is known
    assert rooms.find(home.id, world.default_channel.id) is None
    assert rooms.find(1, channel.id) is None


def test_public_is_what_everybody_sees(
    world: World, client_of: Callable[[], discord.Client]
) -> None:
    home, general = world.home, world.default_channel
    shown = thread_in(world, PUBLIC_THREAD)
    rooms = Rooms(client_of())
    assert rooms.is_public(home.id, general.id)
    assert rooms.is_public(home.id, shown.id)
    assert not rooms.is_public(home.id, 1)
    assert not rooms.is_public(1, general.id)
    thread_in(world, PRIVATE_THREAD)
    assert not Rooms(client_of()).is_public(home.id, shown.id)
    general.denied[home.id] = permissions.VIEW_CHANNEL
    assert not Rooms(client_of()).is_public(home.id, general.id)


@pytest.mark.parametrize(
    ("name", "denied", "reads"),
    [
        ("general", 0, True),
        ("general", permissions.VIEW_CHANNEL, False),
        ("general", permissions.CONNECT, True),
        ("Lounge", 0, True),
        ("Lounge", permissions.CONNECT, False),
        ("Premiere", permissions.CONNECT, False),
        ("Lounge", permissions.VIEW_CHANNEL, False),
    ],
)
def test_who_may_not_see_or_join_a_channel_does_not_read_it(
    world: World,
    client_of: Callable[[], discord.Client],
    name: str,
    denied: int,
    reads: bool,
) -> None:
    ada: User = world.user("ada")
    channel = world.home.channel_named(name)
    channel.denied[ada.id] = denied
    client = client_of()
    guild = client.get_guild(world.home.id)
    assert guild is not None
    told = cast("Any", world.home.member(ada).wire())
    member = discord.Member(data=told, guild=guild, state=_state(client))
    assert may_read(found(client, world, channel), member) == reads


async def test_nobody_is_known_to_read_a_thread_of_a_channel_that_is_unknown(
    world: World, client_of: Callable[[], discord.Client]
) -> None:
    thread = thread_in(world, PUBLIC_THREAD)
    thread.parent = Channel(4712, "Gone", guild=world.home)
    client = client_of()
    assert found(client, world, thread).parent is None
    audience = Audience(client, SystemClock())
    assert await audience.readers(world.home.id, thread.id, [world.owner.id]) == frozenset()


def test_company_in_voice_are_all_in_ones_own_channel_but_bots(world: World) -> None:
    home = world.home
    ada, bob, cleo = (home.member(world.user(name)).user for name in ("ada", "bob", "cleo"))
    lounge, premiere = home.channel_named("Lounge"), home.channel_named("Premiere")
    seats = {ada.id: lounge, world.bot.id: lounge, bob.id: lounge, cleo.id: premiere}
    for room, person, company in (
        (lounge, ada, {ada.id, bob.id}),
        (premiere, cleo, {cleo.id}),
    ):
        assert seats[person.id] is room
        client = discord.Client(intents=discord.Intents(guilds=True, voice_states=True))
        states = [
            {"user_id": str(id_), "channel_id": str(seat.id), "session_id": "s"}
            for id_, seat in seats.items()
        ]
        members = [member.wire() for member in home.members.values()]
        _state(client)._add_guild_from_data(
            home.announced() | {"members": members, "voice_states": states}
        )
        assert VoiceChannels(client).company(home.id, person.id) == company
    assert VoiceChannels(client).company(home.id, world.owner.id) == frozenset()
    assert VoiceChannels(client).company(1, ada.id) == frozenset()
