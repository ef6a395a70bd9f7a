"""Trakt's JSON: ratings, history and lists."""

import json
from collections.abc import Mapping
from typing import Any, cast

from bot.rules.imports.columns import Columns

_FIELDS = ("rating", "rated_at", "watched_at", "last_watched_at", "listed_at", "collected_at")
_EPISODES = {"episode", "season"}


def read_json(text: str) -> tuple[Columns, list[dict[str, str]]] | None:
    """Return Trakt's JSON as the rows of its tables; ``None`` for anything else.

    Raises:
        ValueError, RecursionError: It is not JSON, or nested too deeply.
    """
    document: object = json.loads(text)
    if not isinstance(document, list):
        return None
    found = [row for item in cast("list[object]", document) if (row := _row(item))]
    if not found and document:
        return None
    names = dict.fromkeys(name for row in found for name in row)
    return Columns(("trakt", *(names or ("title", "year")))), found


def _row(item: object) -> dict[str, str]:
    if not isinstance(item, dict):
        return {}
    item = cast("dict[str, Any]", item)
    kind = next((key for key in ("movie", "show") if isinstance(item.get(key), dict)), "")
    about: Mapping[str, Any] = item[kind] if kind else item
    ids = about.get("ids")
    if not isinstance(ids, dict) or not about.get("title"):
        return {}
    imdb = cast("dict[str, Any]", ids).get("imdb")
    told = item.get("type")
    row = {
        "type": str(told if told in _EPISODES else kind or told or ""),
        "title": _text(about.get("title")),
        "year": _text(about.get("year")),
        "imdbid": _text(imdb),
    }
    dated = {name.replace("_", ""): _text(item[name]) for name in _FIELDS if item.get(name)}
    return row | dated


def _text(value: object) -> str:
    return "" if value is None else str(value)
