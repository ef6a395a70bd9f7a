"""Patterns of short turns and of questions for characters: what they read, and how fast."""

import random
import re
import time
import tomllib
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.questions.dialogue.turns.steps import STEPS, listed
from bot.questions.query.context import Context
from bot.questions.query.nodes import Attribute, Films, Genre, Key, Named, Order, Titled, Values
from bot.questions.query.queries import Check, Count, Query
from bot.questions.words.patterns import character_questions as characters
from bot.questions.words.patterns import turns
from bot.questions.words.patterns.character_questions import character_questions
from bot.questions.words.patterns.turns import MAX_TURN, Turn, load_turns, turns_in
from bot.questions.words.tokens import tokenize
from tests.questions.conftest import Asker


def words_of(path: Path) -> set[str]:
    return set(re.findall(r"[a-z]{1,12}", path.read_text(encoding="utf-8")))


FILES = sorted((*turns.FOLDER.glob("*.toml"), *characters.FOLDER.glob("*.toml")))
WORDS = sorted({word for path in FILES for word in words_of(path)})
KINDS = {kind for known in load_turns() for kind in known.kinds}
VALUES = {
    value
    for path in turns.FOLDER.glob("*.toml")
    for value in tomllib.loads(path.read_text(encoding="utf-8"))["values"].values()
}
WORDS_AND_TEXT = st.lists(st.sampled_from(WORDS) | st.text(max_size=8), max_size=MAX_TURN).map(
    " ".join
)


@pytest.mark.parametrize(
    ("said", "kind", "slots"),
    [
        ("the second one please", "nth", {"place": "2"}),
        ("number 3", "nth", {"place": "3"}),
        ("give me 5 more", "several_more", {"count": "5"}),
        ("anything else with her?", "person", {"how": "cast"}),
        ("no, i meant the actors", "role", {"role": "cast"}),
        ("something newer", "newer", {}),
        ("that's too long", "shorter", {}),
        ("más de él", "person", {"how": "any"}),
        ("una más corta", "shorter", {}),
        ("su mejor película", "their_one", {"order": "best"}),
    ],
)
def test_a_turn_is_known_by_its_kind(said: str, kind: str, slots: dict[str, str]) -> None:
    found = [turn for turn in turns_in(tokenize(said), None) if turn.kind == kind]
    assert found
    assert slots.items() <= found[0].slots.items()


@pytest.mark.parametrize("said", ["horror movies", "who directed casino", "thanks", "heat", ""])
def test_a_question_of_its_own_is_no_turn(said: str) -> None:
    assert [turn for turn in turns_in(tokenize(said), None) if turn.kind in STEPS] == []


@pytest.mark.parametrize("asks", [Count, Check, partial(Values, Attribute.GENRE)])
def test_show_me_them_when_a_question_was_about_titles_then_it_is_these(
    asks: Callable[[Films], Query],
) -> None:
    dramas = Films((Genre("Drama"),))
    assert listed(Context(asks(dramas), (), (), "en")) == dramas


def test_show_me_them_when_nothing_is_to_be_listed_then_it_is_nothing() -> None:
    heat = Films((Titled(("heat",), "Heat"),))
    for query in (Check(heat), Values(Attribute.GENRE, heat), Films((Genre("Drama"),))):
        assert listed(Context(query, ("heat",), (), "en")) is None
    best = Films((Genre("Drama"),), Order(Key.BEST, limit=3, skip=3))
    whole = Films((Genre("Drama"),), Order(Key.BEST, limit=None))
    assert listed(Context(best, ("heat",), (), "en")) == whole


def test_a_name_when_a_film_and_a_series_have_it_then_a_turn_chooses_by_its_kind(
    small: Asker,
) -> None:
    def meant(kind: str, *ids: str) -> Query | None:
        context = Context(Films((Titled(ids, "Name"),)), ids, (), "en")
        return STEPS["kind"](Turn("kind", {"kind": kind}, "en"), context, small.graph)

    def one(id_: str) -> Films:
        return Films((Titled((id_,), "Name"),))

    assert meant("series", "heat", "show") == one("show")
    assert meant("film", "show", "dune21", "dune84") == one("dune21")  # the better known is first
    assert meant("series", "heat") is None
    assert meant("series", "show") is None  # it was meant before


def test_name_three_when_there_are_titles_to_name_then_they_are_the_first(small: Asker) -> None:
    def first(query: Query) -> Query | None:
        context = Context(query, ("heat",), (), "en")
        return STEPS["several"](Turn("several", {"count": "3"}, "en"), context, small.graph)

    dramas = Films((Genre("Drama"),))
    assert first(dramas) == replace(dramas, order=Order(Key.BEST, limit=3))
    assert first(Count(dramas)) == replace(dramas, order=Order(Key.BEST, limit=3))
    newest = Order(Key.YEAR, limit=9, skip=9)
    assert first(replace(dramas, order=newest)) == replace(dramas, order=Order(Key.YEAR, limit=3))
    assert first(Named("p", "Michael Mann")) is None
    assert first(Films((Titled(("heat",), "Heat"),))) is None


def test_both_languages_know_the_same_turns_and_each_has_an_answer() -> None:
    english, spanish = load_turns()
    assert english.kinds == spanish.kinds
    asked = {turn for patterns in (english, spanish) for turn in patterns.asked}
    assert english.kinds <= asked | STEPS.keys() | {
        "seen",
        "seen_nth",
        "similar_nth",
        "sequel",
        "sequel_of",
        "reason",
    }


@pytest.mark.parametrize(
    ("said", "name", "film"),
    [
        ("who plays the joker", "the joker", ""),
        ("Who played Marty McFly?", "Marty McFly", ""),
        ("which actor was gollum in the two towers", "gollum", "the two towers"),
        ("quién hace de Frodo en El señor de los anillos", "Frodo", "El señor de los anillos"),
        ("who is the actor playing neo", "neo", ""),
        ("who plays the man in black in walk in time", "the man in black", "walk in time"),
    ],
)
def test_who_is_played_is_read_as_it_was_written(said: str, name: str, film: str) -> None:
    asked = character_questions(tokenize(said))
    found = [it for it in asked if (it.name, it.film) == (name, film)]
    assert found
    # "Who plays ... in ..." asks for a part even where the words can be read otherwise.
    assert any(it.surely for it in found) is (film != "" and "was" not in said)


@pytest.mark.parametrize(
    "said",
    ["who directed heat", "who is in heat", "who is the director of heat", "who played in it"],
)
def test_who_made_a_title_is_no_question_for_a_part(said: str) -> None:
    assert [found for found in character_questions(tokenize(said)) if not found.titles] == []


@given(WORDS_AND_TEXT)
@example("not that one, the second one")
@example("which actor was Gollum in the two towers")
@example("más películas de él")
def test_what_patterns_find_in_a_text_stands_in_it(text: str) -> None:
    tokens = tokenize(text)
    for turn in turns_in(tokens, None):
        assert turn.kind in KINDS
        for value in turn.slots.values():
            assert value in VALUES or _stands_in(text, value), turn
    for asked in character_questions(tokens):
        assert asked.name
        assert _stands_in(text, asked.name), asked
        assert _stands_in(text, asked.film), asked


def _stands_in(said: str, written: str) -> bool:
    """Return whether something stands in a text, wherever its words may be parted."""
    return _letters(written) in _letters(said)


def _letters(text: str) -> str:
    return "".join(token.word for token in tokenize(text))


def test_no_row_of_their_own_words_is_read_slowly() -> None:
    """A part with the same word twice would double the work with each word."""
    chance = random.Random(15)
    rows = [[word] * MAX_TURN for word in WORDS]
    rows += [chance.choices(WORDS, k=MAX_TURN) for _ in range(300)]
    slowest = 0.0
    for row in rows:
        tokens = tokenize(" ".join(row))
        begun = time.process_time()
        turns_in(tokens, None)
        character_questions(tokens)
        slowest = max(slowest, time.process_time() - begun)
    assert slowest < 0.02
