"""``/pick``, ``/random`` for people, and ``/verify``."""

import hashlib
import re

from bot.playground.discord.interactions.exchange import Exchange
from tests.e2e.stage import Json, Stage, embed, fields, labels, message, options

POOL_TOLD = re.compile(r"\d in \d[\d,]* \([\d.]+ %\)|Drawn from \d+ titles?|pool [0-9a-f]{16}")
"""The odds of a draw, and how many and which titles it was made from."""


def why(exchange: Exchange) -> str:
    return fields(exchange)["Why this one"]


def open_pool_size(exchange: Exchange) -> int:
    found = re.search(r"Drawn from (\d+) titles? with seed", embed(exchange)["footer"]["text"])
    assert found
    return int(found[1])


async def pool_size(stage: Stage, exchange: Exchange, user: str = "ada") -> int:
    """Return how many titles a draw was made from; of a sealed one only its owner is told."""
    checked = await stage.slash("verify", user=user, seed=seed_of(exchange))
    return len(checked.files[0].content.decode().splitlines())


def seed_of(exchange: Exchange) -> str:
    found = re.search(r"seed (\w{8})", embed(exchange)["footer"]["text"])
    assert found
    return found[1]


async def films(stage: Stage, genre: str) -> list[Json]:
    """Return the lines of the first page of a genre."""
    listed = options(await stage.slash("genre", genre=genre, kind="movie"))
    return [line for line in listed if line["value"].startswith("card")]


def by_id(line: Json) -> str:
    return line["value"].replace("card?film=", "id:")


async def test_pick_is_new_to_who_asks(stage: Stage) -> None:
    everything = await stage.slash("random", genre="Drama", kind="movie")
    await stage.slash("seen add", film=by_id((await films(stage, "Drama"))[0]))
    alone = await stage.slash("pick", genre="Drama", kind="movie")
    assert await pool_size(stage, alone) == open_pool_size(everything) - 1
    assert "not marked as seen by" in why(alone)


async def test_pick_draws_from_the_watchlists_where_there_are_some(stage: Stage) -> None:
    first, second, *_ = await films(stage, "Drama")
    for line in (first, second):
        await stage.slash("watchlist add", film=by_id(line), name="Soon")
    assert await pool_size(stage, await stage.slash("pick")) == 2
    listed = await stage.slash("random", watchlist="soon")
    assert await pool_size(stage, listed) == 2
    assert "on the watchlist of" in why(listed)
    unknown = await stage.slash("pick", watchlist="nowhere")
    assert unknown.ephemeral
    assert "nowhere" in embed(unknown)["title"]


async def test_the_servers_list_can_be_drawn_from(stage: Stage) -> None:
    first, second, *_ = await films(stage, "Drama")
    for line in (first, second):
        await stage.slash("watchlist add", film=by_id(line), name="Club", whose="ours")
    offered = await stage.typing("pick", "watchlist", watchlist="clu")
    assert offered == ["Club (this server's)"]
    drawn = await stage.slash("random", user="bob", watchlist="ours:Club")
    assert open_pool_size(drawn) == 2


async def test_never_is_respected_by_every_draw(stage: Stage) -> None:
    await stage.slash("never genre", genre="Horror")
    nothing = await stage.slash("random", genre="Horror")
    assert nothing.ephemeral
    assert embed(nothing)["title"] == "Nothing left"
    assert not embed(await stage.slash("random", user="bob", genre="Horror")).get("ephemeral")


async def test_what_was_seen_may_be_drawn_all_the_same_when_nothing_is_left(stage: Stage) -> None:
    line = (await films(stage, "Drama"))[0]
    await stage.slash("watchlist add", film=by_id(line))
    await stage.slash("seen add", film=by_id(line))
    nothing = await stage.slash("pick")
    assert labels(nothing) == ["Include films already seen", "From any film"]
    seen = await stage.playground.click("ada", nothing, "Include films already seen")
    assert embed(seen)["title"] in line["label"]
    other = await stage.playground.click("ada", nothing, "From any film")
    assert await pool_size(stage, other) > 100


async def test_moods_are_words_for_filters(stage: Stage) -> None:
    scary = await stage.slash("random", mood="spooky")
    assert "Horror" in fields(scary)["Genres"]
    assert "in a scary mood" in why(scary)
    odd = await stage.slash("random", mood="plaid")
    assert "isn't a mood" in embed(odd)["description"]
    assert "funny" in await stage.typing("pick", "mood", mood="fun")


async def test_a_draw_is_verified_by_everybody_and_after_a_restart(stage: Stage) -> None:
    drawn = await stage.slash("random", genre="Western")
    await stage.restart()
    checked = await stage.slash("verify", user="bob", seed=seed_of(drawn).upper())
    shown = embed(checked)
    assert shown["title"] == "Verified: the same result"
    assert embed(drawn)["title"] in shown["description"]
    file = checked.files[0]
    assert file.name == f"pool-{seed_of(drawn)}.txt"
    lines = file.content.decode().splitlines()
    assert len(lines) == open_pool_size(drawn)
    pool_hash = hashlib.sha256(file.content).hexdigest()[:16]
    assert pool_hash in embed(drawn)["footer"]["text"]
    # As the footer of the check tells to do it by hand.
    lots = [line.split("\t")[0] for line in lines for _ in range(int(line.split("\t")[1]))]
    number = int.from_bytes(hashlib.sha256(f"{seed_of(drawn)}:0".encode()).digest(), "big")
    card = await stage.slash("movie", title=f"id:{lots[number % len(lots)]}")
    assert embed(card)["title"] == embed(drawn)["title"]
    pressed = await stage.playground.click("bob", drawn, "Verify")
    assert pressed.ephemeral


async def test_an_unknown_seed_is_explained(stage: Stage) -> None:
    refused = await stage.slash("verify", seed="abcdefgh")
    assert refused.ephemeral
    assert "abcdefgh" in embed(refused)["description"]
    await stage.slash("random", seed="given")
    refused = await stage.slash("verify", seed="given")
    assert "none with a seed that somebody gave" in embed(refused)["description"]
    assert "the same filters and that seed" in embed(refused)["description"]


async def test_what_lost_before_comes_up_more_often_and_says_so(stage: Stage) -> None:
    first, second, *_ = await films(stage, "Drama")
    for line in (first, second):
        await stage.slash("watchlist add", film=by_id(line))
    drawn = await stage.slash("pick")
    again = await stage.playground.click("ada", drawn, "Another")
    checked = await stage.slash("verify", seed=seed_of(again))
    chances = {"2 in 3 (66.7 %)", "1 in 3 (33.3 %)"}
    assert any(f"Its chance was {chance}" in embed(checked)["description"] for chance in chances)
    if embed(again)["title"] != embed(drawn)["title"]:
        assert "lost 1 time before" in why(again)
    repeated = await stage.slash("pick", seed=seed_of(again))
    assert embed(repeated)["title"] == embed(again)["title"]


async def test_what_was_drawn_for_one_is_opened_for_no_other(stage: Stage) -> None:
    kept, *_ = await films(stage, "Drama")
    await stage.slash("watchlist add", film=by_id(kept))
    await stage.slash("never genre", genre="Horror")
    for drawn in (
        await stage.slash("pick"),
        await stage.slash("random", kind="movie"),
        await stage.slash("doublefeature", film="What's Eating Gilbert Grape"),
    ):
        assert POOL_TOLD.findall(str(message(drawn))) == []
        refused = await stage.slash("verify", user="bob", seed=seed_of(drawn))
        assert refused.ephemeral
        assert not refused.files
        opened = await stage.playground.click("ada", drawn, "Verify")
        assert opened.ephemeral
        assert embed(opened)["title"] == "Verified: the same result"
    # Luck in the server is everybody's to see, so what she draws for herself leaves none there.
    checked = await stage.slash("random", user="bob", genre="Western")
    assert len(POOL_TOLD.findall(str(message(checked)))) == 3
    assert await pool_size(stage, checked, "bob") == 2
    lots = (await stage.slash("verify", user="bob", seed=seed_of(checked))).files[0].content
    assert {line.split(b"\t")[1] for line in lots.splitlines()} == {b"1"}
