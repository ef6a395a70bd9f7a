"""What has been: history in pages, figures, and everybody's own nights."""

from datetime import timedelta

from bot.playground.discord.interactions.exchange import Exchange
from bot.rules.nights.night import Night, Rights, Status
from bot.rules.nights.nominations import nominate
from bot.rules.nights.rsvp import Rsvp
from bot.rules.voting.model import Candidate
from bot.state.nights.plans import Plan
from bot.state.store import StateStore
from tests.e2e.nights.night_steps import BEN, CLEO, FILMS, cast, nominate_all, plan
from tests.e2e.stage import Stage, embed, fields, labels, options

DAY = 24 * 3600.0
MATRIX, GODFATHER = FILMS[:2]
BY_HOST = Rights(host=True)


async def test_nights_that_have_been_are_told_with_who_came_and_how_it_was(stage: Stage) -> None:
    play = stage.playground
    watched = await _hold(stage, "ada", BEN)
    await _rate(stage, watched, "ada", 9)
    alone = await stage.slash("night history", user=CLEO)
    assert "from us" not in embed(alone)["description"]  # one rating alone stays its owner's
    rated = await _rate(stage, watched, BEN, 6)
    assert "7.5 on average, 2 ratings" in embed(rated)["description"]
    await _hold(stage, "ada", winner=GODFATHER)
    history = await stage.slash("night history", user=CLEO)
    text = embed(history)["description"]
    assert text.index(GODFATHER) < text.index(MATRIX)
    assert "★ 7.5 from us (2) · IMDb 8.7" in text
    assert f"Came: {_mention(stage, 'ada')} {_mention(stage, BEN)}" in text
    one = await play.select(CLEO, history, "Open a night", [options(history)[1]["value"]])
    assert one.ephemeral
    assert "**7.5** on average, from 2 ratings" in fields(one)["How it was"]
    assert "6" not in fields(one)["How it was"]  # the mean alone, not whose it is made of
    assert f"by {_mention(stage, BEN)}" in fields(one)["It was up against"]
    figures = await play.click(CLEO, history, "In figures")
    assert "**2 nights** watched, 5.2 hours planned, 2 ballots counted" in str(embed(figures))
    shown = fields(figures)
    assert shown["Whose nominations win"].startswith(f"{_mention(stage, 'ada')} 1 of 2")
    regulars = f"{_mention(stage, 'ada')} 2 of 2 nights\n{_mention(stage, BEN)} 1 of "
    assert shown["Who comes most often"].startswith(regulars)
    assert "1990s 1" in shown["What is watched"]
    assert "Kramer vs. Kramer (1979) (2 nights)" in shown["Most nominated, never won"]
    mine = await play.click(BEN, figures, "My nights")
    assert mine.ephemeral
    text = embed(mine)["description"]
    assert "**1 of 2 nights**" in text
    assert f"**{MATRIX}**: you gave it 6 of 10" in text
    assert f"Of your 2 nominations, **1** won: *{GODFATHER}*" in text


async def test_who_was_there_can_be_put_right_afterwards(stage: Stage) -> None:
    play = stage.playground
    watched = await _hold(stage, "ada")
    panel = await play.click(BEN, watched, "I was there")
    assert "You're marked as having been there" in embed(panel)["description"]
    assert "Who came: 2" in fields(await stage.slash("night show", night="1"))
    seen = await stage.slash("seen list", user=BEN)
    assert MATRIX in embed(seen)["description"]
    away = await play.click(BEN, panel, "I wasn't there")
    assert away.answer_type == 7
    assert "not marked" in embed(away)["description"]
    assert "Who came: 1" in fields(await stage.slash("night show", night="1"))
    assert MATRIX not in str(embed(await stage.slash("seen list", user=BEN)))


async def test_what_nobody_noted_as_watched_is_asked_for(stage: Stage) -> None:
    opened = await _vote(stage)
    await cast(stage, opened, "ada", [MATRIX])
    await stage.slash("night result", user="owner")
    before = await stage.slash("night history")
    assert "/night plan" in embed(before)["description"]  # it has not been yet
    assert before.ephemeral
    stage.clock.advance(3 * DAY)
    after = await stage.slash("night history")
    assert "`/night watched night:1`" in embed(after)["description"]
    one = await stage.playground.select("ada", after, None, [options(after)[0]["value"]])
    assert "Rate it" not in labels(one)
    figures = embed(await stage.slash("night stats"))
    assert "No night has been watched yet" in figures["description"]
    mine = embed(await stage.slash("night mine"))["description"]
    assert "You're not marked as having been at any" in mine
    assert f"Of your 1 nomination, **1** won: *{MATRIX}*" in mine


async def test_long_histories_turn_pages_and_years_can_be_chosen(stage: Stage) -> None:
    await _hold_many(stage, 7)
    history = await stage.slash("night history")
    assert "Page 1 of 2 · 7 nights" in embed(history)["footer"]["text"]
    turned = await stage.playground.click("ada", history, "Next")
    assert turned.answer_type == 7
    assert len(options(turned)) == 1
    figures = await stage.slash("night stats")
    assert "(7 nights)" in fields(figures)["Watched more than once"]
    years = options(figures)
    assert years[0]["default"]
    year = await stage.playground.select("ada", figures, None, [years[1]["value"]])
    assert embed(year)["title"] == f"Movie nights of {years[1]['label']} in figures"
    assert "**7 nights**" not in embed(year)["description"]
    mine = await stage.slash("night mine")
    assert "Page 1 of 2" in embed(mine)["footer"]["text"]
    last = await stage.playground.click("ada", mine, "Last")
    assert len(options(last)) == 1


async def _vote(stage: Stage) -> Exchange:
    await plan(stage)
    await nominate_all(stage)
    return await stage.slash("night vote", user="owner")


async def _hold(stage: Stage, *coming: str, winner: str = MATRIX) -> Exchange:
    """Hold a night that this film wins; return its card once it was watched."""
    night = await plan(stage)
    for user in coming:
        await stage.playground.click(user, night, "I'm coming")
    await nominate_all(stage)
    opened = await stage.slash("night vote", user="owner")
    await cast(stage, opened, "ada", [winner])
    await stage.slash("night result", user="owner")
    return await stage.slash("night watched", user="owner")


async def _hold_many(stage: Stage, count: int) -> None:
    """Put nights into the store that ada came to, seventy days apart."""
    ada = stage.playground.world.user("ada").id
    film = Candidate("tt0133093", MATRIX)
    async with await StateStore.open(stage.settings.state_url, stage.clock) as state:
        for number in range(count):
            now = stage.clock.now()
            night = Night(Status.NOMINATING, now, now + timedelta(days=1 + 70 * number))
            guild_id = stage.playground.world.home.id
            planned = await state.nights.plan(Plan(guild_id, 1, ada, night))
            await state.rsvps.answer(planned.id, ada, Rsvp.YES)
            for named in (film, Candidate("tt0068646", GODFATHER)):
                await state.nominations.change(
                    planned.id, lambda board, film=named: nominate(board, film, ada)
                )
            await state.night_transitions.open_vote(planned.id, BY_HOST)
            await state.ballots.cast(planned.id, ada, {film.id: 1})
            await state.night_transitions.close_vote(planned.id, BY_HOST, "seed")
            await state.night_transitions.watch(planned.id, BY_HOST)


async def _rate(stage: Stage, watched: Exchange, user: str, rating: int) -> Exchange:
    panel = await stage.playground.click(user, watched, "Rate it")
    value = next(o["value"] for o in options(panel) if o["label"].endswith(f" {rating}"))
    rated = await stage.playground.select(user, panel, None, [value])
    assert f"**{rating}**" in embed(rated)["description"]
    return rated


def _mention(stage: Stage, user: str) -> str:
    return f"<@{stage.playground.world.user(user).id}>"
