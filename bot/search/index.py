"""The index: entries in, matches out. CONTRACT: the search room's owner fills this in."""

from collections.abc import Iterable
from pathlib import Path
from typing import Self

from bot.search.model import Entry, Match, Resolution


class Index:
    """An immutable index over entries; safe to use from several threads."""

    @classmethod
    def build(cls, entries: Iterable[Entry]) -> Self:
        """Build an index in memory."""
        raise NotImplementedError

    def save(self, folder: Path) -> None:
        """Write the index to a folder (complete or not at all)."""
        raise NotImplementedError

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Open a saved index, memory-mapped.

        Raises:
            SearchIndexError: The folder holds no index of this version of the code.
        """
        raise NotImplementedError

    def __len__(self) -> int:
        """Return the number of entries."""
        raise NotImplementedError

    def search(
        self, query: str, limit: int = 25, *, require: int = 0, prefer: int = 0
    ) -> list[Match]:
        """Return the best matches for a query that may still be being typed (autocomplete).

        ``require``: only entries that have one of these flag bits; ``prefer``: among equals,
        entries with one of these bits come first. An empty query gives the most popular.
        """
        raise NotImplementedError

    def resolve(
        self, query: str, limit: int = 10, *, require: int = 0, prefer: int = 0
    ) -> Resolution:
        """Say what a finished query means, and how sure that is."""
        raise NotImplementedError
