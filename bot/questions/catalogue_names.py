"""The names of a catalogue, with the shorter forms that people use for them."""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import chain

from bot.questions.graph import Graph
from bot.questions.groups_by_name import sagas, siblings
from bot.questions.names import Entry, Names
from bot.throttle import AT_ONCE, Pace

_ARTICLE = re.compile(r"(?:the|a|an|el|la|los|las|un|una)\s+", re.IGNORECASE)
_PART = re.compile(r"\s*(?::|\s[-–—])\s+")
_NUMERAL = re.compile(r"(\w.*?)(?:[:,]?\s+(?:part|chapter))?\s+([ivx]+|\d{1,2})", re.IGNORECASE)
_ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_NUMBERED = 0.3
_NO_ARTICLE, _MAIN_PART, _SURNAME, _KNOWN_SURNAME = 0.4, 0.9, 0.9, 0.6
MANY_CREDITS = 10
"""A surname is the likelier meant the more its bearer has made."""
MIN_SURNAME = 4
MIN_CREDITS = 3
"""Nobody with fewer credits than this is called by their surname alone."""
_PARTICLES = frozenset({"de", "del", "della", "di", "da", "du", "la", "le", "van", "von", "der"})


def collect_names(graph: Graph, pace: Pace = AT_ONCE) -> Names:
    """Return every title, person, genre, language and tag of a catalogue by name."""
    named = chain(
        _titles(graph), _people(graph), _words(graph), sagas(graph, pace), siblings(graph, pace)
    )
    return Names(named, pace)


def _titles(graph: Graph) -> Iterator[tuple[str, Entry]]:
    for number, film in enumerate(graph.films):
        weight = (film.votes or 0) + sum(map(len, film.credits)) / 100
        yield film.title, Entry("Title", number, film.title, weight)
        bare = _ARTICLE.sub("", film.title, count=1) if _ARTICLE.match(film.title) else ""
        if bare:
            yield bare, Entry("Title", number, film.title, weight, _NO_ARTICLE)
        for numbered in _numbered(film.title):
            yield numbered, Entry("Title", number, film.title, weight, _NUMBERED)
        parts = _PART.split(film.title)
        if len(parts) > 1:
            for part in parts:
                form = Entry("Title", number, film.title, weight, _MAIN_PART)
                yield part, form
                if _ARTICLE.match(part):
                    yield _ARTICLE.sub("", part, count=1), form


def _numbered(title: str) -> Iterator[str]:
    """Give a title that ends in a numeral as people write it: "Godfather 2"."""
    found = _NUMERAL.fullmatch(title)
    if found is None:
        return
    base, numeral = found[1], found[2].upper()
    number = _ROMANS.index(numeral) + 1 if numeral in _ROMANS else None
    if number is None and numeral.isdigit() and 0 < int(numeral) <= len(_ROMANS):
        number = int(numeral)
    if number is None:
        return
    for bare in dict.fromkeys((base, _ARTICLE.sub("", base, count=1))):
        for written in (str(number), _ROMANS[number - 1]):
            yield f"{bare} {written}"
            yield f"{bare} part {written}"


def _people(graph: Graph) -> Iterator[tuple[str, Entry]]:
    by_surname: defaultdict[str, list[int]] = defaultdict(list)
    for number, person in enumerate(graph.people):
        weight = graph.credit_count(number)
        yield person.name, Entry("Name", number, person.name, weight)
        surname = _surname(person.name)
        if len(surname) >= MIN_SURNAME and surname != person.name:
            by_surname[surname].append(number)
    for surname, numbers in by_surname.items():
        known = max(numbers, key=lambda number: (graph.credit_count(number), -number))
        if graph.credit_count(known) < MIN_CREDITS:
            continue
        name = graph.people[known].name
        credits_ = graph.credit_count(known)
        cost = _KNOWN_SURNAME if credits_ >= MANY_CREDITS else _SURNAME
        yield surname, Entry("Name", known, name, credits_, cost)


def _surname(name: str) -> str:
    """Return the last word of a name, with the particle before it: De Niro."""
    words = name.split()
    start = len(words) - 1
    while start > 1 and words[start - 1].casefold() in _PARTICLES:
        start -= 1
    return " ".join(words[start:])


def _words(graph: Graph) -> Iterator[tuple[str, Entry]]:
    for category, index in (
        ("Genre", graph.by_genre),
        ("Language", graph.by_language),
        ("Tag", graph.by_tag),
    ):
        for name, films in index.items():
            yield str(name), Entry(category, str(name), str(name), len(films))
