"""The plan of an import: films by id, merged over all files, to be confirmed by the person."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.rules.imports.model import ImportedFilm, Part, Purpose
from bot.rules.picks.lists import DEFAULT_NAME, list_key


@dataclass(frozen=True, slots=True)
class Entry:
    """One film of a share.

    Attributes:
        film: Its id.
        rating: What it was given, out of 10.
        on: When it was seen, rated or listed.
    """

    film: str
    rating: int | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """Films with one destination.

    Attributes:
        purpose: Whether they have been seen, or go on a list.
        name: The list's name.
        films: Each once, in the order read.
        guessed: Whether no file says what they are.
    """

    purpose: Purpose
    name: str = ""
    films: tuple[Entry, ...] = ()
    guessed: bool = False

    @property
    def key(self) -> tuple[Purpose, str, bool]:
        """Identifies the destination; no two shares have the same."""
        return self.purpose, list_key(self.name), self.guessed


@dataclass(frozen=True, slots=True)
class Doubt:
    """A film that a row may mean, to be accepted or left.

    Attributes:
        number: Names it when it is accepted.
        written: The text in the file.
        film: The id of the film that may be meant.
        shares: Where it goes once accepted; each with this one film.
    """

    number: int
    written: str
    film: str
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """All that an import will do.

    Attributes:
        shares: What is done.
        doubts: What is done only when it is accepted.
    """

    shares: tuple[Share, ...]
    doubts: tuple[Doubt, ...] = ()

    @property
    def films(self) -> set[str]:
        """The ids of all films in the plan."""
        return {entry.film for share in self.shares for entry in share.films}

    def accepting(self, number: int) -> "Plan":
        """Return the plan with a doubt accepted."""
        accepted = [doubt for doubt in self.doubts if doubt.number == number]
        left = tuple(doubt for doubt in self.doubts if doubt.number != number)
        return Plan(_joined([*self.shares, *(s for doubt in accepted for s in doubt.shares)]), left)

    def taken_as(self, purpose: Purpose, name: str) -> "Plan":
        """Return the plan with a guessed purpose replaced."""

        def changed(share: Share) -> Share:
            return replace(share, purpose=purpose, name=name) if share.guessed else share

        doubts = tuple(
            replace(doubt, shares=tuple(map(changed, doubt.shares))) for doubt in self.doubts
        )
        return Plan(_joined(map(changed, self.shares)), doubts)


def make_plan(
    parts: Sequence[Part],
    found: Callable[[ImportedFilm], str | None],
    doubted: Callable[[ImportedFilm], str | None],
) -> Plan:
    """Return the plan for an export.

    Args:
        parts: Its files.
        found: Returns the id of the film that a row is.
        doubted: Returns the id of the film that a row may be.
    """
    ratings, possible = _latest_ratings(parts, found), _latest_ratings(parts, doubted)
    sure: list[Share] = []
    unsure: dict[str, tuple[str, list[Share]]] = {}
    for part in parts:
        for row in part.films:
            if (id_ := found(row)) is not None:
                sure.extend(_shares(part, row, id_, ratings))
            elif (id_ := doubted(row)) is not None:
                _, shares = unsure.setdefault(id_, (row.label, []))
                shares.extend(_shares(part, row, id_, possible))
    doubts = [(written, id_, _joined(shares)) for id_, (written, shares) in unsure.items()]
    return Plan(_joined(sure), tuple(Doubt(number, *doubt) for number, doubt in enumerate(doubts)))


def _shares(part: Part, row: ImportedFilm, film: str, ratings: Mapping[str, int]) -> list[Share]:
    """Return the shares of a row; a rated film counts as seen, too."""
    rating = ratings.get(film) if row.rating else None
    entry = Entry(film, rating, row.on)
    if part.purpose is Purpose.SEEN:
        return [Share(Purpose.SEEN, "", (entry,), part.guessed)]
    name = DEFAULT_NAME if part.purpose is Purpose.WATCHLIST else part.name
    listed = Share(part.purpose, name, (Entry(film, None, row.on),), part.guessed)
    return [listed, Share(Purpose.SEEN, "", (entry,))] if rating else [listed]


def _latest_ratings(
    parts: Sequence[Part], id_of: Callable[[ImportedFilm], str | None]
) -> Mapping[str, int]:
    """Return the rating of each film: from a table of ratings, else of its latest viewing."""
    latest: dict[str, tuple[tuple[bool, date, date], int]] = {}
    for part in parts:
        for row in part.films:
            film = id_of(row) if row.rating else None
            if film is None or row.rating is None:
                continue
            at = (part.settles, row.on or date.min, row.logged or date.min)
            if film not in latest or at > latest[film][0]:
                latest[film] = at, row.rating
    return {film: rating for film, (_, rating) in latest.items()}


def _joined(shares: Iterable[Share]) -> tuple[Share, ...]:
    """Merge shares of the same destination, each film once with its latest day and its rating."""
    films: dict[tuple[Purpose, str, bool], dict[str, Entry]] = {}
    first: dict[tuple[Purpose, str, bool], Share] = {}
    for share in shares:
        first.setdefault(share.key, share)
        known = films.setdefault(share.key, {})
        for entry in share.films:
            known[entry.film] = _merged(known.get(entry.film), entry)
    return tuple(replace(first[key], films=(*known.values(),)) for key, known in films.items())


def _merged(one: Entry | None, other: Entry) -> Entry:
    if one is None:
        return other
    days = [day for day in (one.on, other.on) if day]
    return Entry(one.film, one.rating or other.rating, max(days, default=None))
