"""Tells people's ids from others by the word before them.

Users, servers, channels and messages share one series of ids, so the number does not say whose it
is. An id labelled as a server's, a channel's or another thing's stays; every other number as long
is removed, whether it is labelled as a user's or not at all.
"""

import re

WITHHELD_ID = "[id]"

MIN_ID = 10**14
"""Discord counts milliseconds since 2015, shifted by 22 bits: 17 digits for years, never fewer."""

_THINGS = (
    "guild|server|channel|thread|shard|role|message|application|event|command|night|job|game"
    "|interaction|webhook|emoji|sticker|sound|stage"
)
_NAMED = re.compile(rf"(?:{_THINGS})s?(?:[\s_]*ids?)?[\s\"':=/(\[<#]*\Z", re.IGNORECASE)
_LONG = re.compile(r"\d{15,}")
_BEFORE = 40
_MENTIONED_CHANNEL = "<#"

_TOKEN_IN_PATH = re.compile(r"(/(?:webhooks|interactions)/\d+/)[\w.\-]+")
_QUERY = re.compile(r"(https?://[^\s?]+)\?\S*")


def is_named_thing(before: str) -> bool:
    """Whether an id after these words is a thing's, not a person's."""
    before = before[-_BEFORE:]
    return before.endswith(_MENTIONED_CHANNEL) or _NAMED.search(before) is not None


def without_ids(text: str) -> str:
    """Return a text without people's ids, and its URLs without tokens and queries."""

    def judged(match: re.Match[str]) -> str:
        before = text[max(0, match.start() - _BEFORE) : match.start()]
        return match[0] if is_named_thing(before) else WITHHELD_ID

    text = _QUERY.sub(r"\1", text)
    text = _TOKEN_IN_PATH.sub(r"\1[token]", text)
    return _LONG.sub(judged, text)
