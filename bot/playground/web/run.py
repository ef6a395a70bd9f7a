"""``make run`` without a token: the playground with its page, until Ctrl-C."""

import asyncio
import os
from collections.abc import Callable

from bot.playground.session import Session
from bot.playground.web.browser import has_screen, open_browser
from bot.playground.web.hub import Hub
from bot.playground.web.page import Page
from bot.playground.web.town import settle
from bot.runtime.ending import ended_by_signals


async def serve_page(session: Session, say: Callable[[str], None]) -> None:
    """Serve the page of a session, which has not begun, until a signal ends it.

    Args:
        session: The playground, made without its bot.
        say: Prints a line.
    """
    hub = Hub(session)
    page = Page(hub)
    settle(session.playground.world)
    stop = asyncio.Event()
    with ended_by_signals(stop):
        async with session:
            say(f"\n  {page.url}\n")
            if has_screen(os.environ) and await open_browser(page.first_url):
                say("It opens in your browser. Ctrl-C ends it.")
            else:
                say("Open this address in a browser on this machine. Ctrl-C ends it.")
            hub.keeper.changes.listen(lambda _: _tell(hub, say))
            starting = asyncio.create_task(hub.keeper.start())
            await stop.wait()
            starting.cancel()
            await page.close()
            await hub.keeper.leave()


def _tell(hub: Hub, say: Callable[[str], None]) -> None:
    status = hub.keeper.status
    if status["state"] == "ended" and status["reason"]:
        say(f"The bot has ended. {status['reason']}")
