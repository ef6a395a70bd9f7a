"""Semantic composition: functions that the families of the grammar share.

The meaning of a rule is a function of the :class:`Composer` and the meanings of its parts.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from bot.catalog.model import Role
from bot.questions.evaluation.graph.graph import Graph
from bot.questions.grammar.role_words import PLURAL_TITLES, RoleWord
from bot.questions.query.nodes import (
    ANY_ROLE,
    AllOf,
    AnyOf,
    Attribute,
    Common,
    Condition,
    Credit,
    CreditCount,
    Credited,
    Films,
    Franchise,
    Named,
    Not,
    OfKind,
    Order,
    Partners,
    People,
    Titled,
    Together,
    Values,
)
from bot.questions.query.queries import Figure

Left = TypeVar("Left")
Right = TypeVar("Right")
High = tuple[bool, Figure]
"""Whether the highest value comes first, and of which figure."""


@dataclass(frozen=True, slots=True)
class Composer:
    """The context of composition.

    Attributes:
        graph: The catalogue.
        now: The time of the question, for "last year".
        plural: Whether it mentions titles in the plural: "the best films" means several.
    """

    graph: Graph
    now: datetime
    plural: bool = False

    def roles_for(self, word: RoleWord, people: People) -> tuple[Role, ...]:
        """Return the roles that a word means with these people."""
        if not word.first:
            return word.roles
        while isinstance(people, Common | CreditCount):
            people = people.sets[0] if isinstance(people, Common) else people.of
        if isinstance(people, Credited):
            return people.roles
        if isinstance(people, Named):
            number = self.graph.person_number.get(people.id)
            if number is None:  # a person the catalogue lacks
                return ANY_ROLE
            for role in word.roles:
                if self.graph.has_role(number, role):
                    return (role,)
        return word.roles[:1] if isinstance(people, Partners) else ANY_ROLE


def credited(_: Composer, word: RoleWord, films: Films) -> Credited:
    """The director of Heat."""
    roles = word.makes if _is_one(films) and word.makes else word.roles
    return Credited(roles[:1] if word.first else roles, films, word.every)


def made_by(composer: Composer, word: RoleWord, people: People) -> Films:
    """Directed by Michael Mann."""
    without = (Not(Credit(word.without, people)),) if word.without else ()
    if not isinstance(people, Together):
        return Films((Credit(composer.roles_for(word, people), people, word.every), *without))
    credits_ = tuple(
        Credit(composer.roles_for(word, one), one, word.every) for one in people.people
    )
    return Films((*(credits_ if people.every else (AnyOf(credits_),)), *without))


def films_for(composer: Composer, people: People) -> Films:
    """Films of somebody: in the role they are known in, or in any."""
    roles = people.roles if isinstance(people, Credited) else ANY_ROLE
    return made_by(composer, RoleWord(roles), people)


def merge(_: Composer, left: Films, right: Films) -> Films:
    """Films (that are) directed by Michael Mann (and) starring Al Pacino."""
    conditions = tuple(dict.fromkeys(left.conditions + right.conditions))
    return Films(conditions, left.order or right.order)


def restrict(_: Composer, films: Films, condition: Condition) -> Films:
    """Films from 1994."""
    return replace(
        films, conditions=tuple(dict.fromkeys((*films.conditions, *parts_of(condition))))
    )


def order(composer: Composer, films: Films, by: Order) -> Films:
    """Films by Michael Mann, the best."""
    films = several_of(composer, films)
    if films.order is not None and (films.order.limit is not None or by.limit is not None):
        by = films.order
    return replace(films, order=by)  # "rank them from worst to best": the later order counts


def best_of(composer: Composer, by: Order, films: Films) -> Films:
    """The best film by Michael Mann; the best films: several."""
    if composer.plural and by.limit == 1 and not by.skip:
        by = replace(by, limit=PLURAL_TITLES)
    return order(composer, films, by)


def only(_: Composer, condition: Condition) -> Films:
    """What a filter lets through."""
    return Films(parts_of(condition))


def both(_: Composer, left: Condition, right: Condition) -> Condition:
    """Korean and animated."""
    return AllOf((*parts_of(left), *parts_of(right)))


def negate(_: Composer, condition: Condition) -> Condition:
    """Not animated."""
    return condition.condition if isinstance(condition, Not) else Not(condition)


def partners(composer: Composer, word: RoleWord, people: People) -> Partners | Common:
    """Co-stars of Al Pacino; of Al Pacino and of Robert De Niro."""
    if isinstance(people, Together) and people.every:
        return Common(tuple(partners(composer, word, one) for one in people.people))
    return partners_at_once(composer, word, people)


def partners_at_once(_: Composer, word: RoleWord, people: People) -> Partners:
    """Who shares titles with all of the people."""
    return Partners(people, word.roles, word.own or word.roles)


def values(_: Composer, attribute: Attribute, films: Films) -> Values:
    """The language of Heat."""
    return Values(attribute, films)


def several_of(composer: Composer, films: Films) -> Films:
    """Return the titles that "the best Matrix" chooses from: all that begin like the one named."""
    named = [part for part in films.conditions if not isinstance(part, OfKind)]
    if len(named) != 1 or not isinstance(named[0], Titled):
        return films
    begun = beginning_like(composer.graph, named[0].label)
    return Films((begun,)) if len(begun.ids) > 1 else films


def beginning_like(graph: Graph, title: str) -> Franchise:
    """Return the titles that begin with all of a title, or else with its part before a colon."""
    whole = Franchise(graph.titles_beginning(title), title)
    if len(whole.ids) > 1 or ":" not in title:
        return whole
    main = title.partition(":")[0]
    part = Franchise(graph.titles_beginning(main), main)
    return part if len(part.ids) > 1 else whole


def as_condition(films: Films) -> Condition:
    """Return a set of titles as one condition."""
    return films.conditions[0] if len(films.conditions) == 1 else AllOf(films.conditions)


def pair(_: Composer, left: Left, right: Right) -> tuple[Left, Right]:
    """Heat or Casino: two things to be combined with a third."""
    return left, right


def same(_: Composer, part: Left) -> Left:
    """The meaning of one part: the other one adds nothing."""
    return part


def rated(_: Composer, end: str) -> High:
    """The best rated: by the average."""
    return end == "high", Figure.MEAN_RATING


def _is_one(films: Films) -> bool:
    """Return whether a set is of a title that is named."""
    return any(isinstance(part, Titled) for part in films.conditions)


def parts_of(condition: Condition) -> tuple[Condition, ...]:
    """Return the conditions that a condition is a conjunction of."""
    return condition.conditions if isinstance(condition, AllOf) else (condition,)


def options(condition: Condition) -> tuple[Condition, ...]:
    """Return the conditions that a condition is a disjunction of."""
    return condition.conditions if isinstance(condition, AnyOf) else (condition,)


def members(people: People) -> Sequence[People]:
    """Return several people one by one."""
    return people.people if isinstance(people, Together) else (people,)
