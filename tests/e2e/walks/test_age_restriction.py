"""One walk to everywhere: titles for adults stay in their channels, words come through the door.

Whoever walks speaks the pseudo-language, and the catalogue and all that is typed is Greek: a Latin
letter outside of its brackets is a word of ours that nobody can translate.
"""

import asyncio
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio

from bot.discord.messages.request_names import RequestName
from bot.i18n import OPENING, PSEUDO
from bot.playground.discord.gateway.gateway import Frame
from bot.playground.discord.http.openapi import load_schema
from bot.playground.discord.http.wire import Served, Upload
from bot.playground.discord.interactions.exchange import Exchange
from bot.playground.driver.options import Value
from bot.state.films.film_ref import FilmRef
from bot.state.store import StateStore
from tests.e2e.stage import Stage, embed, message, staged
from tests.e2e.walks.brackets import unbracketed, unbracketed_in
from tests.e2e.walks.described import complaints
from tests.e2e.walks.walk import KEPT, Step, Values, Walk

pytestmark = pytest.mark.asyncio(loop_scope="module")  # or the walk is on asyncio's own loop

MARK = "νυχτερινή"
"""Stands in the name of every title for adults here, and of whoever is known from nothing else."""
DARK = "after-dark"

AUDIENCES = Path(__file__).with_name("golden_audiences.txt")
"""A line for each request: whether its answer is for all in the channel, or for one person alone;
two lines where that depends on what came of it."""

RECORD = """---
title: "{title}"
aliases: ["Άλλο όνομα: {title}"]
runtime: "100"
kind: "movie"
year: "{year}"
genres: ["Drama", "{genre}"]
tags: ["βροχερή"]
language: "English"
imdb_rating: "{rating}"
votes: "{votes}"
imdb_id: "{imdb_id}"
adult: {adult}
description: "{title}, και τι απέγινε."
---
Director: `{director}`

Cast: `{star}` `Παύλος Κοινός`

Όλη η ιστορία, {title}, από την αρχή στη βροχή ως το τέλος στη θάλασσα.
"""

EXPORT = """Date,Name,Year,Letterboxd URI,Rating
2021-05-01,Νυχτερινή Ταινία 1,1991,https://boxd.it/x,4
2021-05-01,Απλή Ταινία 2,1995,https://boxd.it/y,3
"""
"""A film that must not be named, and one that has to be checked."""


@dataclass(frozen=True, slots=True, repr=False)  # asyncio asks for it, and it takes long
class Walked:
    """A walk that is over.

    Attributes:
        walk: What was done, and what came of it.
        since: Where the journal stood when it began.
        served: The requests of the bot.
        frames: What went over the gateway.
    """

    walk: Walk
    since: int
    served: list[Served]
    frames: list[Frame]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def walked(tmp_path_factory: pytest.TempPathFactory) -> Walked:
    """Go everywhere, once for all tests."""
    folder = tmp_path_factory.mktemp("walk")
    movies = folder / "movies"
    movies.mkdir()
    _write_records(movies)
    async with staged(
        folder / "data",
        movies_dir=str(movies),
        cooldown_burst=10_000,
        settle_seconds=0,
        locale=PSEUDO,
    ) as stage:
        return await _walk(stage)


def _write_records(movies: Path) -> None:
    for number in range(1, 9):
        for adult in (False, True):
            word = "Νυχτερινή" if adult else "Απλή"
            text = RECORD.format(
                title=f"{word} Ταινία {number}",
                year=1990 + number,
                genre="Comedy" if number % 2 else "Romance",
                # The titles for adults would lead every list.
                rating=9.0 - number / 10 if adult else 6.0,
                votes=(1_000_000 if adult else 1_000) - number,
                imdb_id=f"{(900 if adult else 100) + number:07}",
                adult="true" if adult else "false",
                director=f"Δώρα {word}",
                star=f"Άννα {word}",
            )
            (movies / f"{number}-{word}.md").write_text(text, encoding="utf-8")


class Dark:
    """What the server's owner does in the age-restricted channel."""

    def __init__(self, stage: Stage) -> None:
        self.playground = stage.playground
        self.steps: list[Step] = []

    async def slash(self, name: str, /, **options: Value) -> Exchange:
        """Use a command there."""
        made = await self.playground.slash("owner", name, options, DARK)
        assert made.error is None, made.error
        self.steps.append(Step(name, made))
        return made

    async def night(self, *films: str) -> str:
        """Plan a night, name these films, and return its number."""
        night = number_of(await self.slash("night plan", when="in 2 days"))
        for film in films:
            await self.slash("night nominate", film=film, night=night)
        return night


async def _prepare(stage: Stage) -> Values:
    """Leave titles for adults wherever they can be left; return how to get at them."""
    async with await StateStore.open(stage.settings.state_url, stage.clock) as state:
        owner = stage.playground.world.owner.id  # who kept it before it was one for adults
        await state.seen_films.add(owner, FilmRef("tt0000908", "Νυχτερινή Ταινία 8 (1998)"))
    dark = Dark(stage)
    await dark.slash("seen add", film="Νυχτερινή Ταινία 1")
    await dark.slash("rate", film="Νυχτερινή Ταινία 2", rating=9)
    await dark.slash("never film", film="Νυχτερινή Ταινία 3")
    await dark.slash("watchlist add", film="Νυχτερινή Ταινία 4")
    await dark.slash("watchlist add", film="Νυχτερινή Ταινία 4", whose="ours")
    drawn = await dark.slash("random", director="Δώρα Νυχτερινή")
    seed = re.findall(r"seed ⟧(\w+)", str(message(drawn)["embeds"]))[0]
    await dark.slash("verify", seed=seed)
    watched = await dark.night("Νυχτερινή Ταινία 5", "Νυχτερινή Ταινία 6")
    decided = await dark.night("Νυχτερινή Ταινία 7", "Νυχτερινή Ταινία 8")
    voting = await dark.night("Νυχτερινή Ταινία 7", "Απλή Ταινία 7")
    naming = await dark.night("Νυχτερινή Ταινία 8")
    for night in (watched, decided, voting):
        await dark.slash("night vote", night=night)
    for night in (watched, decided):
        await dark.slash("night result", night=night)
    await dark.slash("night watched", night=watched)
    nights = (watched, decided, voting, naming)
    cards = {night: await dark.slash("night show", night=night) for night in nights}
    await stage.playground.click("ada", cards[decided], "⟦I'm coming⟧")
    for name in ("seen list", "never list", "night history"):
        await dark.slash(name)
    await dark.slash("watchlist list", name="Watchlist")
    unseen = await stage.playground.slash("owner", "night show", {})
    assert _first_number(embed(unseen)["title"]) == decided, "the next to come of those held there"
    silent = {step.what for step in dark.steps if MARK not in step.payload.lower()}
    assert silent == {"night plan"}, "what is not there to be seen cannot be missed"
    return {"seed": (seed,), "night": nights}


async def _walk(stage: Stage) -> Walked:
    playground = stage.playground
    playground.world.user("owner", PSEUDO)
    playground.world.user("ada", PSEUDO)
    values = {**_values(stage), **await _prepare(stage)}
    mark = playground.journal.mark()
    served: list[Served] = []
    frames: list[Frame] = []
    playground.discord.requests.listen(served.append)
    playground.gateway.frames.listen(frames.append)
    walk = Walk(stage, "owner", playground.world.default_channel, values, FIELDS)
    await _hold_nights(walk)
    await walk.everywhere()
    for name, (request, text) in MESSAGES.items():
        said = await playground.say("bob", text)
        made = await playground.context_menu("owner", name, said.interaction)
        await walk.note(name, made, request)
    for what, place in (("mention", None), (DIRECT, playground.dm("owner"))):
        said = await playground.say("owner", "@Marquee best dramas", place)
        await walk.note(what, said, "ask")
    stage.clock.advance(25 * 3600)  # a day before the nights, with the reminders for them
    await _reminded(stage)
    await stage.stop()  # with the edits that are still due
    return Walked(walk, mark, served, frames)


async def test_titles_for_adults_leave_their_channel_by_no_way_out(walked: Walked) -> None:
    walk, playground = walked.walk, walked.walk.stage.playground
    assert [step.what for step in walk.steps if MARK in step.payload.lower()] == []
    restricted = {str(c.id) for c in playground.world.channels.values() if c.nsfw}
    assert [
        entry.message
        for entry in playground.journal.since(walked.since)
        if entry.message["channel_id"] not in restricted and MARK in str(entry.message).lower()
    ] == []
    events = str(playground.world.home.scheduled_events).lower()
    assert "movie night" in events
    assert MARK not in events


@pytest.mark.shared
async def test_all_that_passed_fits_discords_description(walked: Walked, shared: Path) -> None:
    assert len(walked.served) > 400
    assert len(walked.frames) > 400
    schema = load_schema(shared / "discord" / "openapi.json")
    found = complaints(schema, walked.served, walked.frames)
    assert not found, "\n".join(found)


async def test_every_word_of_ours_comes_through_the_door(walked: Walked) -> None:
    past = [
        (step.name, step.what, text)
        for step in walked.walk.steps
        if step.what != DIRECT
        for text in unbracketed(step.exchange)
        if text.casefold() not in step.what.casefold()  # what was typed is offered as it is
    ]
    assert past == []


async def test_who_sees_each_answer(walked: Walked) -> None:
    seen = {
        f"{step.name} {'one' if step.exchange.ephemeral else 'all'}"
        for step in walked.walk.steps
        if step.exchange.reply is not None and step.name != KEPT
    }
    assert sorted(seen) == AUDIENCES.read_text(encoding="utf-8").splitlines()


async def test_the_walk_goes_everywhere(walked: Walked) -> None:
    walk = walked.walk
    assert [step.what for step in walk.steps if OUTDATED in step.payload] == []
    assert KEPT in walk.asked
    assert {*RequestName} - walk.asked == NOT_WALKED, "show the walk the way there"


async def test_only_short_facts_stand_beside_others(walked: Walked) -> None:
    replies = [step.exchange.reply for step in walked.walk.steps if step.exchange.reply]
    fields = [
        field for reply in replies for shown in reply["embeds"] for field in shown.get("fields", [])
    ]
    assert {field["inline"] for field in fields} == {True, False}
    assert [field for field in fields if field["inline"] and len(field["value"]) > SHORT] == []


async def test_what_is_ones_own_is_for_nobody_else_to_see(walked: Walked) -> None:
    own = [step for step in walked.walk.steps if step.what.startswith(PRIVATE)]
    assert {step.what.split()[0] for step in own} == {*PRIVATE}
    answered = [step for step in own if step.exchange.reply]
    assert [step.what for step in answered if not step.exchange.ephemeral] == []


async def test_what_the_bot_posts_by_itself_speaks_the_servers_language(walked: Walked) -> None:
    own = [
        entry.message
        for entry in walked.walk.stage.playground.journal.since(0)
        if entry.action != "delete"
        and entry.interaction_id is None
        and not entry.message.get("message_reference")  # answers, in the question's language
    ]
    assert len(own) > 20
    assert [text for posted in own for text in unbracketed_in(posted)] == []
    events = walked.walk.stage.playground.world.home.scheduled_events
    said = [event[key] for event in events.values() for key in ("name", "description")]
    assert [text for text in said if OPENING not in text] == []


async def _hold_nights(walk: Walk) -> None:
    """Go through a night with a vote, and leave another with one film, in the walk's channel."""
    await walk.use("settings", {"method": "star"})
    await walk.use("night plan", {"when": "in 1 day"})
    for film in ("Απλή Ταινία 1", "Απλή Ταινία 2"):
        await walk.use("night nominate", {"film": film})
    for step in ("vote", "vote", "result", "watched"):
        await walk.use(f"night {step}", {})
        await walk.press()
    planned = await walk.use("night plan", {"when": "in 3 days"})
    refused = await Dark(walk.stage).slash(
        "night nominate", film="Νυχτερινή Ταινία 1", night=number_of(planned)
    )
    assert "Νυχτερινή Ταινία 1 (1991)" in embed(refused)["description"]
    await walk.use("night nominate", {"film": "Απλή Ταινία 3"})
    await walk.use("night vote", {})
    hosted = await walk.use("night plan", {"when": "every sunday 8pm", "host": "rota"})
    await walk.stage.playground.click("ada", hosted, "⟦I'm coming⟧")  # so it can be her turn


def number_of(planned: Exchange) -> str:
    """Return the number of the night that was planned."""
    return _first_number(embed(planned)["footer"]["text"])


def _first_number(text: str) -> str:
    return re.findall(r"\d+", text)[0]


SHORT = 60
PRIVATE = ("/export", "/help", "/import", "/privacy", "/rate", "/seen", "/settings", "/timezone")
OUTDATED = "That button is out of date"
MESSAGES = {
    "Films in this message": (
        "named",
        "Νυχτερινή Ταινία 1 or Απλή Ταινία 1? Άννα Νυχτερινή!",
    ),
    "Ask about this": ("ask", "who directed νυχτεριν 1?"),
}
FIELDS = {
    "detail": "μια νυχτεριν του δώρα νυχτεριν",
    "film": "νυχτεριν 2",
    "answer": "νυχτεριν 3",
    "list": "Για τον χειμώνα",
    "when": "in 4 days",
    "length": "120",
    "place": "η σοφίτα",
    "closes": "60",
    "which": "this",
}
DIRECT = "direct message"
"""Messages do not say what language their writer has, and here no server says it for them."""

NOT_WALKED = {
    "asked",  # kept for its length
    "named",  # only by the command on messages
    "night_open",  # of a state that no night comes to any more
    "night_event",  # after somebody has deleted the event
    "not_for_me",  # under draws for several, which need more titles than there are here
}


async def _reminded(stage: Stage) -> None:
    """Wait until the age-restricted channel is reminded of a night with the name of its film."""
    async with asyncio.timeout(5):
        while not any(  # noqa: ASYNC110 - the bot acts by itself
            "We watch **⟧Νυχτερινή" in entry.message["content"]
            for entry in stage.playground.journal.since(0)
        ):
            await asyncio.sleep(0.02)


def _values(stage: Stage) -> Values:
    film = ("Απλή Ταινία 1", "νυχτεριν 1")
    person = ("Παύλος Κοινός", "άννα νυχτεριν", "δώρα νυχτεριν")
    role = stage.playground.role("crew")
    friend = stage.playground.world.user("ada")
    ids = "Const,Title\ntt0000902,Άλλο όνομα\n"
    return {
        "title": film,
        "film": film,
        "person": person,
        "director": person,
        "with": person,
        "other": person,
        "genre": ("Drama", "Romance"),
        "language": ("English",),
        "settings language": ("discord",),  # whose pseudo-language it is
        "decade": ("1990s",),
        "kind": ("movie",),
        "mood": ("cosy",),
        "question": ("best dramas", "films with παύλος κοινός", "who directed απλή ταινία 1"),
        "story": ("βροχή", "όλη η ιστορία μιας νυχτεριν, από την αρχή στη βροχή"),
        "about": ("βροχή και θάλασσα",),
        "tag": ("βροχερή",),
        "from_year": (1991,),
        "to_year": (1999,),
        "min_rating": (5,),
        "min_votes": (10,),
        "max_minutes": (200,),
        "rating": (8,),
        "year": (2026,),
        "when": ("in 3 days",),
        "night plan when": ("in 3 days", "every friday 8pm"),
        "night plan about": ("δράμα",),
        "night move about": ("βροχή και θάλασσα",),
        "place": ("ο καναπές",),
        "channel": (stage.playground.world.home.channel_named("Lounge"),),
        "length": ("2h",),
        "vote_opens": ("in 1 day",),
        "vote_closes": ("in 2 days",),
        "closes": ("in 1 day",),
        "name": ("Watchlist",),
        "watchlist": ("Watchlist",),
        "zone": ("Europe/Berlin",),
        "timezone": ("Europe/Berlin",),
        "command": ("movie",),
        **dict.fromkeys(("allow", "stop", "friend", "friend_2", "friend_3", "friend_4"), (friend,)),
        **dict.fromkeys(("plan_role", "close_role", "veto_role"), (role,)),
        **dict.fromkeys(("nominations", "vetoes", "lists", "films"), (2,)),
        "import file": (
            Upload("ratings.csv", EXPORT.encode(), "text/csv"),
            Upload("δικές μου.csv", ids.encode(), "text/csv"),
        ),
    }
