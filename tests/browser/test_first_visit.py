"""Somebody opens the page for the first time."""

from playwright.sync_api import expect

from tests.browser.conftest import Open


def test_a_first_visit_ends_with_a_card_in_its_colour(open_as: Open) -> None:
    ada = open_as("ada", channel=None)
    expect(ada.page.locator(".disclaimer")).to_contain_text("Not Discord")
    expect(ada.page).to_have_title("general · ada · Marquee playground")
    ada.box.click()
    ada.type("/mov")
    first = ada.page.locator(".entry").first
    expect(first).to_contain_text("/movie")
    expect(first).to_contain_text("Show the card of a film or series.")
    ada.press("Enter")
    expect(ada.page.locator(".command-name")).to_have_text("/movie")
    ada.type("kramr")
    expect(ada.page.locator(".entry", has_text="Kramer vs. Kramer (1979)")).to_be_visible()
    expect(ada.page.locator(".took")).to_contain_text("ms")
    before = ada.ids()
    ada.press("ArrowDown", "Enter", "Enter")
    card = ada.brought(before)
    expect(card.locator(".embed-title")).to_have_text("Kramer vs. Kramer (1979)")
    expect(card.locator(".above")).to_contain_text("ada used /movie")
    bar = card.locator(".embed").evaluate("embed => embed.style.getPropertyValue('--bar')")
    assert bar.startswith("#")
    assert len(bar) == 7
    expect(ada.button("Full synopsis", within=card)).to_be_enabled()
