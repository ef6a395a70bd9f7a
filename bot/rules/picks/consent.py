"""For whom somebody may draw: the one rule that every draw for others goes through.

A draw for other people reads what they have seen, what they want to see and what they never want.
They agreed to that where they watch together: they sit in the same voice channel now, or both come
to the same night, or they allowed it. Nobody is drawn for by a stranger.
"""

import enum
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass


class Openness(enum.StrEnum):
    """Who may draw for somebody, besides the people whom they allowed by name."""

    COMPANY = "company"  # who sits in voice with them or comes to the same night
    ANYBODY = "anybody"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Consent:
    """What somebody said about draws that others make for them.

    Attributes:
        openness: Who may, besides those allowed by name.
        allowed: Who may in any case.
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
