"""Whom a message pings: what its text names, minus what ``allowed_mentions`` forbids."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from bot.playground.discord.http.wire import Json
from bot.playground.discord.limits.components import TEXT_DISPLAY

_USER = re.compile(r"<@!?(\d+)>")
_ROLE = re.compile(r"<@&(\d+)>")
_EVERYONE = re.compile(r"@(?:everyone|here)\b")


@dataclass(frozen=True, slots=True)
class Pings:
    """Who is notified: user ids, role ids, and whether everyone is."""

    users: tuple[str, ...]
    roles: tuple[str, ...]
    everyone: bool


def texts(message: Json) -> Iterable[str]:
    """Yield the texts that can ping: the content and every text display; embeds never ping."""
    if message.get("content"):
        yield message["content"]
    pending: list[Any] = list(message.get("components") or ())
    while pending:
        component = pending.pop(0)
        if component.get("type") == TEXT_DISPLAY:
            yield component.get("content") or ""
        pending.extend(component.get("components") or ())


def pings(message: Json, allowed: Json | None) -> Pings:
    """Return whom a message pings; without ``allowed_mentions`` everything named is pinged."""
    text = "\n".join(texts(message))
    if allowed is None:
        allowed = {"parse": ["users", "roles", "everyone"]}
    parsed = allowed.get("parse") or ()
    users, roles = _USER.findall(text), _ROLE.findall(text)
    if "users" not in parsed:
        users = [u for u in users if u in map(str, allowed.get("users") or ())]
    if "roles" not in parsed:
        roles = [r for r in roles if r in map(str, allowed.get("roles") or ())]
    everyone = "everyone" in parsed and _EVERYONE.search(text) is not None
    return Pings(tuple(dict.fromkeys(users)), tuple(dict.fromkeys(roles)), everyone)
