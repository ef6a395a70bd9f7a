"""Who gets the page, and what the page may do."""

import aiohttp
import pytest
from yarl import URL

from bot.cli.playground import wants_page
from bot.playground.discord.http.wire import Upload
from bot.playground.web.browser import has_screen
from tests.playground.web.conftest import Stage

pytestmark = pytest.mark.asyncio(loop_scope="package")
PATHS = ("", "main.js", "style/base.css", "core/dom.js", "picture?url=https://x.example/a.jpg")
EVIL = "http://evil.example"


def at(stage: Stage, path: str) -> URL:
    return URL(stage.page.url + path)


async def test_every_file_comes_with_a_policy_that_lets_nothing_in_from_outside(
    stage: Stage,
) -> None:
    for path in ("", "main.js", "style/base.css", "core/dom.js", "icon.svg"):
        async with stage.client.get(at(stage, path)) as answer:
            assert answer.status == 200, path
            policy = dict(
                part.split(" ", 1) for part in answer.headers["Content-Security-Policy"].split("; ")
            )
            assert policy["default-src"] == "'none'"
            assert policy["script-src"] == policy["style-src"] == policy["frame-src"] == "'self'"
            assert policy["img-src"] == "'self' blob:"
            assert policy["connect-src"] == f"'self' ws://{stage.url.host}:{stage.url.port}"
            assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
            assert policy["require-trusted-types-for"] == "'script'"
            assert "unsafe" not in str(policy)
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert answer.headers["Referrer-Policy"] == "no-referrer"
            assert answer.headers["Cache-Control"] == "no-store"


async def test_without_the_key_there_is_nothing(stage: Stage) -> None:
    key = stage.url.parts[2]
    other = key[::-1]
    assert len(key) >= 32
    for path in PATHS:
        wrong = URL(str(at(stage, path)).replace(key, other))
        async with stage.client.get(wrong) as answer:
            assert answer.status == 404, path
            assert "make run" in await answer.text()
    with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
        await stage.client.ws_connect(stage.url.with_path(f"/play/{other}/socket"))
    assert refused.value.status == 404
    for path in ("/", "/play/", "/play/é/", "/open/none"):
        async with stage.client.get(stage.url.with_path(path)) as answer:
            assert answer.status == 404, path


async def test_no_file_outside_the_page_is_served(stage: Stage) -> None:
    for path in ("../page.py", "..%2fpage.py", "%2e%2e/page.py", "core", "core/", "main.js/"):
        url = URL(stage.page.url + path, encoded=True)
        async with stage.client.get(url) as answer:
            assert answer.status == 404, path


@pytest.mark.parametrize(
    "headers", [{"Origin": EVIL}, {"Origin": "null"}, {"Host": "evil.example"}]
)
async def test_pages_of_other_origins_and_other_names_are_refused_even_with_the_key(
    stage: Stage, headers: dict[str, str]
) -> None:
    for path in PATHS:
        async with stage.client.get(at(stage, path), headers=headers) as answer:
            assert answer.status == 403, path
    with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
        await stage.client.ws_connect(stage.url / "socket", headers=headers)
    assert refused.value.status == 403


async def test_the_address_that_a_browser_is_opened_with_leads_to_the_page_once(
    stage: Stage,
) -> None:
    first = URL(stage.page.first_url)
    assert stage.url.parts[2] not in str(first)
    async with stage.client.get(first.with_path("/open/wrong")) as answer:
        assert answer.status == 404
    async with stage.client.get(first, allow_redirects=False) as answer:
        assert answer.status == 303
        assert stage.url.path == answer.headers["Location"]
    async with stage.client.get(first, allow_redirects=False) as answer:
        assert answer.status == 404


async def test_a_picture_of_the_web_is_framed_apart_and_cannot_break_out(stage: Stage) -> None:
    url = 'https://x.example/a.jpg?"><script>alert(1)</script>'
    query = {"url": url, "alt": '"><b>'}
    async with stage.client.get(at(stage, "picture").with_query(query)) as answer:
        text, policy = await answer.text(), answer.headers["Content-Security-Policy"]
    assert "<script" not in text
    assert "<b>" not in text
    assert "&lt;script&gt;" in text
    assert policy.startswith("sandbox; default-src 'none'; img-src https:;")
    for bad in ("http://x.example/a.jpg", "javascript:alert(1)", "", "data:image/png;base64,AA"):
        async with stage.client.get(at(stage, "picture").with_query(url=bad)) as answer:
            assert answer.status == 404, bad


async def test_an_attachment_can_run_nothing_under_the_servers_name(stage: Stage) -> None:
    discord, channel = stage.session.playground.discord, stage.session.playground.world.home
    where = next(iter(channel.channels.values()))
    for name, kind, shown in (
        ("evil.html", "text/html", "attachment"),
        ("evil.svg", "image/svg+xml", "attachment"),
        ("a.png", "image/png", "inline"),
    ):
        kept = discord.keep_user_file(where, Upload(name, b"<script>1</script>", kind))
        async with stage.client.get(kept["url"]) as answer:
            assert answer.headers["Content-Security-Policy"].startswith("sandbox;")
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert answer.headers["Content-Disposition"] == shown


@pytest.mark.parametrize(
    ("environ", "platform", "expected"),
    [
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({}, "linux", False),
        ({}, "darwin", True),
        ({"DISPLAY": ":0", "SSH_CONNECTION": "1 2 3 4"}, "linux", False),
        ({"SSH_TTY": "/dev/pts/0"}, "darwin", False),
    ],
)
async def test_a_browser_is_opened_only_on_a_screen_in_front_of_somebody(
    environ: dict[str, str], platform: str, expected: bool
) -> None:
    assert has_screen(environ, platform) is expected


async def test_a_pipe_and_ci_keep_the_console() -> None:
    assert wants_page({}, has_terminal=True)
    assert not wants_page({}, has_terminal=False)
    assert not wants_page({"CI": "true"}, has_terminal=True)
