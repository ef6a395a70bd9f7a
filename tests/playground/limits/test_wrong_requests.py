"""Whatever is sent, and wherever to: what makes no sense is refused, and nothing breaks."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from bot.playground.playground import Playground

BODIES: list[dict[str, Any]] = [
    {},
    {"data": b"\xff"},
    {"json": None},
    {"json": []},
    {"json": [None]},
    {"json": {}},
    {"data": b"{}", "headers": {"Content-Type": "multipart/form-data"}},
    {"data": b"--x\r\n", "headers": {"Content-Type": "multipart/form-data; boundary=x"}},
    {"params": {"limit": "abc", "before": "abc"}},
]
EVENT = {
    "name": "Night",
    "privacy_level": 2,
    "entity_type": 2,
    "scheduled_start_time": "2100-01-01T00:00:00Z",
}


@pytest.fixture
async def session(playground: Playground) -> AsyncIterator[aiohttp.ClientSession]:
    headers = {"Authorization": f"Bot {playground.token}"}
    async with aiohttp.ClientSession(headers=headers) as session:
        yield session


async def test_no_route_breaks_over_what_it_is_sent(
    playground: Playground, session: aiohttp.ClientSession
) -> None:
    world = playground.world
    ids = {
        "application_id": world.bot.id,
        "webhook_id": world.bot.id,
        "channel_id": world.default_channel.id,
        "guild_id": world.home.id,
        "user_id": world.owner.id,
    }

    async def answers(method: str, path: str, **sent: Any) -> int:
        async with session.request(method, f"{playground.api_base}{path}", **sent) as reply:
            return reply.status

    broken = [
        (method, template, sent)
        for method, template in playground.routes
        for sent in BODIES
        if await answers(method, template.format_map(Anything(ids)), **sent) >= 500
    ]
    assert broken == []


class Anything(dict[str, Any]):
    """Ids by their names; what is not there has the id 1."""

    def __missing__(self, _: str) -> int:
        return 1


@pytest.mark.parametrize(
    ("method", "path", "sent", "where"),
    [
        ("GET", "/channels/{channel}/messages", {"params": {"limit": "abc"}}, "limit"),
        ("GET", "/channels/{channel}/messages", {"params": {"limit": "0"}}, "limit"),
        ("GET", "/channels/{channel}/messages", {"params": {"limit": "101"}}, "limit"),
        ("GET", "/channels/{channel}/messages", {"params": {"before": "x"}}, "before"),
        (
            "POST",
            "/channels/{channel}/messages",
            {"json": {"content": "x", "nonce": "x" * 26}},
            "nonce",
        ),
        (
            "POST",
            "/channels/{channel}/messages",
            {"json": {"content": "x", "message_reference": {"message_id": None}}},
            "message_reference",
        ),
        ("POST", "/users/@me/channels", {}, "recipient_id"),
        ("POST", "/users/@me/channels", {"json": {"recipient_id": []}}, "recipient_id"),
        (
            "POST",
            "/guilds/{guild}/scheduled-events",
            {"json": EVENT | {"channel_id": "x"}},
            "channel_id",
        ),
    ],
)
async def test_the_refusal_says_where(
    playground: Playground,
    session: aiohttp.ClientSession,
    method: str,
    path: str,
    sent: dict[str, Any],
    where: str,
) -> None:
    world = playground.world
    url = playground.api_base + path.format(channel=world.default_channel.id, guild=world.home.id)
    async with session.request(method, url, **sent) as reply:
        assert reply.status == 400
        refusal = await reply.json()
    assert refusal["code"] == 50035
    assert list(refusal["errors"]) == [where]


async def test_a_message_of_nothing_is_refused(
    playground: Playground, session: aiohttp.ClientSession
) -> None:
    url = f"{playground.api_base}/channels/{playground.world.default_channel.id}/messages"
    async with session.post(url) as reply:
        assert (reply.status, (await reply.json())["code"]) == (400, 50006)
