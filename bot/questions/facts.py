"""Conditions that a title meets by itself, whoever made it; the others are in ``sets``."""

from dataclasses import dataclass

from bot.catalog.model import Kind, Role
from bot.questions.attributes import Attribute


@dataclass(frozen=True, slots=True)
class Genre:
    """The title has this genre."""

    name: str


@dataclass(frozen=True, slots=True)
class Language:
    """The title is in this language."""

    name: str


@dataclass(frozen=True, slots=True)
class Tag:
    """The title is filed under this tag."""

    name: str


@dataclass(frozen=True, slots=True)
class OfKind:
    """The title is of one of these kinds."""

    kinds: tuple[Kind, ...]


@dataclass(frozen=True, slots=True)
class Between:
    """An attribute of the title lies between two bounds, both included; ``None`` is open."""

    attribute: Attribute
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Nothing:
    """A condition that was understood but that no title of this catalogue can meet.

    Attributes:
        attribute: What sort of thing was asked for.
        label: What was asked for.
    """

    attribute: Attribute
    label: str


@dataclass(frozen=True, slots=True)
class Numerous:
    """The title has so many values of an attribute, or people in a role.

    Attributes:
        attribute: What is counted; ``None`` counts people.
        roles: In which roles people are counted.
        low: How many at least; ``None`` is open.
        high: How many at most.
    """

    attribute: Attribute | None
    roles: tuple[Role, ...]
    low: int | None = None
    high: int | None = None
