"""Who is coming, and whom a reminder pings."""

import enum
from collections.abc import Mapping

MAX_PINGS = 100
"""One Discord message pings at most 100 people."""


class Rsvp(enum.StrEnum):
    """Whether somebody is coming."""

    YES = "yes"
    MAYBE = "maybe"
    NO = "no"


def ping_batches(answers: Mapping[int, Rsvp], room: int) -> tuple[tuple[int, ...], ...]:
    """Return whom a reminder pings, message by message: exactly those who are coming.

    Args:
        answers: What each person answered.
        room: How many characters of a message are left for pings (``<@1234> `` each).

    Raises:
        ValueError: Not even one ping fits in.
    """
    batches: list[list[int]] = []
    left = 0
    coming = sorted(person for person, answer in answers.items() if answer is Rsvp.YES)
    for person in coming:
        size = len(f"<@{person}> ")
        if size > room:
            raise ValueError("no room for a ping")
        if size > left or len(batches[-1]) == MAX_PINGS:  # none is left before the first
            batches.append([])
            left = room
        batches[-1].append(person)
        left -= size
    return tuple(map(tuple, batches))
