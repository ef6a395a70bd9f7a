"""The names of a catalogue, with the shorter forms that people use for them."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path

from bot.catalog.model import Role, person_id
from bot.questions.evaluation.graph.graph import FilmNode, Graph
from bot.questions.evaluation.well_known import well_known
from bot.questions.names.entries import Entry
from bot.questions.names.name_index import NameArrays
from bot.questions.names.shared_names import franchises, siblings
from bot.questions.words.categories import Category
from bot.questions.words.name_words import name_words
from bot.questions.words.numbers import ROMANS
from bot.runtime.workers.throttle import AT_ONCE, Throttle

_PART = re.compile(r"\s*(?::|\s[-–—])\s+")
_ALIAS = 0.1
"""An alternative title ranks below a title with exactly that name."""
_NICKNAME = 0.2
_NICKNAMES = Path(__file__).with_name("nicknames.toml")
_INITIALS = re.compile(r"\b[A-Z]\. ")
_NUMBERED = 0.3
_NO_ARTICLE, _MAIN_PART, _SURNAME, _KNOWN_SURNAME = 0.4, 0.9, 0.9, 0.6
MANY_CREDITS = 10
"""From this many credits on, a person's bare surname costs less."""
MIN_SURNAME = 4
MIN_CREDITS = 3
"""Nobody with fewer credits than this is called by their surname alone."""


def collect_names(graph: Graph, pace: Throttle = AT_ONCE) -> NameArrays:
    """Return every title, person, genre, language and tag of a catalogue by name."""
    named = chain(
        _titles(graph),
        _people(graph),
        _words(graph),
        franchises(graph, pace),
        siblings(graph, pace),
    )
    return NameArrays.build(
        named, pace, as_spelt=chain(_aliases(graph), _nicknames(graph), _short_names(graph))
    )


@cache
def _article() -> re.Pattern[str]:
    """Return the pattern of an article; lexicons are read for the first question, not before."""
    return re.compile(rf"(?:{'|'.join(sorted(name_words().articles))})\s+", re.IGNORECASE)


@cache
def _numeral() -> re.Pattern[str]:
    parts = "|".join(name_words().parts)
    return re.compile(rf"(\w.*?)(?:[:,]?\s+(?:{parts}))?\s+([ivx]+|\d{{1,2}})", re.IGNORECASE)


def _titles(graph: Graph) -> Iterator[tuple[str, Entry]]:
    article = _article()
    for number, film in enumerate(graph.films):
        weight = _weight(graph, film)
        yield film.title, Entry(Category.TITLE, number, film.title, weight)
        bare = article.sub("", film.title, count=1) if article.match(film.title) else ""
        if bare:
            yield bare, Entry(Category.TITLE, number, film.title, weight, _NO_ARTICLE)
        for numbered in _numbered(film.title):
            yield numbered, Entry(Category.TITLE, number, film.title, weight, _NUMBERED)
        parts = _PART.split(film.title)
        if len(parts) > 1:
            for part in parts:
                form = Entry(Category.TITLE, number, film.title, weight, _MAIN_PART)
                yield part, form
                if article.match(part):
                    yield article.sub("", part, count=1), form


def _aliases(graph: Graph) -> Iterator[tuple[str, Entry]]:
    table, article = well_known().by_id, _article()
    for number, film in enumerate(graph.films):
        known = table.get(film.id)
        others = () if known is None else known.others
        for alias in dict.fromkeys((*film.aliases, *others)):
            yield alias, Entry(Category.TITLE, number, film.title, _weight(graph, film), _ALIAS)
            if article.match(alias):
                bare = article.sub("", alias, count=1)
                weight = _weight(graph, film)
                yield bare, Entry(Category.TITLE, number, film.title, weight, _NO_ARTICLE)


def _nicknames(graph: Graph) -> Iterator[tuple[str, Entry]]:
    """Yield nicknames of well-known people in the catalogue: "jlaw"."""
    for nickname, name in _listed()["people"].items():
        number = graph.person_number.find(person_id(name))
        if number >= 0:
            weight = graph.credit_count(number)
            yield nickname, Entry(Category.NAME, number, name, weight, _NICKNAME)


def _short_names(graph: Graph) -> Iterator[tuple[str, Entry]]:
    """Yield names with the first one short and without initials: "sam jackson"."""
    short: defaultdict[str, list[str]] = defaultdict(list)
    for name, meant in _listed()["short_names"].items():
        for whole in meant.split():
            short[whole].append(name)
    for number, person in enumerate(graph.people):
        first, _, rest = person.name.partition(" ")
        weight = graph.credit_count(number)
        if rest and weight >= MIN_CREDITS:
            entry = Entry(Category.NAME, number, person.name, weight, _NICKNAME)
            for name in short.get(first.lower(), ()):
                yield f"{name} {_INITIALS.sub('', rest)}", entry


def _listed() -> dict[str, dict[str, str]]:
    return tomllib.loads(_NICKNAMES.read_text(encoding="utf-8"))


def _weight(graph: Graph, film: FilmNode) -> float:
    return (film.votes or 0) + sum(len(graph.people_of(film.number, role)) for role in Role) / 100


def _numbered(title: str) -> Iterator[str]:
    """Yield the usual spellings of titles that end in a numeral: "Godfather 2"."""
    found = _numeral().fullmatch(title)
    if found is None:
        return
    base, numeral = found[1], found[2].upper()
    number = ROMANS.index(numeral) + 1 if numeral in ROMANS else None
    if number is None and numeral.isdigit() and 0 < int(numeral) <= len(ROMANS):
        number = int(numeral)
    if number is None:
        return
    for bare in dict.fromkeys((base, _article().sub("", base, count=1))):
        for written in (str(number), ROMANS[number - 1]):
            yield f"{bare} {written}"
            for part in name_words().added_parts:
                yield f"{bare} {part} {written}"


def _people(graph: Graph) -> Iterator[tuple[str, Entry]]:
    by_surname: defaultdict[str, list[int]] = defaultdict(list)
    for number, person in enumerate(graph.people):
        weight = graph.credit_count(number)
        yield person.name, Entry(Category.NAME, number, person.name, weight)
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
        yield surname, Entry(Category.NAME, known, name, credits_, cost)


def _surname(name: str) -> str:
    """Return the last word of a name, with the particle before it: De Niro."""
    words = name.split()
    start = len(words) - 1
    while start > 1 and words[start - 1].casefold() in name_words().particles:
        start -= 1
    return " ".join(words[start:])


def _words(graph: Graph) -> Iterator[tuple[str, Entry]]:
    for category, index in (
        (Category.GENRE, graph.by_genre),
        (Category.LANGUAGE, graph.by_language),
        (Category.TAG, graph.by_tag),
    ):
        for name, films in index.items():
            yield str(name), Entry(category, str(name), str(name), len(films))
