"""Long lists in pages."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.catalog.catalog import Catalog
from bot.catalog.model import Filters, Movie, Sort

PAGE_SIZE = 10


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list of titles.

    Attributes:
        movies: The titles on this page.
        total: How many titles the whole list has.
        number: This page's number, from 1.
    """

    movies: tuple[Movie, ...]
    total: int
    number: int

    @property
    def count(self) -> int:
        """The number of pages, at least 1."""
        return max(1, -(-self.total // PAGE_SIZE))

    @property
    def first_rank(self) -> int:
        """The place in the whole list of the first title on this page, from 1."""
        return (self.number - 1) * PAGE_SIZE + 1


async def select_page(catalog: Catalog, filters: Filters, sort: Sort, number: int) -> Page:
    """Return a page of all titles that match; a number past either end gives the nearest page."""
    total = await catalog.count(filters)
    number = _clamp(number, total)
    movies = await catalog.select(filters, sort, limit=PAGE_SIZE, offset=(number - 1) * PAGE_SIZE)
    return Page(tuple(movies), total, number)


def slice_page(movies: Sequence[Movie], number: int) -> Page:
    """Return a page of a list that is already at hand."""
    number = _clamp(number, len(movies))
    start = (number - 1) * PAGE_SIZE
    return Page(tuple(movies[start : start + PAGE_SIZE]), len(movies), number)


def _clamp(number: int, total: int) -> int:
    return min(max(number, 1), max(1, -(-total // PAGE_SIZE)))
