"""Resolves a typed name, or raises an error with the closest names."""

import asyncio
import dataclasses

from bot.catalog.model import Movie, Person, Role
from bot.catalog.vocabulary.spoken_names import NAMES
from bot.errors import AmbiguousError, NoCreditsError, NotFoundError, OutdatedError
from bot.i18n import pgettext
from bot.library.names.labels import movie_option, person_option
from bot.library.snapshot import Snapshot
from bot.search.catalog_indexes import Flag
from bot.search.index import Index
from bot.search.model import Evidence, Match, Resolution, Verdict
from bot.search.ranking.plausibility import is_plausible
from bot.search.spelling.fold import canonical, fold
from bot.text import imdb_title_id

CHOSEN = "id:"
"""Prefix of a value that was picked from a list; the rest is an id."""

SUGGESTIONS = 5
CHOICES = 10
WORDS = 25
"""How many genres or languages are offered if none is close to what was typed."""

_BY_SPELLING = frozenset({Evidence.FUZZY, Evidence.SOUND})
_ROLE_FLAGS = {Role.CAST: Flag.CAST, Role.DIRECTOR: Flag.DIRECTOR, Role.WRITER: Flag.WRITER}
_ROLE_WORDS = {Role.CAST: "actor", Role.DIRECTOR: "director", Role.WRITER: "writer"}


async def find_movie(snapshot: Snapshot, text: str, *, option: str = "title") -> Movie:
    """Return the title that is meant: by name, by name and year, by IMDb id or link.

    Raises:
        AmbiguousError: Several titles are meant equally well.
        NotFoundError: Nothing is close.
        OutdatedError: It was picked from a list and has gone since.
    """
    catalog = snapshot.catalog
    known_id = text.removeprefix(CHOSEN) if text.startswith(CHOSEN) else imdb_title_id(text)
    if known_id and (movie := await catalog.movie(known_id)):
        return movie
    if text.startswith(CHOSEN):
        raise OutdatedError
    if not fold(text):  # search uses letters and digits only, but “******” is a title too
        named = await catalog.titled(text.strip())
        if len(named) == 1:
            return named[0]
    resolution = doubted(snapshot.indexes.movies.resolve(text, CHOICES, prefer=Flag.FILM))
    if resolution.best is not None and (movie := await catalog.movie(resolution.best.key)):
        return movie
    if resolution.verdict is Verdict.SEVERAL:
        close = await catalog.movies([match.key for match in resolution.matches])
        raise AmbiguousError("film", text, [movie_option(movie) for movie in close], option=option)
    questions = snapshot.prepared
    said = None if questions is None else await asyncio.to_thread(questions.title_meant, text)
    if said is not None and (movie := await catalog.movie(said)):
        return movie
    raise _not_found("film", resolution, option)


async def find_person(
    snapshot: Snapshot, text: str, role: Role | None = None, *, option: str = "person"
) -> Person:
    """Return the person who is meant, with credits in the role if one is given.

    Raises:
        AmbiguousError: Several people are meant equally well.
        NoCreditsError: The person is known, but not in that role.
        NotFoundError: Nobody is close.
        OutdatedError: The person was picked from a list and has gone since.
    """
    catalog = snapshot.catalog
    if text.startswith(CHOSEN):
        if person := await catalog.person(text.removeprefix(CHOSEN)):
            return _in_role(person, role)
        raise OutdatedError
    people = snapshot.indexes.people
    anyone = doubted(people.resolve(text, CHOICES))
    wanted = doubted(people.resolve(text, CHOICES, require=_ROLE_FLAGS[role])) if role else anyone
    surest_first = (anyone, wanted) if _surer(anyone, wanted) else (wanted, anyone)
    for resolution in surest_first:
        if resolution.best and (person := await catalog.person(resolution.best.key)):
            return _in_role(person, role)
    what = _ROLE_WORDS[role] if role else "person"
    if wanted.verdict is Verdict.SEVERAL:
        close = [await catalog.person(match.key) for match in wanted.matches]
        choices = [person_option(person) for person in close if person]
        raise AmbiguousError(what, text, choices, option=option)
    raise _not_found(what, wanted, option)


def find_name(index: Index, what: str, text: str, *, option: str) -> str:
    """Return the genre, language or tag that is meant, as the catalogue spells it.

    Raises:
        AmbiguousError: Several are meant equally well.
        NotFoundError: Nothing is close.
    """
    typed = text.removeprefix(CHOSEN)
    resolution = doubted(index.resolve(in_english(what, typed) or typed, CHOICES))
    if resolution.best is not None:
        return resolution.best.key
    if resolution.verdict is Verdict.SEVERAL:
        choices = [(match.key, match.name) for match in resolution.matches]
        raise AmbiguousError(what, text, choices, option=option)
    error = _not_found(what, resolution, option)
    if error.near:
        raise error
    # There are few of them, so after a wrong guess the whole list is more helpful.
    known = [(match.key, match.name) for match in index.search("", WORDS)]
    raise NotFoundError(what, resolution.query, known, option=option, near=False)


def in_english(context: str, typed: str) -> str | None:
    """Return the catalogue's name for what somebody typed in their own language.

    Args:
        context: The sort of name, as in ``bot.catalog.vocabulary.spoken_names.NAMES``.
        typed: What was typed.
    """
    wanted = fold(typed)
    names = NAMES.get(context, ()) if wanted else ()
    return next((name for name in names if fold(pgettext(context, name)) == wanted), None)


def _surer(one: Resolution, other: Resolution) -> bool:
    """Return whether one search has better evidence than another."""
    if one.best is None or other.best is None:
        return one.best is not None
    ranks = list(Evidence)
    return ranks.index(one.best.evidence) < ranks.index(other.best.evidence)


def _in_role(person: Person, role: Role | None) -> Person:
    if role is None or person.count(role):
        return person
    counts = {word: person.count(known) for known, word in _ROLE_WORDS.items()}
    raise NoCreditsError(
        person.id, person.name, _ROLE_WORDS[role], {word: n for word, n in counts.items() if n}
    )


def doubted(resolution: Resolution) -> Resolution:
    """Return a resolution without its answer if the only evidence is similar spelling."""
    near = _credible(resolution)
    if resolution.verdict is Verdict.SEVERAL:
        if all(match.evidence in _BY_SPELLING for match in near):
            return dataclasses.replace(resolution, verdict=Verdict.NOTHING)
        # One option is no choice, so the others are offered as well.
        return dataclasses.replace(resolution, matches=near) if len(near) > 1 else resolution
    if resolution.best and resolution.best not in near:
        return dataclasses.replace(resolution, verdict=Verdict.NOTHING)
    return resolution


def _credible(resolution: Resolution) -> tuple[Match, ...]:
    """Return the matches that the typed text plausibly names, even misspelt or in part."""
    return tuple(
        match
        for match in resolution.matches
        if match.evidence not in _BY_SPELLING or is_plausible(resolution.query, _names(match))
    )


def _names(match: Match) -> tuple[str, ...]:
    """Return a match's name, with the alias it was found by."""
    is_part = match.named in canonical(fold(match.name), strip_article=False)
    return (match.name,) if is_part else (match.name, match.named)


def _not_found(what: str, resolution: Resolution, option: str) -> NotFoundError:
    near = [match for match in _credible(resolution) if match.evidence in _BY_SPELLING]
    others = [match for match in resolution.matches if match not in near]
    nearest = [(match.key, match.label) for match in (*near, *others)]
    return NotFoundError(
        what, resolution.query, nearest[:SUGGESTIONS], option=option, near=bool(near)
    )
