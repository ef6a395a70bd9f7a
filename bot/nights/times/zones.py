"""Time zones by their IANA names."""

from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

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


@lru_cache(maxsize=1)
def zone_names() -> tuple[str, ...]:
    """Return the names that people choose from: areas with their places, and UTC."""
    places = (name for name in available_timezones() if name.partition("/")[0] in _AREAS)
    return (*sorted(places), "UTC")


def find_zone(name: str) -> ZoneInfo:
    """Return the zone of this name, upper and lower case alike.

    Raises:
        BadInputError: There is none.
    """
    wanted = _folded(name)
    for known in zone_names():
        if _folded(known) == wanted:
            try:
                return ZoneInfo(known)
            except ZoneInfoNotFoundError:
                break
    raise BadInputError(f"There is no time zone {name!r}; choose one such as Europe/Berlin.")


def suggest_zones(typed: str, limit: int = 25) -> tuple[str, ...]:
    """Return the zones for a few typed letters: places that begin so, then any that hold them."""
    wanted = _folded(typed)

    def rank(name: str) -> int:
        folded = _folded(name)
        if folded.rpartition("/")[2].startswith(wanted):
            return 0
        return 1 if folded.startswith(wanted) else 2

    found = [name for name in zone_names() if wanted in _folded(name)]
    return tuple(sorted(found, key=lambda name: (rank(name), name))[:limit])


def _folded(name: str) -> str:
    return name.strip().casefold().replace(" ", "_")
