"""The playground's page with the real bot behind it, for a browser that is driven by a program.

It is served from a thread of its own, since Playwright's plain calls block theirs.
"""

import asyncio
import shutil
import threading
from collections.abc import Coroutine, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from bot.playground.process.bot_process import BotProcess
from bot.playground.process.folders import Folders
from bot.playground.session import Session
from bot.playground.web.hub import Hub
from bot.playground.web.page import Page
from bot.playground.web.town import settle

T = TypeVar("T")

ROOT = Path(__file__).resolve().parents[2]
STARTER = ROOT / "data" / "movies"
DO_SECONDS = 120.0

CHROMIUM_FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-sandbox",  # a container's root may not make one; all that is opened is our own page
)


def find_chromium() -> str | None:
    """Return where Chromium is, if it is on this machine."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


@dataclass(frozen=True, slots=True)
class LivePage:
    """A page that is being served.

    Attributes:
        url: Its address.
        hub: The playground behind it.
    """

    url: str
    hub: Hub
    _loop: asyncio.AbstractEventLoop

    @property
    def session(self) -> Session:
        """The playground with its bot."""
        return self.hub.session

    def do(self, work: Coroutine[Any, Any, T]) -> T:
        """Carry something out where the page is served, and return what comes of it."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(DO_SECONDS)


@contextmanager
def live_page(root: Path) -> Generator[LivePage]:
    """Serve the page of a playground with the starter catalogue until the end of the block.

    Args:
        root: Where catalogue and state are kept.

    Raises:
        BotDiedError: The bot did not start.
    """
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="live page", daemon=True)
    thread.start()

    def do(work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, loop).result(DO_SECONDS)

    async def make() -> tuple[Hub, Page]:
        folders = Folders.below(root, None, STARTER)
        bot = BotProcess(folders.log_file)
        hub = Hub(Session(folders, bot, with_bot=False))
        page = Page(hub)
        settle(hub.playground.world)
        await hub.session.__aenter__()
        await hub.keeper.start()
        return hub, page

    async def end(hub: Hub, page: Page) -> None:
        await page.close()
        await hub.keeper.leave()
        await hub.session.__aexit__(None, None, None)

    try:
        hub, page = do(make())
        try:
            yield LivePage(page.url, hub, loop)
        finally:
            do(end(hub, page))
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
