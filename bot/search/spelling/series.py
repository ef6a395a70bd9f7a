"""The places of films in their series: "harry potter 3" names a film by its place alone.

A series is what shares a part of its title ("The Lord of the Rings: ..."), a title but for its
number, or what stands before "and the". Its places are in the order of the years.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence

from bot.search.model import Entry
from bot.search.spelling.fold import MARKERS, Forms

_MAX_NUMBER = 12
"""Larger groups are no series but a label ("American Experience: ...")."""
_KNOWN = 0.1
"""Titles less known than this share of the best known are not counted as parts of a series."""
_JOINT = " and the "


class Series:
    """Collects the titles of series, best known first."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = entries
        self._claims: list[tuple[str, str, int]] = []  # series, a title in it, the entry

    def add(self, number: int, name: Forms, parts: Sequence[Forms]) -> None:
        """Add an entry to every series that its title may belong to."""
        entry, text = self._entries[number], name.canonical
        if entry.year is None or entry.popularity <= 0 or not text:
            return
        for part in parts:
            stem = _without_number(part.canonical)
            if stem not in MARKERS:
                self._claims.append((stem, text, number))
        before, joint, _ = text.partition(_JOINT)
        if joint:
            self._claims.append((before, text, number))
        self._claims.append((_without_number(text), text, number))

    def places(self) -> dict[int, int]:
        """Return the places, from 1, of the entries whose titles do not state them."""
        counts = Counter(stem for stem, _, _ in self._claims)
        series: defaultdict[str, dict[str, int]] = defaultdict(dict)
        for stem, text, number in self._claims:
            if counts[stem] > 1:
                series[stem].setdefault(text, number)  # remakes share the place of the best known
        found: dict[int, int] = {}
        for stem, named in series.items():
            members = self._known(named)
            if not 1 < len(members) <= _MAX_NUMBER:
                continue
            said = {number: _number_said(text, stem) for text, number in members.items()}
            taken = set(said.values())
            in_order = sorted(members.values(), key=lambda n: self._entries[n].year or 0)
            for place, number in enumerate(in_order, start=1):
                if not said[number] and str(place) not in taken:
                    found.setdefault(number, place)
        return found

    def _known(self, named: dict[str, int]) -> dict[str, int]:
        least = _KNOWN * self._entries[next(iter(named.values()))].popularity
        return {
            text: number
            for text, number in named.items()
            if self._entries[number].popularity >= least
        }


def _without_number(text: str) -> str:
    if not text[-1].isdigit():
        return text
    before, _, last = text.rpartition(" ")
    return before if before and last.isdigit() else text


def _number_said(text: str, stem: str) -> str:
    """Return the number after the series' name in a title, or nothing."""
    words = text.removeprefix(stem).split() if text.startswith(stem) else text.split()[-1:]
    said = next((word for word in words if word not in MARKERS), "")
    return said if said.isdigit() else ""
