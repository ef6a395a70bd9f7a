"""Chromium at the playground's page, with the real bot and the starter catalogue behind it."""

import itertools
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect

from docs.tools.live_page import CHROMIUM_FLAGS, LivePage, find_chromium, live_page
from tests.browser.firefox import find_firefox
from tests.browser.person import Person

WAIT_MS = 30_000
DESKTOP = (1280, 800)
expect.set_options(timeout=WAIT_MS)

Open = Callable[..., Person]
_ROOMS = itertools.count(1)


def pytest_configure() -> None:
    """CI has to have both browsers."""
    missing = [
        name
        for name, found in (("chromium", find_chromium()), ("firefox-esr", find_firefox()))
        if not found
    ]
    if missing and os.environ.get("CI"):
        pytest.exit(f"no browser here: install the package {' and '.join(missing)}", returncode=1)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out the tests in Chromium where there is none, and say so."""
    for item in items:
        if not find_chromium() and item.path.name != "test_firefox.py":
            item.add_marker(pytest.mark.skip("left out: no Chromium on this machine"))


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    return {"executable_path": find_chromium(), "args": [*CHROMIUM_FLAGS], "headless": True}


@pytest.fixture(scope="session")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LivePage]:
    with live_page(tmp_path_factory.mktemp("browser")) as live:
        yield live


class Complaints:
    """What browsers complained of, and what they asked of anybody but the playground."""

    def __init__(self, address: str) -> None:
        self._own = address.split("/play/", 1)[0].removeprefix("http://")
        self.found: list[str] = []
        self.expected: tuple[str, ...] = ()

    def watch(self, page: Page) -> None:
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.found.append(f"error: {error}"))
        page.on("request", lambda request: self._address(request.url))
        page.on("websocket", lambda socket: self._address(socket.url))

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.found.append(f"console: {message.text}")

    def _address(self, url: str) -> None:
        if not url.startswith((f"http://{self._own}/", f"ws://{self._own}/", "blob:")):
            self.found.append(f"outside: {url}")


@pytest.fixture
def complaints(live: LivePage) -> Iterator[Complaints]:
    """Fail a test in which a page complained or reached outside, unless it says it expects that."""
    complaints = Complaints(live.url)
    yield complaints
    unexpected = [
        text for text in complaints.found if not text.startswith(complaints.expected or "\0")
    ]
    assert unexpected == []


@pytest.fixture
def room(live: LivePage) -> Iterator[str]:
    """A channel for this test alone."""
    name = f"room-{next(_ROOMS)}"
    made = live.do(live.hub.trouble.create_channel({"name": name}))
    yield name
    if int(made["channel_id"]) in live.session.playground.world.home.channels:
        live.do(live.hub.trouble.delete_channel(made))


@pytest.fixture
def open_as(browser: Browser, live: LivePage, complaints: Complaints, room: str) -> Iterator[Open]:
    """Open the page as somebody in the test's own channel, each in a tab of their own."""
    contexts: list[BrowserContext] = []

    def open_page(
        name: str = "ada",
        channel: str | None = room,
        size: tuple[int, int] = DESKTOP,
        **options: Any,
    ) -> Person:
        width, height = size
        context = browser.new_context(
            viewport={"width": width, "height": height}, reduced_motion="reduce", **options
        )
        context.set_default_timeout(WAIT_MS)
        contexts.append(context)
        page = context.new_page()
        complaints.watch(page)
        page.goto(f"{live.url}#{name}")
        person = Person(page)
        expect(person.box).to_be_visible()
        expect(page.locator(".banner")).to_have_count(0)
        if channel:
            person.go(channel)
        return person

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def ada(open_as: Open) -> Person:
    return open_as("ada")


@pytest.fixture
def ben(open_as: Open) -> Person:
    return open_as("ben")


@pytest.fixture(scope="session")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A table to import, as somebody may keep it."""
    path = tmp_path_factory.mktemp("files") / "seen.csv"
    path.write_text("Title,Year,Rating10\nHeat,1995,9\nAlien,1979,8\n", encoding="utf-8")
    return path
