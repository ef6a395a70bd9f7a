"""What the playground answers, route by route, against Discord's own description."""

import asyncio
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import discord
import pytest
from discord.http import Route

from bot.playground.discord.gateway.gateway import Frame
from bot.playground.discord.http.openapi import load_schema
from bot.playground.discord.http.wire import Json, Served, Upload
from bot.playground.discord.interactions.interactions import MESSAGE
from bot.playground.discord.world import permissions
from bot.playground.discord.world.thread import Thread
from bot.playground.playground import Playground
from tests.e2e.walks.described import complaints
from tests.playground.conftest import connected, until

COMMAND = {"name": "movie", "description": "A film"}
TOMORROW = datetime.now(UTC) + timedelta(days=1)
EVENT = {
    "name": "Night",
    "privacy_level": 2,
    "entity_type": 3,
    "entity_metadata": {"location": "here"},
    "scheduled_start_time": TOMORROW.isoformat(),
    "scheduled_end_time": (TOMORROW + timedelta(hours=2)).isoformat(),
    "recurrence_rule": {"start": TOMORROW.isoformat(), "frequency": 2, "interval": 1},
}
POLL = {
    "question": {"text": "Which?"},
    "answers": [{"poll_media": {"text": "Heat"}}, {"poll_media": {"text": "Ran"}}],
}
LAYOUT = [
    {
        "type": 17,
        "components": [
            {"type": 10, "content": "x"},
            {"type": 14},
            {
                "type": 9,
                "components": [{"type": 10, "content": "x"}],
                "accessory": {"type": 11, "media": {"url": "https://example.org/p.png"}},
            },
            {"type": 12, "items": [{"media": {"url": "https://example.org/p.png"}}]},
            {"type": 1, "components": [{"type": 5, "custom_id": "who"}]},
        ],
    }
]


@pytest.mark.shared
async def test_every_route_answers_as_described(shared: Path) -> None:
    description = shared / "discord" / "openapi.json"
    served: list[Served] = []
    async with Playground(openapi=description) as playground:
        playground.world.home.bot_role.permissions |= permissions.MANAGE_THREADS
        playground.discord.requests.listen(served.append)
        headers = {"Authorization": f"Bot {playground.token}"}
        async with aiohttp.ClientSession(headers=headers) as session:
            await _everything(playground, session)
        wrong = [f"{v.where} {v.reply}" for v in playground.violations if v.kind == "reply"]
        assert not wrong, "\n".join(wrong)
        left_out = {*playground.routes} - {(s.method, s.template) for s in served}
        assert left_out == set()


@pytest.mark.shared
async def test_the_gateway_tells_what_is_described_and_documented(shared: Path) -> None:
    frames: list[Frame] = []
    intents = discord.Intents.default()
    async with Playground() as playground:
        playground.gateway.frames.listen(frames.append)
        await playground.open_thread("ada", "before the bot came")
        await playground.join_voice("ada")
        async with connected(playground, intents=intents) as bot:
            thread = await _happenings(playground)
            await bot.http.request(Route("PUT", f"/channels/{thread.id}/thread-members/@me"))
            await bot.http.request(Route("POST", f"/channels/{thread.id}/typing"))
            events = f"/guilds/{playground.world.home.id}/scheduled-events"
            await bot.http.request(Route("POST", events), json=EVENT)
            await playground.gateway.drop()
            await playground.gateway.wait_until_disconnected()
            await playground.gateway.wait_until_connected()
    told = {frame.name for frame in frames}
    assert {"READY", "GUILD_CREATE", "RESUMED", "TYPING_START", "THREAD_MEMBERS_UPDATE"} <= told
    assert len(told) > 15
    schema = load_schema(shared / "discord" / "openapi.json")
    assert complaints(schema, [], frames) == []


async def test_a_reply_that_violates_the_description_is_reported_unless_its_failure_was_injected(
    tmp_path: Path,
) -> None:
    described = {"type": "object", "required": ["id", "wings"]}
    replies = {"200": {"content": {"application/json": {"schema": described}}}}
    refusal = {"type": "object", "required": ["code"]}
    schemas = {"SnowflakeType": {"type": "string"}, "ErrorResponse": refusal}
    paths = {"/users/@me": {"get": {"responses": replies}}}
    file = tmp_path / "openapi.json"
    file.write_text(json.dumps({"paths": paths, "components": {"schemas": schemas}}))
    async with Playground(openapi=file) as playground:
        headers = {"Authorization": f"Bot {playground.token}"}
        async with aiohttp.ClientSession(headers=headers) as session:
            for status in (500, 502, 429, 200):
                if status == 429:
                    playground.faults.rate_limit(retry_after=0.001)
                elif status != 200:
                    playground.faults.fail(status)
                assert not playground.violations
                async with session.get(f"{playground.api_base}/users/@me") as answer:
                    assert answer.status == status
                await asyncio.sleep(0.002)
        (told,) = playground.violations
    assert (told.kind, told.where) == ("reply", "GET /users/@me")
    assert "'wings' is a required property" in str(told.reply)


async def _happenings(playground: Playground) -> Thread:
    """Have people do what a bot is told of; return a thread."""
    about = await playground.say("ada", "@Marquee and @ben, look")
    thread = await playground.open_thread("ada", "Talk", about=about.interaction)
    await playground.say("ben", "here", thread)
    await playground.post("ada", "film-talk", "Heat", "Which cut?")
    await playground.moderators.archive(thread)
    await playground.join_voice("ada", None)
    await playground.slash("ada", "echo", {"text": "hi"})
    await playground.slash("ada", "picture", {"file": Upload("a.png", b"abc")})
    await playground.slash("ada", "echo", {"text": "hi"}, playground.dm("ada"))
    await playground.hide("general", "ben")
    await playground.moderators.delete_channel(playground.world.home.channel_named("after-dark"))
    return await playground.open_thread("ada", "More of it")


async def _everything(playground: Playground, session: aiohttp.ClientSession) -> None:
    world = playground.world
    ada = world.user("ada")
    world.home.member(ada)

    async def call(method: str, path: str, body: object = None, **query: str) -> Any:
        url = playground.api_base + path
        sent: Json = {} if body is None else {"json": body}
        async with session.request(method, url, params=query, **sent) as reply:
            return await reply.json() if reply.status != 204 else None

    for path in ("/users/@me", "/oauth2/applications/@me", "/applications/@me"):
        await call("GET", path)
    for path in ("/gateway", "/gateway/bot", f"/users/{ada.id}"):
        await call("GET", path)
    await call("POST", "/users/@me/channels", {"recipient_id": str(ada.id)})
    await _commands(f"/applications/{world.bot.id}/commands", call)
    await _commands(f"/applications/{world.bot.id}/guilds/{world.home.id}/commands", call)

    guild = f"/guilds/{world.home.id}"
    for path in ("", "/channels", "/roles", f"/members/{ada.id}"):
        await call("GET", guild + path)
    event = f"{guild}/scheduled-events"
    made = await call("POST", event, EVENT)
    await call("GET", event)
    await call("GET", f"{event}/{made['id']}")
    await call("PATCH", f"{event}/{made['id']}", {"name": "Later"})
    await call("DELETE", f"{event}/{made['id']}")

    for channel in world.home.channels.values():
        await call("GET", f"/channels/{channel.id}")
    await _messages(f"/channels/{world.default_channel.id}", call)
    await _threads(playground, call, str(ada.id))
    await call("GET", guild + "/threads/active")
    await _followups(playground, call)


async def _commands(path: str, call: Any) -> None:
    made = await call("POST", path, COMMAND)
    await call("GET", path)
    await call("PUT", path, [COMMAND, {"name": "Find this", "type": 3}])
    await call("GET", f"{path}/{made['id']}")
    await call("PATCH", f"{path}/{made['id']}", {"description": "Films"})
    await call("DELETE", f"{path}/{made['id']}")


async def _messages(channel: str, call: Any) -> None:
    await call("POST", channel + "/typing")
    first = await call("POST", channel + "/messages", {"content": "x", "nonce": "1"})
    answered = {"message_id": first["id"]}
    await call("POST", channel + "/messages", {"content": "y", "message_reference": answered})
    asked = await call("POST", channel + "/messages", {"poll": POLL})
    assert [answer["answer_id"] for answer in asked["poll"]["answers"]] == [1, 2]
    await call("POST", channel + "/messages", {"components": LAYOUT, "flags": 1 << 15})
    await call("GET", channel + "/messages", limit="100")
    one = f"{channel}/messages/{first['id']}"
    await call("GET", one)
    await call("PATCH", one, {"content": "z"})
    await call("DELETE", one)


async def _threads(playground: Playground, call: Any, user: str) -> None:
    world = playground.world
    channel = f"/channels/{world.default_channel.id}"
    message = await call("POST", channel + "/messages", {"content": "x"})
    about = await call("POST", f"{channel}/messages/{message['id']}/threads", {"name": "about"})
    private = await call("POST", channel + "/threads", {"name": "alone", "type": 12})
    await call("GET", channel + "/messages")
    thread = f"/channels/{about['id']}"
    await call("GET", thread)
    await call("GET", thread + "/messages")
    await call("PUT", thread + "/thread-members/@me")
    await call("PUT", f"{thread}/thread-members/{user}")
    await call("GET", f"{thread}/thread-members/{user}")
    await call("DELETE", f"{thread}/thread-members/{user}")
    await call("DELETE", thread + "/thread-members/@me")
    for archived in (thread, f"/channels/{private['id']}"):
        await call("PATCH", archived, {"archived": True})
    await call("GET", channel + "/threads/archived/public")
    await call("GET", channel + "/threads/archived/private")
    forum = world.home.channel_named("film-talk")
    post = {"name": "Heat", "message": {"content": "x"}, "applied_tags": [forum.tags_offered[0].id]}
    posted = await call("POST", f"/channels/{forum.id}/threads", post)
    await call("DELETE", f"/channels/{posted['id']}")


async def _followups(playground: Playground, call: Any) -> None:
    registered = await call(
        "POST", f"/applications/{playground.world.bot.id}/commands", COMMAND | {"name": "go"}
    )
    assert registered["name"] == "go"
    sent: list[Frame] = []
    playground.gateway.frames.listen(sent.append)
    using = asyncio.create_task(playground.slash("ada", "go"))
    await until(lambda: bool(sent))
    interaction = sent[0].data
    path = f"/interactions/{interaction['id']}/{interaction['token']}/callback"
    await call("POST", path, {"type": MESSAGE, "data": {"content": "x"}}, with_response="true")
    await using
    webhook = f"/webhooks/{playground.world.bot.id}/{interaction['token']}"
    original = webhook + "/messages/@original"
    further = await call("POST", webhook, {"content": "y"}, wait="true")
    other = f"{webhook}/messages/{further['id']}"
    for message in (other, original):
        await call("GET", message)
        await call("PATCH", message, {"content": "z"})
        await call("DELETE", message)
