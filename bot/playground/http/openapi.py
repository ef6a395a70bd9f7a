"""Judges request bodies by Discord's OpenAPI description (its file is not part of this project).

What the description does not say, such as sums and duplicates, `bot.playground.limits` checks.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.playground.http.wire import Json
from bot.playground.limits.fault import Fault

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator

_CALLBACK = "/interactions/{interaction_id}/{interaction_token}/callback"
_WEBHOOK = "/webhooks/{webhook_id}/{webhook_token}"
_CALLBACK_SCHEMAS = {
    4: "CreateMessageInteractionCallbackRequest",
    5: "CreateMessageInteractionCallbackRequest",
    6: "UpdateMessageInteractionCallbackRequest",
    7: "UpdateMessageInteractionCallbackRequest",
    8: "ApplicationCommandAutocompleteCallbackRequest",
    9: "ModalInteractionCallbackRequest",
}


class OpenApiSchema:
    """Judges request bodies.

    Args:
        description: The OpenAPI description.
    """

    def __init__(self, description: Json) -> None:
        # discord.py sends attachments[].id as an integer, which Discord accepts.
        schemas = description["components"]["schemas"]
        schemas["SnowflakeType"] = {"anyOf": [schemas["SnowflakeType"], {"type": "integer"}]}
        self._paths = description["paths"]
        self._components = description["components"]
        self._validators: dict[str, Draft202012Validator | None] = {}

    def faults(self, method: str, path: str, payload: Any) -> Iterator[Fault]:
        """Yield what the description says is wrong with a body."""
        validator = self._validator(method, path, payload)
        if validator is None:
            return
        errors = validator.iter_errors(payload)  # pyright: ignore[reportUnknownMemberType]
        for error in errors:
            yield Fault(tuple(error.absolute_path), "OPENAPI", error.message[:300])

    def _validator(self, method: str, path: str, payload: Any) -> "Draft202012Validator | None":
        key = f"{method} {path}"
        if path == _CALLBACK:
            key = _CALLBACK_SCHEMAS.get(payload.get("type"), "")
        if key not in self._validators:
            self._validators[key] = self._make(key, method, path)
        return self._validators[key]

    def _make(self, key: str, method: str, path: str) -> "Draft202012Validator | None":
        # Only tests ask for this; users have no jsonschema.
        from jsonschema import Draft202012Validator  # noqa: PLC0415

        schema: Json
        if path == _CALLBACK:
            if not key:
                return None
            schema = {"$ref": f"#/components/schemas/{key}"}
        elif path == _WEBHOOK:
            schema = {"$ref": "#/components/schemas/IncomingWebhookInteractionRequest"}
        else:
            operation = self._paths.get(path, {}).get(method.lower(), {})
            content = operation.get("requestBody", {}).get("content", {})
            if "application/json" not in content:
                return None
            schema = content["application/json"]["schema"]
        return Draft202012Validator({"components": self._components, **schema})


def load_schema(path: Path) -> OpenApiSchema:
    """Read an OpenAPI description."""
    return OpenApiSchema(json.loads(path.read_bytes()))
