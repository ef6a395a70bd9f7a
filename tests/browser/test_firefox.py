"""The page in Debian's Firefox: a first visit, completion, and a vote."""

import json
import re
from pathlib import Path

import pytest

from docs.tools.live_page import LivePage
from tests.browser.firefox import DOWN, ENTER, TAB, Firefox, find_firefox, firefox

FILMS = ("heat 1995", "alien 1979")
LAST_TEXT = "[...document.querySelectorAll('.log .message[data-id]')].at(-1)?.innerText ?? ''"

pytestmark = pytest.mark.skipif(
    not find_firefox(),
    reason="left out: no Firefox on this machine",
)


async def says(browser: Firefox, text: str) -> None:
    await browser.until(f"({LAST_TEXT}).includes({json.dumps(text)})")


async def press(browser: Firefox, label: str) -> None:
    """Press the latest button of that name, by mouse as far as the page can tell."""
    await browser.until(
        "(() => { const found = [...document.querySelectorAll('.log button')]"
        f".findLast((one) => one.textContent.endsWith({json.dumps(label)}));"
        " found?.click(); return Boolean(found); })()"
    )


async def send(browser: Firefox, text: str, answer: str, night: str = "") -> None:
    """Send a command, of a night by its number: other tests plan nights, too."""
    await browser.run("document.getElementById('composer').focus()")
    await browser.keys(text)
    if not await browser.run("Boolean(document.querySelector('.command'))"):
        await browser.keys(ENTER)
    if night:
        await browser.run("document.querySelector('.more-options').focus()")
        await browser.keys(f"night{TAB}{night}")
    await browser.keys(ENTER)
    await says(browser, answer)


async def visit(url: str, channel_id: str, profile: Path) -> None:
    async with firefox(profile) as browser:
        await browser.go(f"{url}#ada/{channel_id}")
        await browser.until("Boolean(document.querySelector('.log .welcome'))")
        await browser.run("document.getElementById('composer').focus()")
        await browser.keys("/movie kramr")
        await browser.until("document.querySelector('.took')?.textContent.endsWith('ms')")
        offered = await browser.run("document.querySelector('.command .entry').innerText")
        assert offered == "Kramer vs. Kramer (1979)"
        await browser.keys(DOWN + ENTER + ENTER)
        await says(browser, "Kramer vs. Kramer (1979)")
        await send(browser, "/night plan friday 8pm", "Movie night")
        night = re.findall(r"Night (\d+)", await browser.run(LAST_TEXT))[-1]
        for film in FILMS:
            await send(browser, f"/night nominate {film}", "You nominated", night)
        await send(browser, "/night vote", "Approval: 0 ballots", night)
        await press(browser, "Vote")
        await says(browser, "Nothing is marked yet")
        await browser.run("[...document.querySelectorAll('.select')].at(-1).click()")
        await browser.keys("alien" + ENTER)
        await says(browser, "Saved: it counts as it stands")
        await send(browser, "/night result", "Alien (1979) wins", night)


def test_a_first_visit_completion_and_a_vote(live: LivePage, room: str, tmp_path: Path) -> None:
    channel = live.session.playground.world.home.channel_named(room)
    live.do(visit(live.url, str(channel.id), tmp_path))
