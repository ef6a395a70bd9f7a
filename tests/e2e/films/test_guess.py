"""``/guess``: hints, the form, streaks and the server's table."""

import asyncio
from collections.abc import AsyncGenerator
from pathlib import Path

import aiosqlite
import pytest

from bot.discord.messages.controls import to_base36
from bot.playground.discord.interactions.exchange import Exchange
from tests.e2e.stage import Stage, controls, embed, labels, message, staged


@pytest.fixture
async def stage(data_dir: Path) -> AsyncGenerator[Stage]:
    async with staged(data_dir, cooldown_burst=10_000) as made:
        yield made


async def answer(stage: Stage) -> str:
    """Look up the title of the only running game."""
    async with aiosqlite.connect(stage.settings.data_dir / "state.sqlite") as db:
        ((label,),) = await db.execute_fetchall("SELECT movie_name FROM guess_games")
    return str(label)


async def guess(stage: Stage, user: str, game: Exchange, text: str) -> Exchange:
    form = await stage.playground.click(user, game, "Guess")
    assert form.modal is not None
    return await stage.playground.submit(user, form, {"answer": text})


async def test_hints_come_one_by_one_from_whoever_asks_and_end(stage: Stage) -> None:
    game = await stage.slash("guess")
    assert embed(game)["footer"]["text"].startswith("Hint 1 of ")
    assert await answer(stage) not in str(message(game))
    last = int(embed(game)["footer"]["text"].rsplit(" ", 1)[1])
    for number in range(2, last + 1):
        game = await stage.playground.click("bob", game, "Next hint")
        assert game.answer_type == 7
        assert len(embed(game)["fields"]) == number
    assert [control.get("disabled", False) for control in controls(game)][1]


async def test_a_wrong_answer_is_private_and_a_right_one_changes_the_message(stage: Stage) -> None:
    game = await stage.slash("guess")
    for wrong in ("xqzjwvkq", "?", "zzzz 1850"):
        refused = await guess(stage, "bob", game, wrong)
        assert refused.ephemeral
        assert embed(refused)["title"] == "Not that one"
    title = await answer(stage)
    await stage.restart()
    solved = await guess(stage, "bob", game, title.rsplit(" (", 1)[0].lower())
    assert solved.answer_type == 7
    first, card = message(solved)["embeds"]
    bob = stage.playground.world.user("bob").id
    assert first["title"] == "Solved"
    assert f"<@{bob}>" in first["description"]
    assert card["title"] == title
    table = await stage.playground.click("ada", solved, "Leaderboard")
    assert table.ephemeral
    assert f"<@{bob}>" in embed(table)["description"]


async def test_a_row_of_right_answers_is_a_streak_which_giving_up_ends(stage: Stage) -> None:
    first = await stage.slash("guess")
    solved = await guess(stage, "ada", first, await answer(stage))
    second = await stage.playground.click("ada", solved, "Play again")
    solved = await guess(stage, "ada", second, await answer(stage))
    assert "2 in a row" in embed(solved)["description"]
    game = await stage.playground.click("ada", solved, "Play again")
    await guess(stage, "ada", game, "xqzjwvkq")
    given_up = await stage.playground.click("ada", game, "Give up")
    assert embed(given_up)["title"] == "Given up"
    table = await stage.playground.click("ada", given_up, "Leaderboard")
    assert "streak 0, best 2" in embed(table)["description"]


async def test_only_who_began_a_game_or_a_moderator_gives_it_up(stage: Stage) -> None:
    game = await stage.slash("guess")
    refused = await stage.playground.click("bob", game, "Give up")
    assert refused.ephemeral
    assert "moderator" in embed(refused)["description"]
    given_up = await stage.playground.click("owner", game, "Give up")
    assert embed(given_up)["title"] == "Given up"


async def test_a_game_is_touched_only_where_it_is_played(stage: Stage) -> None:
    await stage.slash("guess")
    mallory = stage.playground.world.user("mallory")
    by = to_base36(mallory.id)
    elsewhere = stage.playground.world.add_channel(
        "den", guild=stage.playground.world.add_guild("Elsewhere", bot_is_member=False)
    )
    for where in (stage.playground.dm(mallory), elsewhere):
        for request in (f"guess_end?by={mallory.id}&game=1", "guess_hint?game=1&shown=1"):
            forged = await stage.playground.press_stale(
                mallory, f"1:s:{by}:{request}", channel=where
            )
            assert embed(forged)["title"] == "That game is over"
    # Who began it stands in the store, whatever the button says.
    forged = await stage.playground.press_stale(
        mallory, f"1:s:{by}:guess_end?by={mallory.id}&game=1"
    )
    assert "moderator" in embed(forged)["description"]
    huge = await stage.playground.press_stale(mallory, f"1:s:{by}:guess_hint?game={10**30}")
    assert embed(huge)["title"] == "That game is over"
    assert await answer(stage)


async def test_scores_in_direct_messages_are_a_persons_or_a_groups(stage: Stage) -> None:
    playground = stage.playground
    users = [playground.world.user(name) for name in ("ada", "bob", "cleo")]
    ada, bob, cleo = users
    group, other = playground.world.group_dm([ada, bob]), playground.world.group_dm([bob, cleo])
    played = [(ada, playground.dm(ada)), (bob, group), (cleo, other), (cleo, playground.dm(cleo))]
    tables: list[str] = []
    for user, where in played:
        game = await playground.slash(user, "guess", {}, where)
        await guess(stage, user.name, game, await answer(stage))
    for user, where in [*played, (ada, group)]:
        game = await playground.slash(user, "guess", {}, where)
        table = await playground.click(user, game, "Leaderboard")
        tables.append(embed(table)["description"])
        await playground.click(user, game, "Give up")
    mentioned = [{user.name for user in users if f"<@{user.id}>" in table} for table in tables]
    assert mentioned == [{"ada"}, {"bob"}, {"cleo"}, {"cleo"}, {"bob"}]


async def test_of_two_who_are_right_at_once_one_scores(stage: Stage) -> None:
    game = await stage.slash("guess")
    title = await answer(stage)
    forms = [await stage.playground.click(user, game, "Guess") for user in ("ada", "bob")]
    submit = stage.playground.submit
    results = await asyncio.gather(
        *(
            submit(user, form, {"answer": title})
            for user, form in zip(("ada", "bob"), forms, strict=True)
        )
    )
    titles = sorted(embed(result)["title"] for result in results)
    assert titles == ["Solved", "That game is over"]


async def test_a_form_sent_after_the_end_is_answered(stage: Stage) -> None:
    game = await stage.slash("guess")
    form = await stage.playground.click("bob", game, "Guess")
    title = await answer(stage)
    await guess(stage, "ada", game, title)
    late = await stage.playground.submit("bob", form, {"answer": title})
    assert late.ephemeral
    assert embed(late)["title"] == "That game is over"
    assert "Play again" in labels(late)


async def test_a_table_without_a_game_says_how_to_begin(stage: Stage) -> None:
    game = await stage.slash("guess")
    table = await stage.playground.click("ada", game, "Leaderboard")
    assert "/guess" in embed(table)["description"]
