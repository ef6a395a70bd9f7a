"""Groups and bounds in words: "best first by decade", "titles ≥ 3"; see ``explain``."""

from bot.catalog.model import Role
from bot.questions.query.nodes import (
    Attribute,
    Between,
    CreditCount,
    Credited,
    Figure,
    Order,
    ValueCount,
    Values,
)
from bot.questions.wording.phrases import Phrases


def role_name(roles: tuple[Role, ...]) -> str:
    """Return what a role, or several, is called in lexicon and phrases."""
    return roles[0].value if len(roles) == 1 else "any"


def nth(order: Order, said: str, phrases: Phrases) -> str:
    """Return an order with the place in it that is meant: "best first, no. 2"."""
    return phrases.say("chip.nth", order=said, number=order.skip + 1) if order.skip else said


def group(of: Credited | Values, phrases: Phrases) -> str:
    """Return what makes groups: a decade, a director."""
    name = of.attribute.value if isinstance(of, Values) else role_name(of.roles)
    return phrases.say(f"group.{name}")


def by_group(of: Credited | Values, phrases: Phrases) -> str:
    """Return what makes groups as a chip shows it: ``by: decade``."""
    return phrases.say("chip.by", value=group(of, phrases))


def figure_by(
    of: Credited | Values, figure: Figure | None, order: str | None, phrases: Phrases
) -> str:
    """Return what is asked of each group, without of which titles: "average rating by decade".

    Args:
        of: What makes the groups.
        figure: What is reckoned; ``None`` asks for titles.
        order: The order of the titles in words, if they have any.
        phrases: The language.
    """
    if figure is not None:
        what = phrases.say(f"figure.{figure.value}")
    else:
        what = phrases.say("figure.titles") if order is None else order
    return phrases.say("each.by", what=what, group=group(of, phrases))


def often(having: CreditCount, phrases: Phrases) -> str:
    """Return by how many titles, as a chip shows it: ``titles ≥ 3``."""
    if having.every_title:
        return phrases.say("chip.in_all")
    return bounds("titles", having.low, having.high, phrases)


def numerous(test: ValueCount, phrases: Phrases) -> str:
    """Return of what a title has how many, as a chip shows it: ``languages ≥ 2``."""
    if test.attribute is not None:
        what = phrases.say(f"attribute.{test.attribute.value}")
    else:
        what = phrases.say(f"role.{role_name(test.roles)}s")
    return f"{what} {bounds('figure', test.low, test.high, phrases)}"


def bounds(name: str, low: float | None, high: float | None, phrases: Phrases) -> str:
    """Return the bounds of a figure as a chip shows them."""
    if low == high:
        form = "exactly"
    elif low is not None and high is not None:
        form = "range"
    else:
        form = "to" if low is None else "from"
    shown = ("" if bound is None else f"{bound:,g}" for bound in (low, high))
    return phrases.say(f"chip.{name}_{form}", **dict(zip(("low", "high"), shown, strict=True)))


def between(test: Between, phrases: Phrases) -> str:
    """Return the bounds of years, ratings or votes as a chip shows them."""
    low = "" if test.low is None else _figure(test.low, test.attribute)
    high = "" if test.high is None else _figure(test.high, test.attribute)
    name = test.attribute.value
    if test.attribute is Attribute.YEAR and low == high:
        return phrases.say("chip.year", low=low)
    form = "range" if low and high else "from" if low else "to"
    return phrases.say(f"chip.{name}_{form}", low=low, high=high)


def _figure(number: float, attribute: Attribute) -> str:
    return f"{number:,.0f}" if attribute is Attribute.VOTES else f"{number:g}"
