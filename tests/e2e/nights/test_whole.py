"""A whole night: planned, nominated, voted on, counted, watched; by command and by button."""

from collections.abc import Sequence
from typing import Any

import pytest

from bot.playground.discord.interactions.exchange import Exchange
from tests.e2e.nights.night_steps import (
    BEN,
    CLEO,
    DAN,
    FILMS,
    board,
    cancel,
    cast,
    nominate_all,
    plan,
)
from tests.e2e.stage import Stage, embed, labels, message, options


async def test_a_night_goes_from_plan_to_rating(stage: Stage) -> None:
    play = stage.playground
    await stage.slash("settings", user="owner", method="ranked")
    night = await plan(stage, place="Lounge")
    assert "Lounge" in embed(night)["description"]
    for user in ("ada", BEN):
        await play.click(user, night, "I'm coming")
    await play.click(CLEO, night, "Maybe")
    await nominate_all(stage)
    shown = await board(stage)
    assert all(film in str(shown) for film in FILMS[:3])
    opened = await stage.slash("night vote", user="owner")
    assert "Ranked choice" in str(message(opened))
    for user, order in (("ada", FILMS[:2]), (BEN, FILMS[1::-1]), (CLEO, FILMS[:1])):
        await cast(stage, opened, user, order)
    result = await stage.slash("night result", user="owner")
    assert embed(result)["title"] == f"🏆 {FILMS[0]}"
    assert "more than half" in embed(result)["description"]
    (picture,) = result.files
    assert picture.content.startswith(b"\x89PNG")
    (attachment,) = message(result)["attachments"]
    assert FILMS[0] in attachment["description"]
    watched = await stage.slash("night watched", user="owner")
    rating = await play.click("ada", watched, "Rate it")
    rated = await play.select("ada", rating, None, [options(rating)[0]["value"]])
    assert "**10**" in embed(rated)["description"]
    history = await stage.slash("night history")
    assert FILMS[0] in embed(history)["description"]


async def test_what_was_acknowledged_before_a_restart_counts(stage: Stage) -> None:
    await plan(stage)
    await nominate_all(stage)
    opened = await stage.slash("night vote", user="owner")
    ballot = await stage.playground.click("ada", opened, "Vote")
    await stage.playground.select("ada", ballot, None, [_value(ballot, FILMS[0])])
    await stage.restart()
    # The old message and the old panel go on working.
    again = await stage.playground.click(BEN, opened, "Vote")
    await stage.playground.select(BEN, again, None, [_value(again, FILMS[0])])
    changed = await stage.playground.select("ada", ballot, None, [_value(ballot, FILMS[1])])
    assert f"☑️ 🇧 {FILMS[1]}" in embed(changed)["description"]
    result = await stage.slash("night result", user="owner")
    assert embed(result)["title"] == f"🏆 {FILMS[0]}"
    assert "2 ballots cast" in embed(result)["description"]


async def test_a_tie_is_said_aloud_with_the_seed_of_its_draw(stage: Stage) -> None:
    await stage.slash("settings", user="owner", method="single")
    await plan(stage)
    await nominate_all(stage)
    opened = await stage.slash("night vote", user="owner")
    await cast(stage, opened, "ada", FILMS[:1])
    await cast(stage, opened, BEN, FILMS[1:2])
    result = await stage.slash("night result", user="owner")
    text = embed(result)["description"]
    assert "are tied" in text
    assert "with seed" in text
    assert "wins by the draw" in text
    assert "could have won as well" in text
    verified = await stage.playground.click(BEN, result, "Verify the draw")
    assert embed(verified)["title"] == "Verified: the same result"


async def test_a_vote_without_a_mark_says_that_the_draw_alone_decided(stage: Stage) -> None:
    await plan(stage)
    await nominate_all(stage)
    opened = await stage.slash("night vote", user="owner")
    panel = await cast(stage, opened, "ada", FILMS[:1])
    cleared = await stage.playground.click("ada", panel, "Start over")
    assert "empty ballot" in embed(cleared)["description"]
    text = embed(await stage.slash("night result", user="owner"))["description"]
    assert "wins by the draw alone: nobody marked a film." in text
    assert "1 ballot cast, empty." in text


@pytest.mark.parametrize("method", ["approval", "single", "ranked", "schulze", "star"])
async def test_every_kind_of_ballot_can_be_filled_in(stage: Stage, method: str) -> None:
    await stage.slash("settings", user="owner", method=method)
    await plan(stage)
    await nominate_all(stage)
    opened = await stage.slash("night vote", user="owner")
    panel = await stage.playground.click(DAN, opened, "Vote")
    assert panel.ephemeral
    for shown in (opened, panel):
        _has_board(message(shown), FILMS[:3])
    assert all(
        f"{emoji} {film}" in str(embed(opened)) for emoji, film in zip("🇦🇧🇨", FILMS, strict=False)
    )
    emoji = {option["label"]: option["emoji"]["name"] for option in options(panel)}
    assert emoji == dict(zip(FILMS, "🇦🇧🇨", strict=False))
    if method == "star":
        panel = await stage.playground.click(DAN, panel, "5 ★")
        assert "★★★★★" in embed(panel)["description"]
        panel = await stage.playground.click(DAN, panel, "No star")
    else:
        panel = await stage.playground.select(DAN, panel, None, [_value(panel, FILMS[2])])
        assert FILMS[2] in embed(panel)["description"]
    assert panel.answer_type == 7
    assert "Saved" in embed(panel)["description"]
    emptied = await stage.playground.click(DAN, panel, "Start over")
    assert "Start over" not in labels(emptied)


async def test_a_server_that_wants_no_pictures_has_none(stage: Stage) -> None:
    await plan(stage)
    await nominate_all(stage)
    assert (await board(stage))["attachments"]
    await stage.slash("settings", user="owner", pictures=False)
    assert not (await board(stage))["attachments"]
    opened = await stage.slash("night vote", user="owner")
    assert not message(await stage.playground.click(DAN, opened, "Vote"))["attachments"]


async def test_a_schulze_ballot_takes_equal_places_and_a_ranked_one_moves(stage: Stage) -> None:
    await stage.slash("settings", user="owner", method="schulze")
    await plan(stage)
    await nominate_all(stage)
    opened = await stage.slash("night vote", user="owner")
    panel = await stage.playground.click(DAN, opened, "Vote")
    panel = await _choose(stage, panel, "Choose your number 1", FILMS[0])
    panel = await _choose(stage, panel, "Tied with number 1", FILMS[1])
    assert f"**1.** 🇦 {FILMS[0]} = 🇧 {FILMS[1]}" in embed(panel)["description"]
    panel = await _choose(stage, panel, "Choose your number 2", FILMS[2])
    panel = await _choose(stage, panel, "Move a film up", FILMS[2])
    assert f"**1.** 🇨 {FILMS[2]}" in embed(panel)["description"]
    panel = await _choose(stage, panel, "Remove a film", FILMS[0])
    assert f"**2.** 🇧 {FILMS[1]}" in embed(panel)["description"]


async def test_blind_nominations_are_hidden_until_the_vote(stage: Stage) -> None:
    await stage.slash("settings", user="owner", blind=True)
    await plan(stage)
    own = await stage.slash("night nominate", user="ada", film=FILMS[0])
    assert FILMS[0] in embed(own)["description"]
    assert own.ephemeral
    others = await stage.slash("night nominate", user=BEN, film=FILMS[1])
    assert FILMS[0] not in str(message(others))
    assert FILMS[0] not in str(await board(stage))
    opened = await stage.slash("night vote", user="owner")
    assert FILMS[0] in str(message(opened))


async def test_caps_vetoes_and_removals_hold(stage: Stage) -> None:
    await stage.slash("settings", user="owner", nominations=1)
    await plan(stage)
    await stage.slash("night nominate", user="ada", film=FILMS[0])
    refused = await stage.slash("night nominate", user="ada", film=FILMS[1])
    assert "withdraw one first" in embed(refused)["description"]
    await stage.slash("night nominate", user=BEN, film=FILMS[1])
    await stage.slash("night nominate", user=CLEO, film=FILMS[2])
    vetoed = await stage.slash("night veto", user=DAN, film=FILMS[0])
    assert "out for this night" in embed(vetoed)["description"]
    second = await stage.slash("night veto", user=DAN, film=FILMS[1])
    assert "1 veto per night" in embed(second)["description"]
    meddled = await stage.slash("night remove", user=DAN, film=FILMS[1])
    assert "Manage Messages" in embed(meddled)["description"]
    await stage.slash("night remove", user="owner", film=FILMS[1])
    shown = str(await board(stage))
    assert f"~~{FILMS[0]}~~ (vetoed)" in shown
    assert FILMS[1] not in shown


async def test_the_form_the_lists_and_the_bot_nominate(stage: Stage) -> None:
    await plan(stage)
    await stage.slash("watchlist add", user="ada", film=FILMS[0])
    shown = await stage.slash("night show")
    panel = await stage.playground.click("ada", shown, "Nominate")
    panel = await _choose(stage, panel, "From your lists", FILMS[0], user="ada")
    form = await stage.playground.click("ada", panel, "Type a title")
    panel = await stage.playground.submit("ada", form, {"film": "godfather 1972"})
    panel = await stage.playground.click("ada", panel, "Nominate one for us")
    assert "with seed" in embed(panel)["description"]
    assert "drawn by me" in str(await board(stage))
    panel = await _choose(stage, panel, "Withdraw one of yours", FILMS[0], user="ada")
    assert FILMS[0] not in embed(panel)["description"]
    assert FILMS[1] in embed(panel)["description"]


async def test_buttons_say_what_is_the_matter_when_they_come_too_late(stage: Stage) -> None:
    night = message(await plan(stage))
    coming: str = night["components"][0]["components"][0]["custom_id"]
    await nominate_all(stage)
    opened = await stage.slash("night vote", user="owner")
    panel = await stage.playground.click("ada", opened, "Vote")
    removed = await stage.slash("night remove", user="owner", film=FILMS[2])
    assert "You removed it" in str(embed(removed))
    await stage.slash("night result", user="owner")
    late = await stage.playground.select("ada", panel, None, [_value(panel, FILMS[0])])
    assert "closed" in str(message(late)).lower() or "isn't open" in str(message(late))
    assert labels(late) == ["Tally"]
    nominate = await stage.slash("night nominate", user="ada", film=FILMS[3])
    assert nominate.ephemeral
    await cancel(stage, night="1")
    gone = await stage.playground.press_stale("ada", coming)
    assert "cancelled" in embed(gone)["description"]


def _value(panel: Exchange, film: str) -> str:
    return next(option["value"] for option in options(panel) if film in option["label"])


async def _choose(stage: Stage, panel: Exchange, menu: str, film: str, user: str = DAN) -> Exchange:
    select: dict[str, Any] = next(
        control
        for row in message(panel)["components"]
        for control in row["components"]
        if control.get("placeholder") == menu
    )
    value = next(each["value"] for each in select["options"] if film in each["label"])
    return await stage.playground.select(user, panel, select["custom_id"], [value])


def _has_board(sent: dict[str, Any], films: Sequence[str]) -> None:
    """Make sure that a message shows films as a picture, with a letter each."""
    (picture,) = sent["attachments"]
    assert sent["embeds"][0]["image"]["url"] == f"attachment://{picture['filename']}"
    parts = picture["description"].removeprefix("Films. ").split("; ")
    for film, letter, part in zip(films, "ABC", parts, strict=True):
        assert part.startswith(f"{letter}: {film[: -len(' (1999)')]} (")
