"""Consent: the one rule for whom somebody may draw.

A draw for other people reads what they have seen, what they want to see and what they never want.
They agree to that by watching together (they sit in the same voice channel, or come to the same
night), or by allowing it. Strangers may not draw for anybody.
"""

import enum
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass


class Openness(enum.StrEnum):
    """Who may draw for somebody, besides the people whom they allowed by name."""

    COMPANY = "company"  # whoever sits in voice with them or comes to the same night
    ANYBODY = "anybody"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Consent:
    """What somebody said about draws that others make for them.

    Attributes:
        openness: Who may draw, besides those allowed by name.
        allowed: Who may draw in any case.
    """

    openness: Openness = Openness.COMPANY
    allowed: frozenset[int] = frozenset()


def may_draw_for(asker: int, consent: Consent, *, together: bool) -> bool:
    """Return whether somebody may draw for a person.

    Args:
        asker: Who wants to.
        consent: What the person said.
        together: Whether the two sit in one voice channel now, or come to the same night.
    """
    if asker in consent.allowed or consent.openness is Openness.ANYBODY:
        return True
    return together and consent.openness is Openness.COMPANY


def drawn_for(
    asker: int, consents: Mapping[int, Consent], together: AbstractSet[int]
) -> frozenset[int]:
    """Return for which of these people somebody may draw.

    Args:
        asker: Who wants to.
        consents: What each of the people said.
        together: Who of them sits with the asker in voice now, or comes to the same night.
    """
    return frozenset(
        person
        for person, consent in consents.items()
        if may_draw_for(asker, consent, together=person in together)
    )
