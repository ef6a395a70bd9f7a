"""The meanings of the lexicon's words for roles and orders."""

from dataclasses import dataclass

from bot.catalog.model import Role
from bot.questions.query.nodes import ANY_ROLE, Key, Order


@dataclass(frozen=True, slots=True)
class RoleWord:
    """A word for what people do.

    Attributes:
        roles: The roles it stands for.
        first: Whether only the first role that a person has is meant: a film "by" somebody is one
            they directed, or wrote if they direct nothing.
        every: Whether all of them are meant at once: "wrote and directed".
        own: The role of the other side, if it is a different one.
        without: Roles they must not also have: "directed but not starring".
        makes: The roles meant when asking for a title's people: who "made" a title is its director,
            though films that somebody "made" are all they are credited in.
    """

    roles: tuple[Role, ...]
    first: bool = False
    every: bool = False
    own: tuple[Role, ...] = ()
    without: tuple[Role, ...] = ()
    makes: tuple[Role, ...] = ()


ROLE_WORDS = {
    "director": RoleWord((Role.DIRECTOR,)),
    "cast": RoleWord((Role.CAST,)),
    "writer": RoleWord((Role.WRITER,)),
    "any": RoleWord(ANY_ROLE),
    "made": RoleWord(ANY_ROLE, makes=(Role.DIRECTOR,)),
    "maker": RoleWord((Role.DIRECTOR, Role.WRITER, Role.CAST), first=True),
    "featured": RoleWord((Role.CAST, Role.DIRECTOR, Role.WRITER), first=True),
}
PLURAL_TITLES = 10
"""How many titles "the best films" means."""
ORDERS = {
    "by_newest": Order(Key.YEAR, limit=None),
    "by_rating": Order(Key.BEST, limit=None),
    "by_rating_up": Order(Key.BEST, descending=False, limit=None),
    "by_year": Order(Key.YEAR, descending=False, limit=None),
    "by_votes": Order(Key.VOTES, limit=None),
    "by_longest": Order(Key.RUNTIME, limit=None),
    "by_shortest": Order(Key.RUNTIME, descending=False, limit=None),
    "best": Order(Key.BEST),
    "worst": Order(Key.BEST, descending=False),
    "newest": Order(Key.YEAR),
    "oldest": Order(Key.YEAR, descending=False),
    "most_votes": Order(Key.VOTES),
    "fewest_votes": Order(Key.VOTES, descending=False),
    "longest": Order(Key.RUNTIME),
    "shortest": Order(Key.RUNTIME, descending=False),
}
