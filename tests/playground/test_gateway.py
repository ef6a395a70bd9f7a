"""Connections that are lost, refused and taken up again."""

import json
import zlib
from typing import Any

import aiohttp
import discord
import pytest

from bot.playground.discord.gateway import sessions
from bot.playground.discord.gateway.gateway import Frame
from bot.playground.playground import Playground
from bot.playground.process.connect import directed_to, loopback_connector
from tests.playground.conftest import INTENTS, connected, until
from tests.playground.sample_bot import SampleBot


async def test_a_cut_connection_is_resumed_and_missed_events_follow(
    playground: Playground, bot: SampleBot
) -> None:
    await playground.gateway.drop()
    await playground.gateway.wait_until_disconnected()
    exchange = await playground.slash("ada", "tardy")
    assert exchange.error is not None
    await until(lambda: playground.gateway.resumptions == 1)
    await until(lambda: bot.waiting == 1)


async def test_a_request_to_reconnect_is_followed_by_a_resumption(
    playground: Playground, bot: SampleBot
) -> None:
    await playground.gateway.ask_to_reconnect()
    await until(lambda: playground.gateway.resumptions == 1)
    exchange = await playground.slash("ada", "echo", {"text": "back"})
    assert exchange.reply is not None
    assert bot.is_ready()


@pytest.mark.parametrize("resumable", [True, False])
async def test_an_invalid_session_is_resumed_or_begun_anew(
    playground: Playground, bot: SampleBot, resumable: bool
) -> None:
    await playground.gateway.invalidate(resumable=resumable)
    await playground.gateway.wait_until_disconnected()
    await playground.wait_until_connected()
    assert playground.gateway.resumptions == int(resumable)
    exchange = await playground.slash("ada", "echo", {"text": "back"})
    assert exchange.reply is not None
    assert bot.is_ready()


async def test_every_shard_hears_of_its_own_servers(playground: Playground) -> None:
    playground.gateway.shards = 3
    worlds = [playground.world.add_guild(f"Club {number}") for number in range(6)]
    channels = [playground.world.add_channel(f"c{g.id}", guild=g) for g in worlds]
    async with connected(playground) as bot:
        assert bot.shard_count == 3
        await until(lambda: len(bot.guilds) == 7)
        for channel in channels:
            exchange = await playground.slash("ada", "echo", {"text": "x"}, channel)
            assert exchange.reply is not None
        direct = await playground.slash("ada", "echo", {"text": "x"}, playground.dm("ada"))
        assert direct.reply is not None


async def test_a_bot_that_has_left_does_not_answer_and_one_that_is_back_does(
    playground: Playground,
) -> None:
    async with connected(playground):
        pass
    await playground.gateway.wait_until_disconnected()
    assert (await playground.slash("ada", "echo", {"text": "x"})).error is not None
    async with connected(playground):
        await playground.wait_until_connected()
        assert (await playground.slash("ada", "echo", {"text": "x"})).reply is not None


async def test_a_privileged_intent_that_is_not_switched_on_is_refused(
    playground: Playground,
) -> None:
    intents = discord.Intents(guilds=True, message_content=True)
    with directed_to(playground.api_base, playground.gateway_url):
        async with SampleBot(intents=intents, connector=loopback_connector()) as bot:
            with pytest.raises(discord.PrivilegedIntentsRequired):
                await bot.start(playground.token)
    assert [violation.where for violation in playground.violations] == ["close 4014"]


async def test_a_privileged_intent_that_is_switched_on_shows_every_message() -> None:
    intents = discord.Intents(guilds=True, guild_messages=True, message_content=True)
    async with (
        Playground(privileged_intents=intents.value) as playground,
        connected(playground, intents=intents) as bot,
    ):
        await playground.say("ada", "for all to read")
        await until(lambda: bot.heard == ["for all to read"])


@pytest.mark.parametrize(
    ("code", "error"),
    [(4014, discord.PrivilegedIntentsRequired), (4004, discord.ConnectionClosed)],
)
async def test_a_refusal_can_be_ordered(
    playground: Playground, code: int, error: type[Exception]
) -> None:
    playground.gateway.refuse_with = code
    with directed_to(playground.api_base, playground.gateway_url):
        async with SampleBot(intents=INTENTS, connector=loopback_connector()) as bot:
            with pytest.raises(error):
                await bot.start(playground.token)


async def test_a_wrong_token_is_a_failed_login(playground: Playground) -> None:
    with directed_to(playground.api_base, playground.gateway_url):
        async with SampleBot(intents=INTENTS, connector=loopback_connector()) as bot:
            with pytest.raises(discord.LoginFailure):
                await bot.start("wrong")
    assert playground.violations[0].reply["message"] == "401: Unauthorized"


async def test_voice_states_reach_the_bot(playground: Playground) -> None:
    intents = discord.Intents(guilds=True, voice_states=True)
    await playground.join_voice("ada")
    async with connected(playground, intents=intents) as bot:
        lounge = bot.get_channel(playground.world.home.channel_named("Lounge").id)
        assert isinstance(lounge, discord.VoiceChannel)
        assert list(lounge.voice_states) == [playground.world.user("ada").id]
        await playground.join_voice("bob")
        await playground.join_voice("ada", None)
        await until(lambda: list(lounge.voice_states) == [playground.world.user("bob").id])


async def test_roles_and_permissions_come_with_the_member(
    playground: Playground, bot: SampleBot
) -> None:
    playground.role("Host", 1 << 5)
    playground.set_roles("ada", ["Host", "Fan"])
    exchange = await playground.slash("ada", "echo", {"text": "x"})
    member = exchange.interaction["member"]
    assert len(member["roles"]) == 2
    assert int(member["permissions"]) & 1 << 5
    assert bot.is_ready()


async def test_frames_that_make_no_sense_close_the_connection(playground: Playground) -> None:
    frames: list[tuple[Any, int]] = [
        ({"op": 2, "d": {"token": "x"}}, 4004),
        ({"op": 3, "d": {}}, 4003),
        ({"op": 2, "d": {"token": playground.token}}, 4013),
        ({"op": 2, "d": {"token": playground.token, "intents": 1, "shard": [2, 2]}}, 4010),
        ("no object", 4002),
    ]
    async with aiohttp.ClientSession() as session:
        for frame, code in frames:
            async with session.ws_connect(playground.gateway_url) as socket:
                await socket.receive_json()
                await socket.send_json(frame)
                await socket.receive()
                assert socket.close_code == code


async def test_a_client_that_asks_for_it_gets_one_zlib_stream(playground: Playground) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(f"{playground.gateway_url}?compress=zlib-stream") as socket,
    ):
        inflate = zlib.decompressobj()
        hello = await socket.receive_bytes()
        assert hello.endswith(bytes.fromhex("0000ffff"))
        assert json.loads(inflate.decompress(hello))["op"] == 10
        await socket.send_json({"op": 2, "d": {"token": playground.token, "intents": 1}})
        for name in ("READY", "GUILD_CREATE"):
            assert json.loads(inflate.decompress(await socket.receive_bytes()))["t"] == name
        await socket.send_json({"op": 2, "d": {"token": playground.token, "intents": 1}})
        await socket.receive()
        assert socket.close_code == 4005


async def test_too_many_frames_close_the_connection(playground: Playground) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(playground.gateway_url) as socket,
    ):
        await socket.receive_json()
        identify = {"token": playground.token, "intents": 0}
        await socket.send_json({"op": 2, "d": identify})
        await socket.receive_json()
        for _ in range(121):
            await socket.send_json({"op": 3, "d": {}})
        await socket.receive()
        assert socket.close_code == 4008


async def test_a_session_nobody_knows_cannot_be_resumed(playground: Playground) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(playground.gateway_url) as socket,
    ):
        await socket.receive_json()
        resume = {"token": playground.token, "session_id": "x", "seq": 1}
        await socket.send_json({"op": 6, "d": resume})
        invalid = {"op": 9, "d": False, "s": None, "t": None}
        assert await socket.receive_json() == invalid


async def test_a_session_that_missed_too_much_or_is_anothers_cannot_be_resumed(
    playground: Playground, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sessions, "REPLAYED", 2)
    identify = {"op": 2, "d": {"token": playground.token, "intents": 1}}
    async with aiohttp.ClientSession() as session:

        async def resumed(seq: int, token: str) -> tuple[Any, int | None]:
            """Identify, be cut off, and resume: return the first answer, and the closing code."""
            async with session.ws_connect(playground.gateway_url) as socket:
                await socket.receive_json()
                await socket.send_bytes(b"{}")  # nothing that a client sends is bytes
                await socket.send_json(identify)
                ready = await socket.receive_json()
                await socket.receive_json()
                await playground.gateway.drop()
                await socket.receive()
            await playground.gateway.wait_until_disconnected()
            await playground.open_thread("ada", "missed")
            async with session.ws_connect(playground.gateway_url) as socket:
                await socket.receive_json()
                known = {"token": token, "session_id": ready["d"]["session_id"]}
                await socket.send_json({"op": 6, "d": {**known, "seq": seq}})
                answer = await socket.receive()
                text = answer.json() if answer.type is aiohttp.WSMsgType.TEXT else None
                return text, socket.close_code

        missed = {"op": 9, "d": False, "s": None, "t": None}
        assert (await resumed(0, playground.token))[0] == missed
        first, _ = await resumed(1, playground.token)
        assert (first["s"], first["t"]) == (2, "GUILD_CREATE")
        assert (await resumed(1, "another"))[1] == 4004


async def test_events_are_numbered_on_across_a_resumption(playground: Playground) -> None:
    frames: list[Frame] = []
    playground.gateway.frames.listen(frames.append)
    identify = {"op": 2, "d": {"token": playground.token, "intents": 1}}
    async with aiohttp.ClientSession() as session:
        async with session.ws_connect(playground.gateway_url) as socket:
            hello = await socket.receive_json()
            assert hello == {"op": 10, "d": hello["d"], "s": None, "t": None}
            assert hello["d"]["heartbeat_interval"] > 1000
            await socket.send_json({"op": 1, "d": None})
            acknowledged = {"op": 11, "d": None, "s": None, "t": None}
            assert await socket.receive_json() == acknowledged
            await socket.send_json(identify)
            ready, told = await socket.receive_json(), await socket.receive_json()
            assert [(one["op"], one["s"], one["t"]) for one in (ready, told)] == [
                (0, 1, "READY"),
                (0, 2, "GUILD_CREATE"),
            ]
            await playground.gateway.drop()
            await socket.receive()
        await playground.gateway.wait_until_disconnected()
        await playground.open_thread("ada", "missed")
        async with session.ws_connect(ready["d"]["resume_gateway_url"]) as socket:
            await socket.receive_json()
            resume = {"token": playground.token, "session_id": ready["d"]["session_id"], "seq": 2}
            await socket.send_json({"op": 6, "d": resume})
            caught_up = [await socket.receive_json() for _ in range(2)]
            assert [(one["s"], one["t"]) for one in caught_up] == [
                (3, "THREAD_CREATE"),
                (4, "RESUMED"),
            ]
    assert [(frame.name, frame.from_bot) for frame in frames] == [
        ("IDENTIFY", True),
        ("READY", False),
        ("GUILD_CREATE", False),
        ("THREAD_CREATE", False),
        ("RESUME", True),
        ("RESUMED", False),
    ]
    assert not any("token" in frame.data for frame in frames)
