"""Draws from private pools, sealed so that they can still be checked.

Whoever knows the pool of a draw that leaves out what somebody has seen knows what they have seen,
and whoever knows the seed can try pools until one gives the film that was drawn. So a sealed draw
is made with its seed *and* a secret nonce, and in place of the pool's fingerprint a commitment is
printed: the SHA-256 of nonce, seed, pool and pick. Without the 128 bits of the nonce nobody can
guess what is behind it, and nobody can change that afterwards.
"""

import hashlib
import hmac
from dataclasses import dataclass

from bot.i18n import ngettext
from bot.rules.picks.draw import Check, DrawRecord, verify

NONCE_BYTES = 16
"""128 bits."""

MIN_POOL = 20
"""Titles that a draw for several people needs before their lists are applied: if few films were
left with none, that would say too much about each of them."""

CHECKS = 5
"""How often each person that a draw for several was made for may have it checked."""

_SEAL_DIGITS = 32


@dataclass(frozen=True, slots=True)
class Ticket:
    """The randomness of a draw.

    Attributes:
        seed: The seed as printed.
        nonce: The secret of a sealed draw, as hexadecimal digits; empty for an open one.
    """

    seed: str
    nonce: str = ""

    @property
    def drawn_with(self) -> str:
        """The seed that the lot is drawn with, secret included."""
        return f"{self.seed}.{self.nonce}" if self.nonce else self.seed


@dataclass(frozen=True, slots=True)
class SealedDraw:
    """A stored draw that can be checked.

    Attributes:
        ticket: Its seed and nonce.
        record: The draw, made with both.
        seal: The commitment that was printed.
        people: For whom it was made.
    """

    ticket: Ticket
    record: DrawRecord
    seal: str
    people: frozenset[int]


def seal_of(ticket: Ticket, record: DrawRecord) -> str:
    """Return the commitment to a draw: 32 hexadecimal digits."""
    lines = (ticket.nonce, ticket.seed, record.picked, record.pool.text)
    text = "\n".join(lines).removesuffix("\n")
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_SEAL_DIGITS]


def is_same(draw: SealedDraw, printed: str = "") -> bool:
    """Repeat a sealed draw; return whether it comes out as it was sealed.

    Args:
        draw: The draw as it is kept.
        printed: The commitment on the message that is checked, where there is one.
    """
    seal = seal_of(draw.ticket, draw.record)
    sealed = all(hmac.compare_digest(seal, given) for given in (draw.seal, printed or draw.seal))
    drawn_so = draw.record.seed == draw.ticket.drawn_with
    return sealed and drawn_so and verify(draw.record) is Check.TRUE


def roughly(count: int) -> str:
    """Return a number of titles in words, to one digit from ten on: ``about 300 titles``."""
    if count < 10:  # noqa: PLR2004
        return ngettext("{count} title", "{count} titles", count)
    size = 10 ** (len(str(count)) - 1)
    rounded = (count + size // 2) // size * size
    return ngettext("about {count} title", "about {count} titles", rounded)
