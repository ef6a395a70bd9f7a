"""Titles for adults leave age-restricted channels by no way out."""

import asyncio
import re
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from bot.messages.request_names import RequestName
from bot.playground.driver.options import Value
from bot.playground.exchange import Exchange
from bot.playground.wire import Upload
from bot.state.films.film_ref import FilmRef
from bot.state.store import StateStore
from tests.e2e.stage import Stage, embed, message, staged
from tests.e2e.walk import KEPT, Step, Values, Walk

MARK = "nocturne"
"""Stands in the name of every title for adults here, and of whoever is known from nothing else."""
DARK = "after-dark"

RECORD = """---
title: "{title}"
aliases: ["Second Name of {title}"]
runtime: "100"
kind: "movie"
year: "{year}"
genres: ["Drama", "{genre}"]
tags: ["rainy"]
language: "English"
imdb_rating: "{rating}"
votes: "{votes}"
imdb_id: "{imdb_id}"
adult: {adult}
description: "{title}, and what became of it."
---
Director: `{director}`

Cast: `{star}` `Paul Shared`

The whole story of {title}, from its beginning in the rain to its end by the sea.
"""

EXPORT = """Date,Name,Year,Letterboxd URI,Rating
2021-05-01,Nocturne Film 1,1991,https://boxd.it/x,4
2021-05-01,The Plain Film 2,1993,https://boxd.it/y,3
"""
"""A film that must not be named, and one that has to be checked."""


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncGenerator[Stage]:
    movies = tmp_path / "movies"
    movies.mkdir()
    for number in range(1, 9):
        for adult in (False, True):
            word = "Nocturne" if adult else "Plain"
            text = RECORD.format(
                title=f"{word} Film {number}",
                year=1990 + number,
                genre="Comedy" if number % 2 else "Romance",
                # The titles for adults would lead every list.
                rating=9.0 - number / 10 if adult else 6.0,
                votes=(1_000_000 if adult else 1_000) - number,
                imdb_id=f"{(900 if adult else 100) + number:07}",
                adult="true" if adult else "false",
                director=f"Dora {word}",
                star=f"Ann {word}",
            )
            (movies / f"{number}-{word}.md").write_text(text, encoding="utf-8")
    async with staged(
        tmp_path / "data", movies_dir=str(movies), cooldown_burst=10_000, settle_seconds=0
    ) as made:
        yield made


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
        await state.seen_films.add(owner, FilmRef("tt0000908", "Nocturne Film 8 (1998)"))
    dark = Dark(stage)
    await dark.slash("seen add", film="Nocturne Film 1")
    await dark.slash("rate", film="Nocturne Film 2", rating=9)
    await dark.slash("never film", film="Nocturne Film 3")
    await dark.slash("watchlist add", film="Nocturne Film 4")
    await dark.slash("watchlist add", film="Nocturne Film 4", whose="ours")
    drawn = await dark.slash("random", director="Dora Nocturne")
    seed = re.findall(r"seed (\w+)", str(message(drawn)["embeds"]))[0]
    await dark.slash("verify", seed=seed)
    watched = await dark.night("Nocturne Film 5", "Nocturne Film 6")
    decided = await dark.night("Nocturne Film 7", "Nocturne Film 8")
    voting = await dark.night("Nocturne Film 7", "Plain Film 7")
    naming = await dark.night("Nocturne Film 8")
    for night in (watched, decided, voting):
        await dark.slash("night vote", night=night)
    for night in (watched, decided):
        await dark.slash("night result", night=night)
    await dark.slash("night watched", night=watched)
    nights = (watched, decided, voting, naming)
    cards = {night: await dark.slash("night show", night=night) for night in nights}
    await stage.playground.click("ada", cards[decided], "I'm coming")
    for name in ("seen list", "never list", "night history"):
        await dark.slash(name)
    await dark.slash("watchlist list", name="Watchlist")
    silent = {step.what for step in dark.steps if MARK not in step.payload.lower()}
    assert silent == {"night plan"}, "what is not there to be seen cannot be missed"
    return {"seed": (seed,), "night": nights}


async def test_titles_for_adults_leave_their_channel_by_no_way_out(stage: Stage) -> None:
    playground = stage.playground
    values = {**_values(stage), **await _prepare(stage)}
    mark = playground.journal.mark()
    walk = Walk(stage, "owner", playground.world.default_channel, values, FIELDS)
    await _hold_nights(walk)
    await walk.everywhere()
    for name, text in MESSAGES.items():
        said = await playground.say("bob", text)
        await walk.note(name, await playground.context_menu("owner", name, said.interaction))
    for place in (None, playground.dm("owner")):
        await walk.note("mention", await playground.say("owner", "@Marquee best dramas", place))
    stage.clock.advance(25 * 3600)  # a day before the nights, with the reminders for them
    await _reminded(stage)
    await stage.stop()  # with the edits that are still due

    assert [step.what for step in walk.steps if MARK in step.payload.lower()] == []
    restricted = {str(c.id) for c in playground.world.channels.values() if c.nsfw}
    assert [
        entry.message
        for entry in playground.journal.since(mark)
        if entry.message["channel_id"] not in restricted and MARK in str(entry.message).lower()
    ] == []
    events = str(playground.world.home.scheduled_events).lower()
    assert "movie night" in events
    assert MARK not in events

    assert [step.what for step in walk.steps if OUTDATED in step.payload] == []
    assert KEPT in walk.asked
    assert {*RequestName} - walk.asked == NOT_WALKED, "show the walk the way there"


async def _hold_nights(walk: Walk) -> None:
    """Go through a night with a vote, and leave another with one film, in the walk's channel."""
    await walk.use("settings", {"method": "star"})
    await walk.use("night plan", {"when": "in 1 day"})
    for film in ("Plain Film 1", "Plain Film 2"):
        await walk.use("night nominate", {"film": film})
    for step in ("vote", "vote", "result", "watched"):
        await walk.use(f"night {step}", {})
        await walk.press()
    planned = await walk.use("night plan", {"when": "in 3 days"})
    refused = await Dark(walk.stage).slash(
        "night nominate", film="Nocturne Film 1", night=number_of(planned)
    )
    assert "Nocturne Film 1 (1991) is a title for adults" in embed(refused)["description"]
    await walk.use("night nominate", {"film": "Plain Film 3"})
    await walk.use("night vote", {})


def number_of(planned: Exchange) -> str:
    """Return the number of the night that was planned."""
    return embed(planned)["footer"]["text"].removeprefix("Night ")


OUTDATED = "That control is from before"
MESSAGES = {
    "Films in this message": "Nocturne Film 1 or Plain Film 1? Ann Nocturne is in it.",
    "Ask about this": "who directed nocturn 1?",
}
FIELDS = {
    "detail": "a nocturn film by dora nocturn",
    "film": "nocturn 2",
    "answer": "nocturn 3",
    "list": "For the winter",
    "when": "in 4 days",
    "length": "120",
    "place": "the attic",
    "closes": "60",
    "which": "this",
}
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
            "We watch **Nocturne" in entry.message["content"]
            for entry in stage.playground.journal.since(0)
        ):
            await asyncio.sleep(0.02)


def _values(stage: Stage) -> Values:
    film = ("Plain Film 1", "nocturn 1")
    person = ("Paul Shared", "ann nocturn", "dora nocturn")
    role = stage.playground.role("crew")
    friend = stage.playground.world.user("ada")
    ids = "Const,Title\ntt0000902,Another name\n"
    return {
        "title": film,
        "film": film,
        "person": person,
        "director": person,
        "with": person,
        "other": person,
        "genre": ("Drama", "Romance"),
        "language": ("English",),
        "decade": ("1990s",),
        "kind": ("movie",),
        "mood": ("cosy",),
        "question": ("best dramas", "films with paul shared", "who directed plain film 1"),
        "story": ("rain and sea", "the whole story of a nocturn, from its beginning in the rain"),
        "about": ("rain and sea",),
        "tag": ("rainy",),
        "from_year": (1991,),
        "to_year": (1999,),
        "min_rating": (5,),
        "min_votes": (10,),
        "max_minutes": (200,),
        "rating": (8,),
        "year": (2026,),
        "when": ("in 3 days",),
        "night plan when": ("in 3 days", "every friday 8pm"),
        "night plan about": ("drama",),
        "night move about": ("rain and sea",),
        "place": ("the sofa",),
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
            Upload("mine.csv", ids.encode(), "text/csv"),
        ),
    }
