"""Which films may be drawn for these people, and the reasons for the one that was.

A film is eligible when it stands on enough of the watchlists, nobody's *never* list names it or
one of its genres, and, where wanted, nobody has seen it. A watchlist never overrules a *never*.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from bot.catalog.model import Movie
from bot.i18n import _, listing, ngettext, number
from bot.rules.picks.draw import odds_text


@dataclass(frozen=True, slots=True)
class PersonPreferences:
    """What one person keeps about films, by id, and about genres, by name.

    Attributes:
        name: How the person is addressed.
        seen: Films seen.
        watchlist: Films on the requested lists.
        never_films: Films never to be drawn.
        never_genres: Genres never to be drawn.
    """

    name: str
    seen: frozenset[str] = frozenset()
    watchlist: frozenset[str] = frozenset()
    never_films: frozenset[str] = frozenset()
    never_genres: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Restrictions:
    """How seen films and lists restrict a draw.

    Attributes:
        unseen: Only films that none of them has seen.
        on_lists: Only films on the watchlists of at least this many of them: 0 for the whole
            catalogue, 1 for any list, the number of people for what all lists share.
    """

    unseen: bool = True
    on_lists: int = 0


def eligible(
    movies: Iterable[Movie], people: Sequence[PersonPreferences], restrictions: Restrictions
) -> tuple[Movie, ...]:
    """Return the films that may be drawn, in the order they came."""
    of_no_genre_ruled_out = {
        movie.id: movie
        for movie in movies
        if ruled_out_genres(people).isdisjoint(genre.casefold() for genre in movie.genres)
    }
    return tuple(
        of_no_genre_ruled_out[id_]
        for id_ in eligible_ids(of_no_genre_ruled_out, people, restrictions)
    )


def eligible_ids(
    ids: Iterable[str], people: Sequence[PersonPreferences], restrictions: Restrictions
) -> tuple[str, ...]:
    """Return which of these films may be drawn, in the order they came.

    For whole catalogues: films of :func:`ruled_out_genres` are expected to be left out already.
    """
    out = {film for person in people for film in person.never_films}
    if restrictions.unseen:
        out.update(*(person.seen for person in people))
    left = tuple(id_ for id_ in ids if id_ not in out) if out else tuple(ids)
    if not restrictions.on_lists:
        return left
    wanted = Counter(film for person in people for film in person.watchlist)
    return tuple(id_ for id_ in left if wanted[id_] >= restrictions.on_lists)


def ruled_out_genres(people: Iterable[PersonPreferences]) -> frozenset[str]:
    """Return the genres that anybody never wants, casefolded."""
    return frozenset(genre.casefold() for person in people for genre in person.never_genres)


def reasons(
    movie: Movie,
    people: Sequence[PersonPreferences],
    *,
    asked: Sequence[str] = (),
    losses: int = 0,
    odds: Fraction | None = None,
) -> tuple[str, ...]:
    """Return why this film, in words; every line is a fact.

    Args:
        movie: The film that was drawn.
        people: For whom.
        asked: The filters it meets, as phrases ("genre Drama").
        losses: How often it took part and lost since it last won.
        odds: The chance it had.
    """
    lines: list[str] = []
    if asked:
        lines.append(_("as asked: {filters}", filters=listing(asked)))
    if people:
        lines.extend(_about_people(movie, people))
    if movie.rating is not None and movie.votes:
        lines.append(
            ngettext(
                "rated {rating} by {count} person",
                "rated {rating} by {count} people",
                movie.votes,
                rating=number(movie.rating, 1),
            )
        )
    if losses > 0:
        lines.append(
            ngettext(
                "lost {count} time before, so its odds are better",
                "lost {count} times before, so its odds are better",
                losses,
            )
        )
    if odds is not None:
        lines.append(_("its chance was {odds}", odds=odds_text(odds)))
    return tuple(lines)


def _about_people(movie: Movie, people: Sequence[PersonPreferences]) -> Iterable[str]:
    seen = [person.name for person in people if movie.id in person.seen]
    if not seen:
        everybody = listing([person.name for person in people], either=True)
        yield _("not marked as seen by {people}", people=everybody)
    elif len(seen) < len(people):
        others = listing([person.name for person in people if movie.id not in person.seen])
        yield _("new for {people}", people=others)
    wanted = _wanted_by(movie, people)
    if wanted:
        yield ngettext(
            "on the watchlist of {people}",
            "on the watchlists of {people}",
            len(wanted),
            people=listing(wanted),
        )


def _wanted_by(movie: Movie, people: Sequence[PersonPreferences]) -> list[str]:
    return [person.name for person in people if movie.id in person.watchlist]
