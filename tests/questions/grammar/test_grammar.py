"""The grammar: its families, and what is checked when it is loaded."""

import inspect
import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.questions.grammar.family import Family
from bot.questions.grammar.grammar import FAMILIES, ROOTS, WHOLE, load_grammar
from bot.questions.names.entity_linker import Linker
from bot.questions.names.name_guesser import Guesser
from bot.questions.names.name_index import Names
from bot.questions.parser.rules import Grammar, Rule, head_left, renamed
from bot.questions.reading.reader import Reader
from bot.questions.words.categories import FIGURES, NAMES, OUTSIDE_GRAMMAR, READ_ANEW, Category
from bot.questions.words.lexicon import FUNCTION_WORDS, Lexicon, load_lexicons
from tests.questions.conftest import NOW, Asker

RULES = [*WHOLE, *(rule for family in FAMILIES for rule in family.rules)]
WORDS = {category for lexicon in load_lexicons() for category in lexicon.categories}


def _grammar(rules: Sequence[Rule]) -> Grammar:
    return Grammar(rules, ROOTS, WORDS | NAMES | FIGURES | READ_ANEW, OUTSIDE_GRAMMAR)


def test_the_order_of_rules_makes_no_difference() -> None:
    shuffled = RULES.copy()
    random.Random(5).shuffle(shuffled)
    ours, theirs = load_grammar(), _grammar(shuffled)
    assert ours.alone == theirs.alone
    assert ours.pairs == theirs.pairs


def test_two_rules_for_the_same_words_need_different_priorities() -> None:
    twice = renamed(Category.TITLE, Category.PEOPLE, 0.0)
    with pytest.raises(ValueError, match=r"^Title: two rules of priority 0$"):
        _grammar([*RULES, twice])


def test_a_category_that_nothing_makes_is_an_error() -> None:
    without = [rule for rule in RULES if rule.result is not Category.CHOICE]
    with pytest.raises(ValueError, match="nothing makes Choice"):
        _grammar(without)


def test_a_category_that_nothing_takes_is_an_error() -> None:
    without = [rule for rule in RULES if Category.CHOICE not in {rule.left, rule.right}]
    with pytest.raises(ValueError, match="nothing takes Choice"):
        _grammar(without)


def test_a_lexicon_has_no_category_that_there_is_not(tmp_path: Path) -> None:
    path = tmp_path / "xx.toml"
    empty = "".join(f'{kind} = ""\n' for kind in FUNCTION_WORDS)
    head = f'language = "xx"\n{empty}[names]\n'
    path.write_text(f'{head}[RoleNuon]\ndirector = ["director"]\n', encoding="utf-8")
    with pytest.raises(ValueError, match="'RoleNuon' is not a valid Category"):
        Lexicon.load(path)


@pytest.fixture(scope="module")
def reader(starter: Asker) -> Reader:
    graph = starter.graph
    arrays = starter.arrays
    guesser = Guesser(graph, arrays.title_words, arrays.title_meanings)
    return Reader(graph, Linker(Names(arrays.names)), guesser)


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_a_family_reads_its_examples_and_has_a_corpus(
    starter: Asker, reader: Reader, family: Family
) -> None:
    lexicon, *_ = load_lexicons()
    for example in family.examples:
        (best, *_) = reader.read(example, lexicon, NOW).readings
        used = {rule for part in best.parts for rule in part.rules()}
        assert used.intersection(family.rules), example
        assert starter.ask(example, language="en").status.value == "answered", example
    folder = Path(__file__).parent
    assert all((folder / f"{code}_{family.name}.yaml").exists() for code in ("en", "es"))


def test_what_a_rule_means_takes_as_many_parts_as_the_rule_hands_it() -> None:
    for rule in RULES:
        parts = 1 if rule.right is None else len(rule.takes)
        inspect.signature(rule.build).bind(None, *[None] * parts)


def test_a_whole_keeps_the_mark_that_its_rule_says() -> None:
    rule = head_left(Category.ATTRIBUTE, Category.RELEASED, Category.ATTRIBUTE, 0.2)
    assert rule.mark("year", "") == "year"
    assert rule.compose(None, ("year", "released")) == "year"
