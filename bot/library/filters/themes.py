"""Themes of nights: ``80s horror``, ``heist``, ``christmas romance``.

Years, genres and languages in a theme are taken literally; the rest describes the stories.
"""

import asyncio
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from bot.catalog.model import Filters, Movie
from bot.errors import BadInputError
from bot.i18n import _, listing
from bot.library.filters.about import ABOUT, rank_by_story
from bot.library.snapshot import Snapshot
from bot.stories.hints import GENRES, LANGUAGES, Years, hints
from bot.stories.text.hedges import EMPTY, HEDGES, SPANISH
from bot.stories.text.words import words

THEME_LENGTH = 60
"""The most characters of a theme."""

MIN_FILMS = 3
"""A theme with fewer titles would leave nothing to vote on."""

_NAMED = 4
_PHRASES = {"science fiction": "scifi", "sci-fi": "scifi", "sci fi": "scifi", "film noir": "noir"}
_GENRES = {
    **GENRES,
    "action": "Action",
    "adventure": "Adventure",
    "aventura": "Adventure",
    "crime": "Crime",
    "drama": "Drama",
}
"""In addition to the hints in descriptions: words that in a description might be part of the
story."""

_SAYS_NOTHING = EMPTY | HEDGES | SPANISH
_DIGITS = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Theme:
    """A parsed theme.

    Attributes:
        text: As typed.
        genres: The genres that all its films must have.
        years: When they came out; ``None`` for any time.
        language: The language spoken in them; empty for any.
        story: What their stories are about; empty for any story.
    """

    text: str
    genres: tuple[str, ...] = ()
    years: Years | None = None
    language: str = ""
    story: str = ""

    @property
    def filters(self) -> Filters:
        """The filters on its films, apart from their stories."""
        return Filters(
            genres=self.genres,
            languages=(self.language,) if self.language else (),
            from_year=self.years.first if self.years else None,
            to_year=self.years.last if self.years else None,
        )

    @property
    def options(self) -> Mapping[str, str]:
        """The theme as the options of ``/search``."""
        given = {
            "genre": ",".join(self.genres),
            "language": self.language,
            ABOUT: self.story,
            "from_year": str(self.years.first) if self.years else "",
            "to_year": str(self.years.last) if self.years else "",
        }
        return {option: value for option, value in given.items() if value}


def read_theme(text: str) -> Theme:
    """Parse a theme.

    Raises:
        BadInputError: It is longer than :data:`THEME_LENGTH`.
    """
    text = " ".join(text.split())
    if len(text) > THEME_LENGTH:
        raise BadInputError(
            _("A theme can have at most {most} characters: 80s horror, heist.", most=THEME_LENGTH)
        )
    folded = text.casefold()
    for phrase, word in _PHRASES.items():
        folded = folded.replace(phrase, word)
    said = words(folded)
    found = hints(folded, said)
    genres: dict[str, None] = {}
    languages: list[str] = []
    rest: list[str] = []
    for word in said:
        single = word.removesuffix("s")
        if genre := _GENRES.get(word) or _GENRES.get(single):
            genres[genre] = None
        elif language := LANGUAGES.get(word):
            languages.append(language)
        elif not (found.years and _DIGITS.search(word)):
            rest.append(word)
    story = "" if _SAYS_NOTHING.issuperset(rest) else " ".join(rest)
    years = found.years[0] if found.years else None
    return Theme(text, tuple(genres), years, languages[0] if languages else "", story)


async def understand_theme(snapshot: Snapshot, text: str) -> Theme:
    """Parse a theme, and make sure that there is something to choose from.

    Raises:
        BadInputError: Nothing in it is understood, or too few titles fit.
    """
    theme = read_theme(text)
    if not theme.options:
        raise BadInputError(
            _(
                "“{text}” doesn't tell me what a film is about. Try a theme such as: 80s horror, "
                "heist, christmas romance.",
                text=theme.text,
            )
        )
    if len(await _examples(snapshot, theme, MIN_FILMS)) < MIN_FILMS:
        raise BadInputError(
            _(
                "Too few titles in my catalogue fit “{text}”. Choose a wider theme.",
                text=theme.text,
            )
        )
    return theme


async def within(snapshot: Snapshot, text: str, movies: Collection[str]) -> frozenset[str]:
    """Return which of some titles fit a theme."""
    theme = read_theme(text)
    left = set(movies)
    if theme.filters != Filters():
        left &= set(await snapshot.catalog.ids(theme.filters))
    if not theme.story or not left:
        return frozenset(left)
    hits = await asyncio.to_thread(snapshot.stories.search, theme.story, left, len(left))
    return frozenset(hit.id for hit in hits if hit.is_about)


async def require_theme(snapshot: Snapshot, text: str, movie: Movie) -> None:
    """Make sure that a title fits a theme.

    Raises:
        BadInputError: It does not; the message names some that do.
    """
    if movie.id in await within(snapshot, text, [movie.id]):
        return
    near = [one.label for one in await _examples(snapshot, read_theme(text), _NAMED)]
    raise BadInputError(
        _(
            "{film} doesn't fit this night's theme, “{theme}”. These do: {examples}.",
            film=movie.label,
            theme=text,
            examples=listing(near),
        )
        if near
        else _("{film} doesn't fit this night's theme, “{theme}”.", film=movie.label, theme=text)
    )


async def _examples(snapshot: Snapshot, theme: Theme, most: int) -> list[Movie]:
    """Return the titles that fit a theme best."""
    if not theme.story:
        return await snapshot.catalog.select(theme.filters, limit=most)
    hits = await rank_by_story(snapshot, theme.story, theme.filters)
    return await snapshot.catalog.movies([hit.id for hit in hits if hit.is_about][:most])
