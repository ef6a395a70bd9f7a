"""What is done with a sentence: answer it, answer with a remark, ask back, or decline.

Whatever is understood is answered, and what was left out is said beside it: nobody is deceived by
an answer that tells what it passed over. A question comes back only where it is likelier than not
that the words left out turn the answer round.
"""

import enum
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.questions.dialogue.declining import Shortfall
from bot.questions.dialogue.joining import joined, knowable
from bot.questions.query.nodes import (
    About,
    Attribute,
    Credited,
    Films,
    Named,
    OfKind,
    Together,
    Values,
)
from bot.questions.query.queries import Check, Query
from bot.questions.query.walk import is_everything, titles_named
from bot.questions.reading.understood import Reading, Understood
from bot.questions.words.categories import Category

MAX_EXTRA_COST = 1.0
"""A runner-up this much dearer than the best reading is still offered."""
FOLLOW_UP_SURENESS = 0.9
"""How sure a changed query is: a fragment may also be a question of its own."""
_DESCRIBED_COST = 1.5
"""What it costs to take a sentence for the description of one title."""
_PLAIN_COST = 0.5
"""A reading that costs no more is as plain as can be."""


class Move(enum.Enum):
    """What may be done with a sentence."""

    ANSWER = enum.auto()
    REMARK = enum.auto()  # answer, and say what was left out
    ASK_BACK = enum.auto()  # say what was understood and offer it, to the asker alone


@dataclass(frozen=True, slots=True)
class Cost:
    """What a move costs a person, where the reading is what was meant, and where it is not.

    Attributes:
        meant: Where it is: lines to read and buttons to press.
        other: Where it is not: an answer that is beside the point, or believed though it is wrong.
    """

    meant: float
    other: float

    def expected(self, chance: float) -> float:
        """Return the cost to expect with a chance that the reading is meant."""
        return chance * self.meant + (1 - chance) * self.other


COSTS: Mapping[Move, Cost] = {
    Move.ANSWER: Cost(meant=0, other=10),  # nothing warns of it, and everybody reads it
    Move.REMARK: Cost(meant=1, other=4),  # the remark says why it is beside the point
    Move.ASK_BACK: Cost(meant=3, other=2),  # one press more; the others see nothing
}

TURNING, UNNAMED, JUDGED, ASKED_SO, OTHER_WORD, STRANGE, BARE_NAME, PARTS = (
    0.3,
    0.3,
    0.4,
    0.5,
    0.8,
    0.85,
    0.6,
    0.9,
)
"""By what each word left out lowers the chance that the reading is meant: one that turns it round
("not", "than"); a name that is not in the catalogue; any that a yes or no would pass over ("does
the dog die"); any where a verb may have asked for what was
read as asking for a role; another word of the lexicon, a word nobody knows; any beside a bare name;
that parts were put together which the sentence does not join."""

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
_NEAR_BEYOND = 3
"""So close before what no catalogue knows, a word belongs to it: "with only one season"."""
_BEFORE_NAMES = frozenset({Category.ROLE_PASSIVE, Category.CO_ROLE})


@dataclass(frozen=True, slots=True)
class Choice:
    """The reading to answer.

    Attributes:
        move: How.
        reading: It.
        query: What it asks.
        others: What the sentence may ask instead, likeliest first.
        chance: How likely it is what was meant, by the words that were left out.
    """

    move: Move
    reading: Reading
    query: Query
    others: tuple[Query, ...]
    chance: float = 1.0

    @property
    def sure(self) -> float:
        """How sure it is: 1 for a plain reading, towards 0 the more far-fetched it is."""
        plain = 1.0 / (1.0 + max(0.0, self.reading.cost - _PLAIN_COST))
        return round(plain if self.move is Move.ANSWER else min(plain, self.chance), 3)


def choose(understood: Understood, lacking: Shortfall) -> Choice | None:
    """Return the reading to answer; ``None`` where the sentence is to be asked back or declined."""
    if not understood.readings or lacking.absent:
        return None
    best, *runners_up = understood.readings
    query = best.queries[0] if len(best.queries) == 1 else joined(best.queries)
    if query is None:
        return None
    if lacking.beyond:
        query = knowable(query, lacking.beyond, bare=not lacking.unknown)
    if query is None or _asks_of_theme(query):
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
    if is_everything(query):
        return None
    chance = chance_meant(understood, best, query, beyond=bool(lacking.beyond))
    if lacking.named:
        chance *= UNNAMED
    move = min((Move.REMARK, Move.ASK_BACK), key=lambda move: COSTS[move].expected(chance))
    return Choice(move, best, query, (), chance) if move is Move.REMARK else None


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
    """Return the choice to take a sentence for the description of one title."""
    reading = Reading((query,), _DESCRIBED_COST, (), (), ())
    return Choice(Move.ANSWER, reading, query, ())


def chance_meant(
    understood: Understood, reading: Reading, query: Query, *, beyond: bool = False
) -> float:
    """Return how likely a reading is what was meant, by the words that it passes over.

    Args:
        understood: The sentence.
        reading: The reading.
        query: What it asks.
        beyond: Whether what no catalogue knows is told besides: the words left out ask for that.
    """
    chance = PARTS if len(reading.queries) > 1 else 1.0
    left = list(_left_out(understood, reading))
    for weight in left:
        chance *= weight
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
    """Give the weight of every word that says something and is passed over."""
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
            ):  # "not gory" is told as what is not known
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


def _is_bare_name(query: Query) -> bool:
    if isinstance(query, Films):
        return len(query.conditions) == len(titles_named(query))
    return isinstance(query, Named | Together)
