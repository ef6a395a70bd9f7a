"""The memory of a bot's processes."""

import re
from collections.abc import Iterator
from pathlib import Path


def pss_mb(pid: int) -> int:
    """Return the share of memory (PSS) of a process and all below it, in megabytes; Linux only."""
    return sum(_pss_kb(one) for one in _family(pid)) // 1000


def _pss_kb(pid: int) -> int:
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    except OSError:  # it has ended
        return 0
    found = re.search(r"^Pss:\s+(\d+) kB", text, re.MULTILINE)
    return int(found[1]) if found else 0


def _family(pid: int) -> Iterator[int]:
    yield pid
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == pid:
            yield from _family(int(stat.parent.name))
