"""Every command, without a mouse."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from bot.playground.discord.http.wire import Json
from bot.playground.driver import options as kinds
from docs.tools.live_page import LivePage
from tests.browser.conftest import Open
from tests.browser.person import CARD_MS, COMMAND, Person, number_of

SLASH = 1
VALUES = {
    "title": "kramer",
    "story": "a man lives in an airport",
    "person": "meryl streep",
    "other": "al pacino",
    "genre": "drama",
    "question": "how many films are there",
    "film": "heat 1995",
    "rating": "8",
    "name": "watchlist",
    "when": "friday 8pm",
    "seed": "swift-otter-42",
}
LAST = ("night cancel", "night remove", "night result", "privacy delete", "watchlist delete")
FIRST = ("night plan", "night nominate", "seen add", "watchlist add")


def leaves(live: LivePage) -> Iterator[tuple[str, list[Json]]]:
    for command in live.session.playground.commands:
        options: list[Json] = command.get("options") or []
        below = [option for option in options if option["type"] == kinds.SUBCOMMAND]
        if command["type"] == SLASH and not below:
            yield command["name"], options
        for one in below:
            yield f"{command['name']} {one['name']}", one.get("options") or []


def order(command: tuple[str, list[Json]]) -> int:
    name = command[0]
    return FIRST.index(name) if name in FIRST else 100 + (LAST.index(name) if name in LAST else -1)


def fill_in(person: Person, option: Json) -> None:
    """Fill in the option that has the focus, as its kind wants it."""
    if option["type"] == kinds.ATTACHMENT:
        person.press("Space")
        expect(person.page.locator(".option input[type=file]")).not_to_have_value("")
    else:
        person.type(VALUES[option["name"]])
    if option.get("choices"):
        person.press("Enter")


def test_every_command_is_sent_by_keyboard_alone(
    open_as: Open, live: LivePage, records: Path
) -> None:
    ada = open_as("ada")
    # Whoever asks for choosers only as a key is pressed may be too late for this one.
    ada.page.on("filechooser", lambda chooser: chooser.set_files(records))
    unanswered: list[str] = []
    for name, options in sorted(leaves(live), key=order):
        expect(ada.box).to_be_focused()
        ada.type(f"/{name}")
        expect(ada.page.locator(".entry.marked")).to_contain_text(f"/{name}")
        ada.press("Enter")
        expect(ada.page.locator(".command-name")).to_have_text(f"/{name}")
        required = [option for option in options if option.get("required")]
        for at, option in enumerate(required):
            if at:
                ada.press("ArrowRight")
            fill_in(ada, option)
        before = ada.ids()
        ada.press("Enter")
        expect(ada.page.locator(COMMAND)).to_have_count(0)
        answer = ada.brought(before)
        if not re.search(r"\w", answer.locator(".content").inner_text().partition("\n")[2]):
            unanswered.append(name)
    assert unanswered == []
    expect(ada.page.locator(".toast.failed")).to_have_count(0)
    assert "Something went wrong" not in ada.page.locator(".log").inner_text()


def test_messages_and_their_menus_are_reached_by_keyboard(open_as: Open) -> None:
    ada = open_as("ada")
    card = ada.send("/movie heat 1995")
    expect(ada.box).to_be_focused()
    ada.press("ArrowUp")
    expect(card).to_be_focused()
    tab_to(ada, ada.button("Similar", card))
    before = ada.ids()
    ada.press("Enter")
    ada.brought(before)
    card.locator(".select").first.focus()
    ada.press("ArrowDown")
    expect(card.locator(".search:visible")).to_be_focused()
    ada.type("pacino")
    before = ada.ids()
    ada.press("Enter")
    expect(ada.brought(before)).to_contain_text("Al Pacino")


def tab_to(person: Person, control: Locator) -> None:
    """Press Tab until a control has the focus."""
    for _ in range(40):
        person.press("Tab")
        if control.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"{control} is not reached")


def test_a_whole_vote_is_held_by_keyboard_alone(open_as: Open) -> None:
    ada = open_as("ada")
    expect(ada.box).to_be_focused()
    night = number_of(ada.send("/night plan friday 8pm"))
    for film in ("heat 1995", "alien 1979"):
        ada.send(f"/night nominate {film}", night=night)
    card = ada.send("/night vote", night=night)
    expect(ada.box).to_be_focused()
    ada.press("ArrowUp")
    expect(card).to_be_focused()
    tab_to(ada, ada.button("Vote", card))
    before = ada.ids()
    ada.press("Enter")
    ballot = ada.brought(before)
    ada.press("ArrowDown")
    expect(ballot).to_be_focused()
    tab_to(ada, ballot.locator(".select").first)
    ada.press("ArrowDown")
    expect(ballot.locator(".search:visible")).to_be_focused()
    ada.type("alien")
    ada.press("Enter")
    expect(ballot).to_contain_text(re.compile(r"☑️\s*\S+\s*Alien"))
    expect(ballot.locator(".select").first).to_be_focused()
    ada.press("ArrowDown", "Escape")
    expect(ballot.locator(".select").first).to_be_focused()
    expect(card).to_contain_text("1 ballot", timeout=CARD_MS)
    expect(ada.send("/night result", night=night)).to_contain_text("Alien (1979) wins")


@pytest.mark.parametrize("keys", [("Escape", "Escape"), ("Backspace", "Backspace")])
def test_a_command_can_be_given_up(open_as: Open, keys: tuple[str, ...]) -> None:
    ada = open_as("ada")
    ada.box.focus()
    ada.type("/movie ")
    expect(ada.page.locator(COMMAND)).to_be_visible()
    ada.press(*keys)
    expect(ada.page.locator(COMMAND)).to_have_count(0)
    expect(ada.box).to_be_focused()
