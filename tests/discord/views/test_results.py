"""The result card: whatever the vote, it fits, and every seed is with it."""

from collections.abc import AsyncGenerator

import pytest

from bot.discord.messages import limits
from bot.discord.views.nights.results import fitting_rounds, result_card
from bot.rules.voting.model import Candidate, Method
from bot.rules.voting.tally import tally
from bot.runtime.workers.pool import WorkPool

FILMS = [
    Candidate(f"f{n:02}", f"A Long Title of Film *{n}* {'and More ' * 12}(19{n:02})")
    for n in range(25)
]


@pytest.fixture
async def work() -> AsyncGenerator[WorkPool]:
    """Where pictures are drawn."""
    async with WorkPool() as pool:
        yield pool


async def test_a_short_vote_is_told_round_by_round(work: WorkPool) -> None:
    reply = await result_card(
        1, tally(Method.SINGLE, [{"f00": 1}, {"f01": 1}], FILMS[:2], "seed"), work
    )
    text = reply.embeds[0].description or ""
    assert "2. Draw between" in text
    assert "seed.1" in text
    assert [picture.name for picture in reply.pictures] == ["tally.png"]


@pytest.mark.parametrize("method", [Method.RANKED, Method.SCHULZE])
async def test_a_long_vote_keeps_its_seeds_and_has_the_rest_in_a_file(
    method: Method, work: WorkPool
) -> None:
    ballots = [{f"f{(n + k * k) % 25:02}": k + 1 for k in range(6)} for n in range(25)]
    counted = tally(method, ballots, FILMS, "k3f7q2ab")
    reply = await result_card(1, counted, work)
    embed = reply.embeds[0]
    text = embed.description or ""
    assert len(text) <= limits.EMBED_DESCRIPTION
    assert len(embed) <= limits.EMBED_TOTAL
    assert counted.draws
    if method is Method.SCHULZE:
        assert f"seed {counted.draws[0].seed}:" in text
        assert len(reply.pictures) == 1
        return
    assert "the other rounds are in the file" in text
    assert f"seed {counted.draws[-1].seed}:" in text
    (file,) = (picture for picture in reply.pictures if picture.name == "rounds.txt")
    assert isinstance(file.content, bytes)
    rounds = file.content.decode().splitlines()
    assert len(rounds) == len(counted.outcome.rounds)
    assert all(f"seed {draw.seed}:" in file.content.decode() for draw in counted.draws)


async def test_a_result_is_shown_in_full_if_it_fits(work: WorkPool) -> None:
    counted = tally(Method.SINGLE, [{"f00": 1}, {"f01": 1}], FILMS[:2], "seed")
    bare = (await result_card(1, counted, work)).embeds[0].description or ""
    preface = "p" * (limits.EMBED_DESCRIPTION - len(bare) - len("\n\n"))
    whole = await result_card(1, counted, work, preface=preface)
    assert whole.embeds[0].description == f"{preface}\n{bare}"
    assert len(whole.pictures) == 1
    cut = await result_card(1, counted, work, preface=f"{preface}p")
    assert "the other rounds are in the file" in (cut.embeds[0].description or "")
    assert [picture.name for picture in cut.pictures] == ["tally.png", "rounds.txt"]


def test_rounds_are_left_out_only_where_there_is_no_room() -> None:
    ballots = [{"f00": 1}] * 3 + [{"f01": 1}] * 2 + [{"f02": 1}] * 2 + [{"f03": 1}]
    counted = tally(Method.RANKED, ballots, FILMS[:4], "seed")
    draw = next(n for n, round_ in enumerate(counted.outcome.rounds) if round_.draw is not None)
    rounds = [f"{'x' * 60}{number}" for number in range(len(counted.outcome.rounds))]
    assert len(rounds) >= 5
    whole = [f"{number}. {text}" for number, text in enumerate(rounds, 1)]
    room = sum(len(line) + 1 for line in whole)
    assert fitting_rounds(counted, rounds, room) == (whole, False)
    gap = "… the other rounds are in the file."
    room = len(gap) + 1 + len(whole[draw]) + 1
    for kept in ({draw}, {draw, 0}, {draw, 0, len(rounds) - 1}):
        some, left_out = fitting_rounds(counted, rounds, room)
        assert left_out
        assert some.count(gap) == 1
        assert set(some) - {gap} == {whole[number] for number in kept}
        assert fitting_rounds(counted, rounds, room - 1)[0] != some
        room += len(whole[0]) + 1
