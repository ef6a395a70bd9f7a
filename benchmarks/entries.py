"""The files of entries that benchmarks read: name, year (titles only) and popularity by tab."""

from pathlib import Path

from bot.search.model import Entry


def read_entries(path: Path) -> list[Entry]:
    """Read a file of ``title<TAB>year<TAB>popularity`` or ``name<TAB>popularity`` lines.

    An entry's key is the number of its line, from 0.

    Raises:
        ValueError: A line has neither two nor three fields.
    """
    entries: list[Entry] = []
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            fields = line.rstrip("\n").split("\t")
            if len(fields) not in (2, 3):
                raise ValueError(f"{path}:{number + 1}: two or three fields by tab are expected")
            year = int(fields[1]) if len(fields) == 3 and fields[1] else None
            entries.append(Entry(str(number), fields[0], float(fields[-1]), year))
    return entries
