"""Sets of titles, people and values, as values: the parts of a query.

A set holds ids of the catalogue and labels to show, never text to execute.

::

    Films    a set of titles: all conditions hold at once, perhaps ordered and cut
    People   a set of people: named, or credited for a set of titles, or who worked with others
    Values   what an attribute has on a set of titles: years, genres, languages, tags, ...
"""

from dataclasses import dataclass

from bot.catalog.model import Kind, Role
from bot.questions.attributes import Attribute, Key
from bot.questions.facts import Between, Genre, Language, Nothing, Numerous, OfKind, Tag

ANY_ROLE = (Role.DIRECTOR, Role.CAST, Role.WRITER)
FILM_KINDS = tuple(kind for kind in Kind if kind.is_film)
SERIES_KINDS = (Kind.TV_SERIES, Kind.TV_MINI_SERIES)


@dataclass(frozen=True, slots=True)
class Titled:
    """The title has this name; of several namesakes, the first that fits the rest is meant."""

    ids: tuple[str, ...]
    label: str


@dataclass(frozen=True, slots=True)
class Among:
    """The title is one of those that an earlier answer gave."""

    ids: tuple[str, ...]
    label: str


@dataclass(frozen=True, slots=True)
class Saga:
    """The title begins with these words: "the Matrix films"."""

    ids: tuple[str, ...]
    label: str


@dataclass(frozen=True, slots=True)
class Credit:
    """Somebody of a set of people is credited in one of the roles, or in every one."""

    roles: tuple[Role, ...]
    people: "People"
    every: bool = False


@dataclass(frozen=True, slots=True)
class Not:
    """The condition does not hold."""

    condition: "Condition"


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of the conditions holds."""

    conditions: "tuple[Condition, ...]"


@dataclass(frozen=True, slots=True)
class AllOf:
    """All of the conditions hold; within :class:`AnyOf` and :class:`Not`."""

    conditions: "tuple[Condition, ...]"


Condition = (
    Titled
    | Among
    | Saga
    | Credit
    | Genre
    | Language
    | Tag
    | OfKind
    | Between
    | Numerous
    | Nothing
    | Not
    | AnyOf
    | AllOf
)


@dataclass(frozen=True, slots=True)
class Order:
    """By what a set of titles is ordered, and how many of its first ones are meant.

    Attributes:
        key: By what.
        descending: Whether the greatest come first.
        limit: How many are meant; ``None`` means all, in this order.
        skip: How many come before those that are meant: "the second best".
    """

    key: Key
    descending: bool = True
    limit: int | None = 1
    skip: int = 0


@dataclass(frozen=True, slots=True)
class Films:
    """The titles that meet all conditions; without conditions, every title."""

    conditions: tuple[Condition, ...] = ()
    order: Order | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """One person of the catalogue."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Credited:
    """Everybody credited in one of the roles, or in every one, for a title of the set."""

    roles: tuple[Role, ...]
    films: Films
    every: bool = False


@dataclass(frozen=True, slots=True)
class Partners:
    """Everybody who shares titles with the people.

    Attributes:
        people: With whom.
        roles: What the others did in the shared titles.
        own_roles: What the people themselves did in them.
    """

    people: "People"
    roles: tuple[Role, ...]
    own_roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class Together:
    """Several people, named one by one.

    Attributes:
        people: Who.
        every: Whether all of them are meant at once ("both ... and"), or any one ("or").
    """

    people: "tuple[People, ...]"
    every: bool = True


@dataclass(frozen=True, slots=True)
class Common:
    """Everybody who is in all of several sets: "who is in both Heat and Casino"."""

    sets: "tuple[People, ...]"


@dataclass(frozen=True, slots=True)
class Having:
    """Those of a set of people whom so many of its titles give: "in more than three comedies".

    Attributes:
        of: The set.
        low: By how many titles at least; ``None`` is open.
        high: By how many at most.
        all: Whether by all titles of the set.
    """

    of: "Credited | Partners"
    low: int | None = None
    high: int | None = None
    all: bool = False

    def holds(self, films: int) -> bool:
        """Return whether so many titles are within the bounds."""
        return (self.low or 1) <= films and (self.high is None or films <= self.high)


People = Named | Credited | Partners | Together | Common | Having


@dataclass(frozen=True, slots=True)
class Values:
    """What an attribute has on the titles of a set."""

    attribute: Attribute
    films: Films


def is_one_title(condition: Condition) -> bool:
    """Return whether a condition names a title, or means the only one of an earlier answer."""
    return isinstance(condition, Titled) or (
        isinstance(condition, Among) and len(condition.ids) == 1
    )
