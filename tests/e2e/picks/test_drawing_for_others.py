"""Draws for others: who may make them, who sees them, and what they tell."""

from collections.abc import Sequence

from bot.discord.messages.controls import to_base36
from bot.playground.discord.interactions.exchange import Exchange
from bot.playground.discord.world.entities import User
from bot.rules.picks.sealed import CHECKS
from bot.state.films.film_ref import FilmRef
from bot.state.store import StateStore
from tests.e2e.nights.night_steps import plan
from tests.e2e.stage import Json, Stage, embed, fields, labels, message, options

GENRE = "Biography"
"""The starter catalogue has just 20 of them, as few as a draw for several may have."""


def bob(stage: Stage) -> User:
    return stage.playground.world.user("bob")


async def biographies(stage: Stage) -> list[str]:
    """Return the ids of all films of the genre."""
    shown = await stage.slash("genre", genre=GENRE)
    found = options(shown)
    found += options(await stage.playground.click("ada", shown, "Next"))
    ids = {line["value"].removeprefix("card?film=") for line in found if "card?" in line["value"]}
    assert len(ids) == 20
    return sorted(ids)


async def keep(stage: Stage, user: str, seen: Sequence[str], never: str = "") -> None:
    """Let somebody keep all of this at once, as an import does."""
    person, now = stage.playground.world.user(user).id, stage.clock.now()
    async with await StateStore.open(stage.settings.state_url, stage.clock) as state:
        await state.seen_films.add_all(person, [(FilmRef(id_, id_), now) for id_ in seen])
        if never:
            await state.nevers.add_film(person, FilmRef(never, never))


async def title(stage: Stage, id_: str) -> str:
    return embed(await stage.slash("movie", title=f"id:{id_}"))["title"]


def seal_of(drawn: Exchange) -> str:
    return embed(drawn)["footer"]["text"].split("seal ")[1].split()[0]


def seed_of(drawn: Exchange) -> str:
    return embed(drawn)["footer"]["text"].split("seed ")[1].split()[0]


async def sit_together(stage: Stage, *users: str) -> None:
    for user in users:
        await stage.playground.join_voice(user)


async def test_a_stranger_draws_for_nobody_by_any_way(stage: Stage) -> None:
    everything = await biographies(stage)
    await keep(stage, "bob", everything[:-1])
    await stage.slash("watchlist add", user="bob", film=f"id:{everything[0]}", name="secret")
    await stage.slash("watchlist add", user="mallory", film=f"id:{everything[0]}", name="secret")
    asked: list[tuple[str, Json]] = [("random", {}), ("pick", {}), ("pick", {"overlap": True})]
    asked += [("random", {"watchlist": "secret", "overlap": True})]
    dm = stage.playground.dm("mallory")
    for where in (dm, stage.playground.world.default_channel):
        for name, more in asked:
            given = {"friend": bob(stage), "genre": GENRE, **more}
            refused = await stage.playground.slash("mallory", name, given, where)
            assert refused.ephemeral
            assert embed(refused)["title"] == "Not for them", embed(refused)
    # Whom nobody named is left out: the answer is mallory's own.
    ours = await stage.slash("random", user="mallory", genre=GENRE, unseen_by="server")
    checked = await stage.slash("verify", user="mallory", seed=seed_of(ours))
    assert len(checked.files[0].content.splitlines()) == len(everything)
    assert f"<@{bob(stage).id}>" not in str(message(ours))
    # A control from before, in a message that is hers.
    mallory = to_base36(stage.playground.world.user("mallory").id)
    for mode in "top":
        old = f"1:{mode}:{mallory}:random?friend={bob(stage).id}&genre={GENRE}"
        pressed = await stage.playground.press_stale("mallory", old)
        assert embed(pressed)["title"] == "Not for them"
    pair = await stage.playground.press_stale(
        "mallory", f"1:p:{mallory}:doublefeature?friend={bob(stage).id}"
    )
    assert f"<@{bob(stage).id}>" not in str(message(pair))


async def test_who_sits_together_is_drawn_for_before_all_eyes_until_not_for_me(
    stage: Stage,
) -> None:
    everything = await biographies(stage)
    await keep(stage, "bob", everything[:-2], never=everything[-2])
    await sit_together(stage, "ada", "bob")
    drawn = await stage.slash("random", genre=GENRE, friend=bob(stage))
    assert not drawn.ephemeral
    # What bob has seen or rules out is left out, and nothing says which or how much that is.
    assert embed(drawn)["title"] == await title(stage, everything[-1])
    assert f"<@{bob(stage).id}>" in message(drawn)["content"]
    assert message(drawn)["mentions"] == []
    assert "Drawn from about 20 titles" in embed(drawn)["footer"]["text"]
    reason = fields(drawn)["Why this one"]
    assert "none of you has marked it as seen" in reason
    assert "@" not in reason
    assert "chance" not in reason
    assert "Not for me" in labels(drawn)
    # Another is posted anew, by the owner as by others, who then are who asks.
    again = await stage.playground.click("ada", drawn, "Another")
    assert again.answer_type == 4
    assert not again.ephemeral
    outsider = await stage.playground.click("mallory", drawn, "Another")
    assert embed(outsider)["title"] == "Not for them"
    # From buttons that would change a message, or open a private one, it is drawn publicly.
    ada = to_base36(stage.playground.world.user("ada").id)
    old = f"1:t:{ada}:random?friend={bob(stage).id}&genre={GENRE}"
    pressed = await stage.playground.press_stale("ada", old)
    assert pressed.ephemeral
    posted = await stage.playground.click("ada", pressed, "Draw publicly")
    assert not posted.ephemeral
    assert embed(posted)["title"] == embed(drawn)["title"]
    seeded = await stage.slash("random", genre=GENRE, friend=bob(stage), seed=seed_of(drawn))
    assert "can't be repeated from its seed" in embed(seeded)["description"]
    # What nobody of them has not seen: said to all, and not why.
    await keep(stage, "bob", everything[-1:])
    nothing = await stage.slash("random", genre=GENRE, friend=bob(stage))
    assert not nothing.ephemeral
    assert embed(nothing)["title"] == "Nothing left"
    assert "never" not in embed(nothing)["description"]
    assert labels(nothing) == ["Include films already seen", "Not for me"]
    stopped = await stage.playground.click("bob", nothing, "Not for me")
    assert stopped.ephemeral
    assert "Nobody can draw for you any more" in embed(stopped)["description"]
    await stage.restart()
    for shown, button in ((drawn, "Another"), (pressed, "Draw publicly")):
        pressed_late = await stage.playground.click("ada", shown, button)
        assert embed(pressed_late)["title"] == "Not for them"
    await stage.playground.join_voice("cleo")
    asked = {"genre": GENRE, "unseen_by": "voice"}
    voice = await stage.playground.slash("ada", "random", asked, "Lounge")
    cleo = stage.playground.world.user("cleo").id
    assert f"<@{cleo}>" in message(voice)["content"]
    assert f"<@{bob(stage).id}>" not in str(message(voice))


async def test_few_titles_and_narrow_lists_are_refused(stage: Stage) -> None:
    everything = await biographies(stage)
    await sit_together(stage, "ada", "bob")
    few = await stage.slash("random", genre="Western", friend=bob(stage))
    assert few.ephemeral
    assert "needs at least 20 titles" in embed(few)["description"]
    # One's own lists are filters as well: with all but one ruled out, that one would be read.
    bait = f"id:{everything[0]}"
    await stage.slash("watchlist add", film=bait, name="bait")
    narrow: tuple[Json, ...] = ({"watchlist": "bait"}, {"overlap": True})
    for more in narrow:
        few = await stage.slash("random", friend=bob(stage), **more)
        assert embed(few)["title"] == "Too few for several people"
    await keep(stage, "ada", everything[1:])
    few = await stage.slash("random", genre=GENRE, friend=bob(stage))
    assert embed(few)["title"] == "Too few for several people"


async def test_a_draw_for_several_is_checked_by_them_a_few_times_and_not_opened(
    stage: Stage,
) -> None:
    await sit_together(stage, "ada", "bob")
    drawn = await stage.slash("pick", friend=bob(stage))
    refused = await stage.playground.click("mallory", drawn, "Verify")
    assert "Only they can check it" in embed(refused)["description"]
    await stage.restart()
    for _ in range(CHECKS):
        checked = await stage.playground.click("bob", drawn, "Verify")
        assert embed(checked)["title"] == "The same"
        assert not checked.files
        assert seal_of(drawn) in embed(checked)["description"]
        assert embed(drawn)["title"] not in str(message(checked))
    spent = await stage.playground.click("bob", drawn, "Verify")
    assert "the maximum" in embed(spent)["description"]
    ada = to_base36(stage.playground.world.user("ada").id)
    other = f"1:o:{ada}:verify?seal={'0' * 32}&seed={seed_of(drawn)}"
    assert embed(await stage.playground.press_stale("ada", other))["title"] == "Not the same"
    # Its seed opens nothing elsewhere: neither the pool, nor the draw itself.
    repeated = await stage.slash("random", user="mallory", seed=seed_of(drawn))
    assert "Drawn from 400 titles" in embed(repeated)["footer"]["text"]


async def test_whoever_allowed_it_is_drawn_for_where_they_can_see_it(stage: Stage) -> None:
    ada = stage.playground.world.user("ada")
    shown = await stage.slash("privacy show", user="bob")
    assert "people you watch with" in fields(shown)["Who may use it"]
    panel = await stage.playground.click("bob", shown, "Who may draw for you")
    assert "Allowed by name: nobody" in embed(panel)["description"]
    closed = await stage.playground.select(
        "bob", panel, "Who may draw for you", "Nobody may draw for me"
    )
    assert "drawn for you by **nobody**" in embed(closed)["description"]
    allowed = await stage.slash("privacy draws", user="bob", allow=ada)
    assert allowed.ephemeral
    assert f"<@{ada.id}>" in embed(allowed)["description"]
    drawn = await stage.slash("random", friend=bob(stage))
    assert f"<@{bob(stage).id}>" in message(drawn)["content"]
    dm = stage.playground.dm("ada")
    in_dm = await stage.playground.slash("ada", "random", {"friend": bob(stage)}, dm)
    assert embed(in_dm)["title"] == "Not for them"
    await stage.playground.hide("after-dark", "bob")
    hidden = await stage.playground.slash("ada", "random", {"friend": bob(stage)}, "after-dark")
    assert hidden.ephemeral
    assert embed(hidden)["title"] == "They couldn't see it"
    await stage.slash("privacy draws", user="bob", stop=ada)
    assert embed(await stage.slash("random", friend=bob(stage)))["title"] == "Not for them"
    card = await stage.slash("movie", user="bob", title="The Matrix")
    mine = await stage.playground.click("bob", card, "Mine")
    opened = await stage.playground.select(
        "bob", mine, "Who may draw for you", "Anybody may draw for me"
    )
    assert "drawn for you by **anybody**" in embed(opened)["description"]
    ours = await stage.slash("random", unseen_by="server")
    assert f"<@{bob(stage).id}>" in message(ours)["content"]


async def test_who_comes_to_a_night_is_drawn_for_by_who_comes_as_well(stage: Stage) -> None:
    night = await plan(stage)
    await stage.playground.click("bob", night, "I'm coming")
    await stage.playground.click("ada", night, "Maybe")
    everything = await biographies(stage)
    await keep(stage, "bob", everything[:-1])
    panel = await stage.playground.click("ada", await stage.slash("night show"), "Nominate")
    alone = await stage.playground.click("ada", panel, "Nominate one for us")
    assert alone.ephemeral
    assert embed(await stage.slash("random", friend=bob(stage)))["title"] == "Not for them"
    await stage.playground.click("ada", await stage.slash("night show"), "I'm coming")
    drawn = await stage.slash("random", genre=GENRE, friend=bob(stage))
    assert embed(drawn)["title"] == await title(stage, everything[-1])
    await stage.slash("night remove", user="owner", film=_named(await stage.slash("night show")))
    panel = await stage.playground.click("ada", await stage.slash("night show"), "Nominate")
    named = await stage.playground.click("ada", panel, "Nominate one for us")
    assert not named.ephemeral
    assert f"<@{bob(stage).id}>" in message(named)["content"]
    assert labels(named) == ["Nominate", "Verify", "Not for me"]
    assert "drawn by me" in str(message(await stage.slash("night show")))


def _named(card: Exchange) -> str:
    """Return the only film that stands on a night's card."""
    line = next(line for line in str(message(card)).split("\\n") if "drawn by me" in line)
    return line.split("**")[1] if "**" in line else line.lstrip("- ").split(" (drawn")[0]
