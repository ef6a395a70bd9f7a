"""Parts of messages and forms as Discord takes them."""

from typing import Any

V2 = 1 << 15
FILES = frozenset({"p.jpg"})


def button(**more: Any) -> dict[str, Any]:
    return {"type": 2, "style": 2, "label": "x", "custom_id": "x", **more}


def select(**more: Any) -> dict[str, Any]:
    return {"type": 3, "custom_id": "s", "options": [{"label": "a", "value": "a"}], **more}


def text(length: int) -> dict[str, Any]:
    return {"type": 10, "content": "x" * length}


def options(count: int) -> list[dict[str, str]]:
    return [{"label": f"o{i}", "value": f"o{i}"} for i in range(count)]
