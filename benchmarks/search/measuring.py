"""Measuring an engine: how often it is right, how long it takes, and what it needs."""

import multiprocessing
import re
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.search.entries import Query
from benchmarks.search.peers import PEERS
from bot.search.model import Entry


def figures(queries: Sequence[Query], answers: Sequence[Sequence[str]]) -> dict[str, Any]:
    """Return recall and mean reciprocal rank, by class and as the mean of the classes."""
    places: dict[str, list[float]] = {}
    for query, keys in zip(queries, answers, strict=True):
        found = (place for place, key in enumerate(keys) if key in query.answers)
        places.setdefault(query.kind, []).append(next(found, np.inf))
    classes = {
        kind: {f"recall_{n}": float(np.mean(np.array(at) < n)) for n in (1, 5, 25)}
        for kind, at in sorted(places.items())
    }
    return {
        **{
            f"recall_{n}": float(np.mean([row[f"recall_{n}"] for row in classes.values()]))
            for n in (1, 5, 25)
        },
        "mrr": float(np.mean([np.mean(1 / (1 + np.array(at))) for at in places.values()])),
        "classes": classes,
    }


def timed(ask: Callable[[str], Any], texts: Sequence[str], repeats: int) -> list[float]:
    """Return milliseconds for each query: the best of some runs."""
    best = np.full(len(texts), np.inf)
    for _ in range(repeats):
        for place, text in enumerate(texts):
            start = time.perf_counter()
            ask(text)
            best[place] = min(best[place], 1000 * (time.perf_counter() - start))
    return best.tolist()


def percentiles(times: Sequence[float], prefix: str = "") -> dict[str, float]:
    """Return the 50th and 99th percentile and the mean."""
    half, most = np.percentile(times, (50, 99))
    names = (f"{prefix}p50_ms", f"{prefix}p99_ms", f"{prefix}mean_ms")
    return dict(zip(names, (float(half), float(most), float(np.mean(times))), strict=True))


def keystrokes(texts: Sequence[str]) -> list[str]:
    """Return each prefix of every twelfth query, as it is typed."""
    return [text[:end] for text in texts[::12] for end in range(1, len(text) + 1)]


def resident_mb() -> float:
    """Return this process's memory, mapped pages that were touched included, in megabytes.

    Raises:
        RuntimeError: This is not Linux.
    """
    status = Path("/proc/self/status").read_text(encoding="ascii")
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    if found is None:
        raise RuntimeError("memory is measured on Linux only")
    return int(found[1]) / 1000


def measure_peer(
    name: str, entries: list[Entry], queries: list[Query], seconds: float
) -> dict[str, Any]:
    """Build a peer and ask it as many queries as fit into its time, and prefixes of them."""
    before = resident_mb()
    start = time.perf_counter()
    ask = PEERS[name]([entry.name for entry in entries])
    build_s = time.perf_counter() - start
    memory_mb = resident_mb() - before
    asked: list[Query] = []
    answers: list[list[str]] = []
    times: list[float] = []
    spread = sorted(range(len(queries)), key=lambda place: (place * 0.618) % 1)
    typed = [0.0]
    for text in keystrokes([queries[place].text for place in spread]):
        start = time.perf_counter()
        ask(text)
        typed.append(1000 * (time.perf_counter() - start))
        if sum(typed) > 200 * seconds:
            break
    for place in spread:
        if sum(times) > 1000 * seconds:
            break
        start = time.perf_counter()
        found = ask(queries[place].text)
        times.append(1000 * (time.perf_counter() - start))
        asked.append(queries[place])
        answers.append([entries[number].key for number in found])
    return {
        **figures(asked, answers),
        **percentiles(times),
        **percentiles(typed[1:], "keystroke_"),
        "build_s": build_s,
        "memory_mb": memory_mb,
        "queries": len(asked),
    }


def in_a_process(work: Callable[..., dict[str, Any]], *arguments: Any) -> dict[str, Any]:
    """Work in a fresh process, so that its memory is its own."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(work, *arguments).result()
