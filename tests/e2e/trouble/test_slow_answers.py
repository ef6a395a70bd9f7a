"""Discord confirms slowly, or the confirmation is lost: still one answer, known by its id."""

from typing import Any

import pytest

from bot.discord.interactions import responder
from bot.discord.interactions.sending import first_answer
from bot.state.store import StateStore
from tests.e2e.nights.night_steps import BEN, plan
from tests.e2e.stage import Stage, embed, message

ATTEMPT, SLOW = 0.3, 0.45
"""How long one attempt is waited for here, and what is longer."""


@pytest.fixture(autouse=True)
def attempts_are_short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(first_answer, "ATTEMPT_SECONDS", ATTEMPT)


@pytest.mark.parametrize("trouble", ["late", "lost"])
async def test_an_answer_that_came_through_is_not_sent_again(stage: Stage, trouble: str) -> None:
    _order(stage, trouble)
    night = await plan(stage)
    assert await _card(stage) == message(night)["id"]  # so that the card is kept up to date
    _order(stage, trouble)
    coming = await stage.playground.click(BEN, night, "I'm coming")
    assert "You're coming" in embed(coming)["description"]
    listed = await stage.slash("genre", genre="Drama")
    _order(stage, trouble)
    turned = await stage.playground.click("ada", listed, "Next")
    assert turned.answer_type == 7
    assert not stage.playground.violations  # a second answer would be one


async def test_an_answer_confirmed_while_discord_is_asked_for_it_is_not_sent_again(
    stage: Stage,
) -> None:
    stage.playground.faults.answer_late(SLOW, match="/callback")
    stage.playground.faults.slow(SLOW, match="/messages/@original")
    shown = await stage.slash("movie", title="The Godfather")
    assert embed(shown)["title"].startswith("The Godfather")
    await stage.playground.settle()
    assert not stage.playground.violations


async def test_an_announcement_that_came_through_is_not_sent_again(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(responder, "DEFER_AFTER_SECONDS", 0.0)
    stage.playground.faults.answer_late(SLOW, match="/callback")
    shown = await stage.slash("movie", title="The Godfather")
    assert shown.deferred
    assert embed(shown)["title"].startswith("The Godfather")
    assert not stage.playground.violations


async def test_a_form_whose_confirmation_is_slow_opens_once(stage: Stage) -> None:
    await plan(stage)
    board = await stage.slash("night nominate", user=BEN, film="the matrix 1999")
    stage.playground.faults.answer_late(SLOW, match="/callback")
    form = await stage.playground.click(BEN, board, "Type a title")
    assert form.answer_type == 9
    assert not stage.playground.violations


async def test_an_answer_that_hangs_on_its_way_is_sent_again(stage: Stage) -> None:
    stage.playground.faults.slow(SLOW, match="/callback")
    shown = await stage.slash("movie", title="The Godfather")
    assert embed(shown)["title"].startswith("The Godfather")
    await stage.playground.settle()
    assert not stage.playground.violations


async def test_an_answer_that_is_rate_limited_waits_for_as_long_as_discord_says(
    stage: Stage,
) -> None:
    stage.playground.faults.rate_limit(retry_after=SLOW, match="/callback")
    shown = await stage.slash("movie", title="The Godfather")
    assert embed(shown)["title"].startswith("The Godfather")
    stage.playground.faults.rate_limit(retry_after=0.2, match="/callback", via=False)
    shown = await stage.slash("movie", title="The Matrix")
    assert embed(shown)["title"].startswith("The Matrix")
    assert not stage.playground.violations  # one would be too early


def _order(stage: Stage, trouble: str) -> None:
    faults: Any = stage.playground.faults
    if trouble == "late":
        faults.answer_late(SLOW, match="/callback")
    else:
        faults.lose_answer(match="/callback")


async def _card(stage: Stage) -> str:
    async with await StateStore.open(stage.settings.state_url, stage.clock) as state:
        return str((await state.nights.get(1)).plan.message_id)
