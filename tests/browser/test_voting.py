"""A night that two people plan and vote on, each in a tab of their own."""

import re

from playwright.sync_api import Locator, expect

from tests.browser.conftest import Open
from tests.browser.person import CARD_MS, Person, is_private, number_of, plan_night

FILMS = ("heat 1995", "alien 1979", "amelie")


def vote(person: Person, card: Locator, *films: str) -> None:
    """Mark films on a ballot of one's own."""
    ballot = person.pressed("Vote", card)
    assert is_private(ballot)
    for film in films:
        person.choose(ballot.locator(".select").first, film)
        expect(ballot).to_contain_text(re.compile(f"☑️\\s*\\S+\\s*{film}"))


def test_two_people_vote_in_two_tabs(open_as: Open) -> None:
    ada, ben = open_as("ada"), open_as("ben")
    night = number_of(plan_night(ada, films=FILMS))
    before = ben.ids()
    card = ada.send("/night vote", night=night)
    bens = ben.brought(before)
    vote(ben, bens, "Alien", "Heat")
    vote(ada, card, "Alien")
    for tab in (card, bens):
        expect(tab).to_contain_text("2 ballots", timeout=CARD_MS)
    before = ben.ids()
    ada.send("/night result", night=night)
    result = ben.brought(before)
    expect(result).to_contain_text("Alien (1979) wins")
    expect(result.locator("img[src*='tally']")).to_be_visible()
    expect(result.locator(".file")).to_have_count(0)
