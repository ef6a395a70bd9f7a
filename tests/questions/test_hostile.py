"""Whatever is typed: an answer, bounded work, nothing that pings or runs."""

import string

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.asking.hostile_words import NASTY as STRINGS
from bot.questions.parser.chart import MAX_JOINS
from bot.questions.reading.reader import MAX_JOINS_TO_GUESS
from bot.questions.results.answer import Answer
from bot.questions.words.tokens import MAX_TOKENS, tokenize
from tests.questions.conftest import Asker

SLACK = 2_000
"""The chart looks at its bound between two words, not within one."""
MAX_WORK = MAX_JOINS_TO_GUESS + 3 * (MAX_JOINS + SLACK)
"""One parse's work in one language; then, in another, as it is spelt until it is enough, and two
parses with slips mended."""
NASTY = (
    *STRINGS,
    "",
    " ",
    "\x00\x01\x02",
    "?" * 4_000,
    "a" * 4_000,
    "who " * 1_000,
    "films directed by " * 200,
    "and or not " * 300,
    "it her you she 21 2012 " * 150,
    "((((((((((" * 100,
    "' OR 1=1 --",
    "@everyone @here <@123456789> <@&42>",
    "{title} {0} %s %(x)s ${x}",
    "../../etc/passwd",
    "\u202ewho directed heat\u202c",
    "кто снял фильм Heat",
    "谁导演了 Heat",
    "🎬🎬🎬 heat 🎬",
    "who directed 99999999999999999999999999",
    "films from 0 to 99999999999",
    "over 1e309 votes nan inf -1",
    "her 1995 1995",
    "the dune 1984 2021 1984 1995",
    f"the {'9' * 400} best films",
    f"films from {'9' * 400}",
    f"the last {'9' * 400} years",
    f"decade of {'9' * 400}",
    "\ud800\udfff\udbff \ud83d\ud83d\ud83d\ud83d\ud83d",
    "http://example.com/?q=who+directed+heat",
)
WORDS = [
    "who",
    "what",
    "when",
    "which",
    "films",
    "movies",
    "directed",
    "directed_by",
    "by",
    "with",
    "and",
    "or",
    "not",
    "without",
    "best",
    "most",
    "how",
    "many",
    "is",
    "was",
    "in",
    "the",
    "of",
    "heat",
    "casino",
    "her",
    "al",
    "pacino",
    "robert",
    "de",
    "niro",
    "mann",
    "crime",
    "drama",
    "comedy",
    "1995",
    "80s",
    "over",
    "7",
    "since",
    "before",
    "between",
    "share",
    "same",
    "director",
    "actors",
    "also",
    "whose",
    "it",
    "they",
    "each",
    "per",
    "decade",
    "genres",
    "average",
    "rating",
    "higher",
    "better",
    "more",
    "three",
    "twice",
    "second",
    "himself",
    "all",
    "next",
    "older",
    "than",
    "quién",
    "películas",
    "con",
    "de",
    "y",
    "o",
    "sin",
    "mejor",
    "desde",
    "años",
]


def check(answer: Answer) -> None:
    assert answer.sentence
    assert answer.work <= MAX_WORK
    assert len(answer.close) <= 3


@pytest.mark.parametrize("text", NASTY, ids=range(len(NASTY)))
def test_nasty_text_is_answered(small: Asker, text: str) -> None:
    check(small.ask(text))


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(text=st.text(max_size=300))
def test_any_text_is_answered(small: Asker, text: str) -> None:
    check(small.ask(text))


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(words=st.lists(st.sampled_from(WORDS), max_size=30))
def test_any_words_of_the_lexicon_are_answered(small: Asker, words: list[str]) -> None:
    first = small.ask(" ".join(words))
    check(first)
    assert small.ask(" ".join(words)) == first  # the same question, the same answer
    if first.context is not None:
        check(small.ask("and with al pacino?", context=first.context))
    for chip in first.chips:
        if chip.without is not None:
            check(small.questions.answer_query(chip.without))
    for suggestion in (*first.close, *first.others):
        check(small.questions.answer_query(suggestion.query))


@given(text=st.text(string.printable, max_size=2_000))
def test_a_sentence_has_a_bounded_number_of_tokens(text: str) -> None:
    tokens = tokenize(text)
    assert len(tokens) <= MAX_TOKENS
    assert all(token.word for token in tokens)
