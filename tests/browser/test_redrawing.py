"""What somebody is at stays as it is while messages are edited around them."""

from typing import Any

from playwright.sync_api import expect

from docs.tools.live_page import LivePage
from tests.browser.as_bot import edit_as_bot, post_as_bot, row
from tests.browser.conftest import Open

FILMS = ("Heat", "Alien", "Aliens")
SECRET = "Who did it: ||the butler||"


def menu(*films: str) -> dict[str, Any]:
    options = [{"label": name, "value": name} for name in films]
    return row({"type": 3, "custom_id": "films", "max_values": 2, "options": options})


def test_an_open_menu_and_a_shown_spoiler_stay_open_when_their_message_is_edited(
    open_as: Open, live: LivePage, room: str
) -> None:
    ada = open_as("ada")
    sent = post_as_bot(live, room, {"content": SECRET, "components": [menu(*FILMS)]})
    message = ada.page.locator(f'[data-id="{sent}"]')
    ada.button("Spoiler", message).click()
    message.locator(".select").click()
    search, entries = message.locator(".search"), message.locator(".entry")
    ada.type("ali")
    expect(entries).to_have_text(["Alien", "Aliens"])
    ada.press("ArrowDown", "Enter")
    edit_as_bot(live, room, sent, {"content": f"{SECRET}!", "components": [menu(*FILMS)]})
    expect(message.locator(".md")).to_contain_text("the butler!")
    expect(message.locator(".cover")).to_have_count(0)
    expect(search).to_be_focused()
    expect(search).to_have_value("ali")
    expect(entries).to_have_text(["Alien", "Aliens"])
    expect(entries.last).to_have_class("entry marked")
    expect(entries.last).to_have_attribute("aria-selected", "true")
    ada.press("Escape")
    expect(message.locator(".select .placeholder")).to_be_visible()
    expect(message.locator(".select")).to_be_focused()


def test_an_edit_takes_away_only_what_can_no_longer_be_chosen(
    open_as: Open, live: LivePage, room: str
) -> None:
    ada = open_as("ada")
    sent = post_as_bot(live, room, {"content": "Which?", "components": [menu(*FILMS)]})
    message = ada.page.locator(f'[data-id="{sent}"]')
    message.locator(".select").click()
    for name in ("Heat", "Alien"):
        message.locator(".entry").get_by_text(name, exact=True).click()
    edit_as_bot(live, room, sent, {"content": "Now?", "components": [menu(*FILMS[1:])]})
    expect(message.locator(".md")).to_have_text("Now?")
    expect(message.locator(".entry")).to_have_text(["Alien", "Aliens"])
    expect(message.locator('.entry[aria-selected="true"]')).to_have_text("Alien")
    expect(ada.button("Done (1 of 2)", message)).to_be_visible()


def test_whoever_types_on_while_a_message_is_sent_loses_nothing(open_as: Open) -> None:
    ada = open_as("ada")
    ada.box.focus()
    ada.type("one\ntwo\nthree\nand more")
    expect(ada.messages).to_have_count(3)
    expect(ada.messages.locator(".md")).to_have_text(["one", "two", "three"])
    expect(ada.box).to_have_value("and more")
