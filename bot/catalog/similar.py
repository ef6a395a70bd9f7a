"""Similar titles, and why they are.

Similarity is a sum of relations that can be put into words, at most 1 in total. What a title is
about weighs most: its tags, then its genres, rare ones more than common ones (two Westerns have
more in common than two Dramas). The people who made it come next, then nearness of year and rating,
how well known the other title is, and a shared language and kind. SQL finds and ranks the
candidates; the reasons come from comparing the two movies.

Tags and genres are compared by the Sørensen–Dice coefficient, weighted by inverse document
frequency. ``docs/search.md`` says what the weights were tried on.

The work is bounded whatever the size of the catalogue: of each genre, tag and person only a limited
number of titles is considered, in the order in which they were written.
"""

from collections.abc import Sequence

from bot.catalog.model import Movie, PersonRef, Role
from bot.catalog.queries import Value
from bot.catalog.schema import ROLE_KEYS
from bot.catalog.vocabulary.spoken_names import genre_name
from bot.i18n import _, listing, number

# The most that each relation adds.
_TAGS, _GENRES = 0.38, 0.12
_PEOPLE = {Role.DIRECTOR: 0.10, Role.CAST: 0.10, Role.WRITER: 0.05}
_YEAR, _RATING, _FAME, _LANGUAGE, _KIND = 0.07, 0.03, 0.06, 0.05, 0.04

_HALF_YEARS, _HALF_POINTS = 8.0, 0.5  # distances at which nearness has fallen to half
_HALF_VOTES = 100_000  # votes that count for half of the fame
_CLOSE_YEARS, _CLOSE_POINTS = 3, 0.3  # near enough to be mentioned

_TITLES_PER_GENRE, _TITLES_PER_TAG, _TITLES_PER_PERSON = 2_000, 500, 500
_CANDIDATES = 150  # compared in full
_MAX_TAGS_NAMED = 4
_MAX_SHARED = 30  # people of a role, genres or tags of one title that are compared


def ranking_query(movie: Movie, *, limit: int) -> tuple[str, list[Value]]:
    """Return the SQL for ``(id, score)`` of the titles most like a movie, and its values.

    Args:
        movie: The movie.
        limit: How many at most.
    """
    genres, tags = movie.genres[:_MAX_SHARED], movie.tags[:_MAX_SHARED]
    own = ", ".join(
        f"(SELECT COALESCE(SUM(weight), 0) FROM {thing}s WHERE name IN ({_marks(len(words))}))"
        f" AS {thing}s"
        for thing, words in (("genre", genres), ("tag", tags))
    )
    relations: list[str] = []
    values: list[Value] = [*genres, *tags]
    for role, credited in movie.credits:
        if people := credited[:_MAX_SHARED]:
            # One shared director counts in full; of the cast, the more in common the better.
            saturation = 0.0 if role is Role.DIRECTOR else 1.0
            points = f"{_PEOPLE[role]} * COUNT(*) / (COUNT(*) + {saturation})"
            credits_ = _union(
                "SELECT title FROM credits"
                " WHERE person = (SELECT key FROM people WHERE id = ?)"
                f" AND role = {ROLE_KEYS[role]} LIMIT {_TITLES_PER_PERSON}",
                len(people),
            )
            relations.append(f"SELECT title, {points}, 0.0, 0.0 FROM ({credits_}) GROUP BY title")
            values += [person.id for person in people]
    for thing, words, per_word, points in (
        ("genre", genres, _TITLES_PER_GENRE, "SUM(weight), 0.0"),
        ("tag", tags, _TITLES_PER_TAG, "0.0, SUM(weight)"),
    ):
        if words:
            held = _union(
                f"SELECT x.title, w.weight FROM {thing}s w JOIN title_{thing}s x ON x.{thing} ="
                f" w.key WHERE w.name = ? LIMIT {per_word}",
                len(words),
            )
            relations.append(f"SELECT title, 0.0, {points} FROM ({held}) GROUP BY title")
            values += words
    related = " UNION ALL ".join(relations) or "SELECT NULL, 0.0, 0.0, 0.0 WHERE FALSE"
    sql = f"""
        WITH own AS (SELECT {own}),
        related (title, people, genres, tags) AS ({related}),
        shared AS (
            SELECT title, SUM(people) AS people, SUM(r.genres) AS genres, SUM(r.tags) AS tags
            FROM own CROSS JOIN related r GROUP BY title
            ORDER BY SUM(people) + {_GENRES} * SUM(r.genres) / MAX(own.genres, 1)
                + {_TAGS} * SUM(r.tags) / MAX(own.tags, 1) DESC, title
            LIMIT {_CANDIDATES}
        )
        SELECT t.id, shared.people
            + {_overlap("genre", _GENRES)}
            + {_overlap("tag", _TAGS)}
            + COALESCE({_YEAR} / (1 + ABS(t.first_year - ?) / {_HALF_YEARS}), 0)
            + COALESCE({_RATING} / (1 + ABS(t.rating - ?) / {_HALF_POINTS}), 0)
            + COALESCE({_FAME} * t.votes / (t.votes + {_HALF_VOTES}), 0)
            + {_LANGUAGE} * EXISTS (
                SELECT 1 FROM title_languages x JOIN languages w ON w.key = x.language
                WHERE x.title = t.key AND w.name IN ({_marks(len(movie.languages))})
            )
            + {_KIND} * (t.kind IS ?) AS score
        FROM own CROSS JOIN shared CROSS JOIN titles t ON t.key = shared.title
        WHERE t.id <> ?
        ORDER BY score DESC, t.votes DESC, t.id LIMIT ?
    """
    values += [movie.year, movie.rating, *movie.languages, movie.kind, movie.id, limit]
    return sql, values


def reasons(movie: Movie, other: Movie) -> tuple[str, ...]:
    """Return what two titles have in common, in words, strongest first."""
    found: list[str] = []
    if directors := _shared(movie.directors, other.directors):
        found.append(_("also directed by {names}", names=listing(directors)))
    if cast := _shared(movie.cast, other.cast):
        found.append(_("also with {names}", names=listing(cast)))
    if tags := [tag for tag in movie.tags if tag in other.tags]:
        found.append(_("shared tags: {tags}", tags=listing(tags[:_MAX_TAGS_NAMED])))
    if genres := [genre for genre in movie.genres if genre in other.genres]:
        names = listing([genre_name(genre) for genre in genres])
        found.append(_("also {genres}", genres=names))
    if writers := _shared(movie.writers, other.writers):
        found.append(_("also written by {names}", names=listing(writers)))
    if movie.year and other.year and abs(movie.year - other.year) <= _CLOSE_YEARS:
        same = movie.year == other.year
        found.append(_("same year") if same else _("close in time ({year})", year=other.year))
    if (
        movie.rating is not None
        and other.rating is not None
        and round(abs(movie.rating - other.rating), 1) <= _CLOSE_POINTS
    ):
        found.append(_("rated about the same ({rating})", rating=number(other.rating, 1)))
    return tuple(found)


def _overlap(thing: str, most: float) -> str:
    """Return the SQL for the weighted Sørensen–Dice coefficient of a title's genres or tags."""
    theirs = (
        f"SELECT SUM(w.weight) FROM title_{thing}s x JOIN {thing}s w ON w.key = x.{thing}"
        " WHERE x.title = t.key"
    )
    return f"COALESCE({most} * 2.0 * shared.{thing}s / (own.{thing}s + ({theirs})), 0)"


def _union(select: str, times: int) -> str:
    return " UNION ALL ".join([f"SELECT * FROM ({select})"] * times)


def _marks(count: int) -> str:
    return ", ".join("?" * count)


def _shared(ours: Sequence[PersonRef], theirs: Sequence[PersonRef]) -> list[str]:
    known = {person.id for person in theirs}
    return [person.name for person in ours if person.id in known]
