"""Interprets the description of a story with the current catalogue."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.catalog.model import Filters, Kind, Movie
from bot.library.filters.about import rank_by_story
from bot.library.filters.criteria import Criteria, no_match, understand
from bot.library.names.lookup import doubted
from bot.library.pages import Page, slice_page
from bot.library.snapshot import Snapshot
from bot.stories.hints import Years
from bot.stories.hits import Hit, Hits
from bot.stories.sureness import Sureness

_MIN_WORDS, _NO_TITLE = 5, 8
"""From how many words a text may tell a story, and from how many it is hardly a title."""
_MAX_NAMED = 5
"""The most people from a description that the reply lists as understood."""


@dataclass(frozen=True, slots=True)
class Details:
    """What a description says about a title besides its story.

    Attributes:
        years: When it came out, or was seen.
        languages: Its languages, as the catalogue spells them.
        genres: Its genres, as the catalogue spells them.
        kinds: What it may be.
        people: Who made it or plays in it, by name.
    """

    years: tuple[Years, ...] = ()
    languages: tuple[str, ...] = ()
    genres: tuple[str, ...] = ()
    kinds: frozenset[Kind] = frozenset()
    people: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether there are any."""
        return any((self.years, self.languages, self.genres, self.kinds, self.people))


@dataclass(frozen=True, slots=True)
class StoryAnswer:
    """What a description means.

    Attributes:
        sureness: How sure the best title is.
        guess: The best title, if it is sure and has not been rejected.
        page: Ten others, best first; empty if there is a guess.
        hits: How well these and the guess fit, by id.
        remembered: Details in the description besides the story; memory may be wrong.
        required: Details that the options require.
    """

    sureness: Sureness
    guess: Movie | None
    page: Page[Movie]
    hits: Mapping[str, Hit]
    remembered: Details
    required: Details

    @property
    def has_more(self) -> bool:
        """Whether there are more if all these are rejected."""
        return self.page.total > 1 if self.guess else self.page.number < self.page.count


async def find_by_story(
    snapshot: Snapshot, story: str, options: Mapping[str, str], number: int = 1
) -> StoryAnswer:
    """Return the titles that a description fits.

    Args:
        snapshot: Where to look.
        story: The description.
        options: The required filters, as typed.
        number: The page: how often ten titles were rejected, plus one; a sure guess counts as ten.

    Raises:
        AmbiguousError, BadInputError, NotFoundError: An option cannot be understood.
        NoMatchError: No title fits the options, whatever its story is.
    """
    criteria = await understand(snapshot, options)
    hits = await rank_by_story(snapshot, story, criteria.filters)
    if not hits.hits and criteria.criteria and not await snapshot.catalog.count(criteria.filters):
        raise await no_match(snapshot, options, criteria)
    is_sure = hits.sureness is Sureness.SURE
    if is_sure and number <= 1:
        shown: Page[Hit] = Page(hits.hits[:1], len(hits.hits), 1)
    else:
        # Asking for more has rejected the guess.
        shown = slice_page(hits.hits[is_sure:], number - is_sure)
    movies = tuple(await snapshot.catalog.movies([hit.id for hit in shown.items]))
    guess = movies[0] if is_sure and number <= 1 and movies else None
    return StoryAnswer(
        hits.sureness,
        guess,
        Page(() if guess else movies, shown.total, shown.number),
        {hit.id: hit for hit in shown.items},
        _remembered(snapshot, hits),
        await _required(snapshot, criteria),
    )


def is_description(text: str, answer: StoryAnswer) -> bool:
    """Return whether a text that is no title here tells a story, rather than naming a film.

    Of 581 titles of four words or more, misspelt or not, that a catalogue of 400 did not have, a
    fifth were taken for descriptions; of 501 descriptions, nine tenths were.

    Args:
        text: What was typed.
        answer: The best matches among the stories.
    """
    count = len(text.split())
    if answer.sureness is Sureness.NOTHING_TO_GO_BY or count < _MIN_WORDS:
        return False
    if count >= _NO_TITLE:
        return True
    best = answer.guess or next(iter(answer.page.items), None)
    fits = answer.sureness in {Sureness.SURE, Sureness.POSSIBLE}
    return fits and best is not None and answer.hits[best.id].is_about


def _remembered(snapshot: Snapshot, hits: Hits) -> Details:
    hints = hits.hints
    people = tuple(_written(snapshot, name) for name in hits.people[:_MAX_NAMED])
    return Details(hints.years, hints.languages, hints.genres, hints.kinds, people)


def _written(snapshot: Snapshot, name: str) -> str:
    """Return a name typed in lower case as the catalogue spells it."""
    best = doubted(snapshot.indexes.people.resolve(name)).best
    return best.name if best is not None else name.title()


async def _required(snapshot: Snapshot, criteria: Criteria) -> Details:
    filters = criteria.filters
    people = [await snapshot.catalog.person(person_id) for person_id in filters.people]
    return Details(
        _years(filters),
        filters.languages,
        filters.genres,
        frozenset(filters.kinds),
        tuple(person.name for person in people if person),
    )


def _years(filters: Filters) -> tuple[Years, ...]:
    if filters.from_year is None and filters.to_year is None:
        return ()
    return (Years(filters.from_year or 0, filters.to_year or 0),)
