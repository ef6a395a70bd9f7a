"""Sets of titles, people and values, and the conditions on titles: most of a query's tree.

A set holds ids of the catalogue and labels to show, never text to execute. What is asked of sets is
in :mod:`bot.questions.query.queries`.

::

    Films    a set of titles: all conditions hold at once, perhaps ordered and cut
    People   a set of people: named, or credited for a set of titles, or who worked with others
    Values   what an attribute has on a set of titles: years, genres, languages, tags, ...
"""

import enum
from dataclasses import dataclass, field
from typing import ClassVar

from bot.catalog.model import Kind, Role
from bot.questions.query.node import Derived, Node, look_up_fields, stored_as

ANY_ROLE = (Role.DIRECTOR, Role.CAST, Role.WRITER)


class Attribute(enum.StrEnum):
    """What can be asked of a title."""

    YEAR = "year"
    GENRE = "genre"
    LANGUAGE = "language"
    TAG = "tag"
    RATING = "rating"
    VOTES = "votes"
    RUNTIME = "runtime"
    KIND = "kind"
    DECADE = "decade"
    STORY = "story"
    WATCH = "watch"


class Key(enum.StrEnum):
    """By what titles are ordered or compared."""

    BEST = "best"  # the catalogue's weighted rating
    RATING = "rating"
    VOTES = "votes"
    YEAR = "year"
    RUNTIME = "runtime"
    STORY = "story"  # how well it fits what the titles are to be about


@dataclass(frozen=True, slots=True)
class Genre(Node):
    """The title has this genre."""

    tag: ClassVar[str] = "Genre"
    attribute: ClassVar[Attribute] = Attribute.GENRE

    name: str


@dataclass(frozen=True, slots=True)
class Language(Node):
    """The title is in this language."""

    tag: ClassVar[str] = "Language"
    attribute: ClassVar[Attribute] = Attribute.LANGUAGE

    name: str


@dataclass(frozen=True, slots=True)
class Tag(Node):
    """The title is filed under this tag."""

    tag: ClassVar[str] = "Tag"
    attribute: ClassVar[Attribute] = Attribute.TAG

    name: str


@dataclass(frozen=True, slots=True)
class OfKind(Node):
    """The title is of one of these kinds."""

    tag: ClassVar[str] = "OfKind"
    attribute: ClassVar[Attribute] = Attribute.KIND

    kinds: tuple[Kind, ...]


@dataclass(frozen=True, slots=True)
class OnNetflix(Node):
    """The title was on Netflix when its record was made."""

    tag: ClassVar[str] = "Netflix"
    attribute: ClassVar[Attribute] = Attribute.WATCH
    name: ClassVar[str] = "Netflix"


class Telling(enum.StrEnum):
    """How a story is told of, which the wording repeats; all are answered alike."""

    ABOUT = "about"
    SET_IN = "set_in"
    WHERE = "where"
    WITH = "with"
    LOOSE = "loose"  # words that nothing else explains
    ONE = "one"  # one title is described, as somebody remembers it


@dataclass(frozen=True, slots=True)
class About(Node):
    """The title's story is about this; of several such conditions, about all at once.

    Attributes:
        text: As it was written, for :class:`~bot.stories.stories.Stories`.
        telling: How it was put.
    """

    tag: ClassVar[str] = "About"

    text: str
    telling: Telling = Telling.ABOUT


@dataclass(frozen=True, slots=True)
class Alike(Node):
    """The title is like these; of several, like all at once."""

    tag: ClassVar[str] = "Alike"

    ids: tuple[str, ...]
    label: str


@dataclass(frozen=True, slots=True)
class Between(Node):
    """An attribute of the title lies between two bounds, both included; ``None`` is open."""

    tag: ClassVar[str] = "Between"

    attribute: Attribute
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Unsatisfiable(Node):
    """A condition that was understood but that no title of this catalogue can meet.

    Attributes:
        attribute: What sort of thing was asked for.
        label: What was asked for.
    """

    tag: ClassVar[str] = "Nothing"

    attribute: Attribute
    label: str


@dataclass(frozen=True, slots=True)
class ValueCount(Node):
    """The number of a title's values of an attribute, or people in a role, is within bounds.

    Attributes:
        attribute: What is counted; ``None`` counts people.
        roles: In which roles people are counted.
        low: How many at least; ``None`` is open.
        high: How many at most.
    """

    tag: ClassVar[str] = "Numerous"

    attribute: Attribute | None
    roles: tuple[Role, ...]
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class Titled(Node):
    """The title has this name; of several namesakes, the first that fits the rest is meant."""

    tag: ClassVar[str] = "Titled"

    ids: tuple[str, ...]
    label: str


@dataclass(frozen=True, slots=True)
class Among(Node):
    """The title is one of those that an earlier answer gave."""

    tag: ClassVar[str] = "Among"

    ids: tuple[str, ...]
    label: str


@dataclass(frozen=True, slots=True)
class Franchise(Node):
    """The title begins with these words: "the Matrix films"."""

    tag: ClassVar[str] = "Saga"

    ids: tuple[str, ...]
    label: str


@dataclass(frozen=True, slots=True)
class Credit(Node):
    """Somebody of a set of people is credited in one of the roles, or in every one."""

    tag: ClassVar[str] = "Credit"

    roles: tuple[Role, ...]
    people: "People"
    every: bool = False


@dataclass(frozen=True, slots=True)
class Not(Node):
    """The condition does not hold."""

    tag: ClassVar[str] = "Not"

    condition: "Condition"


@dataclass(frozen=True, slots=True)
class AnyOf(Node):
    """At least one of the conditions holds."""

    tag: ClassVar[str] = "AnyOf"

    conditions: "tuple[Condition, ...]"


@dataclass(frozen=True, slots=True)
class AllOf(Node):
    """All of the conditions hold; within :class:`AnyOf` and :class:`Not`."""

    tag: ClassVar[str] = "AllOf"

    conditions: "tuple[Condition, ...]"


Condition = (
    Titled
    | Among
    | Franchise
    | Credit
    | Genre
    | Language
    | Tag
    | About
    | Alike
    | OfKind
    | OnNetflix
    | Between
    | ValueCount
    | Unsatisfiable
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

    tag: ClassVar[str] = "Order"

    key: Key
    descending: bool = True
    limit: int | None = 1
    skip: int = 0


@dataclass(frozen=True, slots=True)
class Films(Node):
    """The titles that meet all conditions; without conditions, every title."""

    tag: ClassVar[str] = "Films"

    conditions: tuple[Condition, ...] = ()
    order: Order | None = None


@dataclass(frozen=True, slots=True)
class Named(Node):
    """One person of the catalogue."""

    tag: ClassVar[str] = "Named"

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Credited(Derived):
    """Everybody credited in one of the roles, or in every one, for a title of the set."""

    tag: ClassVar[str] = "Credited"

    roles: tuple[Role, ...]
    films: Films
    every: bool = False


@dataclass(frozen=True, slots=True)
class Partners(Node):
    """Everybody who shares titles with the people.

    Attributes:
        people: With whom.
        roles: What the others did in the shared titles.
        own_roles: What the people themselves did in them.
    """

    tag: ClassVar[str] = "Partners"

    people: "People"
    roles: tuple[Role, ...]
    own_roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class Together(Node):
    """Several people, named one by one.

    Attributes:
        people: Who.
        every: Whether all of them are meant at once ("both ... and"), or any one ("or").
    """

    tag: ClassVar[str] = "Together"

    people: "tuple[People, ...]"
    every: bool = True


@dataclass(frozen=True, slots=True)
class Common(Node):
    """Everybody who is in all of several sets: "who is in both Heat and Casino"."""

    tag: ClassVar[str] = "Common"

    sets: "tuple[People, ...]"


@dataclass(frozen=True, slots=True)
class CreditCount(Derived):
    """Those of a set of people who have that many of its titles: "in more than three comedies".

    Attributes:
        of: The set.
        low: By how many titles at least; ``None`` is open.
        high: By how many at most.
        every_title: Whether by all titles of the set.
    """

    tag: ClassVar[str] = "Having"

    of: "Credited | Partners"
    low: int | None = None
    high: int | None = None
    every_title: bool = field(default=False, metadata=stored_as("all"))

    def holds(self, films: int) -> bool:
        """Return whether a number of titles is within the bounds."""
        return (self.low or 1) <= films and (self.high is None or films <= self.high)


People = Named | Credited | Partners | Together | Common | CreditCount


@dataclass(frozen=True, slots=True)
class Values(Derived):
    """What an attribute has on the titles of a set."""

    tag: ClassVar[str] = "Values"

    attribute: Attribute
    films: Films


def is_one_title(condition: Condition) -> bool:
    """Return whether a condition names a title, or means the only one of an earlier answer."""
    return isinstance(condition, Titled) or (
        isinstance(condition, Among) and len(condition.ids) == 1
    )


Set = Films | Named | Credited | Partners | Together | Common | CreditCount | Values


look_up_fields()
