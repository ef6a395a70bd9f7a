"""The benchmark's own parts: what is measured must be right."""

import sqlite3
from pathlib import Path

import discord
import pytest

from benchmarks.asking.bare_sql import query_for
from benchmarks.asking.hostile_questions import MAX_CHARACTERS, Words, hostile_inputs
from benchmarks.asking.hostile_report import reply_faults, report_hostile
from benchmarks.asking.hostile_words import NASTY
from benchmarks.questions import Asked, is_wrong_for_all
from bot.catalog.files.build import build_catalog
from bot.discord.messages.markdown import escape
from bot.discord.messages.reply import Reply
from tests.questions.conftest import NOW, Asker
from tests.questions.small import small_catalogue

WORDS = Words(["Heat", "The Insider"], ["Al Pacino"], ["directed by", "films"], ["Crime"])


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


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("who directed Heat", "Michael Mann", False),
        ("who directed Heat", "Martin Scorsese", True),
        ("who directed Heat and xyzzy", "Michael Mann", False),  # asked back, to the asker alone
        ("Heat", "Michael Mann", False),  # a card claims nothing
        ("Casino", "Michael Mann", True),  # but not that of another title
        ("films of 1999 directed by Michael Mann and Al Pacino", "Heat", True),  # a denial
    ],
)
def test_wrong_is_what_everybody_is_shown(
    small: Asker, text: str, right: str, *, wrong: bool
) -> None:
    asked = Asked(text, "Heat", frozenset({right}), "movie_to_director")
    assert is_wrong_for_all(small.ask(text, language="en"), small.graph, asked) is wrong


def test_hostile_questions_are_the_same_each_time() -> None:
    asked = list(hostile_inputs(WORDS, 400, seed=1))
    assert asked == list(hostile_inputs(WORDS, 400, seed=1))
    assert asked != list(hostile_inputs(WORDS, 400, seed=2))
    assert len(asked) == 400
    assert {text for _, text in asked} >= {"", *NASTY}
    assert max(len(text) for _, text in asked) == MAX_CHARACTERS


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("hello @everyone", "pings everybody"),
        ("hello <@123>", "mentions"),
        (r"hello \\<@&123>", "mentions"),
        ("[Heat](https://example.com)", "links elsewhere"),
        ("see https://example.com", "shows a bare link"),
        ("```rust", "opens a block of code"),
        ("\u202etaeH", "hides characters"),
        ("\ud800", "hides characters"),
    ],
)
def test_what_a_reply_lets_through_is_found(text: str, fault: str) -> None:
    assert fault in set(reply_faults(Reply((discord.Embed(description=text),))))
    assert not set(reply_faults(Reply((discord.Embed(description=escape(text)),))))


def test_hostile_questions_are_reported(small: Asker, capsys: pytest.CaptureFixture[str]) -> None:
    movies = {movie.id: movie for movie in small_catalogue()}
    report = report_hostile(small.questions, small.graph, movies, NOW, len(NASTY))
    assert report["questions"] == len(NASTY)
    assert report["faults"] == {}
    assert "nasty strings" in capsys.readouterr().out
