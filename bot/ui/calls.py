"""What a handler is given, and what it is."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.library.snapshot import Snapshot
from bot.ui.reply import Reply
from bot.ui.request import Request


@dataclass(frozen=True, slots=True)
class Call:
    """One request being answered.

    Attributes:
        request: What is asked for.
        snapshot: The catalogue and indexes, held open until the reply is made.
        user_id: Who asks.
        channel_id: Where; 0 where Discord does not say.
        guild_id: In which server; ``None`` in direct messages.
        adult: Whether the channel is age-restricted.
        locale: The asker's language as Discord knows it (``en-GB``).
    """

    request: Request
    snapshot: Snapshot
    user_id: int
    channel_id: int
    guild_id: int | None
    adult: bool
    locale: str


Handler = Callable[[Call], Awaitable[Reply]]
"""Answers requests of one name; raises ``UserFacingError`` for what cannot be had."""
