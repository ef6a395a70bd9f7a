"""Somebody at the page: what they do, and what they see."""

import re

from playwright.sync_api import Locator, Page, expect

COMMAND = ".command"

CARD_MS = 45_000
"""A card is brought up to date when the bot next looks after its nights."""


class Person:
    """A page that is open, and the hands before it.

    Args:
        page: The browser's page.
    """

    def __init__(self, page: Page) -> None:
        self.page = page

    @property
    def box(self) -> Locator:
        """The box at the foot that messages and commands are typed into."""
        return self.page.locator("#composer")

    @property
    def messages(self) -> Locator:
        """The messages that the channel shows."""
        return self.page.locator(".log .message[data-id]")

    @property
    def dialog(self) -> Locator:
        """The form or other dialog that is open."""
        return self.page.locator("dialog")

    def button(self, name: str, within: Locator | None = None) -> Locator:
        """Return a button by its name."""
        return (within or self.page).get_by_role("button", name=name)

    def go(self, channel: str) -> None:
        """Go to a channel by the list at the left."""
        self.page.locator("#side .channel", has_text=channel).first.click()
        expect(self.page.locator("#top h1")).to_contain_text(channel)
        expect(self.page.locator("#stage > *").first).to_be_visible()

    def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        """Type into whatever has the focus."""
        self.page.keyboard.type(text)

    def ids(self) -> list[str]:
        """Return the ids of the messages that are shown."""
        return self.messages.evaluate_all("all => all.map(one => one.dataset.id)")

    def send(self, text: str, **options: str) -> Locator:
        """Type a command or message, press Enter and return the message that comes of it.

        The rest of a command goes into its first option, further ones are added by name.
        """
        before = self.ids()
        self.box.focus()
        self.type(text)
        if text.startswith("/"):
            if not self.page.locator(COMMAND).is_visible():
                self.press("Enter")
            expect(self.page.locator(COMMAND)).to_be_visible()
        for name, value in options.items():
            self.page.locator(".more-options").focus()
            self.type(name)
            self.press("Tab")
            expect(self.page.locator(".option", has_text=name).locator("input")).to_be_focused()
            self.type(value)
        self.press("Enter")
        return self.brought(before)

    def brought(self, before: list[str]) -> Locator:
        """Return the first message that is not among these, once the bot no longer thinks."""
        known = "".join(f':not([data-id="{one}"])' for one in before)
        new = self.page.locator(f".log .message[data-id]{known}").first
        expect(new).to_be_visible()
        message = self.page.locator(f'.log .message[data-id="{new.get_attribute("data-id")}"]')
        expect(message.locator(".dots")).to_have_count(0)
        return message

    def pressed(self, name: str, message: Locator) -> Locator:
        """Press a button of a message and return the message that it brings."""
        before = self.ids()
        self.button(name, message).first.click()
        return self.brought(before)

    def choose(self, select: Locator, entry: str) -> None:
        """Choose an entry of a menu."""
        select.click()
        self.page.locator(".popup:visible .entry", has_text=entry).click()

    def open_form(self, name: str, message: Locator) -> Locator:
        """Press a button that opens a form, and return the form once it can be typed into."""
        self.button(name, message).click()
        expect(self.dialog.locator("input, textarea").first).to_be_focused()
        return self.dialog

    def panel(self, name: str) -> Locator:
        """Show a panel at the right, and return it."""
        panel = self.page.locator(f'#panel[aria-label="{name}"]')
        if not panel.is_visible():
            self.page.locator(".top-tools").get_by_role("button", name=name, exact=True).click()
        expect(panel).to_be_visible()
        return panel

    def leave_panel(self) -> None:
        """Close the panel at the right."""
        self.page.locator(".panel-head button").click()

    def wait_for_bot(self) -> None:
        """Wait until the bot is there and nothing is said of it."""
        expect(self.page.locator(".banner")).to_have_count(0, timeout=30_000)


def is_private(message: Locator) -> bool:
    """Return whether only its reader sees a message."""
    return "hidden-from-others" in (message.get_attribute("class") or "")


def plan_night(person: Person, title: str = "friday 8pm", films: tuple[str, ...] = ()) -> Locator:
    """Plan a night by the command, nominate films for it and return its card."""
    card = person.send(f"/night plan {title}")
    for film in films:
        person.send(f"/night nominate {film}", night=number_of(card))
    return card


def number_of(card: Locator) -> str:
    """Return the number of the night that a card shows: other tests plan nights, too."""
    return re.findall(r"Night (\d+)", card.inner_text())[-1]
