"""Whatever is typed: an answer or nothing, never an exception, and a bounded amount of work."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.search.index import Index
from bot.search.model import Entry
from bot.search.ranking.candidates import MAX_CANDIDATES, MAX_POSTINGS

NASTY = st.text(
    alphabet=st.sampled_from("\ud800\udfff\x00\x1b\u200b\u202e\u2066'\"%;()*:^-~aet 19é字א😀"),
    max_size=80,
)
MAX_READINGS = 3


@pytest.fixture(scope="module")
def crowded() -> Index:
    """Many entries of few words: every list is long."""
    rng = random.Random(5)
    words = ("the", "of", "star", "stars", "man", "night", "love", "2", "ii", "a", "in", "starring")
    return Index.build(
        Entry(
            str(number),
            " ".join(rng.choices(words, k=rng.randint(1, 7))),
            20_000 / (1 + number),
            flags=1 if number % 50 else 2,
        )
        for number in range(8_000)
    )


def assert_bounded(index: Index, query: str) -> None:
    for require in (0, 1, 2):
        explained = index.explain(query, require=require)
        if explained is None:
            return
        trace = explained.trace
        assert trace.readings <= MAX_READINGS
        assert trace.postings <= trace.readings * MAX_POSTINGS
        assert trace.candidates <= trace.readings * MAX_CANDIDATES


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60) | NASTY | st.text(alphabet="the stars man 2", max_size=200))
def test_any_text_is_answered_with_bounded_work(crowded: Index, query: str) -> None:
    matches = crowded.search(query, 7)
    assert len(matches) <= 7
    assert len({match.key for match in matches}) == len(matches)
    assert crowded.resolve(query, 3).query == query
    assert_bounded(crowded, query)


@pytest.mark.parametrize(
    "query",
    [
        "e" * 4000,
        "the " * 1000,
        "s",
        "a b c d e f g h i j k l m n o p q r s t u v w x y z",
        "' OR 1=1; DROP TABLE movies; --",
        'NEAR("a" "b") AND NOT title:*',
        "%_%\\",
        "\x00" * 50,
        "\ud800" * 50,
        "😀" * 60,
        "א" * 300,
        "9" * 4000,
        "1999 " * 40,
        "the movie called the film called the show",
    ],
)
def test_hard_inputs_are_answered_with_bounded_work(crowded: Index, query: str) -> None:
    assert len(crowded.search(query)) <= 25
    crowded.resolve(query)
    assert_bounded(crowded, query)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.builds(
            Entry,
            key=st.text(max_size=8),
            name=st.text(max_size=40) | NASTY,
            popularity=st.floats(0, 1e9),
            year=st.none() | st.integers(1880, 2100),
            aliases=st.lists(st.text(max_size=12), max_size=3).map(tuple),
            flags=st.integers(0, 255),
        ),
        max_size=12,
    ),
    st.text(max_size=30),
)
def test_any_entries_can_be_indexed_and_found_as_written(entries: list[Entry], query: str) -> None:
    index = Index.build(entries)
    assert len(index) == len(entries)
    index.resolve(query, require=3, prefer=1)
    for entry in entries:
        if index.explain(entry.name) is not None:
            names = [match.name for match in index.resolve(entry.name, 25).matches]
            assert entry.name in names


def test_a_rare_flag_is_found_among_many(crowded: Index) -> None:
    for query in ("the", "star man", "s", "night of the"):
        assert len(crowded.search(query, 10, require=2)) == 10
