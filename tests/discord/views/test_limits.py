"""Every message keeps Discord's limits: for all records, and for the longest thinkable ones."""

import dataclasses
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalog.model import Kind, Movie, PersonRef
from bot.catalog.records.record import read_record
from bot.discord.interactions.sending.render import Renderer
from bot.discord.messages.reply import Reply
from bot.discord.messages.request import Request
from bot.discord.messages.request_names import RequestName
from bot.discord.views.errors import apologise, explain
from bot.discord.views.films.cards import CardBuilder
from bot.discord.views.films.lists import SORT_LABELS, list_reply
from bot.discord.views.films.spoilers import behind_bar
from bot.discord.views.films.story_answers import StoryAnswerBuilder
from bot.errors import (
    AmbiguousError,
    BadInputError,
    CooldownError,
    NoCreditsError,
    NoMatchError,
    NotFoundError,
    Outage,
    OutdatedError,
    UnavailableError,
    UserFacingError,
)
from bot.i18n import speaking
from bot.library.films.story_search import Details, StoryAnswer
from bot.library.pages import PAGE_SIZE, Page
from bot.playground.discord.limits.messages import check_message
from bot.state.store import StateStore
from bot.stories.hints import Years
from bot.stories.hits import Hit
from bot.stories.sureness import Sureness

MAX_USER_ID = 2**64 - 1
NASTY = "*_~`|[]<>@everyone\u202e\n# "


@pytest.fixture
def renderer(store: StateStore) -> Renderer:
    return Renderer(store.saved_views)


async def faults(renderer: Renderer, reply: Reply) -> list[str]:
    """Return what Discord would refuse of a reply."""
    message = await renderer.message(reply, MAX_USER_ID)
    files = message.files()
    for file in files:
        file.close()
    payload: dict[str, Any] = {
        "content": message.content or "",
        "embeds": [embed.to_dict() for embed in message.embeds],
        "components": message.view.to_components() if message.view else [],
        "attachments": [
            {"id": number, "filename": file.filename, "description": file.description}
            for number, file in enumerate(files)
        ],
    }
    attached = frozenset(file.filename for file in files)
    return [str(fault) for fault in check_message(payload, attached)]


def longest(posters: Path) -> Movie:
    """Return a title with everything, as long as it can be thought."""
    people = tuple(PersonRef(f"n{number:019}", NASTY + "N" * 300) for number in range(40))
    (posters / "poster.jpg").write_bytes(b"\xff\xd8\xff")
    return Movie(
        tags=tuple(f"{NASTY}{number}" + "#" * 200 for number in range(40)),
        id="r" + "z" * 19,
        title=NASTY + "T" * 5000,
        kind=Kind.TV_MINI_SERIES,
        years=(1999, 2000),
        genres=tuple(NASTY + "G" * 200 for _ in range(30)),
        languages=tuple("L" * 300 for _ in range(10)),
        rating=10.0,
        votes=10**12,
        imdb_id="1" * 12,
        netflix_id="2" * 12,
        img="poster.jpg",
        color="ffffff",
        description=NASTY * 900,
        synopsis="word " * 5000,
        directors=people,
        cast=people,
        writers=people,
        source="s" * 300 + ".md",
    )


async def test_longest_card_keeps_all_limits(renderer: Renderer, tmp_path: Path) -> None:
    cards = CardBuilder(tmp_path)
    reply = cards.card(longest(tmp_path), why="- because\n" * 500, footer="f" * 2000)
    assert reply.pictures
    assert await faults(renderer, reply) == []


def told(movie: Movie, count: int, sureness: Sureness) -> StoryAnswer:
    """Return an answer to a description with titles as long as they can be thought."""
    movies = [dataclasses.replace(movie, id=f"r{number}") for number in range(count)]
    sentence = f"{NASTY} word || " * 100
    spans = tuple(found.span() for found in re.finditer("word", sentence))
    hits = {one.id: Hit(one.id, 1.0, sentence, spans, 1.0, 1.0) for one in movies}
    said = Details(
        (Years(1990, 1999),) * 30, ("L" * 300,) * 9, (NASTY,) * 99, frozenset(Kind), (NASTY,) * 99
    )
    guess = movies[0] if sureness is Sureness.SURE else None
    page = Page(() if guess else tuple(movies), 200, 1)
    return StoryAnswer(sureness, guess, page, hits, said, said)


@pytest.mark.parametrize("sureness", Sureness)
async def test_longest_answer_to_a_description_keeps_all_limits_and_its_spoiler_bars_shut(
    renderer: Renderer, tmp_path: Path, sureness: Sureness
) -> None:
    answer = told(longest(tmp_path), PAGE_SIZE, sureness)
    request = Request.of(RequestName.FIND, story=NASTY * 300, by=MAX_USER_ID)
    with speaking("es"):
        reply = StoryAnswerBuilder(CardBuilder(tmp_path)).reply(answer, request)
    assert await faults(renderer, reply) == []
    sent = await renderer.message(reply, MAX_USER_ID)
    text = (sent.embeds[0].description or "").replace(r"\|", "")
    assert text.count("||") % 2 == 0
    assert "word" not in re.sub(r"\|\|.*?\|\|", "", text)


def test_a_list_has_the_longest_sentences_with_which_it_fits(tmp_path: Path) -> None:
    def lines(letters: int) -> list[str]:
        movies = tuple(Movie(f"r{n}", "T" * (45 if n else letters)) for n in range(PAGE_SIZE))
        hits = {one.id: Hit(one.id, 1.0, "word " * 100, (), 1.0, 1.0) for one in movies}
        nothing, page = Details(), Page(movies, PAGE_SIZE, 1)
        answer = StoryAnswer(Sureness.POSSIBLE, None, page, hits, nothing, nothing)
        request = Request.of(RequestName.FIND, story="word")
        reply = StoryAnswerBuilder(CardBuilder(tmp_path)).reply(answer, request)
        return (reply.embeds[0].description or "").splitlines()[1:-1]

    spare = 2600 - sum(map(len, lines(1)))
    full, shorter = lines(1 + spare), lines(2 + spare)
    assert sum(map(len, full)) == 2600
    assert {len(line) for line in full[1::2]} == {len("||…||") + 199}
    assert {len(line) for line in shorter[1::2]} == {len("||…||") + 139}


@given(st.text(), st.integers(min_value=1, max_value=300))
def test_what_stands_behind_a_spoiler_bar_cannot_open_it(text: str, limit: int) -> None:
    spans = tuple(found.span() for found in re.finditer(r"\w+", text))
    bar = behind_bar(Hit("r1", 1.0, text, spans, 1.0, 1.0), limit)
    assert bar == "" or re.fullmatch(r"\|\|(?:[^|\\]|\\.)*\|\|", bar)


def test_a_spoiler_bar_shows_the_match_to_its_end() -> None:
    hit = Hit("r1", 1.0, "one two three four heist", ((19, 24),), 1.0, 1.0)
    assert behind_bar(hit, 12) == "||…four **heist**||"
    assert behind_bar(hit, 24) == "||one two three four **heist**||"


async def test_longest_list_keeps_all_limits(renderer: Renderer, tmp_path: Path) -> None:
    movie = longest(tmp_path)
    page = Page((movie,) * PAGE_SIZE, 10**6, 50_000)
    options = RequestName.SEARCH.options - {"sort", "page", "picture"}
    request = Request.of(RequestName.SEARCH, **dict.fromkeys(options, "x" * 500))
    reply = list_reply(
        page,
        request,
        title="t" * 1000,
        header="h" * 3000,
        orders={sort.value: label for sort, label in SORT_LABELS.items()},
        order="best",
        note=lambda _: NASTY * 100,
        picture=True,
    )
    assert await faults(renderer, reply) == []


async def test_barest_title_has_a_card(renderer: Renderer) -> None:
    reply = CardBuilder(None).card(Movie(id="tt0000001", title="P"))
    assert await faults(renderer, reply) == []
    assert reply.embeds[0].title == "P"
    assert not reply.embeds[0].fields


@pytest.mark.parametrize(
    "error",
    [
        AmbiguousError("film", "q" * 4000, [(f"tt{n}", "L" * 400) for n in range(60)], option="t"),
        NotFoundError("film", "q" * 4000, [(f"tt{n}", "L" * 400) for n in range(60)], option="t"),
        NotFoundError("film", "", ()),
        NoCreditsError("n1", "N" * 400, "director", {"actor": 3, "writer": 1}),
        NoMatchError(["p" * 300] * 20, [("genre", "p" * 300, 5)] * 9),
        NoMatchError([], []),
        BadInputError("b" * 9000),
        CooldownError(0.1),
        OutdatedError(),
        UnavailableError("the state store", Outage.FULL),
        UserFacingError("x"),
    ],
    ids=lambda error: type(error).__name__,
)
@pytest.mark.parametrize("request_", [None, Request.of(RequestName.MOVIE, title="x" * 3000)])
async def test_every_error_keeps_all_limits(
    renderer: Renderer, error: UserFacingError, request_: Request | None
) -> None:
    reply = explain(error, request_)
    assert reply.private
    assert await faults(renderer, reply) == []


async def test_apology_carries_the_reference(renderer: Renderer) -> None:
    reply = apologise("abc123")
    assert "abc123" in str(reply.embeds[0].description)
    assert await faults(renderer, reply) == []


ONE_IN_FIVE_OR_ALL = pytest.mark.parametrize(
    "step", [5, pytest.param(1, marks=pytest.mark.thorough)]
)


@ONE_IN_FIVE_OR_ALL
async def test_starter_records_keep_all_limits(
    renderer: Renderer, starter_movies: Path, step: int
) -> None:
    assert await _faults_of_records(renderer, starter_movies, step) == {}


@pytest.mark.shared
@ONE_IN_FIVE_OR_ALL
async def test_shared_records_keep_all_limits(renderer: Renderer, shared: Path, step: int) -> None:
    assert await _faults_of_records(renderer, shared / "corpus" / "records", step) == {}


async def _faults_of_records(renderer: Renderer, folder: Path, step: int) -> dict[str, list[str]]:
    cards = CardBuilder(None)
    found: dict[str, list[str]] = {}
    for path in sorted(folder.glob("*.md"))[::step]:
        movie = read_record(path.read_bytes(), path.name, path.name).movie
        if wrong := await faults(renderer, cards.card(movie)):
            found[path.name] = wrong
    return found
