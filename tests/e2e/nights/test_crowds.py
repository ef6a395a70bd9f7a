"""Many at once: every press counts once, and the card is edited once a second at most."""

import asyncio
import time
from datetime import datetime
from itertools import pairwise

import pytest

from bot.rules.voting.model import Ballot
from bot.state.store import StateStore
from tests.e2e.nights.night_steps import BEN, FILMS, cast, nominate_all, plan
from tests.e2e.stage import Stage, embed, message, options

VOTERS = 100
AT_ONCE = 25


async def test_a_hundred_voters_at_once_are_counted_and_the_card_is_edited_once_a_second(
    stage: Stage,
) -> None:
    await plan(stage)
    await nominate_all(stage)
    opened = await stage.slash("night vote", user="owner")
    mark, begun = stage.playground.journal.mark(), time.monotonic()

    turn = asyncio.Semaphore(AT_ONCE)

    async def vote(number: int) -> None:
        async with turn:
            cast_ = await cast(stage, opened, f"voter{number}", [FILMS[number % 3]])
        assert "Saved" in embed(cast_)["description"]

    await asyncio.gather(*map(vote, range(VOTERS)))
    await asyncio.sleep(1.3)
    edits = [
        entry
        for entry in stage.playground.journal.since(mark)
        if entry.action == "edit" and entry.message["id"] == message(opened)["id"]
    ]
    assert f"Approval: {VOTERS} ballots" in str(edits[-1].message)
    times = [datetime.fromisoformat(entry.message["edited_timestamp"]) for entry in edits]
    assert all((later - earlier).total_seconds() >= 0.99 for earlier, later in pairwise(times))
    assert len(edits) <= time.monotonic() - begun + 1
    result = await stage.slash("night result", user="owner")
    assert f"{VOTERS} ballots cast" in embed(result)["description"]


async def test_a_double_press_counts_once(stage: Stage) -> None:
    await plan(stage)
    await nominate_all(stage)
    opened = await stage.slash("night vote", user="owner")
    ballot = await stage.playground.click("ada", opened, "Vote")
    value = options(ballot)[0]["value"]
    await asyncio.gather(*(stage.playground.select("ada", ballot, None, [value]) for _ in range(3)))
    assert await _ballots(stage) == [{value.partition("film=")[2].partition("&")[0]: 1}]


async def test_presses_of_one_person_at_once_are_all_kept(stage: Stage) -> None:
    await plan(stage)
    await nominate_all(stage)
    opened = await stage.slash("night vote", user="owner")
    ballot = await stage.playground.click("ada", opened, "Vote")
    await asyncio.gather(
        *(
            stage.playground.select("ada", ballot, None, [option["value"]])
            for option in options(ballot)
        )
    )
    (kept,) = await _ballots(stage)
    assert len(kept) == 3


async def test_two_who_close_at_once_close_once(stage: Stage) -> None:
    await plan(stage)
    await nominate_all(stage)
    opened = await stage.slash("night vote", user="owner")
    await cast(stage, opened, "ada", FILMS[:1])
    both = await asyncio.gather(
        stage.slash("night result", user="owner"), stage.slash("night result", user="owner")
    )
    shown = [exchange for exchange in both if exchange.files]
    assert shown
    assert {embed(exchange)["title"] for exchange in shown} == {f"🏆 {FILMS[0]}"}
    await stage.slash("night watched", user="owner")
    history = await stage.slash("night history")
    assert embed(history)["description"].count(FILMS[0]) == 1


async def test_two_who_name_the_same_film_at_once_name_it_once(stage: Stage) -> None:
    await plan(stage)
    both = await asyncio.gather(
        *(stage.slash("night nominate", user=user, film=FILMS[0]) for user in ("ada", BEN))
    )
    texts = [embed(exchange)["description"] for exchange in both]
    assert sum("is already nominated" in text for text in texts) == 1
    assert sum("You nominated" in text for text in texts) == 1


@pytest.mark.parametrize("user", ["ada", BEN])
async def test_who_may_not_close_a_vote_is_told_that_it_is_open(stage: Stage, user: str) -> None:
    await plan(stage)
    await nominate_all(stage)
    await stage.slash("night vote", user="owner")
    refused = await stage.slash("night result", user=user)
    assert embed(refused)["title"] == "The vote is still open"
    assert refused.ephemeral


async def _ballots(stage: Stage) -> list[Ballot]:
    async with await StateStore.open(stage.settings.state_url, stage.clock) as state:
        return list(await state.ballots.all(1))
