"""Time zones by their IANA names."""

from zoneinfo import ZoneInfo, available_timezones

from bot.errors import BadInputError

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


class Zones:
    """The zones that people choose from; making one looks through the system's zone files.

    Attributes:
        names: Areas with their places, and UTC.
    """

    def __init__(self) -> None:
        places = (name for name in available_timezones() if name.partition("/")[0] in _AREAS)
        self.names = (*sorted(places), "UTC")
        self._by_folded = {_folded(name): name for name in self.names}

    def find(self, name: str) -> ZoneInfo:
        """Return the zone of this name, upper and lower case alike.

        Raises:
            BadInputError: There is none.
        """
        known = self._by_folded.get(_folded(name))
        if known is None:
            raise BadInputError(f"There is no time zone {name!r}; choose one like Europe/Berlin.")
        return ZoneInfo(known)

    def suggest(self, typed: str, limit: int = 25) -> tuple[str, ...]:
        """Return the zones for a few letters: places that begin so, then any that hold them."""
        wanted = _folded(typed)
        found = [folded for folded in self._by_folded if wanted in folded]
        found.sort(key=lambda folded: (not folded.rpartition("/")[2].startswith(wanted), folded))
        return tuple(self._by_folded[folded] for folded in found[:limit])


def _folded(name: str) -> str:
    return name.strip().casefold().replace(" ", "_")
