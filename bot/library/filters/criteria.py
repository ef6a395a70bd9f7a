"""The filters of ``/search``, ``/genre``, ``/random`` and ``/pick``: from options to a query."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass

from bot.catalog.model import Filters
from bot.errors import BadInputError, NoMatchError
from bot.i18n import _
from bot.library.filters.about import ABOUT, titles_about
from bot.library.filters.filter_options import READERS
from bot.library.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Criterion:
    """One parsed filter: its option and its meaning in words."""

    option: str
    phrase: str


@dataclass(frozen=True, slots=True)
class Criteria:
    """The result of parsing all filter options.

    Attributes:
        filters: The query; with ``about`` its ``only`` has titles whose story fits, best first.
        criteria: Each filter in words, in the order of the options.
    """

    filters: Filters
    criteria: tuple[Criterion, ...]

    @property
    def phrases(self) -> tuple[str, ...]:
        """Each filter in words; first and last year as one."""
        phrases = {criterion.option: criterion.phrase for criterion in self.criteria}
        first, last = self.filters.from_year, self.filters.to_year
        if "from_year" in phrases and "to_year" in phrases:
            del phrases["to_year"]
            phrases["from_year"] = (
                _("from {year}", year=first)
                if first == last
                else _("from {first} to {last}", first=first, last=last)
            )
        return tuple(phrases.values())


async def understand(snapshot: Snapshot, options: Mapping[str, str]) -> Criteria:
    """Parse the filter options; unknown options are ignored.

    Raises:
        AmbiguousError, NotFoundError: A name is ambiguous or unknown.
        BadInputError: A number, a kind or the text of ``about`` cannot be used.
    """
    filters = Filters()
    criteria: list[Criterion] = []
    for option, read in READERS.items():
        if value := options.get(option, "").strip():
            change, phrase = await read(snapshot, value)
            filters = dataclasses.replace(filters, **change)  # pyright: ignore[reportArgumentType]
            criteria.append(Criterion(option, phrase))
    if filters.from_year and filters.to_year and filters.from_year > filters.to_year:
        raise BadInputError(
            _(
                "No year is both {first} or later and {last} or earlier: from_year must not be "
                "after to_year.",
                first=filters.from_year,
                last=filters.to_year,
            )
        )
    if about := options.get(ABOUT, "").strip():
        only, phrase = await titles_about(snapshot, about, filters)
        filters = dataclasses.replace(filters, only=only)
        criteria.append(Criterion(ABOUT, phrase))
    return Criteria(filters, tuple(criteria))


async def no_match(
    snapshot: Snapshot, options: Mapping[str, str], criteria: Criteria
) -> NoMatchError:
    """Return the error for filters that match nothing.

    It says how many titles there would be without each filter or, if that does not help, with each
    alone.
    """
    without: list[tuple[str, str, int]] = []
    alone: list[tuple[str, str, int]] = []
    for criterion in criteria.criteria:
        fewer = {key: value for key, value in options.items() if key != criterion.option}
        if count := await _count(snapshot, fewer, criteria.filters):
            without.append((criterion.option, criterion.phrase, count))
    if not without and len(criteria.criteria) > 1:
        for criterion in criteria.criteria:
            only = {criterion.option: options[criterion.option]}
            count = await _count(snapshot, only, criteria.filters)
            alone.append((criterion.option, criterion.phrase, count))
    without.sort(key=lambda relaxation: -relaxation[2])
    alone.sort(key=lambda relaxation: relaxation[2])
    phrases = tuple(criterion.phrase for criterion in criteria.criteria)
    return NoMatchError(phrases, without, alone)


async def _count(snapshot: Snapshot, options: Mapping[str, str], filters: Filters) -> int:
    """Count the matches of other options, for the same people as these filters."""
    other = await understand(snapshot, options)
    return await snapshot.catalog.count(dataclasses.replace(other.filters, exclude=filters.exclude))
