"""What the rules that put several things in one breath mean; see ``compose``.

Several roles of one person ("wrote and directed"), several titles of one person ("in both Heat
and Casino"), several questions about one title ("director and year of Heat").
"""

from dataclasses import replace

from bot.catalog.model import Role
from bot.questions.grammar.compose import Composer, credited, films_for, order, partners, topic_of
from bot.questions.grammar.role_words import RoleWord
from bot.questions.query.nodes import (
    ANY_ROLE,
    Attribute,
    Check,
    Common,
    Count,
    Credit,
    Credited,
    Films,
    Franchise,
    Key,
    Named,
    Order,
    Partners,
    People,
    Query,
    Several,
    Titled,
    Together,
    Top,
    Values,
)

Asked = tuple[Attribute | RoleWord, ...]


def both_roles(_: Composer, left: RoleWord, right: RoleWord) -> RoleWord:
    """Wrote and directed; of words for several roles, all are meant already."""
    roles = tuple(dict.fromkeys((*left.roles, *right.roles)))
    return RoleWord(roles, every=not left.first and not right.first and roles != ANY_ROLE)


def in_both(composer: Composer, word: RoleWord, of: tuple[Films, Films]) -> Common:
    """Who is in both Heat and Casino."""
    left, right = of
    return Common((credited(composer, word, left), credited(composer, word, right)))


def cast_of_both(composer: Composer, of: tuple[Films, Films]) -> Common:
    """In both Heat and Casino: who was in them."""
    return in_both(composer, RoleWord((Role.CAST,)), of)


def anyone_in_both(composer: Composer, of: tuple[Films, Films]) -> Common:
    """What Heat and Casino have in common: people."""
    return in_both(composer, RoleWord(ANY_ROLE), of)


def shared_partners(_: Composer, word: RoleWord, people: Together) -> Common:
    """The actors that Michael Mann and Christopher Nolan share."""
    return Common(tuple(Partners(one, word.roles, ANY_ROLE) for one in people.people))


def of_themselves(_: Composer, word: RoleWord) -> Credited:
    """Who directed themselves: who directed and starred at once."""
    return Credited((Role.CAST, *word.roles), Films(), every=True)


def of_oneself(_: Composer, word: RoleWord, people: People) -> Films:
    """Ben Affleck directed himself: where he did both."""
    return Films((Credit((Role.CAST, *word.roles), people, every=True),))


def best_and_worst(composer: Composer, orders: tuple[Order, Order], films: Films) -> Several:
    """The best and the worst film: one of each."""
    return Several(tuple(order(composer, Films(films.conditions), by) for by in orders))


def best_and_worst_of(composer: Composer, of: tuple[Named, tuple[Order, Order]]) -> Several:
    """Michael Mann's best and worst."""
    person, orders = of
    return best_and_worst(composer, orders, films_for(composer, person))


def who_also(_: Composer, word: RoleWord, other: RoleWord) -> Common:
    """Actors who also direct."""
    return Common((Credited(word.roles, Films()), Credited(other.roles, Films())))


def same_makers(_: Composer, of: tuple[Films, Films], word: RoleWord) -> Check:
    """Do Heat and Casino have the same director?"""
    left, right = of
    shared = Credit(word.roles, Credited(word.roles, right))
    return Check(replace(left, conditions=(*left.conditions, shared)))


def those_of(_: Composer, word: RoleWord, working: RoleWord) -> RoleWord:
    """Directors (who) worked with: what they did, and what the other one did or anything."""
    return RoleWord(word.roles, own=working.own or working.roles)


def without_role(_: Composer, word: RoleWord, other: RoleWord) -> RoleWord:
    """Directed but not acted in."""
    return replace(word, without=other.roles)


def besides(_: Composer, people: People, known: Named) -> People:
    """Who is in Argo besides Ben Affleck: those who share it with him."""
    if not isinstance(people, Credited):
        return people
    return Common((people, Partners(known, people.roles, ANY_ROLE)))


def only_those(composer: Composer, word: RoleWord, people: Partners | Common) -> People:
    """Directors (that) Brad Pitt worked with."""
    if isinstance(people, Common):
        parts = [part for part in people.sets if isinstance(part, Partners)]
        return Common(tuple(only_those(composer, word, part) for part in parts))
    return replace(people, roles=word.roles)


def partners_in(composer: Composer, of: tuple[RoleWord, People], title: Films) -> Common:
    """Acted with Tom Hanks in The Terminal."""
    word, people = of
    return Common((partners(composer, word, people), credited(composer, word, title)))


def who_directed(_: Composer, word: RoleWord, person: People) -> Credited:
    """Who directed Tom Hanks: who directed what he acted in; his actors: in what he directed."""
    own = Role.DIRECTOR if word.roles == (Role.CAST,) else Role.CAST
    return Credited(word.roles, Films((Credit((own,), person),)))


def asked(_: Composer, left: Attribute | RoleWord, right: Asked) -> Asked:
    """Director and year."""
    return (left, *right)


def about_asked(composer: Composer, _: str, __: str) -> Attribute:
    """And what it is about: its topics where the catalogue has any, else its story."""
    return topic_of(composer.graph)


def one_asked(_: Composer, one: Attribute | RoleWord) -> Asked:
    """And year."""
    return (one,)


def several(composer: Composer, of: Asked, title: Films) -> Several:
    """The director and year of Heat."""
    return Several(tuple(_ask(composer, one, title) for one in dict.fromkeys(of)))


def and_also(composer: Composer, first: People | Values, more: Asked) -> Query:
    """Who made Heat, and when?"""
    if isinstance(first, Credited | Values):
        others = (_ask(composer, one, first.films) for one in more)
        return Several(tuple(dict.fromkeys((first, *others))))
    return _ask(composer, more[0], films_for(composer, first))


def _ask(composer: Composer, one: Attribute | RoleWord, title: Films) -> Values | Credited:
    if isinstance(one, RoleWord):
        return credited(composer, one, title)
    return Values(one, title)


def saga(composer: Composer, title: Films) -> Films:
    """The Matrix movies: all whose title begins like it."""
    graph = composer.graph
    named = next((part for part in title.conditions if isinstance(part, Titled)), None)
    if named is None:
        return title
    return Films((Franchise(graph.titles_beginning(named.label) or named.ids, named.label),))


def few(_: Composer, number: float | str, films: Films) -> Films:
    """Five comedies: the best ones, unless another order is given."""
    return replace(films, order=replace(films.order or Order(Key.BEST), limit=int(number)))


def top_of_all(_: Composer, word: RoleWord, by: str) -> Top:
    """Who has directed the most?"""
    return Top(Credited(word.roles, Films()), descending=by == "most")


def top_role_of(composer: Composer, most: tuple[str, RoleWord], people: People) -> Top:
    """Woody Allen's most frequent actors."""
    by, word = most
    return Top(Credited(word.roles, films_for(composer, people)), descending=by == "most")


def top_value(_: Composer, attribute: Attribute, by: str) -> Top:
    """Which genre is the most common?"""
    return Top(Values(attribute, Films()), descending=by == "most")


def top_values(_: Composer, attribute: Attribute, most: tuple[str, Films]) -> Top:
    """Which decade has the most westerns?"""
    by, films = most
    return Top(Values(attribute, films), descending=by == "most")


def count_people(_: Composer, word: RoleWord) -> Count:
    """How many directors (are there)?"""
    return Count(Credited(word.roles, Films()))


def count_values(_: Composer, attribute: Attribute) -> Count:
    """How many genres (are there)?"""
    return Count(Values(attribute, Films()))
