"""What people do with the bot's replies: complete, press, page, fill in, keep to themselves."""

import re
from pathlib import Path

from playwright.sync_api import expect

from bot.playground.discord.http.wire import FILE_BYTES
from tests.browser.conftest import Open
from tests.browser.person import Person, is_private


def test_choices_follow_what_is_typed_and_are_taken_by_key_or_by_mouse(ada: Person) -> None:
    ada.box.focus()
    ada.type("/cast strepe")
    entries = ada.page.locator(".command .entry")
    expect(entries.filter(has_text="Meryl Streep")).to_be_visible()
    expect(ada.page.locator(".took")).to_have_text(re.compile(r"^\d+\.\d ms$"))
    entries.filter(has_text="Meryl Streep").click()
    expect(ada.page.locator(".option input").first).to_have_value(re.compile("^Meryl Streep"))
    ada.type("with")
    ada.press("Tab")
    ada.type("dustin hof")
    expect(entries.filter(has_text="Dustin Hoffman")).to_be_visible()
    before = ada.ids()
    ada.press("ArrowDown", "Tab")
    expect(ada.page.locator(".more-options")).to_be_focused()
    ada.press("Enter")
    expect(ada.brought(before)).to_contain_text("Kramer vs. Kramer")
    ada.box.focus()
    ada.type("/movie zzqqxx")
    expect(ada.page.locator(".command .list-head")).to_contain_text("it can be sent all the same")
    ada.press("Escape", "Escape")
    expect(ada.page.locator(".command")).to_have_count(0)


def test_every_control_of_the_card_is_answered(ada: Person) -> None:
    card = ada.send("/movie heat 1995")
    labels = card.locator(".row button:not(.select)").all_text_contents()
    assert len(labels) >= 5
    for label in labels:
        before = ada.ids()
        card.locator(".row button:not(.select)", has_text=label).click()
        answer = ada.brought(before)
        expect(card.locator(".failure:not(:empty)")).to_have_count(0)
        assert (answer.locator(".embed, .md").first.text_content() or "").strip(), label
    menus = card.locator(".select")
    assert menus.count() >= 2
    for at in range(menus.count()):
        menus.nth(at).click()
        names = card.locator(".popup:visible .entry-text").all_text_contents()
        ada.press("Escape")
        for number in range(len(names)):
            before = ada.ids()
            menus.nth(at).click()
            card.locator(".popup:visible .entry").nth(number).click()
            ada.brought(before)
            expect(card.locator(".failure:not(:empty)")).to_have_count(0)


def test_a_long_list_is_paged_in_place(ada: Person) -> None:
    page = ada.send("/genre drama")
    ids, first = ada.ids(), page.locator(".embed-footer").text_content()
    expect(ada.button("Previous", page)).to_be_disabled()
    ada.button("Next", page).click()
    expect(page.locator(".embed-footer")).to_contain_text("Page 2 of")
    expect(page.locator(".embed")).to_contain_text("11.")
    ada.button("Last", page).click()
    expect(ada.button("Next", page)).to_be_disabled()
    ada.button("First", page).click()
    expect(page.locator(".embed-footer")).to_have_text(first or "")
    page.locator(".select").nth(1).click()
    ada.page.locator(".popup:visible .entry", has_text="Oldest first").click()
    expect(page.locator(".embed")).to_contain_text("Oldest first")
    assert ada.ids() == ids


def test_a_form_says_what_is_missing_and_is_sent_by_keyboard(ada: Person) -> None:
    game = ada.send("/guess")
    ada.open_form("Guess", game)
    ada.press("Enter")
    expect(ada.dialog.locator(".failure:not(:empty)")).to_be_visible()
    expect(ada.dialog).to_be_visible()
    ada.type("surely not this one")
    before = ada.ids()
    ada.press("Enter")
    expect(ada.dialog).to_have_count(0)
    ada.brought(before)
    ada.open_form("Guess", game)
    ada.press("Escape")
    expect(ada.dialog).to_have_count(0)
    expect(ada.button("Guess", game)).to_be_focused()


def test_private_replies_are_seen_by_their_owner_alone(open_as: Open) -> None:
    ada, ben = open_as("ada"), open_as("ben")
    seen_by_ben = ben.ids()
    private = ada.send("/help")
    assert is_private(private)
    expect(private).to_contain_text("Only you can see this")
    open_to_all = ada.send("/movie alien 1979")
    ben.brought(seen_by_ben)
    shown = [open_to_all.get_attribute("data-id")]
    assert [one for one in ben.ids() if one not in seen_by_ben] == shown
    ben.page.reload()
    expect(ben.messages.last).to_contain_text("Alien")
    assert private.get_attribute("data-id") not in ben.ids()
    ada.page.reload()
    expect(ada.page.locator(".message.hidden-from-others").last).to_contain_text("Ask me about")
    ada.button("Dismiss message", ada.page.locator(".message.hidden-from-others").last).click()
    expect(ada.box).to_be_focused()


def test_what_somebody_else_asked_for_may_be_pressed_and_is_answered_in_ones_language(
    open_as: Open,
) -> None:
    ada, carla = open_as("ada"), open_as("carla")
    before = carla.ids()
    ada.send("/movie alien 1979")
    card = carla.brought(before)
    answer = carla.pressed("Full synopsis", card)
    assert is_private(answer)
    carla.box.focus()
    carla.type("/movie")
    expect(carla.page.locator(".entry").first).to_contain_text("Muestra la ficha de una película")


def test_a_message_can_be_asked_about_and_replied_to(open_as: Open) -> None:
    ada, ben = open_as("ada"), open_as("ben")
    before = ben.ids()
    ada.send("Has anybody seen Heat (1995) or Alien?")
    said = ben.brought(before)
    before = ben.ids()
    said.click(button="right")
    ben.page.get_by_role("menuitem", name="Films in this message").click()
    expect(ben.brought(before)).to_contain_text("Heat (1995)")
    said.hover()
    ben.button("Reply", said).click()
    ben.type("I have")
    before = ada.ids()
    ben.press("Enter")
    answer = ada.brought(before)
    expect(answer.locator(".above")).to_contain_text("ada: Has anybody seen Heat")


def test_a_file_is_dropped_into_a_command_and_taken_over(ada: Person) -> None:
    ada.box.focus()
    ada.type("/import")
    ada.press("Enter")
    transfer = ada.page.evaluate_handle(
        "() => { const carried = new DataTransfer();"
        "carried.items.add(new File(['Title,Year,Rating10\\nHeat,1995,9\\n'], 'seen.csv'));"
        "return carried; }"
    )
    ada.page.dispatch_event("#main", "drop", {"dataTransfer": transfer})
    expect(ada.page.locator(".option")).to_have_count(1)
    before = ada.ids()
    ada.press("Enter")
    expect(ada.brought(before)).to_contain_text("seen.csv")


def test_a_file_that_discord_would_not_take_is_refused_with_its_limit(
    ada: Person, tmp_path: Path
) -> None:
    large = tmp_path / "large.csv"
    large.write_bytes(bytes(FILE_BYTES + 1))
    ada.page.locator(".line input[type=file]").set_input_files(large)
    expect(ada.page.locator(".toast.failed")).to_contain_text("large.csv is too large")
    expect(ada.page.locator(".attached")).to_be_hidden()
    ada.box.focus()
    ada.type("/import ")
    ada.page.locator(".option input[type=file]").set_input_files(large)
    ada.press("Enter")
    expect(ada.page.locator(".about .failure")).to_contain_text("a file may have 10 MB")
    ada.press("Escape")
    expect(ada.send("/movie alien 1979")).to_contain_text("Alien")


def test_a_thread_is_locked_and_archived_by_its_menu(open_as: Open) -> None:
    ada, ben = open_as("ada"), open_as("ben")
    said = ada.send("Which cut of Alien?")
    said.hover()
    ada.button("More", said).click()
    ada.page.get_by_role("menuitem", name="Create thread").click()
    ada.type("Cuts")
    ada.press("Enter")
    expect(ada.page.locator("#top h1")).to_contain_text("Cuts")
    expect(ada.page.locator(".log")).to_contain_text("Which cut of Alien?")
    ben.go("Cuts")
    choose_in_thread(ben, "Archive")
    expect(ben.page.locator(".toast.failed")).to_contain_text("by whoever opened it")
    choose_in_thread(ada, "Lock")
    ada.button("This thread").click()
    expect(ada.page.get_by_role("menuitem", name="Unlock")).to_be_visible()
    ada.press("Escape")
    ben.box.fill("The longer one")
    ben.press("Enter")
    expect(ben.page.locator(".toast.failed").last).to_contain_text("is locked")
    expect(ben.box).to_have_value("The longer one")
    choose_in_thread(ada, "Archive")
    expect(ada.page.locator("#side .thread")).to_have_count(0)
    choose_in_thread(ada, "Reopen")
    expect(ada.page.locator("#side .thread")).to_contain_text("Cuts")


def choose_in_thread(person: Person, what: str) -> None:
    person.button("This thread").click()
    person.page.get_by_role("menuitem", name=what).click()


def test_what_is_behind_a_spoiler_is_shown_once_pressed(ada: Person) -> None:
    said = ada.send("He is ||the father||, they say")
    hidden = said.locator(".spoiled")
    assert hidden.evaluate("element => element.inert")
    ada.button("Spoiler", said).click()
    assert not hidden.evaluate("element => element.inert")
