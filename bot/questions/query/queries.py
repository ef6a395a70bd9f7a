"""The typed query tree: what a question was taken to mean.

A query is a set (:mod:`bot.questions.query.nodes`), or something asked about sets: how many they
hold, which comes first, what stands out of each.
"""

import enum
from dataclasses import dataclass, field
from typing import ClassVar

from bot.catalog.model import Role
from bot.questions.query.node import Derived, Node, look_up_fields
from bot.questions.query.nodes import (
    ANY_ROLE,
    Attribute,
    Common,
    CreditCount,
    Credited,
    Films,
    Key,
    Named,
    Partners,
    People,
    Set,
    Together,
    Values,
)


class Figure(enum.StrEnum):
    """What is reckoned of a set of titles."""

    NUMBER = "number"
    MEAN_RATING = "mean_rating"
    MEAN_VOTES = "mean_votes"
    TOTAL_VOTES = "total_votes"
    MEAN_RUNTIME = "mean_runtime"


MEANS = {
    Attribute.RATING: Figure.MEAN_RATING,
    Attribute.VOTES: Figure.MEAN_VOTES,
    Attribute.RUNTIME: Figure.MEAN_RUNTIME,
}
"""What has an average, and how that is called."""


@dataclass(frozen=True, slots=True)
class Count(Derived):
    """How many a set holds."""

    tag: ClassVar[str] = "Count"

    of: Set


@dataclass(frozen=True, slots=True)
class Check(Derived):
    """Whether a set holds any titles, or a given number: a yes/no question with its evidence.

    Attributes:
        films: The set.
        low: How many at least; ``None`` asks for any.
        high: How many at most; ``None`` is open.
    """

    tag: ClassVar[str] = "Check"

    films: Films
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class Compare(Node):
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

    tag: ClassVar[str] = "Compare"

    left: Films
    right: Films
    key: Key | None
    descending: bool
    polar: bool = False
    figure: Figure = Figure.NUMBER
    others: tuple[Films, ...] = ()


@dataclass(frozen=True, slots=True)
class Top(Derived):
    """The members of a set that most titles of its base have, with how many.

    Attributes:
        of: People or values, each counted by the titles that give it.
        descending: Whether most titles come first (else fewest).
        limit: How many members are meant.
    """

    tag: ClassVar[str] = "Top"

    of: Credited | Partners | Values
    descending: bool = True
    limit: int = 1


@dataclass(frozen=True, slots=True)
class Career(Node):
    """How long people were at work: from their first title to their last.

    Attributes:
        people: Whose career; ``None`` means everybody's, the longest first.
        roles: In which roles.
        descending: Whether the longest come first (else the shortest).
    """

    tag: ClassVar[str] = "Career"

    people: People | None
    roles: tuple[Role, ...] = field(default=ANY_ROLE)
    descending: bool = True


@dataclass(frozen=True, slots=True)
class Mean(Derived):
    """The average of a figure over a set of titles, or its sum.

    Attributes:
        attribute: The rating, the votes or the running time.
        films: Over which titles; those without the figure are left out.
        total: Whether the sum is asked for.
    """

    tag: ClassVar[str] = "Mean"

    attribute: Attribute
    films: Films
    total: bool = False


@dataclass(frozen=True, slots=True)
class Grouped(Derived):
    """What is asked of each decade, genre, director ... of a set of titles.

    Attributes:
        of: What makes the groups; a group's titles are those that give it.
        figure: What is reckoned of each group; ``None`` asks for its titles, in the set's order
            and as many as that says.
    """

    tag: ClassVar[str] = "Grouped"

    of: Credited | Values
    figure: Figure | None


@dataclass(frozen=True, slots=True)
class TopGroups(Derived):
    """Which decade, genre, director ... stands out: "which decade has the best average".

    Attributes:
        of: What makes the groups.
        figure: By what.
        descending: Whether the greatest figure comes first.
        limit: How many groups are meant; ``None`` means all.
        low: What the figure is at least; ``None`` is open.
        high: What it is at most.
    """

    tag: ClassVar[str] = "Leading"

    of: Credited | Values
    figure: Figure
    descending: bool = True
    limit: int | None = 1
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Portrayed(Derived):
    """Who plays somebody: "who played Gollum".

    Attributes:
        name: Who is played, as it was written.
        films: In which titles; without conditions, in any.
    """

    tag: ClassVar[str] = "Portrayed"

    name: str
    films: Films


@dataclass(frozen=True, slots=True)
class Several(Node):
    """Several things asked in one breath: "director and year of Heat", "best and worst film"."""

    tag: ClassVar[str] = "Several"

    parts: tuple[Values | Credited | Films, ...]


Query = (
    Films
    | Named
    | Credited
    | Partners
    | Together
    | Common
    | CreditCount
    | Values
    | Count
    | Check
    | Compare
    | Top
    | Career
    | Mean
    | Grouped
    | TopGroups
    | Portrayed
    | Several
)


look_up_fields()
