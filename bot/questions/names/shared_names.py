"""Names shared by several: the common beginning of titles, the surname of siblings."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import groupby

from bot.catalog.model import Role
from bot.questions.evaluation.graph.graph import Graph
from bot.questions.names.entries import Entry
from bot.questions.words.categories import Category
from bot.questions.words.name_words import name_words
from bot.questions.words.tokens import words_of
from bot.runtime.workers.throttle import Throttle

MAX_PREFIX = 4
"""The longest common beginning of titles, in words."""
MIN_TITLES, MIN_TITLES_BY_WORD = 2, 3
"""How many titles must share a beginning of several words, and of one word."""
MIN_LETTERS = 4

_BY_WORD, _BY_WORDS = 0.6, 0.3
_MAKERS = (Role.DIRECTOR, Role.WRITER)


def franchises(graph: Graph, pace: Throttle) -> Iterator[tuple[str, Entry]]:
    """Yield the common beginnings of titles, ignoring articles: "bourne", "indiana jones".

    A single word counts only if no title has it anywhere else, since it is then hardly an ordinary
    word.
    """
    titles = list(graph.bare_titles)
    small = name_words().small
    later = {word for words in titles for word in words[1:]}
    for size in range(1, MAX_PREFIX + 1):
        least = MIN_TITLES_BY_WORD if size == 1 else MIN_TITLES
        for prefix, group in groupby(
            pace.through(titles), key=lambda words, size=size: words[:size]
        ):
            if len(prefix) < size or prefix[-1] in small or prefix[-1].isdigit():
                continue
            if size == 1 and (prefix[0] in later or len(prefix[0]) < MIN_LETTERS):
                continue
            count = sum(1 for _ in group)
            if count >= least:
                text = " ".join(prefix)
                cost = _BY_WORD if size == 1 else _BY_WORDS
                yield text, Entry(Category.FRANCHISE_NAME, text, text, float(count), cost)


def siblings(graph: Graph, pace: Throttle) -> Iterator[tuple[str, Entry]]:
    """Yield groups of people with one surname who made titles together: "the Coen brothers"."""
    together: defaultdict[str, Counter[tuple[int, ...]]] = defaultdict(Counter)
    for film in pace.through(range(len(graph.films))):
        for makers in (graph.people_of(film, role) for role in _MAKERS):
            if len(makers) < MIN_TITLES:
                continue
            by_surname: defaultdict[str, list[int]] = defaultdict(list)
            for person in makers:
                by_surname[graph.names[person].rpartition(" ")[2]].append(person)
            for surname, people in by_surname.items():
                if len(people) > 1 and words_of(surname):
                    together[surname][tuple(sorted(people))] += 1
    for surname, found in together.items():
        people, count = max(found.items(), key=lambda pair: pair[1])
        name = ", ".join(graph.names[person] for person in people)
        for form in name_words().siblings:
            yield form.format(surname), Entry(Category.SIBLINGS, people, name, float(count))
