"""Every change to the store, and what it changes: in which tables, and how many rows."""

from collections.abc import Sequence

from tests.state.changes.films import draws, films, people
from tests.state.changes.nights import evenings, upkeep
from tests.state.changes.terms import Change, Effects


def every_change() -> Sequence[tuple[str, Change, Effects]]:
    """Return all of them."""
    return [*films(), *people(), *draws(), *evenings(), *upkeep()]
