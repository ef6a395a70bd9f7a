"""Handlers: what they are given, and which requests they answer."""

import inspect
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from bot.discord.messages.asker import Asker
from bot.discord.messages.forms import Form
from bot.discord.messages.reply import Reply
from bot.discord.messages.request import Request
from bot.discord.messages.request_names import RequestName
from bot.library.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Call:
    """One request being answered.

    Attributes:
        request: What is asked for.
        snapshot: The catalogue and indexes as the channel may see them, leased until the reply is
            made.
        asker: Who asks, and where.
    """

    request: Request
    snapshot: Snapshot
    asker: Asker


Handler = Callable[[Call], Awaitable[Reply | Form]]
"""Answers requests of one name; raises ``UserFacingError`` for what cannot be done."""

_Method = TypeVar("_Method", bound=Callable[[Any, Call], Awaitable[Reply | Form]])
_ANSWERED = "__answered_requests__"


def answers(*names: RequestName) -> Callable[[_Method], _Method]:
    """Mark a method as the handler of requests with these names."""

    def mark(method: _Method) -> _Method:
        setattr(method, _ANSWERED, names)
        return method

    return mark


def handlers_of(*owners: object) -> Mapping[RequestName, Handler]:
    """Return the handlers among the methods of these objects, by the name that they answer.

    Raises:
        ValueError: A name has two.
    """
    found: dict[RequestName, Handler] = {}
    for owner in owners:
        for attribute, name in _marked(type(owner)):
            if name in found:
                raise ValueError(f"two handlers for {name}")
            found[name] = getattr(owner, attribute)
    return found


@cache
def _marked(kind: type) -> Sequence[tuple[str, RequestName]]:
    """Return the methods of a class that are marked, each with every name that it answers."""
    return [
        (attribute, name)
        for attribute, member in inspect.getmembers_static(kind)
        for name in getattr(member, _ANSWERED, ())
    ]
