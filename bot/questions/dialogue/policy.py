"""The dialogue policy: answer, answer with a remark, ask back, or decline.

Whatever is understood is answered, with a remark on what was left out: an answer that admits what
it skipped misleads nobody. The bot asks back only if the words left out more likely than not change
the answer.
"""

import enum
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.questions.dialogue.declining import Shortfall
from bot.questions.dialogue.joining import joined, knowable
from bot.questions.query.nodes import (
    About,
    Attribute,
    Between,
    Credited,
    Films,
    Genre,
    Named,
    Not,
    OfKind,
    OnNetflix,
    Together,
    Values,
)
from bot.questions.query.queries import Check, Query
from bot.questions.query.walk import is_everything, titles_named
from bot.questions.reading.understood import Reading, Understood
from bot.questions.words.categories import Category

MAX_EXTRA_COST = 1.0
"""Runners-up that cost up to this much more than the best reading are still offered."""


class Move(enum.Enum):
    """What can be done with a sentence."""

    ANSWER = enum.auto()
    REMARK = enum.auto()  # answer, and say what was left out
    ASK_BACK = enum.auto()  # say what was understood and offer it, to the asker alone


@dataclass(frozen=True, slots=True)
class Cost:
    """The cost of a move to the person, depending on whether the reading is right.

    Attributes:
        meant: The cost if it is right: lines to read and buttons to press.
        other: The cost if it is not: an answer beside the point, or a wrong one that is believed.
    """

    meant: float
    other: float

    def expected(self, chance: float) -> float:
        """Return the expected cost, given the probability that the reading is right."""
        return chance * self.meant + (1 - chance) * self.other


COSTS: Mapping[Move, Cost] = {
    Move.ANSWER: Cost(meant=0, other=10),  # nothing warns of it, and everybody reads it
    Move.REMARK: Cost(meant=1, other=4),  # the remark says why it is beside the point
    Move.ASK_BACK: Cost(meant=3, other=2),  # one more button to press; nobody else sees it
}

TURNING, UNNAMED, JUDGED, CUT, ASKED_SO, OTHER_WORD, STRANGE, BARE_NAME, PARTS = (
    0.3,
    0.3,
    0.4,
    0.4,
    0.5,
    0.8,
    0.85,
    0.6,
    0.9,
)
"""How much each word left out lowers the probability that the reading is right: a word that
reverses the meaning ("not", "than"); a name missing from the catalogue; any word that a yes or no
would ignore ("does the dog die"); an unknown word beside a title, perhaps a part of another's name
("spider man 3", "the sound of music"); any word if a verb was read as asking for a role; another
word in the lexicon; an unknown word; any word next to a bare name; and joining parts that the
sentence does not connect."""

_TURNS = frozenset(
    {
        Category.NOT,
        Category.BESIDES,
        Category.ALL_BUT,
        Category.THAN,
        Category.COMPARATIVE,
        Category.MEAN,
        Category.EACH,
        Category.AMOUNT,
        Category.OVER,
        Category.UNDER,
    }
)
MAX_UNREAD = 6
"""If more words than this say nothing and the rest says "films", it was not understood."""
_NEAR_BEYOND = 3
"""Words this close before an uncovered topic belong to it: "with only one season"."""
_BEFORE_NOUNS = frozenset({"of", "the", "de", "la", "el"})
_NAMES = frozenset({Category.NAME, Category.SURNAME})
_BEFORE_NAMES = frozenset({Category.ROLE_PASSIVE, Category.CO_ROLE})


@dataclass(frozen=True, slots=True)
class Choice:
    """The reading to answer.

    Attributes:
        move: What to do with it.
        reading: The reading.
        query: Its query.
        others: Alternative queries, likeliest first.
    """

    move: Move
    reading: Reading
    query: Query
    others: tuple[Query, ...]


def choose(understood: Understood, lacking: Shortfall) -> Choice | None:
    """Return the reading to answer; ``None`` to ask back or decline."""
    if not understood.readings or lacking.absent:
        return None
    best, *runners_up = understood.readings
    query = best.queries[0] if len(best.queries) == 1 else joined(best.queries)
    if query is None:
        return None
    if lacking.beyond:
        query = knowable(query, lacking.beyond, bare=not lacking.unknown)
    if query is None or _asks_of_theme(query) or _says_nothing(understood, best, query):
        return None
    if lacking.complete:
        others = [
            reading.queries[0]
            for reading in runners_up
            if len(reading.queries) == 1
            and reading.cost <= best.cost + MAX_EXTRA_COST
            and not reading.passed
        ]
        return Choice(Move.ANSWER, best, query, tuple(others))
    all_left_out = lacking.unknown and not lacking.known and _restricts_little(query)
    if is_everything(query) or all_left_out:
        return None
    chance = chance_meant(understood, best, query, beyond=bool(lacking.beyond))
    if lacking.named:
        chance *= UNNAMED
    move = min((Move.REMARK, Move.ASK_BACK), key=lambda move: COSTS[move].expected(chance))
    return Choice(move, best, query, ()) if move is Move.REMARK else None


def _says_nothing(understood: Understood, reading: Reading, query: Query) -> bool:
    """Return whether hardly a word of a long sentence was read, as all titles of a kind."""
    if not is_everything(query):
        return False
    covered = sum(word.end - word.start for word in reading.words)
    written = sum(token.word.isalnum() for token in understood.tokens)
    return written - covered > MAX_UNREAD


def _restricts_little(query: Query) -> bool:
    """Return whether what was left out was the main thing: "*zyzzyva* films rated above 7"."""
    return isinstance(query, Films) and all(
        isinstance(part, OfKind | OnNetflix | Not)
        or (isinstance(part, Between) and part.attribute is Attribute.RATING)
        for part in query.conditions
    )


def _asks_of_theme(query: Query) -> bool:
    """Return whether it asks what titles of a theme are about: the theme is a title it lacks."""
    match query:
        case Values(Attribute.TAG | Attribute.STORY, Films(conditions)):
            return any(isinstance(part, About) for part in conditions) and all(
                isinstance(part, About | OfKind) for part in conditions
            )
        case _:
            return False


def describing(query: Films) -> Choice:
    """Return the choice of reading a sentence as the description of one title."""
    return Choice(Move.ANSWER, Reading((query,), 0.0, (), (), ()), query, ())


def chance_meant(
    understood: Understood, reading: Reading, query: Query, *, beyond: bool = False
) -> float:
    """Return the probability that a reading is right, judging by the words it skips.

    Args:
        understood: The sentence.
        reading: The reading.
        query: Its query.
        beyond: Whether the answer also names uncovered topics, which explain the words left out.
    """
    chance = PARTS if len(reading.queries) > 1 else 1.0
    left = list(_left_out(understood, reading))
    for weight in left:
        chance *= weight
    if left and (_is_cut(understood, reading) or _is_word_of_title(understood, reading, query)):
        chance *= CUT
    if not left or beyond:
        return chance
    if isinstance(query, Check):
        chance *= JUDGED
    elif _is_bare_name(query):
        chance *= BARE_NAME
    elif isinstance(query, Credited | Values):
        chance *= ASKED_SO
    return chance


def _left_out(understood: Understood, reading: Reading) -> Iterator[float]:
    """Yield the weight of every skipped word that is not filler."""
    lexicon, tokens = understood.lexicon, understood.tokens
    covered = {place for word in reading.words for place in range(word.start, word.end)}
    beyond = {start for start, lexeme in understood.lexemes if lexeme.category is Category.BEYOND}
    told: set[int] = set()
    before_names: set[int] = set()
    for start, lexeme in understood.lexemes:
        places = set(range(start, start + len(lexeme.words)))
        if lexeme.category is Category.BEYOND:
            told |= places
        if places & covered:
            continue
        if lexeme.category in _TURNS:
            told |= places
            end = start + len(lexeme.words)
            if beyond.isdisjoint(
                range(end, end + _NEAR_BEYOND)
            ):  # "not gory" is reported as an uncovered topic
                yield TURNING
        elif lexeme.category in _BEFORE_NAMES:
            before_names.add(start + len(lexeme.words))
    for place in understood.unknown:
        if place in told:
            continue
        token = tokens[place]
        if place in before_names or (token.capital and place and not lexicon.knows(token.word)):
            yield UNNAMED
        else:
            yield OTHER_WORD if lexicon.knows(token.word) else STRANGE


def _is_cut(understood: Understood, reading: Reading) -> bool:
    """Return whether unknown words left out stand right beside a name in small letters.

    That is a title, or a surname that is not preceded by the first name.
    """
    tokens, lexicon = understood.tokens, understood.lexicon
    covered = {place for word in reading.words for place in range(word.start, word.end)}
    for it in reading.mentions:
        surname = it.category in _NAMES and it.end - it.start == 1
        if not (surname or it.category is Category.TITLE) or any(
            token.capital for token in tokens[it.start : it.end]
        ):
            continue
        for place, step in ((it.start - 1, -1), (it.end, 1)):
            at = place
            while 0 <= at < len(tokens) and at not in covered and tokens[at].word.isalnum():
                if at in understood.unknown and not lexicon.knows(tokens[at].word):
                    return True
                at += step
    return False


def _is_word_of_title(understood: Understood, reading: Reading, query: Query) -> bool:
    """Return whether nothing but a genre was read, as in "the sound of *music*"."""
    return (
        isinstance(query, Films)
        and all(isinstance(part, Genre) for part in query.conditions)
        and all(
            word.start and understood.tokens[word.start - 1].word in _BEFORE_NOUNS
            for word in reading.words
        )
    )


def _is_bare_name(query: Query) -> bool:
    if isinstance(query, Films):
        return len(query.conditions) == len(titles_named(query))
    return isinstance(query, Named | Together)
