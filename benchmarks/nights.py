"""Votes under kill -9: are acknowledged ones lost, is any counted twice, and how fast are they?

::

    python benchmarks/nights.py --json
    python benchmarks/nights.py --postgres postgresql://me:secret@localhost/postgres --json

For each database, SQLite and PostgreSQL: in every round a process of its own takes votes from a
thousand people, a hundred in flight at a time, until a thousand are acknowledged. It is killed at
a random moment on the way, and another takes its place; whoever got no answer votes again, and
some change their mind. Then another process reads the ballots:

* lost: people whose stored ballot is older than the last one that was acknowledged;
* doubled: ballots beyond one a person.

Without ``--postgres`` a server is started as the tests do it, with its commits synced to the disk,
and removed afterwards. Bare INSERTs go through the same :class:`Database`, a transaction each.
"""

import argparse
import asyncio
import json
import random
import sys
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path

from sqlalchemy import Column, Integer, MetaData, Table

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.voting.process import FILMS, IN_FLIGHT, Crowd, ballot, number_of, serve
from bot.clock import SystemClock
from bot.rules.nights.night import Night, Rights, Status
from bot.rules.nights.nominations import nominate
from bot.rules.voting.model import Method
from bot.state.nights.plans import Plan
from bot.state.store import StateStore
from tests.state.postgres_databases import own_database
from tests.state.postgres_server import find_programs, running_server

_HOST = Rights(host=True)


@dataclass(frozen=True, slots=True)
class Result:
    """The results of one database.

    Attributes:
        kills: How many processes were killed, one in each round.
        acknowledged: Votes that were acknowledged, in all rounds.
        lost: Acknowledged ballots that were not there afterwards.
        doubled: Ballots beyond one a person.
        votes_per_s: Votes a second, undisturbed.
        inserts_per_s: Bare INSERTs a second into the same database.
        ratio: The first by the second.
    """

    kills: int
    acknowledged: int
    lost: int
    doubled: int
    votes_per_s: int
    inserts_per_s: int
    ratio: float


async def open_night(store: StateStore) -> int:
    """Plan a night, open its vote and return its id."""
    now = SystemClock().now()
    night = Night(Status.PLANNED, planned_at=now, starts_at=now + timedelta(days=2))
    planned = await store.nights.plan(Plan(1, 2, 3, night, method=Method.STAR))
    await store.night_transitions.open_nominations(planned.id, _HOST)
    for by, film in enumerate(FILMS, 1):
        await store.nominations.change(
            planned.id, lambda board, f=film, p=by: nominate(board, f, p)
        )
    await store.night_transitions.open_vote(planned.id, _HOST)
    return planned.id


def round_of_votes(address: str, people: int, chance: random.Random) -> tuple[int, int, int]:
    """Take everybody's vote with one kill on the way; return acknowledged, lost and doubled."""
    night_id = asyncio.run(_prepare(address))
    crowd = Crowd(people, chance)
    if not serve(address, night_id, crowd, kill_after=chance.randrange(1, people)):
        raise RuntimeError("the process ended before it was killed")
    crowd.despair()
    serve(address, night_id, crowd, kill_after=None)
    stored, counted = asyncio.run(_look(address, night_id, people))
    # A vote that was sent later may have been stored although its answer never arrived.
    lost = sum(stored.get(person, -1) < number for person, number in crowd.acknowledged.items())
    return crowd.answers, lost, counted - len(stored)


async def _prepare(address: str) -> int:
    async with await StateStore.open(address, SystemClock()) as store:
        return await open_night(store)


async def _look(address: str, night_id: int, people: int) -> tuple[dict[int, int], int]:
    """Return the vote that is kept for each person, and how many ballots would be counted."""
    async with await StateStore.open(address, SystemClock()) as store:
        counted = len(await store.ballots.all(night_id))
        kept: dict[int, int] = {}
        for person in range(1, people + 1):
            if (marks := await store.ballots.get(night_id, person)) is not None:
                kept[person] = number_of(marks)
        return kept, counted


async def speed(address: str, people: int) -> tuple[float, float]:
    """Return votes and bare INSERTs a second, each a transaction, a hundred at a time."""
    bare = Table("bare", MetaData(), Column("id", Integer), Column("mark", Integer))
    async with await StateStore.open(address, SystemClock()) as store:
        night_id = await open_night(store)
        async with store.database.transaction() as connection:
            await connection.run_sync(bare.create)

        async def vote(person: int) -> None:
            await store.ballots.cast(night_id, person, ballot(person))

        async def insert(person: int) -> None:
            async with store.database.transaction() as connection:
                await connection.execute(bare.insert().values(id=person, mark=1))

        seconds = [0.0, 0.0]
        for start in range(0, people, IN_FLIGHT):  # by turns: the disk has its moods
            block = range(start + 1, min(start + IN_FLIGHT, people) + 1)
            for number, act in enumerate((vote, insert)):
                started = time.perf_counter()
                await asyncio.gather(*map(act, block))
                seconds[number] += time.perf_counter() - started
        async with store.database.transaction() as connection:
            await connection.run_sync(bare.drop)
    return people / seconds[0], people / seconds[1]


def measure(address: str, votes: int, rounds: int, seed: int) -> Result:
    """Run all rounds on one database."""
    chance = random.Random(seed)
    outcomes: list[tuple[int, int, int]] = []
    for number in range(1, rounds + 1):
        outcomes.append(round_of_votes(address, votes, chance))
        acknowledged, lost, doubled = outcomes[-1]
        print(f"round {number}: {acknowledged:,} acknowledged, {lost} lost, {doubled} doubled")
    votes_per_s, inserts_per_s = asyncio.run(speed(address, votes))
    return Result(
        kills=rounds,
        acknowledged=sum(outcome[0] for outcome in outcomes),
        lost=sum(outcome[1] for outcome in outcomes),
        doubled=sum(outcome[2] for outcome in outcomes),
        votes_per_s=round(votes_per_s),
        inserts_per_s=round(inserts_per_s),
        ratio=round(votes_per_s / inserts_per_s, 3),
    )


@contextmanager
def postgres(url: str | None) -> Generator[str | None]:
    """Provide the URL of a new database, on that server or on one started for it."""
    if url is not None:
        with own_database(url) as own:
            yield own
    elif programs := find_programs():
        with running_server(programs, durable=True) as server, own_database(server) as own:
            yield own
    else:
        yield None


def main() -> int:
    """Run everything; the exit status is 1 if a vote was lost or counted twice."""
    parser = argparse.ArgumentParser(description="Kill processes that take votes, and count.")
    parser.add_argument("--votes", type=int, default=1000, help="people in each round")
    parser.add_argument("--rounds", type=int, default=20, help="kills on each database")
    parser.add_argument("--postgres", help="a server where databases may be created")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true", help="end with one JSON object")
    options = parser.parse_args()
    results: dict[str, Result] = {}
    with tempfile.TemporaryDirectory() as folder, postgres(options.postgres) as url:
        addresses = {"sqlite": f"sqlite:///{folder}/state.db", "postgresql": url}
        for name, address in addresses.items():
            print(name)
            if address is None:
                print("left out: name a server with --postgres, or install Debian's postgresql")
                continue
            result = measure(address, options.votes, options.rounds, options.seed)
            print(f"{result.votes_per_s:,} votes/s, {result.ratio:.2f} of bare INSERTs")
            results[name] = result
    if options.json:
        print(json.dumps({name: asdict(result) for name, result in results.items()}))
    return int(any(result.lost or result.doubled for result in results.values()))


if __name__ == "__main__":
    sys.exit(main())
