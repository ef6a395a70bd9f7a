"""Queries in words: as labels and in one line; as a tree they are in ``tree``."""

from bot.catalog.model import Kind, Role
from bot.questions.query.nodes import (
    FILM_KINDS,
    SERIES_KINDS,
    AllOf,
    Among,
    AnyOf,
    Between,
    Career,
    Check,
    Common,
    Compare,
    Condition,
    Count,
    Credit,
    CreditCount,
    Credited,
    Figure,
    Films,
    Franchise,
    Genre,
    Grouped,
    Key,
    Language,
    Mean,
    Named,
    Not,
    OfKind,
    Order,
    Partners,
    People,
    Query,
    Several,
    Tag,
    Titled,
    Together,
    Top,
    TopGroups,
    Unsatisfiable,
    ValueCount,
    Values,
)
from bot.questions.wording.explain_groups import (
    between,
    bounds,
    by_group,
    figure_by,
    nth,
    numerous,
    often,
    role_name,
)
from bot.questions.wording.phrases import Phrases

KIND_GROUPS = {FILM_KINDS: "film", SERIES_KINDS: "series"}
"""What several kinds together are called."""
_DESCENDING = {Key.BEST: "best", Key.RATING: "best", Key.VOTES: "most_votes", Key.YEAR: "newest"}
_ASCENDING = {Key.BEST: "worst", Key.RATING: "worst", Key.VOTES: "fewest_votes", Key.YEAR: "oldest"}
_ATTRIBUTES = {Key.BEST: "rating", Key.RATING: "rating", Key.VOTES: "votes", Key.YEAR: "year"}


def order_name(order: Order) -> str:
    """Return what an order is called in lexicon and phrases: ``newest``."""
    return (_DESCENDING if order.descending else _ASCENDING)[order.key]


class Explainer:
    """Puts queries into the words of one language."""

    def __init__(self, phrases: Phrases) -> None:
        self._phrases = phrases

    def condition(self, condition: Condition) -> str:
        """Return a condition as a chip shows it: ``genre: Drama``."""
        say = self._phrases.say
        match condition:
            case Titled(_, label):
                return say("chip.title", value=label)
            case Among(_, label):
                return say("chip.among", value=label)
            case Franchise(_, label):
                return say("chip.saga", value=label)
            case Credit(roles, Named(_, name), every):
                return say("chip.person", value=name, role=self._role(roles, every=every))
            case Credit(roles, people, every):
                role = self._role(roles, every=every)
                return say("chip.path", role=role, value=self.people(people))
            case Genre(name):
                return say("chip.genre", value=self._phrases.named("genre", name))
            case Language(name):
                return say("chip.language", value=self._phrases.named("language", name))
            case Tag(name):
                return say("chip.tag", value=name)
            case OfKind(kinds):
                return say("chip.kind", value=self._kinds(kinds))
            case Between():
                return between(condition, self._phrases)
            case ValueCount():
                return numerous(condition, self._phrases)
            case Unsatisfiable(attribute, label):
                name = say(f"attribute.{attribute.value}")
                value = self._phrases.named(attribute.value, label)
                return say("chip.missing", attribute=name, value=value)
            case Not(inner):
                return say("chip.not", value=self.condition(inner))
            case AnyOf(parts):
                return self._phrases.join([self.condition(part) for part in parts], either=True)
            case AllOf(parts):
                return self._phrases.join([self.condition(part) for part in parts])

    def order(self, order: Order) -> str:
        """Return an order as a chip shows it: ``newest first``."""
        return nth(order, self._phrases.say(f"chip.{order_name(order)}"), self._phrases)

    def group(self, of: Credited | Values) -> str:
        """Return what makes groups as a chip shows it: ``by: decade``."""
        return by_group(of, self._phrases)

    def figure_by(self, of: Credited | Values, figure: Figure | None) -> str:
        """Return what is asked of each group, without of which titles: "best first by decade"."""
        order = None if of.films.order is None else self.order(of.films.order)
        return figure_by(of, figure, order, self._phrases)

    def leading(self, query: TopGroups) -> str:
        """Return which groups are meant: "highest average rating by decade"."""
        what = self.figure_by(query.of, query.figure)
        if query.limit is None:
            return f"{what}, {bounds('figure', query.low, query.high, self._phrases)}"
        form = "highest" if query.descending else "lowest"
        return self._phrases.say(f"each.{form}", what=what)

    def check(self, query: Check) -> str:
        """Return how many titles a yes/no question asks for; nothing where any will do."""
        if query.low is None and query.high is None:
            return ""
        return bounds("titles", query.low, query.high, self._phrases)

    def often(self, having: CreditCount) -> str:
        """Return by how many titles, as a chip shows it: ``titles ≥ 3``."""
        return often(having, self._phrases)

    def films(self, films: Films) -> str:
        """Return a set of titles in one line."""
        parts = [self.condition(condition) for condition in films.conditions]
        if films.order is not None:
            parts.append(self.order(films.order))
        return " · ".join(parts) or self._phrases.say("describe.all")

    def subject(self, films: Films) -> str:
        """Return what a set of titles is of, as short as can be: a name, a genre."""
        parts: list[str] = []
        for part in films.conditions:
            match part:
                case Credit(_, Named(_, name)):
                    return name
                case Genre(name):
                    parts.append(self._phrases.named("genre", name))
                case Language(name):
                    parts.append(self._phrases.named("language", name))
                case OfKind():
                    continue
                case _:
                    parts.append(self.condition(part))
        return " · ".join(parts) or self.films(films)

    def people(self, people: People) -> str:
        """Return a set of people in one line."""
        say = self._phrases.say
        match people:
            case Named(_, name):
                return name
            case Together(members, every):
                return self._phrases.join([self.people(part) for part in members], either=not every)
            case Credited(roles, films, every):
                said = f"({self.films(films)})"
                if every:
                    return say("describe.every", role=self._role(roles, every=True), value=said)
                return say(f"describe.{role_name(roles)}", value=said)
            case Common(sets):
                return self._phrases.join([self.people(part) for part in sets])
            case CreditCount(of):
                return f"{self.people(of)} · {self.often(people)}"
            case Partners(inner):
                return say("describe.partners", value=self.people(inner))

    def query(self, query: Query) -> str:
        """Return a query in one line."""
        say = self._phrases.say
        match query:
            case Films():
                return self.films(query)
            case Named() | Credited() | Partners() | Together() | Common() | CreditCount():
                return self.people(query)
            case Several(parts):
                return self._phrases.join([self.query(part) for part in parts])
            case Mean(attribute, films, total):
                return say(
                    "describe.total" if total else "describe.mean",
                    attribute=say(f"attribute.{attribute.value}"),
                    value=self.films(films),
                )
            case Values(attribute, films):
                name = say(f"attribute.{attribute.value}")
                return say("describe.values", attribute=name, value=self.films(films))
            case Count(of):
                return say("describe.count", value=self.query(of))
            case Check(films):
                return say("describe.check", value=self.films(films))
            case Grouped(of, figure):
                what = self.figure_by(of, figure)
                return say(
                    "describe.grouped", what=what, value=self.films(Films(of.films.conditions))
                )
            case TopGroups(of):
                value = self.films(Films(of.films.conditions))
                return say("describe.grouped", what=self.leading(query), value=value)
            case Compare(left, right, key, figure=figure):
                by = f"figure.{figure.value}" if key is None else f"attribute.{_ATTRIBUTES[key]}"
                return say(
                    "describe.compare", left=self.films(left), right=self.films(right), key=say(by)
                )
            case Top(of, descending):
                form = "top" if descending else "rarest"
                return say(f"describe.{form}", value=self.query(of))
            case Career(None, _, descending):
                return say("describe.careers" if descending else "describe.short_careers")
            case Career(people):
                return say("describe.career", value=self.people(people) if people else "")

    def _role(self, roles: tuple[Role, ...], *, every: bool) -> str:
        if every:
            return self._phrases.join([self._phrases.say(f"role.{role.value}") for role in roles])
        return self._phrases.say(f"role.{role_name(roles)}")

    def _kinds(self, kinds: tuple[Kind, ...]) -> str:
        if kinds in KIND_GROUPS:
            return self._phrases.say(f"kind.{KIND_GROUPS[kinds]}")
        return self._phrases.join(
            [self._phrases.named("kind", kind.value) for kind in kinds], either=True
        )
