"""Reading the catalogue: one immutable SQLite file, opened read-only."""

from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Self

from bot.catalog.model import (
    CatalogStats,
    Collaborator,
    Facet,
    Filters,
    Movie,
    Person,
    Role,
    SimilarMovie,
    Sort,
)


class Catalog:
    """A catalogue file, open for reading. CONTRACT: the catalogue's owner fills this in."""

    path: Path
    version: str  # content hash, part of the file's name
    stats: CatalogStats

    @classmethod
    async def open(cls, path: Path) -> Self:
        """Open a complete catalogue file (``async with`` or ``close`` ends it)."""
        raise NotImplementedError

    async def close(self) -> None: ...
    async def __aenter__(self) -> Self: ...
    async def __aexit__(self, *_: object) -> None: ...

    async def movie(self, movie_id: str) -> Movie | None: ...
    async def movies(self, movie_ids: Sequence[str]) -> list[Movie]: ...  # given order, unknown left out
    async def person(self, person_id: str) -> Person | None: ...
    async def select(self, filters: Filters, sort: Sort = Sort.BEST, *, limit: int = 10, offset: int = 0) -> list[Movie]: ...
    async def count(self, filters: Filters) -> int: ...
    async def ids(self, filters: Filters) -> list[str]: ...  # ascending, for draws
    async def filmography(self, person_id: str, role: Role) -> list[Movie]: ...  # best known (votes) first
    async def collaborators(self, person_id: str, role: Role, as_role: Role, *, limit: int = 5) -> list[Collaborator]: ...
    async def similar(self, movie_id: str, *, limit: int = 10) -> list[SimilarMovie]: ...
    async def genres(self) -> list[Facet]: ...  # most titles first
    async def languages(self) -> list[Facet]: ...
    async def tags(self) -> list[Facet]: ...
    def all_movies(self) -> AsyncIterator[Movie]: ...
    def all_people(self) -> AsyncIterator[Person]: ...
