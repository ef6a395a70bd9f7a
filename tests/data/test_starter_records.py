"""The facts that the project ships: complete, quoted, true to the shared records."""

import re
from collections import Counter
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from bot.catalog.model import Kind, Movie
from bot.catalog.records.loader import check_folders
from bot.search.spelling.fold import fold

FILMS, SERIES = 1548, 82
OLD_FILMS, OLD_SERIES = 360, 40
"""Of the shared records, the most voted ones came along first, and kept their facts and colours."""
SERIES_KINDS = {Kind.TV_SERIES, Kind.TV_MINI_SERIES}
TEXT = {"type": "string", "minLength": 1}
SCHEMA: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": [
        "title", "year", "kind", "genres", "tags", "imdb_id", "img", "color", "description",
    ],
    "if": {"properties": {"year": {"const": "2025"}}},  # some of these are hardly voted on yet
    "else": {"required": ["imdb_rating", "votes"]},
    "properties": {
        "title": TEXT,
        "year": {"type": "string", "pattern": r"^(18|19|20)\d\d$"},
        "kind": {"enum": [kind.value for kind in Kind]},
        "genres": {"type": "array", "items": TEXT, "minItems": 1, "uniqueItems": True},
        "tags": {"type": "array", "items": TEXT, "minItems": 6, "maxItems": 12, "uniqueItems": True},
        "aliases": {
            "type": "array",
            "minItems": 1,
            "maxItems": 8,
            "uniqueItems": True,
            "items": {
                "oneOf": [
                    TEXT,
                    {
                        "type": "object",
                        "additionalProperties": False,
                        "required": ["title", "language"],
                        "properties": {"title": TEXT, "language": TEXT},
                    },
                ]
            },
        },
        "runtime": {"type": "string", "pattern": r"^[1-9]\d{1,2}$"},
        "language": {
            "oneOf": [TEXT, {"type": "array", "items": TEXT, "minItems": 2, "uniqueItems": True}]
        },
        "imdb_rating": {"type": "string", "pattern": r"^\d\.\d$"},
        "votes": {"type": "string", "pattern": r"^\d+$"},
        "imdb_id": {"type": "string", "pattern": r"^\d{7,8}$"},
        "netflix_id": {"type": "string", "pattern": r"^\d+$"},
        "img": {"type": "string", "pattern": r"^\d{7,8}\.jpg$"},
        "color": {"type": "string", "pattern": r"^[0-9A-Fa-f]{6}$"},
        "description": {"type": "string", "minLength": 60, "maxLength": 200},
    },
}
QUOTED = r'"(?:[^"\\]|\\")+"'
ALIAS = rf"(?:{QUOTED}|\{{title: {QUOTED}, language: {QUOTED}\}})"
QUOTED_LINE = re.compile(rf"\w+: (?:{QUOTED}|\[{ALIAS}(?:, {ALIAS})*\])")


VOCABULARY = Path(__file__).resolve().parents[2] / "data" / "tags.yaml"


@pytest.fixture(scope="session")
def guessed(files: list[Path]) -> dict[str, dict[str, Any]]:
    """What a loader that guesses at types makes of the records; the one in C guesses fast."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return {path.name: loader(front_matter(path)).get_single_data() for path in files}


def front_matter(path: Path) -> str:
    return path.read_text(encoding="utf-8").split("---\n")[1]


def test_all_of_them_can_be_read(starter_movies: Path) -> None:
    report = check_folders([starter_movies])
    assert [str(fault) for fault in report.faults] == []
    assert [str(note) for note in report.notes] == []
    assert report.movies == FILMS + SERIES


def test_there_are_so_many_films_and_series(movies: dict[str, Movie]) -> None:
    kinds = Counter(movie.kind in SERIES_KINDS for movie in movies.values())
    assert kinds == {False: FILMS, True: SERIES}
    assert "kramer-vs-kramer-1979.md" in movies


def test_front_matter_fits_the_schema_even_for_a_guessing_loader(
    guessed: dict[str, dict[str, Any]],
) -> None:
    validator: Any = Draft202012Validator(SCHEMA)
    assert [name for name, fields in guessed.items() if not validator.is_valid(fields)] == []


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


def test_every_tag_is_of_the_vocabulary_and_repeats_no_genre(
    guessed: dict[str, dict[str, Any]],
) -> None:
    groups: dict[str, list[str]] = yaml.safe_load(VOCABULARY.read_text(encoding="utf-8"))
    known = Counter(tag for tags in groups.values() for tag in tags)
    assert [tag for tag, count in known.items() if count > 1] == []
    used: set[str] = set()
    wrong: dict[str, list[str]] = {}
    for name, fields in guessed.items():
        used.update(fields["tags"])
        genres = {genre.casefold() for genre in fields["genres"]}
        if bad := [tag for tag in fields["tags"] if tag not in known or tag in genres]:
            wrong[name] = bad
    assert wrong == {}
    assert used == set(known)


def test_no_alias_is_the_title_of_another(movies: dict[str, Movie]) -> None:
    titles = {fold(movie.title): name for name, movie in movies.items()}
    taken = {
        (name, alias.title)
        for name, movie in movies.items()
        for alias in movie.aliases
        if titles.get(fold(alias.title) or alias.title, name) != name
    }
    assert taken == set()


@pytest.mark.shared
def test_facts_of_the_first_four_hundred_are_those_of_the_most_voted_shared_records(
    movies: dict[str, Movie], four_hundred: list[Path], shared_movies: dict[str, Movie]
) -> None:
    facts = (
        "title", "kind", "years", "genres", "languages", "rating", "votes", "imdb_id",
        "netflix_id", "img", "color", "directors", "cast", "writers",
    )  # fmt: skip
    old = {path.name: movies[path.name] for path in four_hundred}
    differing = {
        name: wrong
        for name, movie in old.items()
        if (
            wrong := [
                fact
                for fact in facts
                if getattr(movie, fact) != getattr(shared_movies[movie.id], fact)
            ]
        )
    }
    assert differing == {}
    ranked = sorted(shared_movies.values(), key=lambda movie: -(movie.votes or 0))
    films = [movie for movie in ranked if movie.kind is Kind.MOVIE]
    series = [movie for movie in ranked if movie.kind in SERIES_KINDS]
    most_voted = {movie.id for movie in films[:OLD_FILMS] + series[:OLD_SERIES]}
    assert {movie.id for movie in old.values()} == most_voted


@pytest.mark.shared
def test_others_agree_with_the_shared_records_on_what_does_not_change(
    movies: dict[str, Movie], shared_movies: dict[str, Movie]
) -> None:
    both = {name: movie for name, movie in movies.items() if movie.id in shared_movies}
    assert len(both) > OLD_FILMS + OLD_SERIES
    differing = [
        (name, fact)
        for name, movie in both.items()
        for fact in ("title", "kind", "years", "directors", "img")
        if getattr(movie, fact) != getattr(shared_movies[movie.id], fact)
    ]
    assert differing == []


@pytest.mark.shared
def test_the_best_known_titles_are_among_them(movies: dict[str, Movie], shared: Path) -> None:
    here = {
        (fold(name), movie.years[0])
        for movie in movies.values()
        for name in (movie.title, *(alias.title for alias in movie.aliases))
    }
    with (shared / "search" / "titles.tsv").open(encoding="utf-8") as lines:
        best = [line.split("\t") for line in islice(lines, 500)]
    found = [
        any((fold(title), int(year) - off) in here for off in (0, 1)) for title, year, _ in best
    ]
    assert (sum(found[:50]), sum(found[:100]), sum(found)) == (50, 100, 498)
