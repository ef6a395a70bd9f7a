"""What happened, in order: messages sent, edited and deleted, and what was refused."""

import asyncio
from collections import deque
from dataclasses import dataclass
from itertools import takewhile

from bot.playground.discord.http.wire import Json, Upload

KEPT = 10_000


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that the bot did to a message.

    Attributes:
        serial: Its place in the order of all entries, from 1.
        action: ``create``, ``edit`` or ``delete``.
        message: The message as it was then.
        files: Its files.
        interaction_id: The interaction under which it was done; ``None`` for a plain request.
    """

    serial: int
    action: str
    message: Json
    files: tuple[Upload, ...]
    interaction_id: str | None


@dataclass(frozen=True, slots=True)
class Violation:
    """One violation of Discord's rules.

    Attributes:
        kind: ``refused``, ``unknown route``, ``second answer``, ``late answer``, ``no answer``,
            ``too early``, ``unauthorized``, ``gateway``, or ``reply``: a reply of the playground
            that does not match Discord's description.
        where: The request, or the interaction.
        reply: What was answered.
    """

    kind: str
    where: str
    reply: Json


class Journal:
    """The bot's messages in order; the oldest entries are dropped when there are too many."""

    def __init__(self) -> None:
        self._entries: deque[Entry] = deque(maxlen=KEPT)
        self._serial = 0
        self._written = asyncio.Event()

    def mark(self) -> int:
        """Return the place after the latest entry, for `since`."""
        return self._serial

    def note(
        self,
        action: str,
        message: Json,
        files: tuple[Upload, ...] = (),
        interaction_id: str | None = None,
    ) -> None:
        """Record what was done to a message."""
        self._serial += 1
        self._entries.append(Entry(self._serial, action, message, files, interaction_id))
        written, self._written = self._written, asyncio.Event()
        written.set()

    def since(self, mark: int) -> list[Entry]:
        """Return the entries after a mark, oldest first."""
        newest_first = takewhile(lambda entry: entry.serial > mark, reversed(self._entries))
        return list(newest_first)[::-1]

    async def next_created(self, mark: int, channel_id: str, seconds: float) -> Entry | None:
        """Wait for the first message in a channel after a mark; ``None`` if it does not come."""
        try:
            async with asyncio.timeout(seconds):
                while True:
                    for entry in self.since(mark):
                        if entry.action == "create" and entry.message["channel_id"] == channel_id:
                            return entry
                    await self._written.wait()
        except TimeoutError:
            return None
