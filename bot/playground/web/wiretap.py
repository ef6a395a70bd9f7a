"""The traffic between the bot and its Discord, as the page's inspector shows it."""

import re
from collections.abc import Iterable
from typing import cast

from bot.playground.discord.gateway.gateway import Frame
from bot.playground.discord.http.wire import Json, Served
from bot.playground.discord.limits.fault import Path, places
from bot.playground.discord.messages.journal import Violation

_FULLEST = 6
_REFUSED = 400
_TOKENS = re.compile(r"(/(?:interactions|webhooks)/\d+/)[^/]+")


def frame_entry(frame: Frame) -> Json:
    """Return a gateway frame."""
    return {
        "kind": "gateway",
        "from_bot": frame.from_bot,
        "name": frame.name,
        "heard": frame.heard,
        "payload": frame.data,
    }


def request_entry(served: Served) -> Json:
    """Return a request with its answer."""
    return {
        "kind": "rest",
        "name": f"{served.method} {_short(served.path)}",
        "status": served.status,
        "milliseconds": served.milliseconds,
        "answered_after": served.answered_after,
        "payload": served.payload,
        "files": [{"name": name, "bytes": size} for name, size in served.files],
        "reply": served.reply,
        "limits": [
            [".".join(map(str, path)), used, most] for path, used, most in _fullest(served.limits)
        ],
        "reasons": _reasons(served.reply) if served.status >= _REFUSED else [],
    }


def refusal_entry(violation: Violation) -> Json:
    """Return a violation of Discord's rules."""
    return {
        "kind": "refusal",
        "name": f"{violation.kind}: {_short(violation.where)}",
        "reply": violation.reply,
        "reasons": _reasons(violation.reply),
    }


def _fullest(limits: Iterable[tuple[Path, int, int]]) -> list[tuple[Path, int, int]]:
    """Return the limits that are used most: of each kind, such as option labels, the fullest."""
    by_kind: dict[Path, tuple[Path, int, int]] = {}
    for limit in sorted(limits, key=lambda limit: limit[1] / limit[2], reverse=True):
        kind = tuple(key for key in limit[0] if isinstance(key, str))
        by_kind.setdefault(kind, limit)
    return list(by_kind.values())[:_FULLEST]


def _reasons(reply: object) -> list[str]:
    if not isinstance(reply, dict):
        return []
    body = cast("Json", reply)
    found = [f"{body.get('message')} ({body.get('code', 0)})"]
    return found + [f"{place}: {text}" for place, text in places(body.get("errors"))]


def _short(path: str) -> str:
    return _TOKENS.sub(r"\g<1>…", path)
