"""A campaign: several people do everything that the bot offers, while things go wrong.

::

    python benchmarks/campaign.py --seeds 0:100 --steps 1000 --database sqlite --keep FOLDER
    python benchmarks/campaign.py --table FOLDER/sqlite.jsonl --table FOLDER/postgresql.jsonl
    python benchmarks/campaign.py --short

Each seed is a run of so many steps with a store of its own, the real bot in a process of its own
and a local Discord: commands with ordinary and hostile input, what is offered while typing, the
controls of all messages so far, forms, mentions and commands on messages, in two servers and direct
messages. Now and then something goes wrong: see ``campaigns/faults.py``. After each run

- nothing was logged as an ERROR, and no user's id was;
- everything was answered, exactly once, that Discord let through;
- what must hold in the store does: see ``invariants.py``;
- nothing held the event loop for more than 50 ms;
- the bot has not grown.

The result of a run is added to ``FOLDER/DATABASE.jsonl``; a seed that is already there is skipped,
so that a campaign can be resumed. No run is started after ``--minutes``.
"""

import asyncio
import json
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Generator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.campaigns.faults import EXCUSING, Faults
from benchmarks.campaigns.invariants import broken
from benchmarks.campaigns.report import Run, add_run, read_runs, summary, table
from benchmarks.campaigns.steps import PEOPLE, Step, Walker
from benchmarks.heavy.bot_memory import pss_mb
from bot.catalog.files.store import CatalogStore
from bot.clock import ShiftedClock
from bot.library.upkeep import LibraryUpkeep
from bot.playground.discord.world.entities import VOICE
from bot.playground.discord.world.world import World
from bot.playground.playground import Playground
from bot.playground.process.bot_process import BotConfig, BotProcess
from bot.state.database.address import parse_address
from bot.state.store import StateStore, prepare
from tests.state.postgres_databases import own_database
from tests.state.postgres_server import find_programs, running_server

ROOT = Path(__file__).resolve().parent.parent
FAULT_EVERY = 25
"""The average number of steps between two faults."""
EXCUSED_STEPS = 3
"""So many steps after a fault may go unanswered because of it, and what lasts is mended then."""
STARVED_SECONDS = 0.5
"""Somebody who has waited for a processor for so long may be late: first answers have 0.8 s."""
GROWN_MB = 80
_INTERACTION = re.compile(r"/interactions/(\d+)/")
SHORT_STEPS = 60


async def prepared(folder: Path) -> tuple[list[str], list[str]]:
    """Build a catalogue of 400 records and an empty store, once; return its titles and people."""
    records = folder / "records"
    if not records.exists():
        draft = folder / "draft"
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(parents=True)
        names = (ROOT / "benchmarks" / "starter_400.txt").read_text(encoding="utf-8").split()
        for name in names:
            shutil.copy2(ROOT / "data" / "movies" / name, draft)
        draft.rename(records)
    data = folder / "data"
    async with LibraryUpkeep([records], data / "catalog") as upkeep:
        await upkeep.library.current.questions()
    await prepare(parse_address(f"sqlite:///{data / 'state.sqlite'}"))
    async with await CatalogStore(data / "catalog").open() as catalog:
        titles = [movie.title async for movie in catalog.all_movies()]
        people = [person.name async for person in catalog.all_people()]
    return titles, people


async def run(
    seed: int, steps: int, folder: Path, url: str | None, names: tuple[list[str], list[str]]
) -> Run:
    """Run a number of steps on a new store; return the result."""
    chance, made, began = random.Random(seed), Run(seed), time.monotonic()
    with TemporaryDirectory(prefix="marquee-campaign-") as home:
        data = Path(home) / "data"
        await asyncio.to_thread(shutil.copytree, folder / "data", data)
        address = url or f"sqlite:///{data / 'state.sqlite'}"
        clock, world = ShiftedClock(), World()
        other = world.add_guild("Another Club", locale="es-ES")
        places = [world.default_channel, world.add_channel("talk", guild=other)]
        world.add_channel("Parlour", VOICE, guild=other)
        places.append(next(place for place in world.channels.values() if place.nsfw))
        for name in PEOPLE:
            world.user(name, "es-ES" if name == "dan" else None)
        log = Path(home) / "bot.log"
        async with Playground(clock, world=world, settle_seconds=0.0) as playground:
            bot = BotProcess(log, piped=True)
            settings = {
                "data_dir": str(data),
                "movies_dir": str(folder / "records"),
                "database_url": address,
                "log_format": "json",
                "cooldown_burst": "10000",
            }

            async def start() -> None:
                ahead = (clock.now() - ShiftedClock().now()).total_seconds()
                where = playground.api_base, playground.gateway_url, playground.token
                playground.faults.clear()
                await bot.start(BotConfig(*where, settings, ahead))

            await start()
            faults = Faults(playground, bot, clock, start, address)
            walker = Walker(playground, chance, *names, places)
            try:
                await _walk(made, steps, walker, faults, bot)
            finally:
                await faults.mend()
                await bot.stop()
        made.faults, made.reached = faults.met, walker.reached
        ids = [str(user.id) for user in world.users.values() if user is not world.bot]
        made.found += _in_log(log, ids)
        async with await StateStore.open(address, clock) as store:
            made.found += [f"the store: {line}" for line in await broken(store)]
        if url is None:
            made.found += await asyncio.to_thread(_damage, data / "state.sqlite")
        if made.pss_mb[-1] > made.pss_mb[0] + GROWN_MB:
            made.found.append(f"grew from {made.pss_mb[0]} to {made.pss_mb[-1]} MB")
    made.seconds = round(time.monotonic() - began, 1)
    return made


@dataclass(frozen=True, slots=True)
class _Circumstances:
    """What a step was, and what may have kept it from being answered in time.

    Attributes:
        step: Its number, what went wrong last, and what was done.
        excused: Discord failed, or the bot was killed.
        starved: The bot or the local Discord waited for a processor.
    """

    step: str
    excused: bool
    starved: bool


async def _walk(made: Run, steps: int, walker: Walker, faults: Faults, bot: BotProcess) -> None:
    playground, chance = walker.playground, walker.chance
    over_at = excused_until = starved_until = -1
    fault = ""
    steps_of: dict[str, _Circumstances] = {}
    for number in range(steps):
        if chance.randrange(FAULT_EVERY) == 0:
            fault = await faults.some(chance)
            over_at = number + EXCUSED_STEPS
            if fault in EXCUSING:
                excused_until = over_at  # a second fault excuses no less
        waited = waited_seconds(bot.pid, os.getpid())
        step = await walker.step()
        if waited_seconds(bot.pid, os.getpid()) - waited > STARVED_SECONDS:
            starved_until = number + 1  # what comes late is seen after the next step
        now = _Circumstances(
            f"step {number}, last fault {fault}: {step.what[:200]}",
            number <= excused_until,
            number <= starved_until,
        )
        made.steps += 1
        wrong = [(now, wrong)] if (wrong := _wrong(step)) else []
        if step.exchange is not None:
            steps_of[step.exchange.interaction["id"]] = now
        for violation in playground.violations:
            # What was refused may have been sent for an interaction of a step before.
            of = _INTERACTION.search(violation.where)
            wrong.append((steps_of.get(of[1], now) if of else now, str(violation)))
        playground.violations.clear()
        if step.exchange is None:
            made.not_offered += 1
        made.excused += any(at.excused for at, _ in wrong)
        made.starved += any(at.starved and not at.excused for at, _ in wrong)
        made.found += [f"{at.step}: {what}" for at, what in wrong if not (at.excused or at.starved)]
        if number == over_at:
            await faults.mend()
        if number in {steps // 4, steps - 1}:
            await faults.mend()
            made.pss_mb.append(await asyncio.to_thread(pss_mb, bot.pid or 0))


def waited_seconds(*pids: int | None) -> float:
    """Return how long the threads of these processes have waited for a processor; Linux only."""
    found = 0
    for pid in pids:
        for file in Path(f"/proc/{pid}/task").glob("*/schedstat"):
            with suppress(OSError):  # it has ended
                found += int(file.read_text(encoding="ascii").split()[1])
    return found / 1e9


def _damage(file: Path) -> list[str]:
    """Return the problems that SQLite finds in a file."""
    with closing(sqlite3.connect(file)) as connection:
        found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check")]
    return [] if found == ["ok"] else [f"the store is damaged: {line}" for line in found]


def _wrong(step: Step) -> str:
    made = step.exchange
    if made is None or (made.interaction.get("content") is not None and made.error is None):
        return ""  # a message may go unanswered
    return "" if made.error is None and made.acknowledged else str(made.error)


def _in_log(log: Path, ids: list[str]) -> list[str]:
    """Return the problems in the lines of a log."""
    found: Counter[str] = Counter()
    naming = re.compile("|".join(map(re.escape, ids)))
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            entry = json.loads(line)
        except ValueError:
            found[f"a line that is no JSON: {line[:150]}"] += 1
            continue
        if entry.get("level") in {"error", "critical"}:
            found[f"logged as an error: {line[:1500]}"] += 1
        if entry.get("event") == "loop_held":
            found[f"held the loop: {entry['milliseconds']} ms {entry['by']} {entry['place']}"] += 1
        if naming.search(line):
            found[f"a user's id in the log: {entry.get('event')}"] += 1
    return [f"{what} ({count})" for what, count in found.items()]


@contextmanager
def server(database: str) -> Generator[str | None]:
    """Provide the URL of a PostgreSQL server if needed."""
    if database == "sqlite":
        yield None
        return
    programs = find_programs()
    if programs is None:
        raise typer.BadParameter("there is no PostgreSQL here; install Debian's postgresql")
    with running_server(programs) as url:
        yield url


def campaign(seeds: range, steps: int, database: str, folder: Path, minutes: float) -> list[Run]:
    """Run the remaining seeds until the time is over; return all results."""
    names = asyncio.run(prepared(folder))
    results = folder / f"{database}.jsonl"
    known, commit = read_runs(results), _commit()
    until = time.monotonic() + 60 * minutes
    with server(database) as url:
        for seed in seeds:
            if seed in {one.seed for one in known} or time.monotonic() > until:
                continue
            if url is None:
                made = asyncio.run(run(seed, steps, folder, None, names))
            else:
                with own_database(url) as own:
                    asyncio.run(prepare(parse_address(own)))
                    made = asyncio.run(run(seed, steps, folder, own, names))
            made.commit = commit
            known.append(made)
            add_run(results, made)
            print(f"{database} seed {seed}: {made.steps} steps in {made.seconds} s", flush=True)
            for line in made.found:
                print(f"  {line}", flush=True)
    return known


def _commit() -> str:
    git = shutil.which("git")
    if git is None:
        return ""
    told = subprocess.run(  # noqa: S603
        [git, "describe", "--always", "--dirty"],
        cwd=ROOT,
        capture_output=True,
        check=False,
        text=True,
    )
    return told.stdout.strip()


def main(
    seeds: Annotated[str, typer.Option(help="From the first up to but not the last.")] = "0:1",
    steps: Annotated[int, typer.Option(help="Of each run.", min=8)] = 1000,
    database: Annotated[str, typer.Option(help="sqlite or postgresql.")] = "sqlite",
    keep: Annotated[Path | None, typer.Option(help="Where results are kept.")] = None,
    minutes: Annotated[float, typer.Option(help="No run begins after so long.")] = 60.0,
    show: Annotated[
        list[Path] | None, typer.Option("--table", help="Only show a table of these files.")
    ] = None,
    short: Annotated[bool, typer.Option(help="A few steps on both, for CI.")] = False,
) -> None:
    """Run a campaign; the exit status is 1 if it found a problem."""
    if show:
        print("\n".join(table(show)))
        return
    first, _, last = seeds.partition(":")
    with TemporaryDirectory(prefix="marquee-campaign-") as own:
        folder = (keep or Path(own)).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        runs: list[Run] = []
        for name in ("sqlite", "postgresql") if short else (database,):
            wanted = range(1) if short else range(int(first), int(last))
            runs += campaign(wanted, SHORT_STEPS if short else steps, name, folder, minutes)
    print("\n".join(summary(runs)))
    sys.exit(any(one.found for one in runs))


if __name__ == "__main__":
    typer.run(main)
