"""Markup in everything that somebody can type or a bot can send stays text."""

import re

from playwright.sync_api import FilePayload, Locator, expect

from docs.tools.live_page import LivePage
from tests.browser.as_bot import post_as_bot, row
from tests.browser.conftest import Open

EVIL = "<img src=x onerror=window.hit=1>\"'><script>window.hit=1</script>"
LINK = '[press](javascript:window.hit=1) <javascript:window.hit=1> [a](https://x.example/"onload=1)'
SHORT = "<img src=x onerror=hit=1>"


def test_everything_that_a_bot_can_send_stays_text(
    open_as: Open, live: LivePage, room: str
) -> None:
    ada = open_as("ada")
    embed = {
        "title": SHORT,
        "url": "https://x.example/%22onload=1",
        "description": f"{EVIL} {LINK}",
        "color": 0xFF00AA,
        "author": {"name": EVIL, "url": "https://x.example/"},
        "footer": {"text": EVIL},
        "fields": [{"name": SHORT, "value": f"{EVIL} {LINK}", "inline": True}] * 3,
        "image": {"url": "https://x.example/a.png?%22onerror=1"},
        "thumbnail": {"url": "https://x.example/b.png"},
        "timestamp": "2026-01-01T00:00:00+00:00",
    }
    menu = {
        "type": 3,
        "custom_id": SHORT,
        "placeholder": SHORT,
        "options": [{"label": SHORT, "value": SHORT, "description": SHORT}],
    }
    buttons = [
        {"type": 2, "style": 1, "label": SHORT, "custom_id": f"{SHORT}2"},
        {"type": 2, "style": 5, "label": SHORT, "url": "https://x.example/"},
    ]
    sent = post_as_bot(
        live,
        room,
        {"content": f"{EVIL} {LINK}", "embeds": [embed], "components": [row(*buttons), row(menu)]},
    )
    message = ada.page.locator(f'[data-id="{sent}"]')
    expect(message.locator(".embed-footer")).to_contain_text("<script>")
    for part in (".embed-title", ".embed-author", ".embed-name", ".md", ".select"):
        expect(message.locator(part).first).to_contain_text("<img src=x")
    message.locator(".select").click()
    expect(message.locator(".entry")).to_contain_text(SHORT)
    ada.press("Escape")
    message.click(button="right", position={"x": 8, "y": 8})
    ada.page.get_by_role("menuitem", name="Look at its JSON").click()
    expect(ada.dialog).to_contain_text("onerror")
    ada.press("Escape")
    _is_harmless(message)


def test_everything_that_people_can_type_stays_text(open_as: Open) -> None:
    ada = open_as("ada")
    said = ada.send(f"{EVIL} {LINK}")
    expect(said).to_contain_text("<script>")
    for command in ("movie", "ask", "find", "night nominate", "watchlist add"):
        ada.send(f"/{command} {EVIL}")
    ada.send(f"/night plan friday 8pm {SHORT}")
    ada.page.locator("#side .channel", has_text="Events").click()
    expect(ada.dialog).to_be_visible()
    ada.press("Escape")
    said.hover()
    ada.button("More", said).click()
    ada.page.get_by_role("menuitem", name="Create thread").click()
    ada.type(SHORT)
    ada.press("Enter")
    expect(ada.page.locator("#top h1")).to_contain_text(SHORT)
    ada.go("film-talk")
    ada.button("New post").click()
    ada.type(SHORT)
    ada.dialog.locator("textarea").fill(EVIL)
    ada.dialog.get_by_role("button", name="Create").click()
    expect(ada.page.locator(".log")).to_contain_text("<script>")
    file = FilePayload(name=f"{SHORT}.png", mimeType="image/svg+xml", buffer=b"<svg/>")
    ada.page.locator(".line input[type=file]").set_input_files(file)
    before = ada.ids()
    ada.press("Enter")
    ada.box.press("Enter")
    expect(ada.brought(before)).to_contain_text("onerror")
    ada.page.locator(".me").click()
    ada.page.get_by_label("A new name").fill("<b onx=1>")
    ada.dialog.get_by_role("button", name="Be somebody new").click()
    expect(ada.page).to_have_title(re.compile(re.escape("<b onx=1>")))
    ada.panel("Members")
    ada.panel("Inspector")
    _is_harmless(ada.page.locator("body"))


def _is_harmless(where: Locator) -> None:
    page = where.page
    assert page.evaluate("window.hit") is None
    assert where.locator("img[src='x'], script:not([src]), [onerror], [onload]").count() == 0
    for target in where.locator("a[href]").evaluate_all("all => all.map(one => one.href)"):
        assert re.match(r"https?://", target), target
