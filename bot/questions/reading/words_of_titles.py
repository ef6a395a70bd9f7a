"""Titles with a word that a sentence wants in them, as a condition."""

from collections.abc import Callable, Sequence

from bot.questions.evaluation.graph.arrays import bare_words
from bot.questions.evaluation.graph.graph import Graph
from bot.questions.parser.rules import Item
from bot.questions.query.nodes import Franchise
from bot.questions.words.categories import Category
from bot.questions.words.patterns.title_words import WantedWords
from bot.questions.words.tokens import Token, as_written

_COST = 0.05


def title_word_item(
    wanted: WantedWords,
    tokens: Sequence[Token],
    graph: Graph,
    holding: Callable[[tuple[str, ...]], Sequence[int]],
) -> Item:
    """Return the terminal for words that are wanted in titles.

    Args:
        wanted: Where they are.
        tokens: The sentence.
        graph: The catalogue.
        holding: Finds the titles that have words besides others.
    """
    written = as_written(tokens[wanted.first : wanted.last])
    within = (graph.film_ids[number] for number in holding(bare_words(written)))
    ids = tuple(dict.fromkeys((*within, *graph.titles_beginning(written))))
    condition = Franchise(ids, written, within=True)
    return Item(Category.FILTER, "", wanted.start, wanted.end, _COST, condition)
