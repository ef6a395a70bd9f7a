"""Time zones by their IANA names."""

import functools
from difflib import get_close_matches
from zoneinfo import ZoneInfo, available_timezones

from bot.errors import BadInputError
from bot.text import human_join

_AREAS = frozenset(
    {
        "Africa",
        "America",
        "Antarctica",
        "Arctic",
        "Asia",
        "Atlantic",
        "Australia",
        "Europe",
        "Indian",
        "Pacific",
    }
)

_WELL_KNOWN = (
    "UTC",
    "Europe/London",
    "Europe/Berlin",
    "Europe/Paris",
    "Europe/Madrid",
    "Europe/Warsaw",
    "Europe/Istanbul",
    "Europe/Moscow",
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
    "America/Toronto",
    "America/Mexico_City",
    "America/Bogota",
    "America/Sao_Paulo",
    "America/Argentina/Buenos_Aires",
    "Africa/Lagos",
    "Africa/Johannesburg",
    "Asia/Kolkata",
    "Asia/Manila",
    "Asia/Shanghai",
    "Asia/Tokyo",
    "Australia/Sydney",
    "Pacific/Auckland",
)


_ABBREVIATIONS = {
    "gmt": "Europe/London",
    "bst": "Europe/London",
    "cet": "Europe/Paris",
    "cest": "Europe/Paris",
    "eet": "Europe/Athens",
    "eest": "Europe/Athens",
    "msk": "Europe/Moscow",
    "est": "America/New_York",
    "edt": "America/New_York",
    "cdt": "America/Chicago",
    "mst": "America/Denver",
    "mdt": "America/Denver",
    "pst": "America/Los_Angeles",
    "pdt": "America/Los_Angeles",
    "brt": "America/Sao_Paulo",
    "jst": "Asia/Tokyo",
    "aest": "Australia/Sydney",
    "aedt": "Australia/Sydney",
    "nzst": "Pacific/Auckland",
    "nzdt": "Pacific/Auckland",
}
"""What people write for a zone, with a city of it: only offered, as the letters are ambiguous."""

_system_zones = functools.cache(available_timezones)  # it reads hundreds of files


class Zones:
    """The zones that people choose from.

    Attributes:
        names: Areas with their places, and UTC.
    """

    def __init__(self) -> None:
        places = (name for name in _system_zones() if name.partition("/")[0] in _AREAS)
        self.names = (*sorted(places), "UTC")
        self._by_folded = {_folded(name): name for name in self.names}

    def find(self, name: str) -> ZoneInfo:
        """Return the zone of this name or of the place in it, upper and lower case alike.

        Raises:
            BadInputError: There is none; the message names what is near.
        """
        wanted = _folded(name)
        known = self._by_folded.get(wanted)
        if known is None:
            places = [
                known for folded, known in self._by_folded.items() if _place(folded) == wanted
            ]
            if len(places) != 1:
                raise BadInputError(self._no_such_zone(name, wanted))
            (known,) = places
        return ZoneInfo(known)

    def suggest(self, typed: str, limit: int = 25) -> tuple[str, ...]:
        """Return the zones for a few letters: places that begin so, then any that hold them.

        Where nothing is typed yet, these are zones in which many people live.
        """
        wanted = _folded(typed)
        if not wanted:
            return tuple(name for name in _WELL_KNOWN if name in self.names)[:limit]
        found = [folded for folded in self._by_folded if wanted in folded]
        found.sort(key=lambda folded: (not _place(folded).startswith(wanted), folded))
        zones = [self._by_folded[folded] for folded in found]
        if meant := _ABBREVIATIONS.get(wanted):
            zones = [meant, *(zone for zone in zones if zone != meant)]
        return tuple(zones[:limit])

    def _no_such_zone(self, name: str, wanted: str) -> str:
        near = self.suggest(name, 3) if wanted else ()
        if not near:
            places = {_place(folded): known for folded, known in self._by_folded.items()}
            near = tuple(places[place] for place in get_close_matches(wanted, places, 3))
        hint = "write a city of it, as in Europe/Berlin; the list opens while you type."
        if near:
            hint = f"did you mean {human_join(near, 'or')}?"
        return f"There is no time zone “{name}”; {hint}"


def _place(folded: str) -> str:
    return folded.rpartition("/")[2]


def _folded(name: str) -> str:
    return name.strip().casefold().replace(" ", "_")
