"""Sets of titles, people and values, and the conditions on titles: most of a query's tree.

A set holds ids of the catalogue and labels to show, never text to execute. What is asked of sets is
in :mod:`bot.questions.query.queries`.

::

    Films    a set of titles that meet all conditions, perhaps ordered and limited
    People   a set of people: named, or credited for a set of titles, or who worked with others
    Values   the values of an attribute over a set of titles: years, genres, languages, tags, ...
"""

import enum
from dataclasses import dataclass, field
from typing import ClassVar

from bot.catalog.model import Kind, Role
from bot.questions.query.node import Derived, Node, look_up_fields, stored_as

ANY_ROLE = (Role.DIRECTOR, Role.CAST, Role.WRITER)


class Attribute(enum.StrEnum):
    """An attribute of a title."""

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
    """A sort or comparison key for titles."""

    BEST = "best"  # the catalogue's weighted rating
    RATING = "rating"
    VOTES = "votes"
    YEAR = "year"
    RUNTIME = "runtime"
    STORY = "story"  # how well its story matches the theme


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
    """The phrase that introduced a theme: it affects the wording, not the answer."""

    ABOUT = "about"
    SET_IN = "set_in"
    WHERE = "where"
    WITH = "with"
    LOOSE = "loose"  # leftover words that nothing else explains
    ONE = "one"  # a description of one half-remembered title


@dataclass(frozen=True, slots=True)
class About(Node):
    """The title's story is about this; several such conditions must all hold.

    Attributes:
        text: As it was written, for :class:`~bot.stories.stories.Stories`.
        telling: How it was introduced.
    """

    tag: ClassVar[str] = "About"

    text: str
    telling: Telling = Telling.ABOUT


@dataclass(frozen=True, slots=True)
class Alike(Node):
    """The title is similar to all of these."""

    tag: ClassVar[str] = "Alike"

    ids: tuple[str, ...]
    label: str


@dataclass(frozen=True, slots=True)
class Between(Node):
    """An attribute of the title lies within inclusive bounds; ``None`` leaves one open."""

    tag: ClassVar[str] = "Between"

    attribute: Attribute
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Unsatisfiable(Node):
    """A condition that was understood but that no title in this catalogue can meet.

    Attributes:
        attribute: The attribute asked about.
        label: The value asked for.
    """

    tag: ClassVar[str] = "Nothing"

    attribute: Attribute
    label: str


@dataclass(frozen=True, slots=True)
class ValueCount(Node):
    """The number of a title's values of an attribute, or people in a role, is within bounds.

    Attributes:
        attribute: The attribute whose values are counted; ``None`` counts people.
        roles: The roles in which people are counted.
        low: The minimum, if any.
        high: The maximum, if any.
    """

    tag: ClassVar[str] = "Numerous"

    attribute: Attribute | None
    roles: tuple[Role, ...]
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class Titled(Node):
    """The title has this name; among namesakes, the first that meets the other conditions."""

    tag: ClassVar[str] = "Titled"

    ids: tuple[str, ...]
    label: str


@dataclass(frozen=True, slots=True)
class Among(Node):
    """The title is among those of an earlier answer."""

    tag: ClassVar[str] = "Among"

    ids: tuple[str, ...]
    label: str


@dataclass(frozen=True, slots=True)
class Franchise(Node):
    """The title begins with these words, or has them within: "the Matrix films".

    Attributes:
        ids: The titles.
        label: The words.
        within: Whether they stand anywhere in the titles.
    """

    tag: ClassVar[str] = "Saga"

    ids: tuple[str, ...]
    label: str
    within: bool = False


@dataclass(frozen=True, slots=True)
class Credit(Node):
    """A person of the set is credited in one of the roles, or in every one."""

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
    """How a set of titles is ordered and limited.

    Attributes:
        key: The sort key.
        descending: Whether the greatest value comes first.
        limit: The maximum number of titles; ``None`` means all.
        skip: How many to skip: one for "the second best".
    """

    tag: ClassVar[str] = "Order"

    key: Key
    descending: bool = True
    limit: int | None = 1
    skip: int = 0


@dataclass(frozen=True, slots=True)
class Films(Node):
    """The titles that meet all conditions; every title if there are none."""

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
    """Everybody credited for a title of the set in one of the roles, or in every one."""

    tag: ClassVar[str] = "Credited"

    roles: tuple[Role, ...]
    films: Films
    every: bool = False


@dataclass(frozen=True, slots=True)
class Partners(Node):
    """Everybody who worked on a title with the people.

    Attributes:
        people: The people worked with.
        roles: The roles of the others in the shared titles.
        own_roles: The roles of the people themselves.
    """

    tag: ClassVar[str] = "Partners"

    people: "People"
    roles: tuple[Role, ...]
    own_roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class Together(Node):
    """Several people, given one by one.

    Attributes:
        people: The people.
        every: Whether all of them are meant ("both ... and") or any one ("or").
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
    """The people of a set with that many of its titles: "in more than three comedies".

    Attributes:
        of: The set of people.
        low: The minimum number of titles, if any.
        high: The maximum, if any.
        every_title: Whether they must have all titles of the set.
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
    """The values of an attribute over a set of titles."""

    tag: ClassVar[str] = "Values"

    attribute: Attribute
    films: Films


def is_one_title(condition: Condition) -> bool:
    """Return whether a condition names a title or refers to the only one of an earlier answer."""
    return isinstance(condition, Titled) or (
        isinstance(condition, Among) and len(condition.ids) == 1
    )


Set = Films | Named | Credited | Partners | Together | Common | CreditCount | Values


look_up_fields()
