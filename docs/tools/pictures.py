"""Pictures of the playground's page, by Chromium."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from docs.tools.live_page import CHROMIUM_FLAGS, find_chromium

SCALE = 2
"""Pixels to a point, as on most screens of today."""

WAIT_MS = 15_000


@contextmanager
def chromium() -> Generator[Browser]:
    """Start Chromium, for the time of the block."""
    expect.set_options(timeout=WAIT_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=[*CHROMIUM_FLAGS]
        )
        try:
            yield browser
        finally:
            browser.close()


def open_page(
    browser: Browser, url: str, user: str, size: tuple[int, int], scheme: str = "dark"
) -> Page:
    """Open the page as somebody, with nothing in it that moves."""
    width, height = size
    page = browser.new_page(
        viewport={"width": width, "height": height},
        device_scale_factor=SCALE,
        color_scheme="light" if scheme == "light" else "dark",
        reduced_motion="reduce",
        locale="en-US",
    )
    page.goto(f"{url}#{user}")
    expect(page.locator("#composer")).to_be_visible()
    return page


def take_message(page: Page, id_: str, path: Path) -> None:
    """Take the picture of one message."""
    message: Locator = page.locator(f'.message[data-id="{id_}"]')
    expect(message).to_be_visible()
    page.mouse.move(0, 0)
    page.evaluate("document.activeElement.blur()")
    path.parent.mkdir(parents=True, exist_ok=True)
    message.screenshot(path=path, animations="disabled")
