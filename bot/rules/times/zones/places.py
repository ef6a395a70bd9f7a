"""The names by which people call time zones, each with the zones it may mean.

They come from tzdata (places, countries), CLDR (countries, zones and places in English and
Spanish), ``cities.tsv`` (cities, by GeoNames) and ``zone_names.toml`` (letters and what is left).
"""

import re
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import cast
from zoneinfo import ZoneInfo, available_timezones

from babel import Locale
from babel.core import get_global

LANGUAGES = ("en", "es")
_FOLDER = files("bot.rules.times.zones")

NAMESAKE = 0.3
"""A city is thought of if it has so much of the people of the largest of its name."""

PART_OF_COUNTRY = 0.05
"""A country's zone is thought of if it has so much of the people of its largest."""

_AROUND = re.compile(
    r"\b(?:time|zone|timezone|standard|daylight|summer|savings?|hora|horari[oa]|zona|huso|estandar"
    r"|oficial|local|verano|invierno|de|del|la|el|los|las|en|in|the|of)\b"
)
"""Words that stand around the name of a zone and say nothing of which it is."""

_SAMPLES = tuple(datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=9 * i) for i in range(82))
"""Moments of two years: zones that show the same hour at all of them are one to whoever asks."""


@dataclass(slots=True)
class Meaning:
    """What a name may mean.

    Attributes:
        zones: Zones that are asked about, the likeliest first.
        cities: Zones of the cities of that name, with how many thousand live there.
        countries: The same for the country of that name.
    """

    zones: tuple[str, ...] = ()
    cities: dict[str, int] = field(default_factory=dict[str, int])
    countries: dict[str, int] = field(default_factory=dict[str, int])

    def chosen(self) -> tuple[str, ...]:
        """Return the zones worth asking about, the likeliest first, one of those with one clock."""
        if self.zones:
            return distinct(self.zones)
        found = [*_worth(self.countries, PART_OF_COUNTRY), *_worth(self.cities, NAMESAKE)]
        return distinct(found)

    @property
    def people(self) -> int:
        """How many thousand people may mean it."""
        return sum(self.cities.values()) + sum(self.countries.values())


def plain(name: str) -> str:
    """Return a name without accents, case and signs, its words apart by blanks."""
    letters = name.casefold().replace("’", "").replace("'", "")
    if not letters.isascii():
        split = unicodedata.normalize("NFKD", letters)
        letters = "".join(letter for letter in split if not unicodedata.combining(letter))
    return " ".join(re.findall(r"\w+", letters.replace("_", " ")))


def bare(name: str) -> str:
    """Return a plain name without the words around it: ``hora de madrid`` is ``madrid``."""
    return " ".join(_AROUND.sub(" ", name).split())


def distinct(zones: Iterable[str]) -> tuple[str, ...]:
    """Return zones without those whose clocks show what an earlier one's do."""
    seen: set[tuple[timedelta | None, ...]] = set()
    kept: list[str] = []
    for zone in zones:
        if (clock := _clock(zone)) not in seen:
            seen.add(clock)
            kept.append(zone)
    return tuple(kept)


@cache
def _names_in_tzdata() -> AbstractSet[str]:
    return available_timezones()  # which looks into six hundred files


@cache
def canonical() -> Mapping[str, str]:
    """Return every name in tzdata, folded, with the zone it stands for today."""
    named = _places_in_tzdata()
    current = {*named, "UTC", *(f"Etc/GMT{n:+}" for n in range(-14, 13) if n)}
    links = {
        alias: target
        for kind, target, alias in map(_three_words, _lines("tzdata.zi"))
        if kind == "L"
    }
    found: dict[str, str] = {}
    for name in _names_in_tzdata():
        target = name
        while target not in current and target in links:
            target = links[target]
        if target in {"Etc/UTC", "Etc/GMT", "GMT"}:
            target = "UTC"
        if target in current:
            found[name.casefold()] = target
    return found


@cache
def places() -> tuple[str, ...]:
    """Return the zones that people live in, as tzdata lists them today, and UTC."""
    return (*sorted(_places_in_tzdata() & _names_in_tzdata()), "UTC")


@cache
def meanings() -> Mapping[str, Meaning]:
    """Return every plain name, with and without the words around it, and what it may mean."""
    found: defaultdict[str, Meaning] = defaultdict(Meaning)
    for name, zone, count in (*_cities(), *_named_places()):
        for key in _keys(name):
            cities = found[key].cities
            cities[zone] = max(count, cities.get(zone, 0))
    people = _people_of_zones()
    for name, zones in _named_countries():
        for key in _keys(name):
            found[key].countries |= {zone: people.get(zone, 1) for zone in zones}
    listed = _listed()
    for name, zone in _names_of_metazones():
        for key in _keys(name) - set(found):
            found[key].zones = listed.get(bare(key), (zone,))
    for name, zones in listed.items():
        for key in _keys(name):
            found[key].zones = zones
    return dict(found)


def _keys(name: str) -> set[str]:
    whole = plain(name)
    return {key for key in (whole, bare(whole)) if key}


def _listed() -> Mapping[str, tuple[str, ...]]:
    table = tomllib.loads((_FOLDER / "zone_names.toml").read_text(encoding="utf-8"))
    return {plain(name): tuple(zones) for part in table.values() for name, zones in part.items()}


def _worth(people: Mapping[str, int], share: float) -> list[str]:
    """Return the zones with enough people, the most first; those with one clock count as one."""
    clocks: defaultdict[tuple[timedelta | None, ...], list[str]] = defaultdict(list)
    for zone in sorted(people, key=lambda zone: (-people[zone], zone)):
        clocks[_clock(zone)].append(zone)
    sums = {
        max(zones, key=_largest_city): sum(people[zone] for zone in zones)
        for zones in clocks.values()
    }
    most = max(sums.values(), default=0)
    kept = [zone for zone, count in sums.items() if count >= share * most]
    return sorted(kept, key=lambda zone: -sums[zone])


@cache
def _clock(zone: str) -> tuple[timedelta | None, ...]:
    info = ZoneInfo(zone)
    return tuple(moment.astimezone(info).utcoffset() for moment in _SAMPLES)


def _lines(name: str) -> Iterator[str]:
    text = (files("tzdata.zoneinfo") / name).read_text(encoding="utf-8")
    return (line for line in text.splitlines() if line and not line.startswith("#"))


def _three_words(line: str) -> tuple[str, str, str]:
    first, second, third = (*line.split(), "", "", "")[:3]
    return first, second, third


def _places_in_tzdata() -> set[str]:
    return {line.split("\t")[2].strip() for line in _lines("zone.tab")}


@cache
def _cities() -> Sequence[tuple[str, str, int]]:
    text = (_FOLDER / "cities.tsv").read_text(encoding="utf-8")
    found: list[tuple[str, str, int]] = []
    for line in text.splitlines():
        name, _country, zone, people, others = line.split("\t")
        zone = canonical().get(zone.casefold(), zone)
        found += [(called, zone, int(people)) for called in (name, *others.split(";")) if called]
    return found


@cache
def _cities_of_zones() -> Mapping[str, Sequence[int]]:
    """Return how many thousand live in each of a zone's cities, the most first."""
    people: defaultdict[str, dict[int, None]] = defaultdict(dict)
    for _name, zone, count in _cities():
        people[zone][count] = None  # the names of one city share its number
    return {zone: sorted(counts, reverse=True) for zone, counts in people.items()}


def _people_of_zones() -> Mapping[str, int]:
    return {zone: sum(counts) for zone, counts in _cities_of_zones().items()}


def _largest_city(zone: str) -> int:
    return next(iter(_cities_of_zones().get(zone, ())), 0)


def _countries() -> Mapping[str, Sequence[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for line in _lines("zone.tab"):
        code, _where, zone = line.split("\t")[:3]
        found[code].append(zone.strip())
    return found


def _named_countries() -> Iterator[tuple[str, Sequence[str]]]:
    """Yield the names of countries in each language, with their zones."""
    for language in LANGUAGES:
        names: Mapping[str, str] = Locale.parse(language).territories
        yield from ((names[code], zones) for code, zones in _countries().items() if code in names)


def _named_places() -> Iterator[tuple[str, str, int]]:
    """Yield the places of zones, as tzdata and each language call them."""
    yield from ((zone.rpartition("/")[2], zone, 1) for zone in places())
    for language in LANGUAGES:
        names = cast("Mapping[str, Mapping[str, str]]", Locale.parse(language).time_zones)
        for zone in places():
            if city := names.get(zone, {}).get("city"):
                yield city, zone, 1


def _names_of_metazones() -> Iterator[tuple[str, str]]:
    """Yield what CLDR calls stretches of the world with one time, each with its largest zone."""
    largest: dict[str, str] = {}
    of_zones: Mapping[str, str] = get_global("meta_zones")
    for zone in sorted(places(), key=_largest_city):
        if stretch := of_zones.get(zone):
            largest[stretch] = zone
    for language in LANGUAGES:
        names = cast(
            "Mapping[str, Mapping[str, Mapping[str, str]]]", Locale.parse(language).meta_zones
        )
        for stretch, zone in largest.items():
            long = names.get(stretch, {}).get("long", {})
            yield from ((name, zone) for name in long.values())
