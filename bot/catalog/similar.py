"""Similar titles, and why they are.

Similarity is a sum of relations that can be put into words, at most 1 in total. People weigh most,
then genres and tags by rarity (two Westerns have more in common than two Dramas), then nearness of
year and rating, and the same kind of title. SQL finds and ranks the candidates; the reasons come
from comparing the two movies.

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
_PEOPLE = {Role.DIRECTOR: 0.32, Role.CAST: 0.22, Role.WRITER: 0.08}
_GENRES, _TAGS, _YEAR, _RATING, _KIND = 0.18, 0.06, 0.06, 0.05, 0.03

_HALF_YEARS, _HALF_POINTS = 5.0, 0.5  # distances at which nearness has fallen to half
_CLOSE_YEARS, _CLOSE_POINTS = 3, 0.3  # near enough to be mentioned

_TITLES_PER_GENRE, _TITLES_PER_TAG, _TITLES_PER_PERSON = 2_000, 500, 500
_CANDIDATES = 300  # whose year, rating and kind are compared
_MAX_SHARED = 30  # people of a role, genres or tags of one title that are compared


def ranking_query(movie: Movie, *, limit: int) -> tuple[str, list[Value]]:
    """Return the SQL for ``(id, score)`` of the titles most like a movie, and its values.

    Args:
        movie: The movie.
        limit: How many at most.
    """
    kinships: list[str] = []
    values: list[Value] = []
    for role, credited in movie.credits:
        if people := credited[:_MAX_SHARED]:
            # One shared director counts in full; of the cast, the more in common the better.
            saturation = 0.0 if role is Role.DIRECTOR else 1.0
            credits_ = _union(
                "SELECT title FROM credits"
                " WHERE person = (SELECT key FROM people WHERE id = ?)"
                f" AND role = {ROLE_KEYS[role]} LIMIT {_TITLES_PER_PERSON}",
                len(people),
            )
            kinships.append(
                f"SELECT title, {_PEOPLE[role]} * COUNT(*) / (COUNT(*) + {saturation}) AS points"
                f" FROM ({credits_}) GROUP BY title"
            )
            values += [person.id for person in people]
    for thing, words, most, per_word in (
        ("genre", movie.genres, _GENRES, _TITLES_PER_GENRE),
        ("tag", movie.tags, _TAGS, _TITLES_PER_TAG),
    ):
        if chosen := words[:_MAX_SHARED]:
            shared = _union(
                f"SELECT x.title, w.weight FROM {thing}s w JOIN title_{thing}s x ON x.{thing} ="
                f" w.key WHERE w.name = ? LIMIT {per_word}",
                len(chosen),
            )
            whole = f"(SELECT SUM(weight) FROM {thing}s WHERE name IN ({_marks(len(chosen))}))"
            kinships.append(
                f"SELECT title, {most} * SUM(weight) / {whole} AS points FROM ({shared})"
                " GROUP BY title"
            )
            values += [*chosen, *chosen]
    if not kinships:
        kinships.append("SELECT NULL AS title, 0.0 AS points WHERE FALSE")
    sql = f"""
        SELECT t.id, shared.points
            + COALESCE({_YEAR} / (1 + ABS(t.first_year - ?) / {_HALF_YEARS}), 0)
            + COALESCE({_RATING} / (1 + ABS(t.rating - ?) / {_HALF_POINTS}), 0)
            + {_KIND} * (t.kind IS ?) AS score
        FROM (
            SELECT title, SUM(points) AS points FROM ({" UNION ALL ".join(kinships)})
            GROUP BY title ORDER BY points DESC, title LIMIT {_CANDIDATES}
        ) AS shared
        JOIN titles t ON t.key = shared.title
        WHERE t.id <> ?
        ORDER BY score DESC, t.votes DESC, t.id LIMIT ?
    """
    return sql, [movie.year, movie.rating, movie.kind, *values, movie.id, limit]


def reasons(movie: Movie, other: Movie) -> tuple[str, ...]:
    """Return what two titles have in common, in words, strongest first."""
    found: list[str] = []
    if directors := _shared(movie.directors, other.directors):
        found.append(_("also directed by {names}", names=listing(directors)))
    if cast := _shared(movie.cast, other.cast):
        found.append(_("also with {names}", names=listing(cast)))
    if writers := _shared(movie.writers, other.writers):
        found.append(_("also written by {names}", names=listing(writers)))
    if genres := [genre for genre in movie.genres if genre in other.genres]:
        names = listing([genre_name(genre) for genre in genres])
        found.append(_("also {genres}", genres=names))
    if tags := [tag for tag in movie.tags if tag in other.tags]:
        found.append(_("shared tags: {tags}", tags=listing(tags)))
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


def _union(select: str, times: int) -> str:
    return " UNION ALL ".join([f"SELECT * FROM ({select})"] * times)


def _marks(count: int) -> str:
    return ", ".join("?" * count)


def _shared(ours: Sequence[PersonRef], theirs: Sequence[PersonRef]) -> list[str]:
    known = {person.id for person in theirs}
    return [person.name for person in ours if person.id in known]
