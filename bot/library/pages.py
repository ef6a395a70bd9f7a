"""Long lists in pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.catalog.catalog import Catalog
from bot.catalog.model import Filters, Movie, Sort

PAGE_SIZE = 10
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """One page of a list.

    Attributes:
        items: What is on this page.
        total: How many items the whole list has.
        number: This page's number, from 1.
        size: How many items a full page has.
    """

    items: tuple[Item, ...]
    total: int
    number: int
    size: int = PAGE_SIZE

    @property
    def count(self) -> int:
        """The number of pages, at least 1."""
        return _count(self.total, self.size)

    @property
    def first_rank(self) -> int:
        """The position in the whole list of the first item on this page, from 1."""
        return (self.number - 1) * self.size + 1


async def select_page(catalog: Catalog, filters: Filters, sort: Sort, number: int) -> Page[Movie]:
    """Return a page of all matching titles; a number out of range gives the nearest page."""
    total = await catalog.count(filters)
    number = _clamp(number, total, PAGE_SIZE)
    movies = await catalog.select(filters, sort, limit=PAGE_SIZE, offset=(number - 1) * PAGE_SIZE)
    return Page(tuple(movies), total, number)


def slice_page(items: Sequence[Item], number: int, size: int = PAGE_SIZE) -> Page[Item]:
    """Return a page of a list; a number out of range gives the nearest page."""
    number = _clamp(number, len(items), size)
    start = (number - 1) * size
    return Page(tuple(items[start : start + size]), len(items), number, size)


def _clamp(number: int, total: int, size: int) -> int:
    return min(max(number, 1), _count(total, size))


def _count(total: int, size: int) -> int:
    return max(1, -(-total // size))
