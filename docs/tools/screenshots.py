"""Takes the README's pictures: ``make screenshots``. Look at each before it is committed."""

import re
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, expect

from docs.tools.live_page import ROOT, LivePage, find_chromium, live_page
from docs.tools.pictures import chromium, open_page, take_message

IMAGES = ROOT / "docs" / "images"
WINDOW = (1040, 1010)
MAX_BYTES = 700_000
"""For all of the README's pictures together."""

NAMES = ("card.png", "typing.png", "vote.png", "ask.png")


def send(page: Page, text: str) -> str:
    """Send a command and return the id of the message that it brings."""
    shown = page.locator(".log .message[data-id]")
    before = shown.count()
    page.locator("#composer").focus()
    page.keyboard.type(text)
    if not page.locator(".command").is_visible():
        page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    message = shown.nth(before)
    expect(message).to_be_visible()
    expect(message.locator(".dots")).to_have_count(0)
    return message.get_attribute("data-id") or ""


def take_window(page: Page, name: str) -> None:
    """Take a picture of all that the window shows."""
    page.mouse.move(0, 0)
    page.screenshot(path=IMAGES / name, animations="disabled")


def lighten(path: Path) -> None:
    """Give a picture 256 colours: as many as can be told apart in it, at a third of its weight."""
    with Image.open(path) as image:
        lighter = image.convert("RGB").quantize(256, dither=Image.Dither.NONE)
    lighter.save(path, optimize=True)


def take_all(live: LivePage, browser: Browser) -> None:
    """Take every picture, of one evening after the other."""
    ada = open_page(browser, live.url, "ada", WINDOW)
    ada.locator("#composer").focus()
    ada.keyboard.type("/cast strepe")
    expect(ada.locator(".entry", has_text="Meryl Streep")).to_be_visible()
    ada.keyboard.press("ArrowDown")
    foot = ada.locator(".composer")
    box, popup = foot.bounding_box(), ada.locator(".command > .popup").bounding_box()
    if box is None or popup is None:
        raise LookupError("the box or its choices are not on the screen")
    top = popup["y"] - 12
    ada.screenshot(
        path=IMAGES / "typing.png",
        animations="disabled",
        clip={
            "x": box["x"] - 12,
            "y": top,
            "width": box["width"] + 24,
            "height": box["y"] + box["height"] + 12 - top,
        },
    )
    ada.keyboard.press("Escape")
    ada.keyboard.press("Escape")

    send(ada, "/movie kramr vs kramer")
    take_window(ada, "card.png")
    take_message(ada, send(ada, "/ask best film of each decade"), IMAGES / "ask.png")

    ben = open_page(browser, live.url, "ben", WINDOW)
    send(ada, "/night plan friday 8pm")
    for film in ("heat 1995", "alien 1979", "amelie"):
        send(ada, f"/night nominate {film}")
    send(ada, "/night vote")
    for page, films in ((ada, ("Alien", "Amélie")), (ben, ("Alien",))):
        ballot = page.locator(f'.message[data-id="{send(page, "/night vote")}"]')
        for film in films:
            ballot.locator(".select").first.click()
            page.locator(".popup:visible .entry", has_text=film).click()
            expect(ballot.locator(".embed")).to_contain_text(re.compile(rf"☑️\s*\S+\s*{film}"))
    take_message(ada, send(ada, "/night result"), IMAGES / "vote.png")


def main() -> int:
    """Take them, and say how heavy they are; returns an exit status."""
    if not find_chromium():
        print("There is no Chromium here to take pictures with: install the package chromium.")
        return 1
    with (
        tempfile.TemporaryDirectory() as folder,
        live_page(Path(folder)) as live,
        chromium() as browser,
    ):
        take_all(live, browser)
    for name in NAMES:
        lighten(IMAGES / name)
    sizes = {name: (IMAGES / name).stat().st_size for name in NAMES}
    for name, size in sizes.items():
        print(f"docs/images/{name}: {size:,} bytes")
    print(f"{sum(sizes.values()):,} bytes in all, of at most {MAX_BYTES:,}")
    return int(sum(sizes.values()) > MAX_BYTES)


if __name__ == "__main__":
    sys.exit(main())
