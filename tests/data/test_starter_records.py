"""The facts that the project ships: complete, quoted, true to the shared records."""

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from bot.catalog.records.loader import check_folders
from bot.catalog.model import Kind, Movie
from bot.catalog.records.record import read_record

FILMS, SERIES = 360, 40
SERIES_KINDS = {Kind.TV_SERIES, Kind.TV_MINI_SERIES}
TEXT = {"type": "string", "minLength": 1}
SCHEMA = {
    "type": "object",
    "additionalProperties": False,
    "required": ["title", "year", "kind", "genres", "imdb_rating", "votes", "imdb_id", "color"],
    "properties": {
        "title": TEXT,
        "year": {"type": "string", "pattern": r"^(18|19|20)\d\d$"},
        "kind": {"enum": [kind.value for kind in Kind]},
        "genres": {"type": "array", "items": TEXT, "minItems": 1, "uniqueItems": True},
        "tags": TEXT,
        "language": TEXT,
        "imdb_rating": {"type": "string", "pattern": r"^\d\.\d$"},
        "votes": {"type": "string", "pattern": r"^\d+$"},
        "imdb_id": {"type": "string", "pattern": r"^\d{7,8}$"},
        "netflix_id": {"type": "string", "pattern": r"^\d+$"},
        "img": {"type": "string", "pattern": r"^\d{7,8}\.jpg$"},
        "color": {"type": "string", "pattern": r"^[0-9A-Fa-f]{6}$"},
        "description": {"type": "string", "minLength": 60, "maxLength": 200},
    },
}
QUOTED_LINE = re.compile(r'\w+: (?:"(?:[^"\\]|\\")*"|\["[^"]+"(?:, "[^"]+")*\])')


def front_matter(path: Path) -> str:
    return path.read_text(encoding="utf-8").split("---\n")[1]


def test_all_of_them_can_be_read(starter_movies: Path) -> None:
    report = check_folders([starter_movies])
    assert [str(fault) for fault in report.faults] == []
    assert report.movies == FILMS + SERIES


def test_there_are_so_many_films_and_series(movies: dict[str, Movie]) -> None:
    kinds = Counter(movie.kind in SERIES_KINDS for movie in movies.values())
    assert kinds == {False: FILMS, True: SERIES}
    assert "kramer-vs-kramer-1979.md" in movies


def test_front_matter_fits_the_schema_even_for_a_guessing_loader(files: list[Path]) -> None:
    validator: Any = Draft202012Validator(SCHEMA)
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the one in C guesses alike, and fast
    wrong = [
        path.name
        for path in files
        if not validator.is_valid(loader(front_matter(path)).get_single_data())
    ]
    assert wrong == []


def test_every_value_is_quoted(files: list[Path]) -> None:
    bare = {
        path.name: [
            line for line in front_matter(path).splitlines() if not QUOTED_LINE.fullmatch(line)
        ]
        for path in files
    }
    assert {name: lines for name, lines in bare.items() if lines} == {}


def test_names_are_not_broken(files: list[Path]) -> None:
    broken = [path.name for path in files if re.search("[ĂĹÃ√]", path.read_text(encoding="utf-8"))]
    assert broken == []


@pytest.mark.shared
def test_facts_are_those_of_the_most_voted_shared_records(
    movies: dict[str, Movie], shared: Path
) -> None:
    theirs = [
        read_record(path.read_bytes(), path.name, path.name).movie
        for path in (shared / "corpus" / "records").glob("*.md")
    ]
    by_id = {movie.id: movie for movie in theirs}
    facts = (
        "title", "kind", "years", "genres", "tags", "languages", "rating", "votes", "imdb_id",
        "netflix_id", "img", "color", "directors", "cast", "writers",
    )  # fmt: skip
    differing = {
        name: wrong
        for name, movie in movies.items()
        if (
            wrong := [
                fact for fact in facts if getattr(movie, fact) != getattr(by_id[movie.id], fact)
            ]
        )
    }
    assert differing == {}
    ranked = sorted(theirs, key=lambda movie: -(movie.votes or 0))
    films = [movie for movie in ranked if movie.kind is Kind.MOVIE]
    series = [movie for movie in ranked if movie.kind in SERIES_KINDS]
    most_voted = {movie.id for movie in films[:FILMS] + series[:SERIES]}
    assert {movie.id for movie in movies.values()} == most_voted
