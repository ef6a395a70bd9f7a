"""Regular nights: played over a year, skipped, moved, edited, hosted in turn, ended."""

import re
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.playground.discord.interactions.exchange import Exchange
from tests.e2e.nights.night_steps import BEN, CLEO, DAN, FILMS, is_idle, own_messages, plan, until
from tests.e2e.stage import Stage, embed, labels, message, options

DAY, WEEK = 86_400, 7 * 86_400
BERLIN = ZoneInfo("Europe/Berlin")
STARTS = re.compile(r"🗓️ <t:(\d+):F>")


async def begin(stage: Stage, when: str = "every friday 20:00", **options_: Any) -> Exchange:
    """Plan a series by the clocks of Berlin."""
    await stage.slash("timezone", user="owner", zone="Europe/Berlin")
    return await plan(stage, when, **options_)


def starts_at(card: dict[str, Any]) -> datetime:
    """Return when the night of a card is, as the clocks of Berlin show it."""
    found = STARTS.search(str(card["embeds"][0]["description"]))
    assert found, card
    return datetime.fromtimestamp(int(found[1]), UTC).astimezone(BERLIN)


async def next_card(stage: Stage, after: dict[str, Any], days: float = 1.01) -> dict[str, Any]:
    """Let time pass until some days after an evening; return the card that the bot posts then."""
    number = int(after["embeds"][0]["footer"]["text"].removeprefix("Night "))
    events = stage.playground.world.home.scheduled_events
    # There is no event of what is past, and none is changed any more once it is over.
    await until(lambda: len(events) >= number and is_idle(stage))
    await stage.playground.settle()
    mark = stage.playground.journal.mark()
    later = starts_at(after).timestamp() + days * DAY
    stage.clock.advance(max(0, later - stage.clock.now().timestamp()))
    (card,) = await _posted(stage, mark, "Nobody has answered yet.")
    return card


async def press(
    stage: Stage, user: str, shown: Exchange | dict[str, Any], *labels_: str
) -> Exchange:
    """Press one button after the other."""
    at: Any = shown
    for label in labels_:
        at = await stage.playground.click(user, at, label)
    return at


async def test_a_series_keeps_its_hour_over_two_changes_of_the_clocks(stage: Stage) -> None:
    planned = await begin(stage, "first saturday of the month 20:00", place="Lounge")
    assert (
        "The first Saturday of the month at 20:00, Europe/Berlin" in embed(planned)["description"]
    )
    cards = [message(planned)]
    for _ in range(12):
        await stage.playground.click("ada", cards[-1], "I'm coming")
        cards.append(await next_card(stage, cards[-1], 23))
    evenings = [starts_at(card) for card in cards]
    assert {f"{one:%a %H:%M}" for one in evenings} == {"Sat 20:00"}
    assert {one.day <= 7 for one in evenings} == {True}
    assert len({(one.year, one.month) for one in evenings}) == 13
    assert {one.utcoffset() for one in evenings} == {
        datetime(2027, month, 1, tzinfo=BERLIN).utcoffset() for month in (1, 7)
    }
    assert [card["embeds"][0]["footer"]["text"] for card in cards][-1] == "Night 13"
    events = stage.playground.world.home.scheduled_events.values()
    assert {event["entity_metadata"]["location"] for event in events} == {"Lounge"}


async def test_an_evening_is_skipped_and_another_moved_and_the_series_ended(stage: Stage) -> None:
    first = message(await begin(stage))
    await stage.playground.click("ada", first, "I'm coming")
    listed = await stage.slash("night series", user="owner")
    assert "**Every Friday at 20:00**" in embed(listed)["description"]
    panel = await stage.playground.select("owner", listed, None, [options(listed)[0]["value"]])
    assert panel.ephemeral
    skip = next(one for one in options(panel) if "skip it" in one["label"])
    panel = await stage.playground.select("owner", panel, None, [skip["value"]])
    assert "(skipped)" in str(message(panel))
    assert "bring it back" in options(panel)[0]["label"]

    third = await next_card(stage, first, 8.01)
    assert (starts_at(third) - starts_at(first)).days == 14
    later = starts_at(third).timestamp() + DAY
    moved = await stage.slash("night move", user="owner", night="2", when=f"<t:{later:.0f}>")
    assert starts_at(message(moved)).weekday() == 5
    await stage.playground.click("ada", moved, "I'm coming")
    fourth = await next_card(stage, message(moved), 0.5)
    assert starts_at(fourth).weekday() == 4  # the series itself has not moved

    asked = await stage.slash("night cancel", user="owner", night="3")
    assert "This skips one evening" in embed(asked)["description"]
    ended = await press(stage, "owner", asked, "End the series …", "End the series")
    assert embed(ended)["title"] == "The series has ended"
    assert "Night 3" in embed(ended)["description"]
    mark = stage.playground.journal.mark()
    stage.clock.advance(5 * WEEK)
    await stage.playground.settle()
    assert await _posted(stage, mark, "Night ", count=0) == []
    assert "There are none yet" in embed(await stage.slash("night series"))["description"]
    going = await stage.playground.click("owner", ended, "Keep it going")
    assert "the next evening is" in embed(going)["description"]


async def test_only_whoever_planned_a_series_or_moderates_changes_it(stage: Stage) -> None:
    planned = await begin(stage, place="Lounge")
    listed = await stage.slash("night series", user=DAN)
    panel = await stage.playground.select(DAN, listed, None, [options(listed)[0]["value"]])
    assert labels(panel) == []
    for request in ("night_series_end?series=1", "night_skip?day=2026-12-04&series=1"):
        refused = await stage.playground.press_stale(DAN, f"1:o:0:{request}")
        assert "Only whoever planned the series" in embed(refused)["description"]
    for request in ("night_edit?night=1", "night_pass?night=1"):
        refused = await stage.playground.press_stale(DAN, f"1:o:0:{request}")
        assert "Only the host or a moderator" in embed(refused)["description"]
    gone = await stage.playground.press_stale("owner", "1:o:0:night_series_open?series=9")
    assert "no longer" in str(message(gone)) or "gone" in str(message(gone)).lower()
    managed = await stage.playground.click(DAN, planned, "Manage")
    assert labels(managed) == ["The series"]


async def test_the_form_edits_one_evening_or_all_that_come(stage: Stage) -> None:
    first = message(await begin(stage, place="Lounge"))
    form = await press(stage, "owner", first, "Manage", "Edit")
    assert form.modal is not None
    fields = [part["component"]["custom_id"] for part in form.modal["components"]]
    assert fields == ["when", "length", "place", "closes", "which"]
    same = await stage.playground.submit("owner", form, {})
    assert embed(same)["title"] == "Nothing has changed"

    form = await press(stage, "owner", first, "Manage", "Edit")
    sent = {"place": "Attic", "length": "150", "closes": "60"}
    changed = await stage.playground.submit("owner", form, sent)
    assert changed.ephemeral
    assert embed(changed)["title"] == "Night 1 was changed"
    await until(lambda: "Attic" in str(stage.playground.journal.since(0)))
    opened = await _vote(stage)
    assert f"<t:{starts_at(first).timestamp() - 3600:.0f}:R>" in str(message(opened))

    form = await press(stage, "owner", opened, "Manage", "Edit")
    when = starts_at(first).replace(hour=21)
    day = f"{when.day} {when:%b %Y} 21:00"
    sent = {"when": day, "place": "", "which": "This one and all after it"}
    changed = await stage.playground.submit("owner", form, sent)
    assert "Every Friday at 21:00" in embed(changed)["description"]
    assert "Attic" not in embed(changed)["description"]
    await stage.playground.click("ada", opened, "I'm coming")
    second = await next_card(stage, first, 1.1)
    assert (starts_at(second).hour, starts_at(second).weekday()) == (21, 4)
    assert "📍" not in str(second)
    opened = await _vote(stage, night="2")
    assert f"<t:{starts_at(second).timestamp() - 3600:.0f}:R>" in str(message(opened))


async def test_a_form_with_a_wrong_time_says_what_was_not_understood(stage: Stage) -> None:
    planned = await begin(stage, "in 2 days", place="Lounge")
    form = await press(stage, "owner", planned, "Manage", "Edit")
    assert form.modal is not None
    assert len(form.modal["components"]) == 4  # it is no series
    refused = await stage.playground.submit("owner", form, {"when": "whenever", "place": "Attic"})
    assert "whenever" in embed(refused)["description"]
    late = await stage.playground.submit("owner", form, {"closes": "2 days before it begins"})
    assert "would already have closed" in embed(late)["description"]
    assert "Lounge" in str(message(await stage.slash("night show")))


async def test_five_people_host_five_evenings_in_turn(stage: Stage) -> None:
    people = ["owner", "ada", BEN, CLEO, DAN]
    card = message(await begin(stage, host="rota"))
    hosts = [_host(card)]
    for _ in range(4):
        for user in people:
            await stage.playground.click(user, card, "I'm coming")
        card = await next_card(stage, card)
        hosts.append(_host(card))
        assert f"<@{hosts[-1]}>, it's your turn to host" in card["content"]
        assert [user["id"] for user in card["mentions"]] == [hosts[-1]]
    ids = {str(stage.playground.world.user(user).id): user for user in people}
    assert ids[hosts[0]] == "owner"
    assert set(hosts) == set(ids)

    host = ids[hosts[-1]]
    other = next(user for user in people if user not in {"owner", host})
    refused = await stage.slash("night nominate", user=other, film=FILMS[0], night="5")
    assert "The host chooses the films this time" in embed(refused)["description"]
    for film in FILMS:
        named = await stage.slash("night nominate", user=host, film=film, night="5")
        assert f"You nominated *{film}*" in embed(named)["description"]
    panel = await stage.playground.click(other, card, "Nominate")
    assert "chooses the films of this night" in embed(panel)["description"]
    panel = await stage.playground.click(host, card, "Nominate")
    assert "You may nominate 1 more film" in embed(panel)["description"]
    await stage.slash("night nominate", user=host, film="the matrix reloaded", night="5")
    panel = await stage.playground.click(host, card, "Nominate")
    assert "nominated as many films as a host may" in embed(panel)["description"]

    passed = await press(stage, host, card, "Manage", "Let somebody else host")
    following = _host(message(passed))
    assert following != hosts[-1]
    assert message(passed)["content"].startswith(f"<@{following}> is hosting now")
    assert not message(passed)["mentions"]


async def test_a_theme_is_said_and_what_is_outside_of_it_is_refused_with_what_fits(
    stage: Stage,
) -> None:
    too_narrow = await stage.slash("night plan", user="owner", when="in 2 days", about="zzyzx qqq")
    assert "zzyzx qqq" in embed(too_narrow)["description"]
    planned = await plan(stage, about="70s crime")
    assert "🎭 Theme: 70s crime" in embed(planned)["description"]
    refused = await stage.slash("night nominate", user="ada", film="the matrix 1999")
    text = embed(refused)["description"]
    assert "The Matrix (1999) doesn't fit this night's theme, “70s crime”." in text
    fits = re.findall(r"These do: (.+?) \(19(7\d)\)", text)
    assert fits, text
    named = await stage.slash("night nominate", user="ada", film=FILMS[1])
    assert f"You nominated *{FILMS[1]}*" in embed(named)["description"]
    for film in ("the matrix 1999", FILMS[1]):
        await stage.slash("watchlist add", user=BEN, film=film)
    panel = await stage.playground.click(BEN, planned, "Nominate")
    assert "The Matrix (1999)" not in str(message(panel))
    await stage.playground.click("owner", planned, "Nominate")
    drawn = await press(stage, BEN, panel, "Nominate one for us")
    assert re.search(r"\(197\d\)", str(message(drawn)["embeds"]))

    wider = await stage.slash("night move", user="owner", about="none")
    assert "Theme" not in embed(wider)["description"]
    named = await stage.slash("night nominate", user="ada", film="the matrix 1999")
    assert "You nominated *The Matrix (1999)*" in embed(named)["description"]


async def test_films_that_did_not_win_stand_again(stage: Stage) -> None:
    first = message(await begin(stage, carry_over=True))
    await stage.playground.click("ada", first, "I'm coming")
    for user, film in zip(("ada", BEN, "cleo"), FILMS, strict=False):
        await stage.slash("night nominate", user=user, film=film)
    await stage.slash("night vote", user="owner")
    result = await stage.slash("night result", user="owner")
    lost = [film for film in FILMS[:3] if film not in embed(result)["title"]]
    second = await next_card(stage, first)
    assert all(film in str(second) for film in lost)
    assert second["attachments"], "two films have a picture"
    assert embed(result)["title"].removeprefix("🏆 ") not in str(second)


async def test_a_bot_that_was_away_for_weeks_posts_one_evening_and_says_so(stage: Stage) -> None:
    first = message(await begin(stage))
    await stage.playground.click("ada", first, "I'm coming")
    await stage.stop()
    mark = stage.playground.journal.mark()
    stage.clock.advance(starts_at(first).timestamp() - stage.clock.now().timestamp() + 4.5 * WEEK)
    await stage.start()
    (card,) = await _posted(stage, mark, "Night 2")
    assert starts_at(card).timestamp() > stage.clock.now().timestamp()
    assert card["content"].startswith("-# I was offline, so there were no evenings on <t:")
    await stage.playground.settle()
    assert len(await _posted(stage, mark, "Night ")) == 1


async def test_a_series_without_anybody_pauses_and_goes_on_when_wanted(stage: Stage) -> None:
    card = message(await begin(stage))
    for _ in range(2):
        card = await next_card(stage, card)
    await stage.playground.settle()
    mark = stage.playground.journal.mark()
    stage.clock.advance(8 * DAY)
    (pause,) = await _posted(stage, mark, "This series is paused")
    assert "Nobody came to the last 3 evenings" in str(pause)
    refused = await stage.playground.click(DAN, pause, "Keep it going")
    assert "Only whoever planned" in embed(refused)["description"]
    going = await stage.playground.click("owner", pause, "Keep it going")
    assert embed(going)["title"] == "The series goes on"
    await _posted(stage, mark, "Night 4")


async def test_the_hour_of_a_series_is_asked_back_and_the_series_stays_one(stage: Stage) -> None:
    await stage.slash("timezone", user="owner", zone="Europe/Berlin")
    asked = await stage.slash("night plan", user="owner", when="every other friday at 8")
    assert asked.ephemeral
    evening = next(label for label in labels(asked) if "20:00" in label or "8:00 PM" in label)
    planned = await stage.playground.click("owner", asked, evening)
    assert "Every other Friday at 20:00" in embed(planned)["description"]


async def test_what_does_not_go_together_is_refused(stage: Stage) -> None:
    for given, why in (
        ({"when": "every day 8pm"}, "I can't repeat"),
        ({"when": "in 2 days", "carry_over": True}, "is for series"),
        (
            {"when": "every friday 8pm", "carry_over": True, "host": "rota"},
            "can't be used with that",
        ),
        ({"when": "every friday 8pm", "about": "the"}, "doesn't tell me what a film is about"),
    ):
        refused = await stage.slash("night plan", user="owner", **given)
        assert why in embed(refused)["description"], embed(refused)
    await begin(stage)
    refused = await stage.slash("night move", user="owner", when="every saturday 8pm")
    assert "press *Edit*" in embed(refused)["description"].replace("\\", "")


async def test_attendance_is_in_the_figures(stage: Stage) -> None:
    card = message(await begin(stage))
    for number in range(1, 4):
        for user in ("ada", BEN) if number > 1 else ("ada",):
            await stage.playground.click(user, card, "I'm coming")
        night = str(number)
        await stage.slash("night nominate", user="ada", film=FILMS[number], night=night)
        asked = await stage.slash("night vote", user="owner", night=night)
        await stage.playground.click("owner", asked, "Take it")
        card = await next_card(stage, card)
        await stage.slash("night watched", user="owner", night=night)
    figures = str(message(await stage.slash("night stats")))
    ada, ben = (f"<@{stage.playground.world.user(user).id}>" for user in ("ada", BEN))
    assert f"{ada} 3 of 3 nights, the last 3 in a row" in figures
    assert f"{ben} 2 of 2 nights" in figures
    assert "**Every Friday at 20:00**: 3 evenings, 1.7 people on average" in figures
    assert f"Always there: {ada}" in figures


def _host(card: dict[str, Any]) -> str:
    found = re.search(r"Hosted by <@(\d+)>", card["embeds"][0]["description"])
    assert found, card
    return found[1]


async def _vote(stage: Stage, night: str = "1") -> Exchange:
    for user, film in (("ada", FILMS[0]), (BEN, FILMS[1])):
        await stage.slash("night nominate", user=user, film=film, night=night)
    return await stage.slash("night vote", user="owner", night=night)


async def _posted(stage: Stage, mark: int, text: str, count: int = 1) -> list[dict[str, Any]]:
    """Wait until the bot has posted a message of its own with a text; return all of them."""

    def own() -> list[dict[str, Any]]:
        return [one for one in own_messages(stage, mark) if text in str(one["embeds"])]

    await until(lambda: len(own()) >= count)
    return own()
