"""What a catalogue has nothing of at all: said so, instead of an empty answer."""

from bot.catalog.model import Role
from bot.questions.graph import Graph
from bot.questions.phrases import Phrases
from bot.questions.query import Mean, Query
from bot.questions.sets import (
    ANY_ROLE,
    Attribute,
    Between,
    Credit,
    Credited,
    Films,
    Key,
    Not,
    Nothing,
    Partners,
    Values,
)
from bot.questions.walk import nodes

_ORDERED_BY = {
    Key.BEST: Attribute.RATING,
    Key.RATING: Attribute.RATING,
    Key.VOTES: Attribute.VOTES,
    Key.YEAR: Attribute.YEAR,
}


def lacking(query: Query, graph: Graph, phrases: Phrases) -> str | None:
    """Say what of the query this catalogue has nothing of at all, if anything."""
    for roles in _roles_within(query):
        if len(roles) == 1 and not graph.lists_role(roles[0]):
            return phrases.say("empty.no_role", role=phrases.say(f"role.{roles[0].value}s"))
    if isinstance(query, Values | Mean) and not graph.has(query.attribute):
        return _none(query.attribute, phrases)
    for films in _films_within(query):
        for condition in films.conditions:
            inner = condition.condition if isinstance(condition, Not) else condition
            if isinstance(inner, Nothing):
                name = phrases.say(f"attribute.{inner.attribute.value}")
                label = phrases.named(inner.attribute.value, inner.label)
                return phrases.say("empty.nothing", attribute=name, label=label)
            if isinstance(inner, Between) and not graph.has(inner.attribute):
                return _none(inner.attribute, phrases)
        if films.order is not None and not graph.has(_ORDERED_BY[films.order.key]):
            return _none(_ORDERED_BY[films.order.key], phrases)
    return None


def _none(attribute: Attribute, phrases: Phrases) -> str:
    name = phrases.say(f"attribute.{attribute.value}")
    return phrases.say("empty.no_attribute", attribute=name)


def _films_within(query: Query) -> list[Films]:
    return [node for node in nodes(query) if isinstance(node, Films)]


def _roles_within(query: Query) -> list[tuple[Role, ...]]:
    found: list[tuple[Role, ...]] = []
    for node in nodes(query):
        if isinstance(node, Credit | Credited) and node.every:
            found += [(role,) for role in node.roles]
        elif isinstance(node, Credit | Credited | Partners) and node.roles != ANY_ROLE:
            found.append(node.roles)
    return found
