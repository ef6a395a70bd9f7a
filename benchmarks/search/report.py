"""The printed form of what ``benchmarks/search/compare.py`` measures."""

from collections.abc import Iterator
from typing import Any

_COLUMNS = ("recall_1", "recall_5", "recall_25")


def lines(result: dict[str, Any]) -> Iterator[str]:
    """Yield the tables: by class, over all classes, and what it costs."""
    peers: dict[str, dict[str, Any]] = result["peers"]
    yield "| class | " + " | ".join(("ours @1 / @5 / @25", *(f"{name}" for name in peers))) + " |"
    yield "|---" * (2 + len(peers)) + "|"
    for kind, row in result["classes"].items():
        others = (_recalls(peer["classes"].get(kind)) for peer in peers.values())
        yield f"| {kind} | {_recalls(row)} | " + "".join(f"{other} | " for other in others)
    yield ""
    yield (
        "| engine | @1 / @5 / @25 | mean reciprocal rank | p50 / p99 / mean ms "
        "| each prefix as typed: p50 / p99 ms | build s | MB |"
    )
    yield "|---|---|---|---|---|---|---|"
    for name, row in {"ours": result, **peers}.items():
        yield (
            f"| {name} ({row['queries']} queries) | {_recalls(row)} | {row['mrr']:.3f} "
            f"| {row['p50_ms']:.2f} / {row['p99_ms']:.2f} / {row['mean_ms']:.2f} "
            f"| {row['keystroke_p50_ms']:.2f} / {row['keystroke_p99_ms']:.2f} "
            f"| {row['build_s']:.2f} | {row['memory_mb']:.0f} |"
        )
    yield ""
    yield (
        f"{result['entries']:,} entries: load {result['load_s']:.3f} s, "
        f"on disk {result['disk_mb']:.0f} MB"
    )
    if "wratio" in peers:
        times = peers["wratio"]["mean_ms"] / result["mean_ms"]
        yield f"{times:.0f} times faster than WRatio"
    yield (
        f"called exact or clear: {result['clear_called']}, of the finished ones "
        f"{result['clear_right']:.2%} right (of prefixes as well "
        f"{result['clear_right_with_prefixes']:.2%}); "
        f"of exact, case and one-typo queries {result['easy_clear']:.1%} called so"
    )
    slowest = result["slowest"]
    yield (
        f"slowest input {slowest['query']!r}: {slowest['ms']:.2f} ms, "
        f"{slowest['postings']:,} postings, {slowest['candidates']} candidates"
    )


def _recalls(row: dict[str, float] | None) -> str:
    return "–" if row is None else " / ".join(f"{row[column]:.3f}" for column in _COLUMNS)
