"""Long lists in pages."""

import pytest

from bot.library.pages import Page, slice_page


@pytest.mark.parametrize(
    ("total", "pages"), [(0, 1), (1, 1), (10, 1), (11, 2), (20, 2), (21, 3), (101, 11)]
)
def test_a_list_has_as_many_pages_as_it_takes(total: int, pages: int) -> None:
    assert slice_page(range(total), 1).count == pages
    last = slice_page(range(total), pages)
    assert slice_page(range(total), pages + 1) == slice_page(range(total), 10**9) == last
    assert last.first_rank == 10 * (pages - 1) + 1
    assert last.items == tuple(range(last.first_rank - 1, total))


def test_a_page_before_the_first_is_the_first() -> None:
    first = Page((0, 1, 2), 8, 1, 3)
    assert slice_page(range(8), 0, 3) == slice_page(range(8), -5, 3) == first
