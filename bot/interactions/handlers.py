"""What a handler is given, and what it is."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.library.snapshot import Snapshot
from bot.messages.asker import Asker
from bot.messages.forms import Form
from bot.messages.reply import Reply
from bot.messages.request import Request


@dataclass(frozen=True, slots=True)
class Call:
    """One request being answered.

    Attributes:
        request: What is asked for.
        snapshot: The catalogue and indexes as the channel may see them, held open until the reply
            is made.
        asker: Who asks, and where.
    """

    request: Request
    snapshot: Snapshot
    asker: Asker


Handler = Callable[[Call], Awaitable[Reply | Form]]
"""Answers requests of one name; raises ``UserFacingError`` for what cannot be had."""
