"""The benchmark's own parts: what is measured must be right."""

import sqlite3
from pathlib import Path

import pytest

from benchmarks.bare_sql import query_for
from bot.catalog.build import build_catalog
from tests.questions.small import small_catalogue


@pytest.mark.parametrize(
    ("kind", "topic", "answers"),
    [
        ("movie_to_director", "Heat", {"Michael Mann"}),
        ("movie_to_year", "The Silent One", {1921, 1922}),
        ("movie_to_tags", "Heat", {"heist", "los angeles"}),
        ("tag_to_movie", "gambling", {"Casino"}),
        ("director_to_movie_to_language", "Michael Mann", {"English"}),
        ("movie_to_director_to_movie", "Heat", {"Heat", "The Insider"}),
        ("movie_to_writer_to_movie_to_director", "Casino", {"Martin Scorsese"}),
    ],
)
def test_bare_sql_gives_the_same_answers(
    tmp_path: Path, kind: str, topic: str, answers: set[str | int]
) -> None:
    path = build_catalog(small_catalogue(), tmp_path)
    with sqlite3.connect(path) as db:
        assert {row[0] for row in db.execute(query_for(kind), (topic,))} == answers
    db.close()
