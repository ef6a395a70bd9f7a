"""The bot restarts, dies and is treated badly: what people see of it, and that it goes on."""

import pytest
from playwright.sync_api import Locator, expect

from docs.tools.live_page import LivePage
from tests.browser.conftest import Complaints, Open
from tests.browser.person import Person

PERMISSIONS = (
    "View channel",
    "Send messages",
    "Embed links",
    "Attach files",
    "Read message history",
    "Create public threads",
    "Send messages in threads",
)


@pytest.fixture
def ada(open_as: Open, live: LivePage) -> Person:
    live.session.playground.faults.clear()
    return open_as("ada")


def order(panel: Locator, what: str, to: str = "first answers", **numbers: float) -> None:
    panel.locator(".grid select").first.select_option(label=what)
    panel.locator(".grid select").last.select_option(label=to)
    for label, value in numbers.items():
        panel.get_by_label(label).fill(str(value))
    panel.get_by_role("button", name="Order it").click()
    expect(panel.get_by_role("status")).to_contain_text("Ordered:")


@pytest.mark.parametrize("how", ["Restart", "Kill and start"])
def test_old_buttons_work_after_a_restart(ada: Person, how: str) -> None:
    card = ada.send("/movie heat 1995")
    panel = ada.panel("Make it hard")
    ada.button(how, panel).first.click()
    expect(ada.page.locator("#toasts")).to_contain_text(f"Done: {how}", timeout=30_000)
    ada.wait_for_bot()
    answer = ada.pressed("Similar", card)
    expect(answer).to_contain_text("Heat")
    expect(card.locator(".failure:not(:empty)")).to_have_count(0)


def test_a_dead_bot_is_told_of_and_started_again(ada: Person) -> None:
    card = ada.send("/movie heat 1995")
    panel = ada.panel("Make it hard")
    panel.get_by_role("button", name="Kill", exact=True).click()
    banner = ada.page.locator(".banner.bad")
    expect(banner).to_contain_text("The bot is not running")
    ada.button("Similar", card).click()
    expect(card.locator(".failure")).not_to_be_empty()
    ada.button("Start it again", banner).click()
    ada.wait_for_bot()
    ada.pressed("Similar", card)


@pytest.mark.parametrize("how", ["Drop the socket", "Ask to reconnect", "Invalid session"])
def test_the_bot_comes_back_when_its_connection_is_cut(ada: Person, how: str) -> None:
    ada.button(how, ada.panel("Make it hard")).click()
    expect(ada.page.locator("#toasts")).to_contain_text(f"Done: {how}")
    ada.wait_for_bot()
    expect(ada.send("/movie alien 1979")).to_contain_text("Alien")


@pytest.mark.parametrize(
    ("what", "to", "seconds"),
    [
        ("429 Too many requests", "first answers", 0.2),
        ("500 Server error", "first answers", 1),
        ("Slow request", "first answers", 1),
        ("Late answer", "first answers", 1),
        ("Lost answer", "first answers", 1),
        ("Cut connection", "first answers", 1),
        ("500 Server error", "any request", 1),
        ("Slow request", "what follows them", 1),
        ("Slow request", "messages", 1),
        ("Slow request", "events", 1),
    ],
)
def test_misbehaviour_is_ordered_and_survived(
    ada: Person, what: str, to: str, seconds: float
) -> None:
    panel = ada.panel("Make it hard")
    order(panel, what, to, Times=1, Seconds=seconds)
    before = ada.ids()
    expect(ada.send("/movie alien 1979").locator(".embed-title")).to_have_text("Alien (1979)")
    expect(ada.page.locator(".failure:not(:empty)")).to_have_count(0)
    assert len(ada.ids()) == len(before) + 1
    ada.button("Behave again", panel).click()
    expect(panel.get_by_role("status")).to_have_text("Nothing is ordered.")
    expect(ada.send("/movie heat 1995")).to_contain_text("Heat (1995)")


def test_permissions_are_taken_and_given_back(ada: Person) -> None:
    panel = ada.panel("Make it hard")
    for name in PERMISSIONS:
        panel.get_by_label(name, exact=True).uncheck()
        expect(panel.get_by_label(name, exact=True)).not_to_be_checked()
        card = ada.send("/movie heat 1995")
        expect(card.locator(".embed-title")).to_have_text("Heat (1995)")
        expect(ada.page.locator(".failure:not(:empty)")).to_have_count(0)
        panel.get_by_label(name, exact=True).check()
        expect(panel.get_by_label(name, exact=True)).to_be_checked()


def test_channels_come_and_go_and_the_clock_goes_on(ada: Person, room: str) -> None:
    panel = ada.panel("Make it hard")
    clock = panel.locator(".hard").last.locator("p").last
    for length in ("15 minutes", "1 hour", "1 day", "1 week"):
        was = clock.text_content() or ""
        ada.button(f"+ {length}", panel).click()
        expect(ada.page.locator("#toasts")).to_contain_text(f"+ {length}")
        expect(clock).not_to_have_text(was)
    ada.button(f"Delete #{room}", panel).click()
    expect(ada.page.locator("#stage")).to_contain_text("This channel is gone")
    panel.get_by_label("Name of a new channel").fill(room)
    ada.button("Create", panel).click()
    ada.go(room)
    expect(ada.send("/movie heat 1995")).to_contain_text("Heat (1995)")


def test_the_inspector_shows_what_passes_and_why_something_was_refused(ada: Person) -> None:
    panel = ada.panel("Inspector")
    ada.send("/movie heat 1995")
    rows = panel.locator(".wire details")
    told = rows.filter(has_text="INTERACTION_CREATE /movie").first
    told.locator("summary").click()
    expect(told.locator(".json").first).to_contain_text('"token"')
    answered = rows.filter(has_text="/callback").first
    answered.locator("summary").click()
    expect(answered.locator("meter").first).to_be_visible()
    panel.get_by_label("Filter").fill("no such thing")
    expect(rows).to_have_count(0)


def test_a_second_tab_of_the_same_person_takes_over(open_as: Open) -> None:
    first = open_as("dieter")
    second = open_as("dieter")
    expect(first.page.get_by_role("alertdialog")).to_contain_text("dieter is in another tab now")
    first.button("Be dieter here").click()
    expect(first.page.get_by_role("alertdialog")).to_have_count(0)
    expect(second.page.get_by_role("alertdialog")).to_be_visible()


def test_the_page_says_when_the_playground_has_ended(open_as: Open, complaints: Complaints) -> None:
    complaints.expected = ("console: WebSocket connection",)
    ada = open_as("ada")
    ada.page.route_web_socket("**/socket*", lambda socket: socket.close())
    ada.page.evaluate("location.hash = '#ben'")
    expect(ada.page.get_by_role("alertdialog")).to_contain_text("The playground has ended")
    expect(ada.page.get_by_role("alertdialog")).to_contain_text("make run")
