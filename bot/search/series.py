"""The places of films in their series: "harry potter 3" names a film by its place alone.

A series is what shares a part of its title ("The Lord of the Rings: ..."), a title but for its
number, or what stands before "and the". Its places are in the order of the years.
"""

from collections.abc import Sequence

from bot.search.fold import Forms
from bot.search.model import Entry

_LARGEST = 12
"""More than this are no series but a label ("American Experience: ...")."""
_KNOWN = 0.1
"""Less well known than this share of the best known is a hanger-on, not a part of a series."""
_JOINT = " and the "


class Series:
    """Collects the titles of series, best known first."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = entries
        self._members: dict[str, dict[str, int]] = {}

    def add(self, number: int, name: Forms, parts: Sequence[Forms]) -> None:
        """Take up an entry under every series that its title may belong to."""
        entry = self._entries[number]
        if entry.year is None or entry.popularity <= 0:
            return
        text = name.canonical
        before, joint, _ = text.partition(_JOINT)
        stems = {_without_number(part.canonical) for part in parts}
        stems |= {_without_number(text), before if joint else ""}
        for stem in stems:
            if stem:
                # Remakes have one place, that of the best known.
                self._members.setdefault(stem, {}).setdefault(text, number)

    def places(self) -> dict[int, int]:
        """Return the places, from 1, of the entries whose titles do not say them."""
        found: dict[int, int] = {}
        for stem, named in self._members.items():
            if len(named) == 1:
                continue
            members = self._known(named)
            if not 1 < len(members) <= _LARGEST:
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
    words = text.split()
    return " ".join(words[:-1]) if len(words) > 1 and words[-1].isdigit() else text


def _number_said(text: str, stem: str) -> str:
    """Return the number that a title has of its own behind its series' name, or nothing."""
    words = text.removeprefix(stem).split()[:1] if text.startswith(stem) else text.split()[-1:]
    return next(filter(str.isdigit, words), "")
