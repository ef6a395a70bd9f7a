"""The slowest known inputs, and more of them found by hill climbing."""

import asyncio
import random
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.asking.hostile_words import HEAVY
from bot.catalog.files.store import CatalogStore
from bot.catalog.model import Movie
from bot.errors import OverBudgetError
from bot.playground.driver.options import Value
from bot.questions.catalog_questions import open_arrays
from bot.questions.service import Questions
from bot.runtime.workers.budget import spending

NOW = datetime(2026, 11, 23, tzinfo=UTC)
MAX_LENGTH = 1_000
"""The length of the longest question that ``/ask`` accepts."""
STEPS = 10
"""Of one climb: so many inputs are kept, each slower than the one before or as slow."""
TRIES = 2
BUDGET_SECONDS = 1.0
ROWS = 50_000

QUESTIONS = (
    "films with actors with more than one film",
    "films by directors with more than one film",
    "best film of each actor",
    "who worked with actors with more than one film",
    "average rating of each director",
    "which actor has the best average",
    "films with more than two genres not by directors of more than 5 films",
    "actors in more than three films with directors with more than three films",
    " ".join(["best film of the actors of the films of the directors of"] * 5),
    "peliculas con actores de mas de una pelicula y directores de los 90 " * 4,
    "co-stars of co-stars of actors with more than two films",
    "films not with actors with more than one film and not by directors with more than one film",
    " and ".join(["films by directors with more than one film"] * 12),
    " or ".join(["films with actors with more than two films"] * 12),
    "a b c d e f g h i j k l m n o p q r s t u v w x y z " * 19,
    "the last night of the winter river of the love song city road " * 15,
    "films",
    "not films from 1990 to 1999 or films not from 1990 to 1999 sorted by rating",
)
"""What ``/ask`` has been slow at, on large catalogues or on any."""

WORDS = "a b c d e f g h i j k l m n o p q r s t u v w x y z " * 38


@dataclass(frozen=True, slots=True)
class Input:
    """Something to do.

    Attributes:
        command: The command; on a message where ``message`` is given.
        options: Its options.
        message: The text of the message that it is used on.
    """

    command: str
    options: Mapping[str, Value] = field(default_factory=dict[str, Value])
    message: str = ""


def known(people: Sequence[str]) -> list[Input]:
    """Return the thirty slowest inputs known.

    Args:
        people: Two people of the catalogue, far apart.
    """
    one, other = people[0], people[-1]
    words = WORDS.split()
    return [
        *(Input("ask", {"question": text[:MAX_LENGTH]}) for text in QUESTIONS),
        Input("Films in this message", message=WORDS[:1990]),
        Input("Films in this message", message=("the of and in a " * 200)[:1990]),
        Input("Films in this message", message=" ".join(HEAVY * 8)[:1990]),
        Input("Ask about this", message=WORDS[:MAX_LENGTH]),
        Input("random"),
        Input("random", {"unseen_by": "me", "exclude_shown": True}),
        Input("doublefeature"),
        Input("connect", {"person": one, "other": other}),
        Input("search", {"genre": " ".join(words[:500]), "person": WORDS[:900]}),
        Input("find", {"story": ("somebody goes to a house by the river at night " * 8)[:300]}),
        Input("genre", {"genre": "Drama"}),
        Input("movie", {"title": WORDS[:900]}),
    ]


def climb(folder: Path, count: int, seed: int) -> list[str]:
    """Return questions found by climbing: from heavy words to ever slower ones.

    Args:
        folder: Where the catalogue lies.
        count: How many.
        seed: The same seed makes the same changes; which are kept is for the clock to say.
    """
    return asyncio.run(_climb(folder, count, seed))


async def _climb(folder: Path, count: int, seed: int) -> list[str]:
    chance = random.Random(seed)
    async with await CatalogStore(folder).open() as catalog:
        questions = Questions(await open_arrays(catalog, folder))
        names = [movie.title async for movie in _first(catalog.all_movies(), 200)]
    pieces = [*HEAVY, *names, *(part for text in QUESTIONS for part in text.split(" and "))]

    def seconds(text: str) -> float:
        began = time.thread_time()
        with suppress(OverBudgetError), spending(BUDGET_SECONDS):
            questions.ask(text, now=NOW, language="en")
        return time.thread_time() - began

    found: list[str] = []
    while len(found) < count:
        at = chance.choices(pieces, k=chance.randrange(2, 8))
        slowest = seconds(_text(at))
        for _ in range(STEPS):
            for _ in range(TRIES):
                changed = _changed(at, pieces, chance)
                if (took := seconds(_text(changed))) >= slowest:
                    at, slowest = changed, took
                    break
            found.append(_text(at))
    return found[:count]


async def _first(movies: AsyncIterator[Movie], count: int) -> AsyncIterator[Movie]:
    number = 0
    async for movie in movies:
        if number == count:
            return
        number += 1
        yield movie


def _changed(pieces: Sequence[str], known_: Sequence[str], chance: random.Random) -> list[str]:
    """Return a row of pieces with one put in, taken out, exchanged or said twice."""
    made = [*pieces]
    place = chance.randrange(len(made))
    way = chance.randrange(4)
    if way == 0 or len(made) == 1:
        made.insert(place, chance.choice(known_))
    elif way == 1:
        made[place] = chance.choice(known_)
    elif way == 2:
        made[place:place] = made[max(place - 3, 0) : place + 1]
    else:
        del made[place]
    return made


def _text(pieces: Sequence[str]) -> str:
    return " ".join(pieces)[:MAX_LENGTH]


def export_of(titles: Sequence[tuple[str, int | None]]) -> bytes:
    """Return an export with as many rows as are read: titles that are known, and ever new ones."""
    lines = ["Date,Name,Year,Rating"]
    for number in range(ROWS):
        title, year = titles[number % len(titles)]
        name = title if number < len(titles) else f"{title} {number}"
        lines.append(f'2021-05-01,"{name}",{year or 1999},{number % 10 / 2 + 0.5}')
    return "\n".join(lines).encode()
