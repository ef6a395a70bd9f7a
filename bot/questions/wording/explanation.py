"""Queries in words, on one line; ``tree`` shows them as trees."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import singledispatch

from bot.catalog.model import Role
from bot.questions.query.node import Node
from bot.questions.query.nodes import (
    About,
    Attribute,
    Between,
    Common,
    Condition,
    Credit,
    CreditCount,
    Credited,
    Films,
    Genre,
    Key,
    Language,
    Named,
    OfKind,
    Order,
    Partners,
    People,
    Together,
    Values,
    is_one_title,
)
from bot.questions.query.queries import (
    MEANS,
    Career,
    Check,
    Compare,
    Count,
    Figure,
    Grouped,
    Mean,
    Portrayed,
    Several,
    Top,
    TopGroups,
)
from bot.questions.wording.conditions import condition_in_words, decade_of, role_name
from bot.questions.wording.phrases import Phrases

_DESCENDING = {
    Key.BEST: "best",
    Key.RATING: "best",
    Key.VOTES: "most_votes",
    Key.YEAR: "newest",
    Key.RUNTIME: "longest",
    Key.STORY: "closest",
}
_ASCENDING = {
    Key.BEST: "worst",
    Key.RATING: "worst",
    Key.VOTES: "fewest_votes",
    Key.YEAR: "oldest",
    Key.RUNTIME: "shortest",
    Key.STORY: "closest",
}
_ATTRIBUTES = {
    Key.BEST: "rating",
    Key.RATING: "rating",
    Key.VOTES: "votes",
    Key.YEAR: "year",
    Key.RUNTIME: "runtime",
    Key.STORY: "story",
}


def order_name(order: Order) -> str:
    """Return the key of an order in lexicon and phrases: ``newest``."""
    return (_DESCENDING if order.descending else _ASCENDING)[order.key]


class Explainer:
    """Puts queries into the words of one language.

    Args:
        phrases: Its phrases.
        noted: Whether to use the notation of trees (``genre: Drama``) instead of words ("Drama").
    """

    def __init__(self, phrases: Phrases, *, noted: bool = False) -> None:
        self.phrases = phrases
        self.say = phrases.say
        self.quoted = phrases.quoted
        self.noted = noted

    def of(self, node: Node) -> str:
        """Return a query on one line, or a condition as a chip label: "with Meryl Streep"."""
        return _words(node, self)

    def chip(self, key: str, /, **values: object) -> str:
        """Return the label of a condition."""
        return self.say(f"{'tree' if self.noted else 'chip'}.{key}", **values)

    def order(self, order: Order) -> str:
        """Return an order as a chip label: "newest first", "best first, no. 2"."""
        said = self.chip(order_name(order))
        form = "nth" if order.limit == 1 else "nth_from"
        return self.chip(form, order=said, number=order.skip + 1) if order.skip else said

    def group(self, of: Credited | Values) -> str:
        """Return a grouping as a chip label: "by decade"."""
        return self.chip("by", value=self._group(of))

    def figure_by(self, of: Credited | Values, figure: Figure | None) -> str:
        """Return a grouped question without its titles: "best first by decade".

        Args:
            of: The values or people to group by.
            figure: The figure to compute; ``None`` asks for titles.
        """
        if figure is not None:
            what = self.say(f"figure.{figure.value}")
        else:
            ordered = of.films.order
            what = self.say("figure.titles") if ordered is None else self.order(ordered)
        return self.say("each.by", what=what, group=self._group(of))

    def leading(self, query: TopGroups) -> str:
        """Return a ranking of groups in words: "highest average rating by decade"."""
        what = self.figure_by(query.of, query.figure)
        if query.limit is None:
            return f"{what}, {self.bounds('figure', query.low, query.high)}"
        form = "highest" if query.descending else "lowest"
        return self.say(f"each.{form}", what=what)

    def check(self, query: Check) -> str:
        """Return the number of titles that a yes/no question asks for; empty if any will do."""
        if query.low is None and query.high is None:
            return ""
        return self.bounds("titles", query.low, query.high)

    def often(self, counted: CreditCount) -> str:
        """Return bounds on the number of titles as a chip label: "in at least 3 titles"."""
        if counted.every_title:
            return self.chip("in_all")
        return self.bounds("titles", counted.low, counted.high)

    def bounds(self, name: str, low: float | None, high: float | None) -> str:
        """Return the bounds of a figure as a chip label."""
        if low == high:
            form = "exactly"
        elif low is not None and high is not None:
            form = "range"
        else:
            form = "to" if low is None else "from"
        shown = ("" if bound is None else f"{bound:,g}" for bound in (low, high))
        return self.chip(f"{name}_{form}", **dict(zip(("low", "high"), shown, strict=True)))

    def told(self, films: Films) -> str:
        """Return the themes of a set of titles: "set in Paris, about a cook"."""
        return ", ".join(self.of(part) for part in films.conditions if isinstance(part, About))

    def subject(self, films: Films) -> str:
        """Return the briefest description of a set of titles: a name, a genre."""
        parts: list[str] = []
        for part in films.conditions:
            match part:
                case Credit(_, Named(_, name)):
                    return name
                case Genre(name) | Language(name):
                    parts.append(self.phrases.named(part.attribute.value, name))
                case OfKind():
                    continue
                case _:
                    parts.append(self.of(part))
        return ", ".join(parts) or self.of(films)

    def left_out(self, condition: Condition) -> str:
        """Return a condition to do without: a person's name, or else its chip label in quotes."""
        match condition:
            case Credit(roles, Named(_, name)) if role_name(roles) == "any":
                return name
            case _:
                return self.quoted(self.of(condition))

    def within(self, people: People) -> str:
        """Return a set of people as a noun phrase: "the director of Heat"."""
        match people:
            case Credited(roles, films, every=False):
                return self.say(f"within.{role_name(roles)}", value=self.of(films))
            case Partners(of):
                return self.say("within.partners", value=self.within(of))
            case CreditCount(of):
                return self.say("within.often", value=self.within(of), often=self.often(people))
            case _:
                return self.of(people)

    def roles(self, roles: tuple[Role, ...], *, every: bool) -> str:
        """Return roles in words: one, any, or all of several."""
        if every:
            return self.phrases.join([self.say(f"role.{role.value}") for role in roles])
        return self.say(f"role.{role_name(roles)}")

    def _group(self, of: Credited | Values) -> str:
        name = of.attribute.value if isinstance(of, Values) else role_name(of.roles)
        return self.say(f"group.{name}")


@singledispatch
def _words(node: Node, words: Explainer) -> str:
    return condition_in_words(node, words)


@_words.register(Common)
@_words.register(Several)
def _(node: Common | Several, words: Explainer) -> str:
    return words.phrases.join([words.of(part) for part in node.children()])


@_words.register
def _(node: Films, words: Explainer) -> str:
    if not node.conditions and node.order is None:
        return words.say("describe.all")
    said = _said(node.conditions, words)
    if node.order is None:
        return said
    return words.say("describe.ordered", noun=said, order=words.order(node.order))


@_words.register
def _(node: Named, _: Explainer) -> str:
    return node.name


@_words.register
def _(node: Together, words: Explainer) -> str:
    return words.phrases.join([words.of(part) for part in node.people], either=not node.every)


@_words.register
def _(node: Credited, words: Explainer) -> str:
    said = words.of(node.films)
    if node.every:
        return words.say("describe.every", role=words.roles(node.roles, every=True), value=said)
    return words.say(f"describe.{role_name(node.roles)}", value=said)


@_words.register
def _(node: CreditCount, words: Explainer) -> str:
    return words.say("describe.often", value=words.of(node.of), often=words.often(node))


@_words.register
def _(node: Partners, words: Explainer) -> str:
    return words.say("describe.partners", value=words.within(node.people))


@_words.register
def _(node: Mean, words: Explainer) -> str:
    figure = Figure.TOTAL_VOTES if node.total else MEANS[node.attribute]
    name = words.say(f"figure.{figure.value}")
    return words.say("describe.mean", figure=name, value=words.of(node.films))


@_words.register
def _(node: Values, words: Explainer) -> str:
    one = any(map(is_one_title, node.films.conditions))
    name = node.attribute.value
    if node.attribute in {Attribute.WATCH, Attribute.STORY}:
        return words.say(f"describe.{name}", value=words.of(node.films))
    said = words.say(f"group.{name}") if one else words.say(f"attribute.{name}")
    form = "describe.value" if one else "describe.values"
    return words.say(form, attribute=said, value=words.of(node.films))


@_words.register
def _(node: Count, words: Explainer) -> str:
    return words.say("describe.count", value=words.of(node.of))


@_words.register
def _(node: Check, words: Explainer) -> str:
    titled = [part for part in node.films.conditions if is_one_title(part)]
    rest = [part for part in node.films.conditions if not is_one_title(part)]
    if not titled or not rest:
        key = "check_here" if titled else "check"
        return words.say(f"describe.{key}", value=words.of(node.films))
    said = words.phrases.join([words.of(part) for part in rest])
    return words.say("describe.check_title", title=words.of(titled[0]), value=said)


@_words.register
def _(node: Portrayed, words: Explainer) -> str:
    if not node.films.conditions:
        return words.say("describe.portrayed", name=node.name)
    return words.say("describe.portrayed_in", name=node.name, value=words.of(node.films))


@_words.register
def _(node: Grouped, words: Explainer) -> str:
    what = words.figure_by(node.of, node.figure)
    value = words.of(Films(node.of.films.conditions))
    return words.say("describe.grouped", what=what, value=value)


@_words.register
def _(node: TopGroups, words: Explainer) -> str:
    value = words.of(Films(node.of.films.conditions))
    return words.say("describe.grouped", what=words.leading(node), value=value)


@_words.register
def _(node: Compare, words: Explainer) -> str:
    figure = f"figure.{node.figure.value}"
    by = words.say(figure if node.key is None else f"attribute.{_ATTRIBUTES[node.key]}")
    left, right = words.of(node.left), words.of(node.right)
    return words.say("describe.compare", left=left, right=right, key=by)


@_words.register
def _(node: Top, words: Explainer) -> str:
    form = "top" if node.descending else "rarest"
    match node.of:
        case Values(attribute, films):
            name = words.say(f"group.{attribute.value}")
            return words.say(f"describe.{form}_value", attribute=name, value=words.of(films))
        case Credited(roles, films):
            return words.say(f"describe.{form}_{role_name(roles)}", value=words.of(films))
        case Partners(people):
            return words.say(f"describe.{form}_partner", value=words.within(people))


@_words.register
def _(node: Career, words: Explainer) -> str:
    if node.people is None:
        return words.say("describe.careers" if node.descending else "describe.short_careers")
    return words.say("describe.career", value=words.within(node.people))


def _said(conditions: tuple[Condition, ...], words: Explainer) -> str:
    """Return a set of titles in words: "Drama films from the 1980s with Meryl Streep"."""
    titles = [part for part in conditions if is_one_title(part)]
    kinds = [words.of(part) for part in conditions if isinstance(part, OfKind)]
    genres = [words.of(part) for part in conditions if isinstance(part, Genre)]
    names = kinds or ([] if titles else [words.say("describe.titles")])
    said = words.phrases.join([words.of(part) for part in titles] or names)
    if genres:
        said = words.say("describe.of_genre", genre=words.phrases.join(genres), noun=said)
    rest: list[str] = []
    for part in _with_shared_roles(conditions):
        if isinstance(part, Between) and part.attribute is Attribute.YEAR:
            form = "with_year" if part.low == part.high else "with_year_bound"
            form = "with_decade" if decade_of(part) else form
            said = words.say(f"describe.{form}", noun=said, value=words.of(part))
        elif not is_one_title(part) and not isinstance(part, OfKind | Genre):
            rest.append(words.of(part))
    if not rest:
        return said
    return words.say("describe.with_rest", noun=said, value=words.phrases.join(rest))


def _with_shared_roles(conditions: Iterable[Condition]) -> Sequence[Condition]:
    """Return conditions with named people in the same role together: "with A and B"."""
    joined: dict[object, Condition] = {}
    for part in conditions:
        if not isinstance(part, Credit) or part.every or not isinstance(part.people, Named):
            joined[part] = part
        elif isinstance(before := joined.get(part.roles), Credit):
            named = (
                before.people.people if isinstance(before.people, Together) else (before.people,)
            )
            joined[part.roles] = replace(before, people=Together((*named, part.people)))
        else:
            joined[part.roles] = part
    return tuple(joined.values())
