"""Conditions in words: as chip labels ("with Meryl Streep") or in the notation of trees."""

from functools import singledispatch
from typing import Protocol

from bot.catalog.model import FILM_KINDS, SERIES_KINDS, Kind, Role
from bot.questions.query.node import Node
from bot.questions.query.nodes import (
    About,
    Alike,
    AllOf,
    Among,
    AnyOf,
    Attribute,
    Between,
    Credit,
    Credited,
    Franchise,
    Genre,
    Language,
    Named,
    Not,
    OfKind,
    OnNetflix,
    People,
    Tag,
    Titled,
    Unsatisfiable,
    ValueCount,
)
from bot.questions.wording.phrases import Phrases

KIND_GROUPS = {FILM_KINDS: "film", SERIES_KINDS: "series"}
"""The names of groups of kinds."""
YEARS = 10
"""The years in a decade."""
_LABELLED: dict[type, str] = {Titled: "title", Alike: "alike"}


class Words(Protocol):
    """Puts queries into words; see :class:`bot.questions.wording.explanation.Explainer`."""

    phrases: Phrases
    noted: bool

    def of(self, node: Node) -> str:
        """Return a query in one line."""
        ...

    def within(self, people: People) -> str:
        """Return a set of people as a noun phrase."""
        ...

    def say(self, key: str, /, **values: object) -> str:
        """Return a phrase, filled in."""
        ...

    def chip(self, key: str, /, **values: object) -> str:
        """Return the label of a condition."""
        ...

    def bounds(self, name: str, low: float | None, high: float | None) -> str:
        """Return the bounds of a figure in words."""
        ...

    def roles(self, roles: tuple[Role, ...], *, every: bool) -> str:
        """Return roles in words."""
        ...


def role_name(roles: tuple[Role, ...]) -> str:
    """Return the key of one or several roles in lexicon and phrases."""
    return roles[0].value if len(roles) == 1 else "any"


@singledispatch
def condition_in_words(node: Node, _: Words) -> str:
    """Return a condition as a chip label, or in notation.

    Raises:
        TypeError: It is not a condition.
    """
    raise TypeError(f"no words for {node!r}")


@condition_in_words.register(Titled)
@condition_in_words.register(Alike)
def _(node: Titled | Alike, words: Words) -> str:
    return words.chip(_LABELLED[type(node)], value=node.label)


@condition_in_words.register
def _(node: Franchise, words: Words) -> str:
    return words.chip("saga_within" if node.within else "saga", value=node.label)


@condition_in_words.register
def _(node: Among, words: Words) -> str:
    if len(node.ids) == 1 and not words.noted:
        return words.chip("title", value=node.label)
    return words.chip("among", value=node.label)


@condition_in_words.register
def _(_: OnNetflix, words: Words) -> str:
    return words.chip("netflix")


@condition_in_words.register
def _(node: Credit, words: Words) -> str:
    role = words.roles(node.roles, every=node.every)
    value = words.of(node.people) if words.noted else words.within(node.people)
    if words.noted:
        form = "person" if isinstance(node.people, Named) else "path"
        return words.chip(form, role=role, value=value)
    if node.every and isinstance(node.people, Credited):
        return words.chip("own_director")
    form = "several" if node.every else role_name(node.roles)
    return words.chip(form, role=role, value=value)


@condition_in_words.register(Genre)
@condition_in_words.register(Language)
@condition_in_words.register(Tag)
def _(node: Genre | Language | Tag, words: Words) -> str:
    name = node.attribute.value
    return words.chip(name, value=words.phrases.named(name, node.name))


@condition_in_words.register
def _(node: About, words: Words) -> str:
    return words.chip(node.telling.value, value=node.text)


@condition_in_words.register
def _(node: OfKind, words: Words) -> str:
    return words.chip("kind", value=_kinds(node.kinds, words))


@condition_in_words.register
def _(node: Between, words: Words) -> str:
    low = "" if node.low is None else _figure(node.low, node.attribute)
    high = "" if node.high is None else _figure(node.high, node.attribute)
    name = node.attribute.value
    if node.attribute is Attribute.YEAR and low == high:
        return words.chip("year", low=low)
    if (decade := decade_of(node)) and not words.noted:
        return words.phrases.named("decade", f"{decade}s")
    form = "range" if low and high else "from" if low else "to"
    if low == high and not words.noted:
        form = "exactly"
    return words.chip(f"{name}_{form}", low=low, high=high)


@condition_in_words.register
def _(node: ValueCount, words: Words) -> str:
    if node.attribute is not None:
        what = words.say(f"attribute.{node.attribute.value}")
    else:
        what = words.say(f"role.{role_name(node.roles)}s")
    return words.chip("counted", what=what, bounds=words.bounds("figure", node.low, node.high))


@condition_in_words.register
def _(node: Unsatisfiable, words: Words) -> str:
    name = words.say(f"attribute.{node.attribute.value}")
    value = words.phrases.named(node.attribute.value, node.label)
    return words.chip("missing", attribute=name, value=value)


@condition_in_words.register
def _(node: Not, words: Words) -> str:
    form = "other" if isinstance(node.condition, Titled | Among) and not words.noted else "not"
    return words.chip(form, value=words.of(node.condition))


@condition_in_words.register
def _(node: AnyOf, words: Words) -> str:
    return words.phrases.join([words.of(part) for part in node.conditions], either=True)


@condition_in_words.register
def _(node: AllOf, words: Words) -> str:
    match node.conditions:
        case (Between(Attribute.VOTES, _, None), Between(Attribute.RATING, None)) if (
            not words.noted
        ):
            return words.chip("trash")
        case _:
            pass
    return words.phrases.join([words.of(part) for part in node.conditions])


def decade_of(years: Between) -> int | None:
    """Return the first year of the decade that the bounds span, if they do."""
    low, high = years.low, years.high
    if years.attribute is not Attribute.YEAR or low is None or high is None:
        return None
    return int(low) if low % YEARS == 0 and high == low + YEARS - 1 else None


def _kinds(kinds: tuple[Kind, ...], words: Words) -> str:
    group = "kind" if words.noted else "kinds"
    if kinds in KIND_GROUPS:
        return words.say(f"{group}.{KIND_GROUPS[kinds]}")
    return words.phrases.join(
        [words.phrases.named(group, kind.value) for kind in kinds], either=True
    )


def _figure(number: float, attribute: Attribute) -> str:
    return f"{number:,.0f}" if attribute is Attribute.VOTES else f"{number:g}"
