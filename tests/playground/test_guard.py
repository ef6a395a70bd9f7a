"""The local server is for the bot, not for every page that a browser on this machine shows."""

import aiohttp
import pytest
from yarl import URL

from bot.playground.discord.http.wire import Upload
from bot.playground.playground import Playground

EVIL = "http://evil.example"


def file_url(playground: Playground) -> str:
    channel = next(iter(playground.world.home.channels.values()))
    upload = Upload("a #b?.txt", b"private", "text/plain")
    return playground.discord.keep_user_file(channel, upload)["url"]


async def test_each_start_has_another_token_and_the_old_one_opens_nothing() -> None:
    async with Playground() as first, Playground() as second, aiohttp.ClientSession() as web:
        assert first.token != second.token
        assert min(len(first.token), len(second.token)) >= 32
        for token, status in ((second.token, 200), (first.token, 401), ("playground", 401)):
            headers = {"Authorization": f"Bot {token}"}
            async with web.get(f"{second.api_base}/users/@me", headers=headers) as answer:
                assert answer.status == status


@pytest.mark.parametrize(
    "headers", [{"Origin": EVIL}, {"Origin": "null"}, {"Host": "evil.example"}]
)
async def test_foreign_pages_and_names_reach_neither_requests_nor_gateway_nor_files(
    playground: Playground, headers: dict[str, str]
) -> None:
    authorized = headers | {"Authorization": f"Bot {playground.token}"}
    async with aiohttp.ClientSession() as web:
        for url in (f"{playground.api_base}/users/@me", file_url(playground)):
            async with web.get(url, headers=authorized) as answer:
                assert answer.status == 403
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await web.ws_connect(playground.gateway_url, headers=headers)
        assert refused.value.status == 403
    assert not playground.violations


async def test_a_file_is_served_only_under_the_url_that_was_given_out(
    playground: Playground,
) -> None:
    first, second = URL(file_url(playground)), URL(file_url(playground))
    wrong = (
        first.with_query(None),
        first.with_query(hm=""),
        first.with_query(second.query),
        first.with_query(hm="é"),
    )
    async with aiohttp.ClientSession() as web:
        async with web.get(first) as answer:
            assert await answer.read() == b"private"
        for url in wrong:
            async with web.get(url) as answer:
                assert answer.status == 404, url


async def test_the_servers_own_names_and_pages_are_served(playground: Playground) -> None:
    async with aiohttp.ClientSession() as web:
        for name in ("127.0.0.1", "localhost"):
            url = playground.api_base.replace("127.0.0.1", name)
            headers = {
                "Authorization": f"Bot {playground.token}",
                "Origin": url.removesuffix("/api/v10"),
            }
            async with web.get(f"{url}/users/@me", headers=headers) as answer:
                assert answer.status == 200
