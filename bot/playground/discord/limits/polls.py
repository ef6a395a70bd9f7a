"""Limits of polls."""

from collections.abc import Iterator
from typing import Any

from bot.playground.discord.limits.fault import (
    Fault,
    Path,
    as_objects,
    check_count,
    check_number,
    check_text,
    part,
)

QUESTION, ANSWERS, ANSWER, HOURS = 300, 10, 55, 768


def check_poll(poll: dict[str, Any], path: Path) -> Iterator[Fault]:
    """Check a new poll."""
    question = part(poll, "question").get("text")
    yield from check_text(question, (*path, "question", "text"), QUESTION, 1)
    answers, faults = as_objects(poll.get("answers"), (*path, "answers"))
    yield from faults
    yield from check_count(answers, (*path, "answers"), 1, ANSWERS)
    for position, answer in enumerate(answers):
        where = (*path, "answers", position, "poll_media", "text")
        yield from check_text(part(answer, "poll_media").get("text"), where, ANSWER, 1)
    if poll.get("duration") is not None:
        yield from check_number(poll["duration"], (*path, "duration"), 1, HOURS)
