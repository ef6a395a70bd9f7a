"""The typed query tree: what a question was taken to mean.

A query is a set (:mod:`bot.questions.query.nodes`) or a question about sets: how many members they
have, which comes first, what stands out in each.
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
    """A figure computed over a set of titles."""

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
"""The attributes that can be averaged, with the figure for each."""


@dataclass(frozen=True, slots=True)
class Count(Derived):
    """The number of members of a set."""

    tag: ClassVar[str] = "Count"

    of: Set


@dataclass(frozen=True, slots=True)
class Check(Derived):
    """A yes/no question: whether a set has any titles, or a given number of them.

    Attributes:
        films: The set.
        low: The minimum; ``None`` asks whether there are any.
        high: The maximum, if any.
    """

    tag: ClassVar[str] = "Check"

    films: Films
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class Compare(Node):
    """Which of two titles comes first by a key, or of two sets of titles by a figure.

    Attributes:
        left: The title or set asked about.
        right: What it is compared with.
        key: The key to compare by; ``None`` compares sets.
        descending: Whether the greater one is wanted ("newer", "better").
        polar: Whether it was asked as a yes/no question about ``left``.
        figure: The figure that sets are compared by.
        others: Further titles or sets to compare with.
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
    """The members of a set with the most titles, and their counts.

    Attributes:
        of: People or values, counted by title.
        descending: Whether to rank by most titles rather than fewest.
        limit: The number of members to return.
    """

    tag: ClassVar[str] = "Top"

    of: Credited | Partners | Values
    descending: bool = True
    limit: int = 1


@dataclass(frozen=True, slots=True)
class Career(Node):
    """The length of people's careers, from their first title to their last.

    Attributes:
        people: The people; ``None`` ranks everybody.
        roles: The roles that count.
        descending: Whether to rank the longest first rather than the shortest.
    """

    tag: ClassVar[str] = "Career"

    people: People | None
    roles: tuple[Role, ...] = field(default=ANY_ROLE)
    descending: bool = True


@dataclass(frozen=True, slots=True)
class Mean(Derived):
    """The average or sum of an attribute over a set of titles.

    Attributes:
        attribute: The rating, the votes or the running time.
        films: The titles; those without a value are left out.
        total: Whether to sum rather than average.
    """

    tag: ClassVar[str] = "Mean"

    attribute: Attribute
    films: Films
    total: bool = False


@dataclass(frozen=True, slots=True)
class Grouped(Derived):
    """A question about each decade, genre, director ... of a set of titles.

    Attributes:
        of: The values or people to group by.
        figure: The figure to compute for each group; ``None`` asks for its titles, with the order
            and limit of the set.
    """

    tag: ClassVar[str] = "Grouped"

    of: Credited | Values
    figure: Figure | None


@dataclass(frozen=True, slots=True)
class TopGroups(Derived):
    """The decade, genre, director ... that ranks first: "which decade has the best average".

    Attributes:
        of: The values or people to group by.
        figure: The figure to rank by.
        descending: Whether the greatest figure ranks first.
        limit: The number of groups to return; ``None`` means all.
        low: The minimum figure, if any.
        high: The maximum figure, if any.
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
    """The actors of a character: "who played Gollum".

    Attributes:
        name: The character, as written.
        films: The titles to look in.
    """

    tag: ClassVar[str] = "Portrayed"

    name: str
    films: Films


@dataclass(frozen=True, slots=True)
class Several(Node):
    """Several questions in one: "director and year of Heat", "best and worst film"."""

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
