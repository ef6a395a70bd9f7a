"""Checks requests and replies against Discord's OpenAPI description (not in this project).

What it does not cover, such as sums and duplicates, `bot.playground.discord.limits` checks.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from bot.playground.discord.http.wire import Json
from bot.playground.discord.limits.fault import Fault, kind_of

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator, ValidationError

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
_REFUSED = 400
_TELLING = ("type", "entity_type")
"""The fields that tell one of several schemas from the others."""


class OpenApiSchema:
    """Checks requests and replies.

    Args:
        description: The OpenAPI description.
    """

    def __init__(self, description: Json) -> None:
        self._paths = description["paths"]
        self._replied = description["components"]
        # discord.py sends attachments[].id as an integer, which Discord accepts.
        self._sent = deepcopy(self._replied)
        schemas = self._sent["schemas"]
        schemas["SnowflakeType"] = {"anyOf": [schemas["SnowflakeType"], {"type": "integer"}]}
        self._validators: dict[str, Draft202012Validator | None] = {}

    def faults(self, method: str, path: str, payload: Any) -> Iterator[Fault]:
        """Yield the violations of the description in a body."""
        key = f"{method} {path}"
        if path == _CALLBACK:
            key = _CALLBACK_SCHEMAS.get(_type_of(payload), "")

        def schema() -> Json | None:
            if path == _CALLBACK:
                return _ref(key) if key else None
            if path == _WEBHOOK:
                return _ref("IncomingWebhookInteractionRequest")
            return _json_schema(self._operation(method, path).get("requestBody", {}))

        yield from self._check(key, schema, self._sent, payload)

    def reply_faults(self, method: str, path: str, status: int, reply: Any) -> Iterator[Fault]:
        """Yield the violations of the description in a reply; ``None`` is an empty one."""
        if status >= _REFUSED:
            key, documented = "refusal", _ref("ErrorResponse")
        else:
            key = f"{method} {path} {status}"
            replies = self._operation(method, path).get("responses", {})
            if str(status) not in replies:
                yield Fault((), "OPENAPI", f"{key}: not described")
                return
            documented = _json_schema(replies[str(status)])
            if (documented is None) is not (reply is None):
                yield Fault((), "OPENAPI", f"{key}: a body where there is none, or none")
                return
        yield from self._check(key, lambda: documented, self._replied, reply)

    def object_faults(self, name: str, value: Any) -> Iterator[Fault]:
        """Yield the violations in an object of the description's schema of that name."""
        yield from self._check(f"object {name}", lambda: _ref(name), self._replied, value)

    def _operation(self, method: str, path: str) -> Json:
        return self._paths.get(path, {}).get(method.lower(), {})

    def _check(
        self, key: str, schema: Callable[[], Json | None], components: Json, value: Any
    ) -> Iterator[Fault]:
        if key not in self._validators:
            made = schema()
            self._validators[key] = None if made is None else _validator(made, components)
        validator = self._validators[key]
        if validator is None:
            return
        errors = validator.iter_errors(value)  # pyright: ignore[reportUnknownMemberType]
        for error in errors:
            for telling in _telling(error):
                yield Fault(tuple(telling.absolute_path), "OPENAPI", telling.message[:300])


def _type_of(payload: object) -> int:
    return kind_of(cast("Json", payload)) if isinstance(payload, dict) else 0


def load_schema(path: Path) -> OpenApiSchema:
    """Read an OpenAPI description."""
    return OpenApiSchema(json.loads(path.read_bytes()))


def _ref(name: str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"}


def _json_schema(described: Json) -> Json | None:
    content = described.get("content", {})
    return content["application/json"]["schema"] if "application/json" in content else None


def _validator(schema: Json, components: Json) -> "Draft202012Validator":
    # Only tests ask for this; users have no jsonschema.
    from jsonschema import Draft202012Validator, FormatChecker  # noqa: PLC0415

    formats = FormatChecker(formats=())
    formats.checks("date-time", raises=ValueError)(_is_moment)
    return Draft202012Validator({"components": components, **schema}, format_checker=formats)


def _is_moment(value: object) -> bool:
    return not isinstance(value, str) or datetime.fromisoformat(value).tzinfo is not None


def _telling(error: "ValidationError") -> "Iterator[ValidationError]":
    """Yield why the most likely of several schemas does not fit, instead of that none does."""
    branches: defaultdict[object, list[ValidationError]] = defaultdict(list)
    for inner in error.context or ():
        branches[inner.schema_path[0]].append(inner)
    if not branches:
        yield error
        return
    likeliest = min(branches.values(), key=lambda errors: (_is_another(errors), len(errors)))
    for inner in likeliest:
        yield from _telling(inner)


def _is_another(errors: "list[ValidationError]") -> bool:
    return any(
        (len(error.relative_path) == 1 and error.relative_path[0] in _TELLING)
        or (not error.relative_path and error.validator == "type")
        for error in errors
    )
