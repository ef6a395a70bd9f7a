"""Where questions are best answered: on the event loop, in threads, or in a separate process.

``python benchmarks/heavy/offload.py FOLDER [--rounds N]`` opens the catalogue that lies in a
folder, as ``python -m bot import imdb`` leaves it, and asks hostile and heavy questions one after
the other, while a heartbeat asks the loop for a turn every millisecond. Printed is how much later
than that it came, and the memory (PSS) that a process of answers adds.
"""

import asyncio
import multiprocessing
import re
import sys
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bot.catalog.files.store import CatalogStore
from bot.questions.catalog_questions import open_arrays
from bot.questions.service import Questions
from bot.runtime.workers.pool import Work, WorkPool

NOW = datetime(2026, 11, 23, tzinfo=UTC)
ASKED = (
    "films with actors with more than one film",
    "films by directors with more than one film",
    "best film of each actor",
    "who worked with actors with more than one film",
    "average rating of each director",
    "films with more than two genres not by directors of more than 5 films",
    " ".join(["best film of the actors of the films of the directors of"] * 5),
    "peliculas con actores de mas de una pelicula y directores de los 90 " * 4,
)
_questions: list[Questions] = []


def ask(text: str) -> str:
    """Answer in the current process; return a result small enough to be sent."""
    return _questions[0].ask(text, now=NOW, language="en").sentence


async def open_questions(folder: Path) -> None:
    """Map the catalogue's arrays into this process."""
    async with await CatalogStore(folder).open() as catalog:
        _questions.append(Questions(await open_arrays(catalog, folder)))


def start(folder: Path) -> None:
    """Open them in a process of answers."""
    asyncio.run(open_questions(folder))
    ask(ASKED[0])


def pss_mb(_: int = 0) -> int:
    """Return this process's share of memory."""
    text = Path("/proc/self/smaps_rollup").read_text(encoding="ascii")
    found = re.search(r"^Pss:\s+(\d+) kB", text, re.MULTILINE)
    return int(found[1]) // 1024 if found else 0


async def late(done: asyncio.Event) -> list[float]:
    """Return how many milliseconds late each turn of the loop came."""
    found: list[float] = []
    while not done.is_set():
        began = time.perf_counter()
        await asyncio.sleep(0.001)
        found.append((time.perf_counter() - began) * 1000 - 1)
    return sorted(found)


async def measure(name: str, rounds: int, answer: Callable[[str], Awaitable[object]]) -> None:
    """Ask all questions and print the delay of the loop's turns meanwhile."""
    done = asyncio.Event()
    heart = asyncio.create_task(late(done))
    began = time.perf_counter()
    for _ in range(rounds):
        for text in ASKED:
            await answer(text)
    seconds = time.perf_counter() - began
    done.set()
    times = await heart
    at = [times[int(len(times) * share)] for share in (0.5, 0.99)]
    print(f"{name:10}{at[0]:8.1f}{at[1]:8.1f}{times[-1]:8.1f} ms late, all in {seconds:.2f} s")


async def run(folder: Path, rounds: int) -> None:
    """Measure the three ways."""
    await open_questions(folder)
    ask(ASKED[0])

    async def at_once(text: str) -> object:
        await asyncio.sleep(0)
        return ask(text)

    print(f"{'':10}{'middle':>8}{'p99':>8}{'most':>8}")
    await measure("loop", rounds, at_once)
    async with WorkPool() as work:
        await measure("threads", rounds, lambda text: work.run(Work.QUESTION, ask, text))
    alone = pss_mb()
    loop = asyncio.get_running_loop()
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, spawn, initializer=start, initargs=(folder,)) as process:
        both = await loop.run_in_executor(process, pss_mb, 0)
        await measure("process", rounds, lambda text: loop.run_in_executor(process, ask, text))
        added = await loop.run_in_executor(process, pss_mb, 0) + pss_mb() - alone
    print(f"a process of answers adds {added} MB (at first {both} MB of its own)")


def main(
    folder: Annotated[Path, typer.Argument(help="Where a catalogue lies.", exists=True)],
    rounds: Annotated[int, typer.Option(help="How often to ask all.", min=1)] = 5,
) -> None:
    """Measure where questions are best answered."""
    asyncio.run(run(folder, rounds))


if __name__ == "__main__":
    typer.run(main)
