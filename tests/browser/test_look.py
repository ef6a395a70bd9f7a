"""Phones, zoom, colours, and what axe-core says of all that can be shown."""

import logging
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.person import Person

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
LOG = logging.getLogger("axe")
SERIOUS = {"serious", "critical"}
PHONE = (390, 844)
ZOOMED = (640, 400)
"""Points that a window of 1280 by 800 has at a zoom of 200 %."""


def overflow(page: Page) -> list[str]:
    """Return what sticks out of the page's right edge."""
    return page.evaluate(
        "() => [...document.querySelectorAll('#main *, #panel *, dialog *')].filter((one) => {"
        " const box = one.getBoundingClientRect();"
        " return box.width && box.right > innerWidth + 1 && !one.closest('pre, .unseen, .wire'); })"
        ".map((one) => one.className || one.tagName)"
    )


def complaints(page: Page, where: str) -> list[str]:
    """Return what axe finds serious."""
    page.evaluate(f"window.axe || ({{}}, (() => {{ {AXE} }})())")
    found: list[dict[str, Any]] = page.evaluate(
        "async () => (await axe.run(document, { resultTypes: ['violations'] })).violations"
        ".map(({ id, impact, nodes }) => ({ id, impact, html: nodes[0].html.slice(0, 120) }))"
    )
    for one in found:
        LOG.warning("%s: %s %s %s", where, one["impact"], one["id"], one["html"])
    return [f"{where}: {one['id']} {one['html']}" for one in found if one["impact"] in SERIOUS]


@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_axe_finds_nothing_serious(open_as: Open, scheme: str) -> None:
    ada = open_as("ada", color_scheme=scheme)
    page, found = ada.page, list[str]()
    card = ada.send("/movie heat 1995")
    ada.pressed("Full synopsis", card)
    ada.send("Hello ||there|| `code` **bold** <t:1700000000:R> https://example.org\n> quoted")
    found += complaints(page, "messages")
    ada.box.focus()
    ada.type("/")
    expect(page.locator(".entry").first).to_be_visible()
    found += complaints(page, "commands")
    ada.type("search ")
    expect(page.locator(".command")).to_be_visible()
    found += complaints(page, "options")
    ada.press("Escape", "Escape")
    card.locator(".select").first.click()
    expect(page.locator(".popup:visible .entry").first).to_be_visible()
    found += complaints(page, "select")
    ada.press("Escape")
    for name in ("Inspector", "Make it hard", "Members"):
        panel = ada.panel(name)
        if name == "Inspector":
            ada.pressed("Similar", card)
            panel.locator("summary").first.click()
        found += complaints(page, name)
    page.locator(".me").click()
    found += complaints(page, "who you are")
    ada.press("Escape")
    game = ada.send("/guess")
    ada.open_form("Guess", game)
    found += complaints(page, "form")
    ada.press("Escape")
    card.click(button="right", position={"x": 10, "y": 10})
    found += complaints(page, "menu")
    ada.press("Escape")
    ada.go("film-talk")
    found += complaints(page, "forum")
    ada.go("after-dark")
    found += complaints(page, "gate")
    assert found == []


def use_all(person: Person, room: str) -> None:
    """Use what has to fit: the list of channels, a command, a card, a form, the panels."""
    drawer = person.page.locator("#drawer")
    assert drawer.is_visible()
    drawer.click()
    expect(person.page.locator("#side")).to_be_in_viewport()
    person.page.locator("#side .channel", has_text=room).first.click()
    expect(person.page.locator("#side")).not_to_be_in_viewport()
    card = person.send("/movie heat 1995")
    expect(card.locator(".embed")).to_be_visible()
    assert overflow(person.page) == []
    expect(person.box).to_be_in_viewport()
    game = person.send("/guess")
    person.open_form("Guess", game)
    expect(person.dialog.get_by_role("button", name="Submit")).to_be_in_viewport()
    assert overflow(person.page) == []
    person.press("Escape")
    for name in ("Inspector", "Make it hard", "Members"):
        person.panel(name)
        assert overflow(person.page) == []
        person.leave_panel()
    person.box.focus()
    person.type("/")
    expect(person.page.locator(".entry").first).to_be_in_viewport()
    assert overflow(person.page) == []


def test_a_phone_shows_all(open_as: Open, room: str) -> None:
    ada = open_as("ada", channel=None, size=PHONE, has_touch=True, is_mobile=True)
    use_all(ada, room)


def test_twice_the_size_shows_all(open_as: Open, room: str) -> None:
    ada = open_as("ada", channel=None, size=ZOOMED, device_scale_factor=2)
    use_all(ada, room)


def test_colours_are_chosen_and_kept(open_as: Open) -> None:
    ada = open_as("ada")
    background = "getComputedStyle(document.body).backgroundColor"
    ada.button("Colours: auto").click()
    dark = ada.page.evaluate(background)
    ada.button("Colours: dark").click()
    light = ada.page.evaluate(background)
    assert dark != light
    ada.page.reload()
    expect(ada.box).to_be_visible()
    assert ada.page.evaluate(background) == light
