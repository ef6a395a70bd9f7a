"""Does one person with the heaviest requests keep the others waiting?

::

    python benchmarks/lag.py --records FOLDER [--json]
    python benchmarks/lag.py --titles 100000 --keep FOLDER [--json]
    python benchmarks/lag.py --records data/movies --only benchmarks/starter_400.txt

The real bot runs in a process of its own on a local Discord (schema validation off). First four
people type, ask and open cards. Then they go on, while another asks the 30 slowest inputs known and
300 found by hill climbing, one after the other, and while somebody brings 19 exports of 50,000
rows. It fails where

- anything held the event loop for more than 50 ms of processor time
  (``bot/runtime/event_loop.py``);
- the 99th percentile of the others' answers is more than 5 times that of the idle bot;
- anything was not answered, or was answered twice;
- the bot's processes take more memory (PSS) than they may.

With ``--askers N`` the heavy inputs come from so many people in turn, so that the limits of one
person do not stop them.
"""

import asyncio
import json
import random
import shutil
import sys
import time
from collections.abc import Awaitable
from concurrent.futures import ProcessPoolExecutor
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

import typer

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.catalogs.imdb_files import make_files
from benchmarks.heavy.bot_memory import pss_mb
from benchmarks.heavy.slow_inputs import Input, climb, export_of, known
from bot.catalog.files.store import CatalogStore
from bot.catalog.imdb.importer import import_files
from bot.catalog.imdb.tables import TitleFilter
from bot.library.derived import Derived, build_apart
from bot.playground.discord.http.wire import Upload
from bot.playground.discord.interactions.exchange import Exchange
from bot.playground.playground import Playground
from bot.playground.process.bot_process import BotConfig, BotProcess
from bot.state.database.address import parse_address
from bot.state.store import prepare as prepare_state

SEED = 17
OTHERS = ("ada", "bob", "cleo", "dan")
PAUSE_SECONDS = 0.15
IMPORTS = 19
TIMES_IDLE = 5.0
SMALL, LARGE = (1_000, 150), (1_000_000, 300)
"""Up to so many titles, so many megabytes."""


@dataclass(slots=True)
class Others:
    """People who use the bot as people do.

    Attributes:
        milliseconds: How long each answer took.
        silent: What was not answered.
    """

    playground: Playground
    titles: list[str]
    people: list[str]
    milliseconds: list[float] = field(default_factory=list[float])
    silent: list[str] = field(default_factory=list[str])
    by_way: dict[str, list[float]] = field(default_factory=dict[str, list[float]])
    _over: asyncio.Event = field(default_factory=asyncio.Event)

    async def until(self, work: Awaitable[object]) -> list[float]:
        """Use the bot until an event is set; return how long each answer took, in order."""
        self.milliseconds, self._over = [], asyncio.Event()
        self.by_way = {}
        using = [
            asyncio.create_task(self._use(name, random.Random(number)))
            for number, name in enumerate(OTHERS)
        ]
        await work
        self._over.set()
        await asyncio.gather(*using)
        return sorted(self.milliseconds)

    def figures(self) -> dict[str, dict[str, float]]:
        """Return the figures of the last phase by what was done."""
        return {way: _figures(sorted(times)) for way, times in self.by_way.items()}

    async def _use(self, name: str, chance: random.Random) -> None:
        while not self._over.is_set():
            title = chance.choice(self.titles)
            for length in range(1, 5):
                text = title[: length * 2]
                typing = self.playground.autocomplete(name, "movie", {"title": text}, "title")
                self._note(f"typing {text}", await typing)
            shown = await self.playground.slash(name, "movie", {"title": title})
            self._note(f"/movie {title}", shown)
            question = chance.choice(
                (
                    f"who directed {title}",
                    f"best films of {chance.choice(self.people)}",
                    f"dramas from {chance.randrange(1950, 2020)}",
                )
            )
            self._note(f"/ask {question}", await self._slash(name, "ask", question=question))
            self._note("/random", await self._slash(name, "random"))
            await asyncio.sleep(PAUSE_SECONDS)

    async def _slash(self, name: str, command: str, **options: str) -> Exchange:
        return await self.playground.slash(name, command, options)

    def _note(self, what: str, exchange: Exchange) -> None:
        if not answered(exchange):
            self.silent.append(f"{what}: {exchange.error}")
        else:
            self.milliseconds.append(exchange.milliseconds or 0.0)
            self.by_way.setdefault(what.split(maxsplit=1)[0], []).append(
                exchange.milliseconds or 0.0
            )


@dataclass(slots=True)
class Asker:
    """The person with the heaviest requests, one after the other."""

    playground: Playground
    askers: int
    asked: int = 0
    silent: list[str] = field(default_factory=list[str])
    slowest: list[tuple[float, str]] = field(default_factory=list[tuple[float, str]])

    @property
    def name(self) -> str:
        """Who asks next."""
        return f"mallory{self.asked % self.askers}"

    async def ask(self, inputs: list[Input]) -> None:
        """Make all requests."""
        for one in inputs:
            if one.message:
                said = await self.playground.say(self.name, one.message)
                made = await self.playground.context_menu(self.name, one.command, said.interaction)
            else:
                made = await self.playground.slash(self.name, one.command, one.options)
            self._note(f"{one.command} {dict(one.options)}{one.message}", made)

    async def bring(self, export: bytes) -> None:
        """Bring an export again and again, all at once, and take over what comes of it."""
        name = self.name

        async def once(number: int) -> Exchange:
            file = Upload(f"films{number}.csv", export, "text/csv")
            return await self.playground.slash(name, "import", {"file": file})

        for made in await asyncio.gather(*(once(number) for number in range(IMPORTS))):
            self._note("import", made)
            rows = (made.reply or {}).get("components") or ()
            buttons = [control for row in rows for control in row["components"]]
            if do := next((one for one in buttons if one.get("label") == "Import"), None):
                done = await self.playground.click(name, made, do["custom_id"])
                self._note("do it", done)

    def _note(self, what: str, exchange: Exchange) -> None:
        self.asked += 1
        if not answered(exchange):
            self.silent.append(f"{what[:100]}: {exchange.error}")
        else:
            took = 1000 * (time.perf_counter() - exchange.begun)
            self.slowest = sorted([*self.slowest, (took, what[:100])], reverse=True)[:5]


def answered(exchange: Exchange) -> bool:
    """Whether somebody got an answer, and Discord refused nothing that the bot sent for it."""
    return exchange.milliseconds is not None and exchange.error is None


async def prepare(home: Path, records: Path | None, only: Path | None, titles: int) -> list[Path]:
    """Put the catalogue into a data folder, unless it is there; return the folders of records."""
    catalog, movies = home / "catalog", home / "records"
    movies.mkdir(parents=True, exist_ok=True)
    if records is not None and only is not None:
        await asyncio.to_thread(_copy, records, only, movies)
    folders = [records] if records is not None and only is None else [movies]
    if titles and not catalog.exists():
        with TemporaryDirectory(prefix="marquee-") as files:
            make_files(Path(files), titles)
            await asyncio.to_thread(import_files, Path(files), catalog, TitleFilter())
    # An empty store: one that was kept would tell the bot that this Discord knows its commands.
    # It is there at the start, as at every start but the first: migrating takes 10 MB of code.
    (home / "state.sqlite").unlink(missing_ok=True)
    await prepare_state(parse_address(f"sqlite:///{home / 'state.sqlite'}"))
    store = CatalogStore(catalog)
    await store.refresh(folders)
    async with await store.open() as opened:
        await build_apart(opened, catalog, *Derived)
    return folders


def _copy(records: Path, only: Path, target: Path) -> None:
    for name in only.read_text(encoding="utf-8").split():
        shutil.copy2(records / name, target)


async def names_in(home: Path) -> tuple[list[tuple[str, int | None]], list[str]]:
    """Return titles with their years, and people, spread over the catalogue."""
    async with await CatalogStore(home / "catalog").open() as catalog:
        titles = [(movie.title, movie.year) async for movie in catalog.all_movies()]
        people = [person.name async for person in catalog.all_people()]
    return titles[:: max(len(titles) // 20_000, 1)], people[:: max(len(people) // 500, 1)]


async def measure(
    home: Path, folders: list[Path], inputs: list[str], askers: int, idle_seconds: float
) -> dict[str, Any]:
    """Run the bot and return the figures."""
    titles, people = await names_in(home)
    async with AsyncExitStack() as stack:
        playground = await stack.enter_async_context(Playground(settle_seconds=0.0))
        log = home / "lag.log"
        log.unlink(missing_ok=True)
        bot = BotProcess(log)
        settings = {
            "data_dir": str(home),
            "movies_dir": ":".join(map(str, folders)),
            "log_level": "WARNING",
            "log_format": "json",
            "cooldown_burst": "10000",
        }
        address = playground.api_base, playground.gateway_url, playground.token
        await bot.start(BotConfig(*address, settings))
        stack.push_async_callback(bot.stop)
        others = Others(playground, [title for title, _ in titles[::20]], people)
        await playground.slash("ada", "ask", {"question": "best dramas"})  # it is ready then
        await asyncio.sleep(2)
        at_start = len(_held(log))
        idle = await others.until(asyncio.sleep(idle_seconds))
        by_way = {"idle": others.figures()}
        asker = Asker(playground, askers)
        heavy = [*known(people), *(Input("ask", {"question": text}) for text in inputs)]
        asking = await others.until(asker.ask(heavy))
        by_way["asking"] = others.figures()
        memory = pss_mb(bot.pid or 0)
        bringing = await others.until(asker.bring(export_of(titles)))
        by_way["importing"] = others.figures()
        memory_after = pss_mb(bot.pid or 0)
        held = _held(log)
    return {
        "titles": len(titles),
        "asked": asker.asked,
        "idle": _figures(idle),
        "by_way": by_way,
        "asking": _figures(asking),
        "importing": _figures(bringing),
        "held_at_start": held[:at_start],
        "held": held[at_start:],
        "silent": [*others.silent, *asker.silent],
        "slowest": asker.slowest,
        "pss_mb": memory,
        "pss_after_imports_mb": memory_after,
    }


def _held(log: Path) -> list[str]:
    """Return the lines of the log that say what blocked the event loop."""
    lines = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
    found = [json.loads(line) for line in lines if "loop_held" in line]
    return [f"{one['milliseconds']} ms: {one['by']} {one['place']}" for one in found]


def _figures(times: list[float]) -> dict[str, float]:
    at = [times[min(int(len(times) * share), len(times) - 1)] for share in (0.5, 0.99)]
    return {"n": len(times), "p50": round(at[0], 1), "p99": round(at[1], 1), "most": times[-1]}


def faults_in(figures: dict[str, Any], most_mb: int) -> list[str]:
    """Return the problems found."""
    faults = [f"held the loop: {line}" for line in figures["held"]]
    faults += [f"not answered: {what}" for what in figures["silent"]]
    for name in ("asking", "importing"):
        if figures[name]["p99"] > TIMES_IDLE * figures["idle"]["p99"]:
            faults.append(f"{name}: p99 more than {TIMES_IDLE:g} times the idle bot's")
    if figures["pss_mb"] > most_mb:
        faults.append(f"{figures['pss_mb']} MB, more than {most_mb}")
    return faults


def main(
    records: Annotated[Path | None, typer.Option(help="A folder of records.", exists=True)] = None,
    only: Annotated[Path | None, typer.Option(help="A list of files; the others are left.")] = None,
    titles: Annotated[int, typer.Option(help="Made titles, in place of records.")] = 0,
    keep: Annotated[Path | None, typer.Option(help="Where the catalogue is kept.")] = None,
    climbed: Annotated[int, typer.Option(help="Inputs found by climbing.")] = 300,
    askers: Annotated[int, typer.Option(help="How many take turns at asking.", min=1)] = 1,
    idle: Annotated[float, typer.Option(help="Seconds of the idle bot.")] = 20.0,
    as_json: Annotated[bool, typer.Option("--json", help="End with one JSON object.")] = False,
) -> None:
    """Measure; the exit status is 1 if there is a problem."""
    with TemporaryDirectory(prefix="marquee-") as folder:
        home = keep or Path(folder)
        folders = asyncio.run(prepare(home, records, only, titles))
        # A process of its own: what it maps must not count as shared with the bot.
        with ProcessPoolExecutor(1, get_context("spawn")) as process:
            inputs = process.submit(climb, home / "catalog", climbed, SEED).result()
        figures = asyncio.run(measure(home, folders, inputs, askers, idle))
    most_mb = (SMALL if (only or (titles and titles <= SMALL[0])) else LARGE)[1]
    faults = faults_in(figures, most_mb)
    for name in ("idle", "asking", "importing"):
        row = figures[name]
        print(
            f"{name:10} n {row['n']:5} p50 {row['p50']:8} p99 {row['p99']:8} most {row['most']:.1f}"
        )
    print(
        f"{figures['asked']} heavy inputs; PSS {figures['pss_mb']} MB,"
        f" {figures['pss_after_imports_mb']} MB after the imports"
    )
    for phase, ways in figures["by_way"].items():
        for way, row in ways.items():
            print(f"  {phase:9} {way:8} p50 {row['p50']:8} p99 {row['p99']:8}")
    for took, what in figures["slowest"]:
        print(f"slowest {took:.0f} ms: {what}")
    for line in figures["held_at_start"]:
        print(f"at the start {line}")
    print("\n".join(faults) or "nothing to complain of")
    if as_json:
        print(json.dumps(figures))
    sys.exit(bool(faults))


if __name__ == "__main__":
    typer.run(main)
