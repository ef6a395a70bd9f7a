"""The typed query tree: what a question was taken to mean.

A query is a set (:mod:`bot.questions.sets`), or something asked about one.
:mod:`bot.questions.evaluate` says what it yields, :mod:`bot.questions.explain` puts it in words.
"""

import enum
from dataclasses import dataclass, field

from bot.catalog.model import Role
from bot.questions.sets import (
    ANY_ROLE,
    Attribute,
    Common,
    Credited,
    Films,
    Having,
    Key,
    Named,
    Partners,
    People,
    Together,
    Values,
)

Set = Films | Named | Credited | Partners | Together | Common | Having | Values


class Figure(enum.StrEnum):
    """What is reckoned of a set of titles."""

    NUMBER = "number"
    MEAN_RATING = "mean_rating"
    MEAN_VOTES = "mean_votes"
    TOTAL_VOTES = "total_votes"


@dataclass(frozen=True, slots=True)
class Count:
    """How many a set holds."""

    of: Set


@dataclass(frozen=True, slots=True)
class Check:
    """Whether a set of titles holds any, or so many: a yes/no question with its evidence.

    Attributes:
        films: The set.
        low: How many at least; ``None`` asks for any.
        high: How many at most; ``None`` is open.
    """

    films: Films
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class Compare:
    """Which of two titles comes first by a key, or of two sets of titles by a figure.

    Attributes:
        left: The title, or the set, asked about.
        right: What it is compared with.
        key: By what; ``None`` compares sets.
        descending: Whether the greater one is asked for ("newer", "better").
        polar: Whether it was asked as a yes/no question about ``left``.
        figure: By what sets are compared.
        others: What else it is compared with.
    """

    left: Films
    right: Films
    key: Key | None
    descending: bool
    polar: bool = False
    figure: Figure = Figure.NUMBER
    others: tuple[Films, ...] = ()


@dataclass(frozen=True, slots=True)
class Top:
    """The members of a set that most titles of its base have, with how many.

    Attributes:
        of: People or values, each counted by the titles that give it.
        descending: Whether most titles come first (else fewest).
        limit: How many members are meant.
    """

    of: Credited | Partners | Values
    descending: bool = True
    limit: int = 1


@dataclass(frozen=True, slots=True)
class Career:
    """How long people were at work: from their first title to their last.

    Attributes:
        people: Whose career; ``None`` means everybody's, the longest first.
        roles: In which roles.
        descending: Whether the longest come first (else the shortest).
    """

    people: People | None
    roles: tuple[Role, ...] = field(default=ANY_ROLE)
    descending: bool = True


@dataclass(frozen=True, slots=True)
class Mean:
    """The average of a figure over a set of titles, or its sum.

    Attributes:
        attribute: The rating or the votes.
        films: Over which titles; those without the figure are left out.
        total: Whether the sum is asked for.
    """

    attribute: Attribute
    films: Films
    total: bool = False


@dataclass(frozen=True, slots=True)
class Grouped:
    """What is asked of each decade, genre, director ... of a set of titles.

    Attributes:
        of: What makes the groups; a group's titles are those that give it.
        figure: What is reckoned of each group; ``None`` asks for its titles, in the set's order
            and as many as that says.
    """

    of: Credited | Values
    figure: Figure | None


@dataclass(frozen=True, slots=True)
class Leading:
    """Which decade, genre, director ... stands out: "which decade has the best average".

    Attributes:
        of: What makes the groups.
        figure: By what.
        descending: Whether the greatest figure comes first.
        limit: How many groups are meant; ``None`` means all.
        low: What the figure is at least; ``None`` is open.
        high: What it is at most.
    """

    of: Credited | Values
    figure: Figure
    descending: bool = True
    limit: int | None = 1
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Several:
    """Several things asked in one breath: "director and year of Heat", "best and worst film"."""

    parts: tuple[Values | Credited | Films, ...]


Query = (
    Films
    | Named
    | Credited
    | Partners
    | Together
    | Common
    | Having
    | Values
    | Count
    | Check
    | Compare
    | Top
    | Career
    | Mean
    | Grouped
    | Leading
    | Several
)
