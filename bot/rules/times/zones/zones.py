"""Time zones by what people call them: IANA names, offsets, letters, cities and countries."""

import re
from dataclasses import dataclass
from datetime import timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from babel.dates import get_timezone_location
from rapidfuzz.distance import OSA

from bot.errors import BadInputError
from bot.i18n import _, cldr
from bot.rules.times.zones.places import bare, canonical, distinct, meanings, places, plain

MAX_ASKED = 5
"""So many zones are asked about at most."""

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
_OFFSET = re.compile(r"(?:utc|gmt)?\s*([+-−])\s*(\d{1,2})(?::?([0-5]\d))?", re.IGNORECASE)
_MAX_OFFSET_HOURS = 14
_FIXED = re.compile(r"Etc/GMT([+-])(\d{1,2})")
_BY_OFFSET = {
    (-1, 3, 30): "America/St_Johns",
    (-1, 9, 30): "Pacific/Marquesas",
    (1, 3, 30): "Asia/Tehran",
    (1, 4, 30): "Asia/Kabul",
    (1, 5, 30): "Asia/Kolkata",
    (1, 5, 45): "Asia/Kathmandu",
    (1, 6, 30): "Asia/Yangon",
    (1, 8, 45): "Australia/Eucla",
    (1, 9, 30): "Australia/Darwin",
    (1, 10, 30): "Australia/Lord_Howe",
    (1, 12, 45): "Pacific/Chatham",
}
"""Offsets of parts of an hour, of which tzdata has no zone without a place: the place for each."""

_SLIPS = ((4, 1), (10, 2))
"""From so many letters on, so many of them may be wrong."""


@dataclass(frozen=True, slots=True)
class ZoneQuestion:
    """A name that may mean several zones, or none and is spelled like some.

    Attributes:
        name: What was typed.
        zones: The zones to choose from, the likeliest first.
        near: Whether they are only spelled alike.
    """

    name: str
    zones: tuple[str, ...]
    near: bool = False


class Zones:
    """The zones that people choose from.

    Attributes:
        names: The zones that people live in, and UTC.
    """

    def __init__(self) -> None:
        self.names = places()
        meanings()

    def find(self, name: str) -> ZoneInfo | ZoneQuestion:
        """Return the zone that a name means, or the question which.

        Raises:
            BadInputError: Nothing is called so, or is spelled like it.
        """
        if found := zones_named(name):
            return ZoneInfo(found[0]) if len(found) == 1 else ZoneQuestion(name, found)
        if near := _near(plain(name)):
            return ZoneQuestion(name, near, near=True)
        raise BadInputError(
            _(
                "I don't know a place or time zone called “{name}”. Write a large city, a "
                "country, an offset such as UTC+2, or choose from the list that opens while you "
                "type.",
                name=name,
            )
        )

    def suggest(self, typed: str, limit: int = 25) -> tuple[str, ...]:
        """Return the zones for a few letters: what is called so, then what begins so.

        Where nothing is typed yet, these are zones in which many people live.
        """
        wanted = plain(typed)
        if not wanted:
            return _WELL_KNOWN[:limit]
        found = list(zones_named(typed))
        begun = [
            (not key.startswith(wanted), -meaning.people, key, meaning)
            for key, meaning in meanings().items()
            if key.startswith(wanted) or f" {wanted}" in key
        ]
        for _later, _people, _key, meaning in sorted(begun, key=lambda one: one[:3]):
            found += meaning.chosen()
        found += [name for name in self.names if wanted in plain(name.replace("/", " "))]
        return tuple(dict.fromkeys(found))[:limit]


def zones_named(name: str) -> tuple[str, ...]:
    """Return the zones that a name may mean, the likeliest first; none if nothing is called so.

    Letters of standard time mean a place, whose clocks may show summer time.
    """
    text = name.strip()
    whole = plain(text)
    if fixed := fixed_zone(text):
        return (fixed,)
    if not whole:
        return ()
    known = meanings()
    letters = known.get(whole)
    if letters is not None and letters.zones:
        return letters.chosen()[:MAX_ASKED]
    if (exact := canonical().get(text.casefold().replace(" ", "_"))) and "/" in text:
        return (exact,)
    meaning = known.get(whole) or known.get(bare(whole))
    if meaning is not None:
        return meaning.chosen()[:MAX_ASKED]
    exact = canonical().get(text.casefold().replace(" ", "_"))
    return (exact,) if exact else ()


def offset_of(text: str) -> str | None:
    """Return an offset from UTC as :func:`zone_of` takes it; ``None`` if the text is none."""
    match = _OFFSET.fullmatch(text.strip())
    if match is None or int(match[2]) > _MAX_OFFSET_HOURS:
        return None
    return f"UTC{'+' if match[1] == '+' else '-'}{int(match[2]):02}:{match[3] or '00'}"


def zone_of(key: str) -> tzinfo:
    """Return the zone of an IANA name, or of an offset such as ``UTC+05:30``."""
    match = _OFFSET.fullmatch(key)
    if match is None:
        return ZoneInfo(key)
    away = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
    return timezone(away if match[1] == "+" else -away)


def fixed_zone(text: str) -> str | None:
    """Return the zone of an offset from UTC, ``UTC+2`` or ``-03:00``; ``None`` if it is none."""
    match = _OFFSET.fullmatch(text.strip())
    if match is None:
        return None
    sign, hours, minutes = (1 if match[1] == "+" else -1), int(match[2]), int(match[3] or 0)
    if minutes:
        return _BY_OFFSET.get((sign, hours, minutes))
    if not hours:
        return "UTC"
    # POSIX counts from Greenwich to the west: Etc/GMT-2 is two hours ahead of UTC.
    return canonical().get(f"etc/gmt{-sign * hours:+}")


def is_fixed(key: str) -> bool:
    """Return whether a zone is but an offset from UTC."""
    return _FIXED.fullmatch(key) is not None


def zone_label(zone: tzinfo | str) -> str:
    """Return how a zone is called: ``Europe/Madrid``, or ``UTC+2`` where it is but an offset."""
    key = str(zone)
    if match := _FIXED.fullmatch(key):
        return f"UTC{'-' if match[1] == '+' else '+'}{match[2]}"
    return key


def zone_place(key: str) -> str:
    """Return the place of a zone in the language being spoken: ``New York``, ``Nueva York``."""
    if "/" not in key or key.startswith("Etc/"):
        return zone_label(key)
    return get_timezone_location(ZoneInfo(key), locale=cldr(), return_city=True)


def _near(wanted: str) -> tuple[str, ...]:
    begun = [
        (-meaning.people, key, meaning)
        for key, meaning in meanings().items()
        if len(wanted) >= _SLIPS[0][0] and key.startswith(wanted)
    ]
    if begun:
        found = [
            zone
            for *_rest, meaning in sorted(begun, key=lambda one: one[:2])[:MAX_ASKED]
            for zone in meaning.chosen()
        ]
        return distinct(found)[:MAX_ASKED]
    allowed = max((slips for length, slips in _SLIPS if len(wanted) >= length), default=0)
    if not allowed:
        return ()
    found = [
        (distance, -meaning.people, key, meaning)
        for key, meaning in meanings().items()
        if meaning.people
        and key[0] == wanted[0]
        and abs(len(key) - len(wanted)) <= allowed
        and len(key) >= _SLIPS[0][0]
        and (distance := OSA.distance(wanted, key, score_cutoff=allowed)) <= allowed
    ]
    nearest = sorted(found, key=lambda one: one[:3])[:MAX_ASKED]
    zones = [zone for *_rest, meaning in nearest for zone in meaning.chosen()]
    return distinct(zones)[:MAX_ASKED]
