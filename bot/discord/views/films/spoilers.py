"""Sentences that may be spoilers, behind a spoiler bar."""

from collections.abc import Sequence

from bot.discord.messages.markdown import escape
from bot.stories.hits import Hit


def behind_bar(hit: Hit, limit: int) -> str:
    """Return the matching sentence behind a spoiler bar, with the matched words in bold.

    Args:
        hit: The hit; without a sentence, an empty text is returned.
        limit: The maximum characters of the sentence, around the first matched word.
    """
    if not hit.sentence:
        return ""
    start, end = _window(hit.sentence, hit.matched, limit)
    shown, at = "", start
    for begin, stop in hit.matched:
        if start <= begin and stop <= end:
            shown += f"{_escaped(hit.sentence[at:begin])}**{escape(hit.sentence[begin:stop])}**"
            at = stop
    shown += _escaped(hit.sentence[at:end])
    before, after = "…" if start else "", "…" if end < len(hit.sentence) else ""
    return f"||{before}{shown.strip()}{after}||"


def _window(sentence: str, matched: Sequence[tuple[int, int]], limit: int) -> tuple[int, int]:
    """Return the range of a sentence to show, cut between words where possible."""
    if len(sentence) <= limit:
        return 0, len(sentence)
    first = matched[0][0] if matched else 0
    start = min(max(0, first - limit // 4), len(sentence) - limit)
    if start and (space := sentence.find(" ", start, first)) > 0:
        start = space + 1
    end = min(start + limit, len(sentence))
    if end < len(sentence) and (space := sentence.rfind(" ", start, end)) > start:
        end = space
    return start, end


def _escaped(text: str) -> str:
    """Return an escaped part of a line, keeping the spaces at its ends."""
    core = text.strip()
    if not core:
        return " " if text else ""
    return f"{' ' * text[0].isspace()}{escape(core)}{' ' * text[-1].isspace()}"
