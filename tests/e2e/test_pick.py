"""``/pick``, ``/random`` for people, and ``/verify``."""

import hashlib
import re
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from bot.playground.entities import User
from bot.playground.exchange import Exchange
from tests.e2e.stage import Json, Stage, embed, fields, labels, options, staged


@pytest.fixture
async def stage(data_dir: Path) -> AsyncGenerator[Stage]:
    async with staged(data_dir, cooldown_burst=10_000) as made:
        yield made


def why(exchange: Exchange) -> str:
    return fields(exchange)["Why this one"]


def pool_size(exchange: Exchange) -> int:
    found = re.search(r"Drawn from (\d+) titles? with seed", embed(exchange)["footer"]["text"])
    assert found
    return int(found[1])


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


def person(stage: Stage, name: str) -> User:
    return stage.playground.world.user(name)


async def test_pick_is_new_to_all_who_watch(stage: Stage) -> None:
    dramas = await films(stage, "Drama")
    for user, line in zip(("ada", "bob"), dramas, strict=False):
        await stage.slash("seen add", user=user, film=by_id(line))
    everything = await stage.slash("random", genre="Drama", kind="movie")
    alone = await stage.slash("pick", genre="Drama", kind="movie")
    bob = person(stage, "bob")
    both = await stage.slash("pick", genre="Drama", kind="movie", friend=bob)
    assert pool_size(alone) == pool_size(everything) - 1
    assert pool_size(both) == pool_size(everything) - 2
    assert f"<@{bob.id}>" in why(both)
    assert "not marked as seen by" in why(both)


async def test_pick_draws_from_the_watchlists_where_there_are_some(stage: Stage) -> None:
    first, second, third, *_ = await films(stage, "Drama")
    for line in (first, second):
        await stage.slash("watchlist add", film=by_id(line), name="Soon")
    for line in (second, third):
        await stage.slash("watchlist add", user="bob", film=by_id(line))
    assert pool_size(await stage.slash("pick")) == 2
    bob = person(stage, "bob")
    assert pool_size(await stage.slash("pick", friend=bob)) == 3
    shared = await stage.slash("pick", friend=bob, overlap=True)
    assert embed(shared)["title"] == second["label"].split(". ", 1)[1]
    assert "on the watchlists of" in why(shared)
    assert pool_size(await stage.slash("random", watchlist="soon")) == 2
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
    assert pool_size(drawn) == 2


async def test_never_is_respected_by_every_draw(stage: Stage) -> None:
    await stage.slash("never genre", genre="Horror")
    nothing = await stage.slash("random", genre="Horror")
    assert nothing.ephemeral
    assert embed(nothing)["title"] == "Nothing left"
    assert not embed(await stage.slash("random", user="bob", genre="Horror")).get("ephemeral")
    ada = person(stage, "ada")
    both = await stage.slash("random", user="bob", genre="Horror", friend=ada)
    assert embed(both)["title"] == "Nothing left"


async def test_what_was_seen_may_be_drawn_all_the_same_when_nothing_is_left(stage: Stage) -> None:
    line = (await films(stage, "Drama"))[0]
    await stage.slash("watchlist add", film=by_id(line))
    await stage.slash("seen add", film=by_id(line))
    nothing = await stage.slash("pick")
    assert labels(nothing) == ["Also what was seen", "From any film"]
    seen = await stage.playground.click("ada", nothing, "Also what was seen")
    assert embed(seen)["title"] in line["label"]
    other = await stage.playground.click("ada", nothing, "From any film")
    assert pool_size(other) > 100


async def test_the_voice_channel_is_asked_who_is_there(stage: Stage) -> None:
    refused = await stage.slash("pick", unseen_by="voice")
    assert "no voice channel" in embed(refused)["description"]
    for name in ("ada", "bob"):
        await stage.playground.join_voice(name)
    line = (await films(stage, "Western"))[0]
    await stage.slash("seen add", user="bob", film=by_id(line))
    everything = await stage.slash("random", genre="Western", kind="movie")
    ours = await stage.slash("random", genre="Western", kind="movie", unseen_by="voice")
    assert pool_size(ours) == pool_size(everything) - 1
    await stage.playground.join_voice("bob", None)
    alone = await stage.slash("random", genre="Western", kind="movie", unseen_by="voice")
    assert pool_size(alone) == pool_size(everything)


async def test_this_servers_users_are_those_who_used_marquee_here(stage: Stage) -> None:
    line = (await films(stage, "Western"))[0]
    await stage.slash("seen add", user="bob", film=by_id(line))
    everything = await stage.slash("random", genre="Western", kind="movie")
    ours = await stage.slash("random", genre="Western", kind="movie", unseen_by="server")
    assert pool_size(ours) == pool_size(everything) - 1


async def test_moods_are_words_for_filters(stage: Stage) -> None:
    scary = await stage.slash("random", mood="spooky")
    assert "Horror" in fields(scary)["Genres"]
    assert "in a scary mood" in why(scary)
    odd = await stage.slash("random", mood="plaid")
    assert "no mood" in embed(odd)["description"]
    assert "funny" in await stage.typing("pick", "mood", mood="fun")


async def test_a_draw_is_verified_by_everybody_and_after_a_restart(stage: Stage) -> None:
    drawn = await stage.slash("random", genre="Western")
    await stage.restart()
    checked = await stage.slash("verify", user="bob", seed=seed_of(drawn).upper())
    shown = embed(checked)
    assert shown["title"] == "Verified: the same again"
    assert embed(drawn)["title"] in shown["description"]
    file = checked.files[0]
    assert file.name == f"pool-{seed_of(drawn)}.txt"
    lines = file.content.decode().splitlines()
    assert len(lines) == pool_size(drawn)
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


async def test_what_lost_before_comes_up_more_often_and_says_so(stage: Stage) -> None:
    first, second, *_ = await films(stage, "Drama")
    for line in (first, second):
        await stage.slash("watchlist add", film=by_id(line))
    drawn = await stage.slash("pick")
    assert "its chance was 1 in 2 (50 %)" in why(drawn)
    chances = {"2 in 3 (66.7 %)", "1 in 3 (33.3 %)"}
    again = await stage.playground.click("ada", drawn, "Another")
    assert any(f"its chance was {chance}" in why(again) for chance in chances)
    if embed(again)["title"] != embed(drawn)["title"]:
        assert "lost 1 time before" in why(again)
    repeated = await stage.slash("pick", seed=seed_of(again))
    assert embed(repeated)["title"] == embed(again)["title"]
