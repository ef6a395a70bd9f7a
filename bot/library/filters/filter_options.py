"""Parses the filter options one by one, into fields of a query and a phrase."""

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TypeVar

from bot.catalog.model import FILM_KINDS, SERIES_KINDS, Kind, Role
from bot.catalog.records.fields.parsers import FIRST_YEAR, LAST_YEAR, MAX_MINUTES
from bot.catalog.vocabulary.moods import MOODS, SYNONYMS
from bot.catalog.vocabulary.spoken_names import (
    KINDS_OF_SEVERAL,
    SILENT,
    genre_name,
    kind_name,
    kinds_name,
    language_name,
    mood_name,
)
from bot.errors import AmbiguousError, BadInputError, NotFoundError
from bot.i18n import _, listing, ngettext, number
from bot.library.names.lookup import find_name, find_person, in_english
from bot.library.snapshot import Snapshot
from bot.questions.words.sorts import genres_in, languages_in
from bot.search.index import Index
from bot.text import clip, whole_number

T = TypeVar("T")

KIND_GROUPS: Mapping[str, tuple[Kind, ...]] = {
    "films": FILM_KINDS,
    "series": SERIES_KINDS,
}
"""Words for several kinds at once, in addition to each kind's own."""

KIND_SYNONYMS: Mapping[str, str] = {
    "film": "films",
    "movies": "films",
    "tv": "series",
    "show": "series",
    "shows": "series",
    "tv show": "series",
    "tv shows": "series",
    "mini series": "tv mini series",
    "miniseries": "tv mini series",
    "episodes": "episode",
    "game": "video game",
    "games": "video game",
    "short": "tv short",
    "shorts": "tv short",
}

FIRST_DECADE = FIRST_YEAR - FIRST_YEAR % 10
_SHOWN = 40
_DECADE = re.compile(r"(?:the\s+)?(?P<digits>\d{2}|\d{4})'?s?", re.IGNORECASE)
_SEVERAL = re.compile(r"[,+]")

MAX_NAMES = 5
"""Genres or people in one option."""

_Change = dict[str, object]
"""Fields of ``Filters`` with new values."""

_Reader = Callable[[Snapshot, str], Awaitable[tuple[_Change, str]]]
"""Parses one option: the fields of ``Filters`` that it sets, and its phrase."""


def read_kinds(text: str) -> tuple[str, tuple[Kind, ...]]:
    """Return a word as the catalogue spells it, and the kinds it stands for.

    Raises:
        BadInputError: It is not a kind; the message lists them.
    """
    word = " ".join(text.lower().split())
    word = KIND_SYNONYMS.get(word) or _kind_in_english(word) or word
    if word in KIND_GROUPS:
        return word, KIND_GROUPS[word]
    try:
        return word, (Kind(word),)
    except ValueError:
        words = [*map(kinds_name, KIND_GROUPS), *map(kind_name, Kind)]
        raise BadInputError(
            _(
                "“{text}” isn't a kind of title. The kinds are {kinds}.",
                text=text,
                kinds=listing(words),
            )
        ) from None


def _kind_in_english(word: str) -> str | None:
    """Return the kind or group of kinds that a word means in the reader's language."""
    several = in_english("kinds", word)
    kinds = (kind for kind, name in KINDS_OF_SEVERAL.items() if name == several)
    return next(kinds, None) or in_english("kind", word)


def read_decade(text: str) -> tuple[int, int]:
    """Return the first and last year of a decade: ``80s``, ``1980s``, ``1980``.

    Two digits mean the 1930s to the 2020s.

    Raises:
        BadInputError: It is not a decade.
    """
    typed = text.strip().casefold()
    offered = (year for year in range(FIRST_DECADE, LAST_YEAR, 10) if typed == decade_name(year))
    match = _DECADE.fullmatch(str(next(offered, typed)))
    if match is None:
        raise BadInputError(_("“{text}” isn't a decade. Write it like 1980s or 80s.", text=text))
    year = int(match["digits"])
    if year < 100:  # noqa: PLR2004 - two digits
        year += 1900 if year >= 30 else 2000  # noqa: PLR2004 - the 1930s to the 2020s
    start = year - year % 10
    if not FIRST_YEAR <= start <= LAST_YEAR:
        raise BadInputError(
            _(
                "There are no films from the {decade}s: years go from {first} to {last}.",
                decade=start,
                first=FIRST_YEAR,
                last=LAST_YEAR,
            )
        )
    return start, start + 9


def decade_name(year: int) -> str:
    """Return the name of the decade that begins with a year: ``1980s``."""
    return _("{decade}s", decade=year)


async def _genre(snapshot: Snapshot, text: str) -> tuple[_Change, str]:
    index = snapshot.indexes.genres

    async def find(word: str) -> str:
        return find_name(index, "genre", word, option="genre")

    try:
        names = tuple(dict.fromkeys(await _each(text, find)))
    except NotFoundError:
        names = _known(index, genres_in(text))
        if not names:
            raise
    said = listing([genre_name(name) for name in names])
    return {"genres": names}, ngettext("genre {names}", "genres {names}", len(names), names=said)


def _known(index: Index, names: Sequence[str]) -> tuple[str, ...]:
    """Return the names as the catalogue spells them; none if any is missing from it."""
    found = [index.resolve(name, 1).best for name in names]
    return tuple(match.key for match in found if match) if all(found) else ()


async def _tag(snapshot: Snapshot, text: str) -> tuple[_Change, str]:
    name = find_name(snapshot.indexes.tags, "tag", text, option="tag")
    return {"tags": (name,)}, _("tagged {tag}", tag=name)


async def _language(snapshot: Snapshot, text: str) -> tuple[_Change, str]:
    index = snapshot.indexes.languages
    try:
        name = find_name(index, "language", text, option="language")
    except NotFoundError:
        if not (names := _known(index, languages_in(text))):
            raise
        name = names[0]
    said = _("silent") if name == SILENT else _("in {language}", language=language_name(name))
    return {"languages": (name,)}, said


async def _person(snapshot: Snapshot, text: str) -> tuple[_Change, str]:
    found = await _each(text, lambda name: find_person(snapshot, name, option="person"))
    people = {person.id: person.name for person in found}
    return {"people": tuple(people)}, _("with {names}", names=listing([*people.values()]))


async def _director(snapshot: Snapshot, text: str) -> tuple[_Change, str]:
    person = await find_person(snapshot, text, Role.DIRECTOR, option="director")
    return {"directors": (person.id,)}, _("directed by {name}", name=person.name)


async def _decade(__: Snapshot, text: str) -> tuple[_Change, str]:
    start, end = read_decade(text)
    return {"from_year": start, "to_year": end}, _("from the {decade}s", decade=start)


async def _from_year(__: Snapshot, text: str) -> tuple[_Change, str]:
    year = _year(text)
    return {"from_year": year}, _("from {year} on", year=year)


async def _to_year(__: Snapshot, text: str) -> tuple[_Change, str]:
    year = _year(text)
    return {"to_year": year}, _("up to {year}", year=year)


async def _min_rating(__: Snapshot, text: str) -> tuple[_Change, str]:
    try:
        rating = float(text.replace(",", "."))
    except ValueError:
        rating = -1.0
    if not 0 <= rating <= 10:  # noqa: PLR2004 - ratings are out of 10
        shown = clip(text, _SHOWN)
        raise BadInputError(_("“{text}” isn't a rating. Ratings go from 0 to 10.", text=shown))
    said = number(rating, 0 if rating.is_integer() else 1)
    return {"min_rating": rating}, _("rated {rating} or better", rating=said)


async def _min_votes(__: Snapshot, text: str) -> tuple[_Change, str]:
    digits = re.sub(r"[\s,._']", "", text)
    votes = whole_number(digits)
    if votes is None:
        raise BadInputError(_("“{text}” isn't a number of votes.", text=clip(text, _SHOWN)))
    said = ngettext("with {count} vote or more", "with {count} votes or more", votes)
    return {"min_votes": votes}, said


async def _max_minutes(__: Snapshot, text: str) -> tuple[_Change, str]:
    minutes = int(text) if text.isdecimal() and len(text) <= len(str(MAX_MINUTES)) else 0
    if not 1 <= minutes <= MAX_MINUTES:
        raise BadInputError(
            _(
                "“{text}” isn't a length. Give whole minutes, from 1 to {most}.",
                text=text,
                most=number(MAX_MINUTES),
            )
        )
    said = ngettext("at most {count} minute long", "at most {count} minutes long", minutes)
    return {"max_minutes": minutes}, said


async def _kind(__: Snapshot, text: str) -> tuple[_Change, str]:
    word, kinds = read_kinds(text)
    return {"kinds": kinds}, _("{kinds} only", kinds=kinds_name(word))


async def _each(text: str, find: Callable[[str], Awaitable[T]]) -> list[T]:
    """Find every name in a text that may list several; a correction of one keeps the others.

    Raises:
        AmbiguousError, NotFoundError: A name is ambiguous or unknown.
        BadInputError: There are none, or too many.
    """
    names = _several(text)
    found: list[T] = []
    for place, name in enumerate(names):
        others = [*names[:place], *names[place + 1 :]]
        try:
            found.append(await find(name))
        except NotFoundError as error:
            offers = _among(error.suggestions, others)
            raise NotFoundError(
                error.what, error.query, offers, option=error.option, near=error.near
            ) from None
        except AmbiguousError as error:
            offers = _among(error.choices, others)
            raise AmbiguousError(error.what, error.query, offers, option=error.option) from None
    return found


def _among(offers: Sequence[tuple[str, str]], others: Sequence[str]) -> list[tuple[str, str]]:
    return [(",".join((key, *others)), label) for key, label in offers]


def _several(text: str) -> list[str]:
    """Return the names in a text that may list several."""
    names = [name.strip() for name in _SEVERAL.split(text) if name.strip()]
    if not names:
        raise BadInputError(_("There's no name in “{text}”.", text=text))
    if len(names) > MAX_NAMES:
        raise BadInputError(
            ngettext(
                "That's {count} name; I can take {most} at most.",
                "That's {count} names; I can take {most} at most.",
                len(names),
                most=MAX_NAMES,
            )
        )
    return names


async def _mood(__: Snapshot, text: str) -> tuple[_Change, str]:
    word = text.strip().lower()
    word = in_english("mood", word) or SYNONYMS.get(word, word)
    mood = MOODS.get(word)
    if mood is None:
        known = listing([mood_name(name) for name in MOODS])
        raise BadInputError(
            _("“{text}” isn't a mood I know. The moods are {moods}.", text=text, moods=known)
        )
    change: _Change = {"any_genres": mood.genres, "without_genres": mood.without}
    if mood.min_rating is not None:
        change["min_rating"] = mood.min_rating
    if mood.to_year is not None:
        change["to_year"] = mood.to_year
    return change, _("in a {mood} mood", mood=mood_name(word))


def _year(text: str) -> int:
    year = whole_number(text, FIRST_YEAR, LAST_YEAR)
    if year is None:
        raise BadInputError(
            _(
                "“{text}” isn't a year for a film. Years go from {first} to {last}.",
                text=clip(text, _SHOWN),
                first=FIRST_YEAR,
                last=LAST_YEAR,
            )
        )
    return year


READERS: Mapping[str, _Reader] = {
    "mood": _mood,
    "genre": _genre,
    "tag": _tag,
    "person": _person,
    "director": _director,
    "language": _language,
    "decade": _decade,
    "from_year": _from_year,
    "to_year": _to_year,
    "min_rating": _min_rating,
    "min_votes": _min_votes,
    "max_minutes": _max_minutes,
    "kind": _kind,
}
"""How each option is parsed, in the order in which replies list them."""
