"""The records that the project ships: complete, quoted, true to the facts, freshly written."""

import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from bot.catalog.loader import check_folders
from bot.catalog.model import Kind, Movie
from bot.catalog.record import read_record

FILMS, SERIES = 360, 40
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
WORD = re.compile(r"[\w']+")
SENTENCE = re.compile(r"(?<=[.!?])[\"”’]?\s+(?=[\"“‘A-Z0-9À-Þ])")
ABBREVIATION = re.compile(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Jr|Sr|Lt|Col|Gen|Sgt|Capt|Prof|vs|No)\.$")


@pytest.fixture(scope="module")
def files(starter_movies: Path) -> list[Path]:
    return sorted(starter_movies.glob("*.md"))


@pytest.fixture(scope="module")
def movies(files: list[Path]) -> dict[str, Movie]:
    return {path.name: read_record(path.read_bytes(), path.name, path.name) for path in files}


def front_matter(path: Path) -> dict[str, Any]:
    """Read the facts with YAML's own, guessing loader: quoted values survive even that."""
    return yaml.safe_load(path.read_text(encoding="utf-8").split("---\n")[1])


def sentences(text: str) -> list[str]:
    found: list[str] = []
    for part in SENTENCE.split(text):
        if found and ABBREVIATION.search(found[-1]):
            found[-1] += f" {part}"
        else:
            found.append(part)
    return found


def test_all_of_them_can_be_read(starter_movies: Path) -> None:
    report = check_folders([starter_movies])
    assert [str(fault) for fault in report.faults] == []
    assert report.movies == FILMS + SERIES


def test_there_are_so_many_films_and_series(movies: dict[str, Movie]) -> None:
    kinds = Counter(
        movie.kind in {Kind.TV_SERIES, Kind.TV_MINI_SERIES} for movie in movies.values()
    )
    assert kinds == {False: FILMS, True: SERIES}
    assert "kramer-vs-kramer-1979.md" in movies


def test_front_matter_fits_the_schema_even_for_a_guessing_loader(files: list[Path]) -> None:
    validator: Any = Draft202012Validator(SCHEMA)
    wrong = [path.name for path in files if not validator.is_valid(front_matter(path))]
    assert wrong == []


def test_names_are_not_broken(files: list[Path]) -> None:
    broken = [path.name for path in files if re.search("[ĂĹÃ√]", path.read_text(encoding="utf-8"))]
    assert broken == []


def test_every_synopsis_has_two_to_four_sentences(movies: dict[str, Movie]) -> None:
    counts = {name: len(sentences(movie.synopsis or "")) for name, movie in movies.items()}
    assert {name: count for name, count in counts.items() if not 2 <= count <= 4} == {}


def test_no_sentence_pattern_repeats(movies: dict[str, Movie]) -> None:
    runs: dict[tuple[str, ...], set[str]] = defaultdict(set)
    openings: Counter[tuple[str, ...]] = Counter()
    for name, movie in movies.items():
        for text in (movie.description or "", movie.synopsis or ""):
            for sentence in sentences(text):
                words = [word.lower() for word in WORD.findall(sentence)]
                openings[tuple(words[:3])] += 1
                for start in range(len(words) - 5):
                    runs[tuple(words[start : start + 6])].add(name)
    assert {run: names for run, names in runs.items() if len(names) > 1} == {}
    assert {opening: count for opening, count in openings.items() if count > 3} == {}


def test_prose_is_about_the_story(movies: dict[str, Movie]) -> None:
    metadata = re.compile(
        r"\b(?:this film|the film|this movie|the movie|this series|directed by|starring|viewers|"
        r"box office|Netflix|IMDb|sequel|Academy Award|Oscar-winning)\b",
        re.IGNORECASE,
    )
    told = {
        name: metadata.findall(f"{movie.description} {movie.synopsis}")
        for name, movie in movies.items()
    }
    assert {name: words for name, words in told.items() if words} == {}


@pytest.mark.shared
def test_facts_are_those_of_the_shared_records(movies: dict[str, Movie], shared: Path) -> None:
    differing: dict[str, list[str]] = {}
    theirs = {
        movie.id: movie
        for path in (shared / "corpus" / "records").glob("*.md")
        for movie in [read_record(path.read_bytes(), path.name, path.name)]
    }
    facts = (
        "title", "kind", "years", "genres", "languages", "rating", "votes", "imdb_id",
        "netflix_id", "img", "color", "directors", "cast", "writers",
    )  # fmt: skip
    for name, movie in movies.items():
        wrong = [fact for fact in facts if getattr(movie, fact) != getattr(theirs[movie.id], fact)]
        if wrong:
            differing[name] = wrong
    assert differing == {}
    ranked = sorted(
        (movie for movie in theirs.values() if movie.kind is Kind.MOVIE and movie.votes),
        key=lambda movie: -(movie.votes or 0),
    )
    assert {movie.id for movie in ranked[:FILMS]} <= {movie.id for movie in movies.values()}


@pytest.mark.shared
def test_prose_is_nobody_elses(movies: dict[str, Movie], shared: Path) -> None:
    copied: dict[str, list[str]] = {}
    for path in (shared / "corpus" / "records").glob("*.md"):
        theirs = read_record(path.read_bytes(), path.name, path.name)
        ours = next((movie for movie in movies.values() if movie.id == theirs.id), None)
        if ours is None:
            continue
        runs = _runs(f"{theirs.description} {theirs.synopsis}", 7)
        if shared_runs := runs & _runs(f"{ours.description} {ours.synopsis}", 7):
            copied[ours.source] = [" ".join(run) for run in shared_runs]
    assert copied == {}


def _runs(text: str, length: int) -> set[tuple[str, ...]]:
    words = [word.lower() for word in WORD.findall(text)]
    return {tuple(words[start : start + length]) for start in range(len(words) - length + 1)}
