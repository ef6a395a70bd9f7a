"""The typed query tree: what a question was taken to mean.

A query is a set (:mod:`bot.questions.sets`), or something asked about one.
:mod:`bot.questions.evaluate` says what it yields, :mod:`bot.questions.explain` puts it in words.
"""

from dataclasses import dataclass, field

from bot.catalog.model import Role
from bot.questions.sets import (
    ANY_ROLE,
    Attribute,
    Common,
    Credited,
    Films,
    Key,
    Named,
    Partners,
    People,
    Together,
    Values,
)

Set = Films | Named | Credited | Partners | Together | Common | Values


@dataclass(frozen=True, slots=True)
class Count:
    """How many a set holds."""

    of: Set


@dataclass(frozen=True, slots=True)
class Check:
    """Whether a set of titles holds any: a yes/no question with its evidence."""

    films: Films


@dataclass(frozen=True, slots=True)
class Compare:
    """Which of two titles comes first by a key, or of two sets of titles by how many they are.

    Attributes:
        left: The title, or the set, asked about.
        right: What it is compared with.
        key: By what; ``None`` compares how many titles there are.
        descending: Whether the greater one is asked for ("newer", "better").
        polar: Whether it was asked as a yes/no question about ``left``.
    """

    left: Films
    right: Films
    key: Key | None
    descending: bool
    polar: bool = False


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
class Several:
    """Several things asked in one breath: "director and year of Heat"."""

    parts: tuple[Values | Credited, ...]


Query = (
    Films
    | Named
    | Credited
    | Partners
    | Together
    | Common
    | Values
    | Count
    | Check
    | Compare
    | Top
    | Career
    | Mean
    | Several
)
