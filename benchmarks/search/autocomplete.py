"""Autocomplete through the whole bot: gateway event in, choices back over HTTP.

``python benchmarks/search/autocomplete.py --entries titles.tsv [--json]`` puts all titles into a
catalogue, starts the real bot in a separate process on a local Discord (schema validation off) and
types titles, letter by letter:

- starting: the same as steady, from the start on, while the titles are read for questions
- steady: so many keystrokes a second arrive whatever becomes of them; how long does each take?
- busy: so many keystrokes are always in flight; how many are answered a second?
"""

import asyncio
import json
import random
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from benchmarks.search.entries import read_entries
from bot.catalog.files.build import build_catalog
from bot.catalog.files.pointer import Pointer, replace_pointer
from bot.catalog.model import Kind, Movie, stable_id
from bot.playground.playground import Playground
from bot.playground.process.bot_process import BotConfig, BotProcess

SEED = 11
USERS = 50


def build(entries_file: Path, data: Path) -> int:
    """Put all titles of a file into a data folder's catalogue; return their number."""
    movies = (
        Movie(
            stable_id("r", entry.key),
            entry.name,
            Kind.MOVIE,
            (entry.year,) if entry.year else (),
            votes=round(entry.popularity),
        )
        for entry in read_entries(entries_file)
    )
    folder = data / "catalog"
    path = build_catalog(movies, folder)
    replace_pointer(folder, Pointer(path.name, {}, ()))
    return sum(1 for _ in entries_file.open(encoding="utf-8"))


def keystrokes(entries_file: Path) -> list[str]:
    """Return the prefixes typed on the way to some titles, letter by letter."""
    rng = random.Random(SEED)
    names = [entry.name for entry in read_entries(entries_file)]
    chosen = rng.sample(names, 400)
    return [name[:length] for name in chosen for length in range(1, min(len(name), 20) + 1)]


READING_SECONDS = 30.0


class Load:
    """People who type."""

    def __init__(self, playground: Playground, typed: list[str]) -> None:
        self._playground = playground
        self._typed = typed
        self._next = 0
        self.milliseconds: list[float] = []
        self.failed = 0

    async def keystroke(self) -> None:
        """Type once, as the next of many users."""
        number = self._next
        self._next += 1
        text = self._typed[number % len(self._typed)]
        exchange = await self._playground.autocomplete(
            f"user{number % USERS}", "movie", {"title": text}, "title"
        )
        if exchange.choices is None or exchange.milliseconds is None:
            self.failed += 1
        else:
            self.milliseconds.append(exchange.milliseconds)

    async def steady(self, rate: float, seconds: float) -> None:
        """Let keystrokes arrive at a steady rate."""
        begun = time.perf_counter()
        tasks: list[asyncio.Task[None]] = []
        for number in range(int(rate * seconds)):
            await asyncio.sleep(max(0.0, begun + number / rate - time.perf_counter()))
            tasks.append(asyncio.create_task(self.keystroke()))
        await asyncio.gather(*tasks)

    async def busy(self, in_flight: int, seconds: float) -> float:
        """Keep a number of keystrokes in flight; return how many were answered per second."""
        begun = time.perf_counter()
        before = len(self.milliseconds)

        async def type_on() -> None:
            while time.perf_counter() - begun < seconds:
                await self.keystroke()

        await asyncio.gather(*(type_on() for _ in range(in_flight)))
        return (len(self.milliseconds) - before) / (time.perf_counter() - begun)


def percentile(values: list[float], share: float) -> float:
    """Return the value below which that share of values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else float("nan")


async def measure(entries: Path, rate: float, in_flight: int, seconds: float) -> dict[str, float]:
    """Run the benchmark and return its figures."""
    with TemporaryDirectory(prefix="marquee-") as name:
        data = Path(name)
        count = build(entries, data)
        (data / "records").mkdir()
        async with Playground(settle_seconds=0.0) as playground:
            bot = BotProcess(data / "bot.log")
            settings = {
                "data_dir": str(data),
                "movies_dir": str(data / "records"),
                "log_level": "WARNING",
            }
            await bot.start(
                BotConfig(playground.api_base, playground.gateway_url, playground.token, settings)
            )
            try:
                load = Load(playground, keystrokes(entries))
                await load.steady(rate, READING_SECONDS)
                starting, load.milliseconds = load.milliseconds, []
                starting_failed = load.failed
                await load.steady(rate, seconds)
                steady = list(load.milliseconds)
                per_second = await load.busy(in_flight, seconds)
            finally:
                await bot.stop()
    return {
        "entries": count,
        "rate": rate,
        "starting_p50_ms": round(percentile(starting, 0.5), 2),
        "starting_p99_ms": round(percentile(starting, 0.99), 2),
        "starting_failed": starting_failed,
        "p50_ms": round(percentile(steady, 0.5), 2),
        "p99_ms": round(percentile(steady, 0.99), 2),
        "in_flight": in_flight,
        "per_second": round(per_second, 1),
        "failed": load.failed,
    }


def main(
    entries: Annotated[Path, typer.Option(help="Titles, as in titles.tsv.", exists=True)],
    rate: Annotated[float, typer.Option(help="Steady keystrokes a second.")] = 100.0,
    in_flight: Annotated[int, typer.Option(help="Keystrokes in flight when busy.")] = 50,
    seconds: Annotated[float, typer.Option(help="How long each part runs.")] = 10.0,
    as_json: Annotated[bool, typer.Option("--json", help="End with one JSON object.")] = False,
) -> None:
    """Measure autocomplete through the whole bot."""
    figures = asyncio.run(measure(entries, rate, in_flight, seconds))
    print(f"{figures['entries']:,} titles")
    print(
        f"starting {rate:g}/s: p50 {figures['starting_p50_ms']} ms, "
        f"p99 {figures['starting_p99_ms']} ms, unanswered {figures['starting_failed']}"
    )
    print(
        f"steady {rate:g}/s: p50 {figures['p50_ms']} ms, p99 {figures['p99_ms']} ms (limit 100 ms)"
    )
    print(f"{in_flight} in flight: {figures['per_second']} a second (at least 200)")
    print(f"unanswered: {figures['failed']}")
    if as_json:
        print(json.dumps(figures))


if __name__ == "__main__":
    typer.run(main)
