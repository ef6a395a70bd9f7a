"""The contents of a ``custom_id``: a public contract, since messages outlive the code.

``1:MODE:OWNER:REQUEST``, at most 100 characters: ``1`` is the version; the mode says where the
answer goes; the owner is the user whose message it is, in base 36; the request is encoded as
in :mod:`bot.discord.messages.request`, or ``~TOKEN`` where the state store keeps it because it is
long. In a menu the options' values are the requests and the ``custom_id`` has none. Forms have such
ids too; their owner is that of the message they were opened from. Never change the meaning of a
version: add one, and let the old one be answered as outdated.
"""

import enum
import re
from dataclasses import dataclass
from typing import Self

from bot.discord.messages import limits

VERSION = "1"
_MAX_ID = 2**64 - 1
_BASE36 = "0123456789abcdefghijklmnopqrstuvwxyz"
_FORM = re.compile(rf"{VERSION}:(?P<mode>[a-z]):(?P<owner>[0-9a-z]{{1,13}}):(?P<payload>[!-~]*)")


class Mode(enum.StrEnum):
    """Where the answer to a pressed control goes."""

    TURN = "t"  # replaces the message if its owner pressed; others get a private one
    OPEN = "o"  # a new private message for whoever pressed
    POST = "p"  # a new message for all
    SHARE = "s"  # replaces the message, whoever pressed


@dataclass(frozen=True, slots=True)
class ControlId:
    """A parsed ``custom_id``.

    Attributes:
        mode: Where the answer goes.
        owner: The user id of the message's owner.
        payload: An encoded request, ``~TOKEN``, or a menu's number.
    """

    mode: Mode
    owner: int
    payload: str

    def mode_for(self, user_id: int) -> Mode:
        """Return where the answer goes when this user presses."""
        if self.mode is Mode.SHARE:
            return Mode.TURN
        return Mode.OPEN if self.mode is Mode.TURN and user_id != self.owner else self.mode

    def encode(self) -> str:
        """Return the ``custom_id``.

        Raises:
            ValueError: It would be longer than Discord allows.
        """
        text = f"{VERSION}:{self.mode}:{to_base36(self.owner)}:{self.payload}"
        if len(text) > limits.CUSTOM_ID:
            raise ValueError(f"custom_id of {len(text)} characters")
        return text

    @classmethod
    def decode(cls, text: str) -> Self | None:
        """Parse a ``custom_id``; ``None`` if it is not of this version."""
        match = _FORM.fullmatch(text)
        if match is None or match["mode"] not in {mode.value for mode in Mode}:
            return None
        owner = int(match["owner"], 36)
        if owner > _MAX_ID:
            return None
        return cls(Mode(match["mode"]), owner, match["payload"])

    @property
    def room(self) -> int:
        """The characters that this mode and owner leave for the payload."""
        return limits.CUSTOM_ID - len(f"{VERSION}:{self.mode}:{to_base36(self.owner)}:")


def to_base36(number: int) -> str:
    """Return a non-negative integer in base 36.

    Raises:
        ValueError: The number is negative.
    """
    if number < 0:
        raise ValueError("no negative numbers")
    digits = ""
    while True:
        number, digit = divmod(number, 36)
        digits = _BASE36[digit] + digits
        if not number:
            return digits
