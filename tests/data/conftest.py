"""Fixtures for the tests of the records that the project ships."""

from pathlib import Path

import pytest

from bot.catalog.model import Movie
from bot.catalog.records.record import read_record


@pytest.fixture(scope="session")
def files(starter_movies: Path) -> list[Path]:
    return sorted(starter_movies.glob("*.md"))


@pytest.fixture(scope="session")
def movies(files: list[Path]) -> dict[str, Movie]:
    """The shipped movies by file name."""
    return {path.name: read_record(path.read_bytes(), path.name, path.name).movie for path in files}


@pytest.fixture(scope="session")
def shared_movies(shared: Path) -> dict[str, Movie]:
    """The shared movies by id."""
    read = (
        read_record(path.read_bytes(), path.name, path.name).movie
        for path in (shared / "corpus" / "records").glob("*.md")
    )
    return {movie.id: movie for movie in read}
