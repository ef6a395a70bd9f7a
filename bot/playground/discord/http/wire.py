"""JSON over HTTP in Discord's form: reading bodies, writing replies, refusing."""

import json
import re
from collections.abc import AsyncIterator, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias, cast

from aiohttp import BodyPartReader, web

from bot.playground.discord.limits.fault import Fault, Path, check_number, nested, required

Json: TypeAlias = dict[str, Any]

_ID = re.compile(r"[0-9]{1,20}")
_NUMBER = re.compile(r"-?[0-9]{1,10}")

REQUEST_BYTES = 25 * 1024 * 1024
FILE_BYTES = 10 * 1024 * 1024
HIGHEST_ID = (1 << 64) - 1
JSON_TYPE = "application/json"


class RefusedError(Exception):
    """Discord would refuse this request.

    Attributes:
        status: The HTTP status.
        code: Discord's JSON error code; 0 is a general error.
        errors: For code 50035, where in the body which limit is broken.
    """

    def __init__(self, status: int, code: int, message: str, errors: Json | None = None) -> None:
        super().__init__(f"{status} {code}: {message}")
        self.status = status
        self.code = code
        self.message = message
        self.errors = errors

    def body(self) -> Json:
        """Return the refusal as Discord writes it."""
        body: Json = {"message": self.message, "code": self.code}
        if self.errors:
            body["errors"] = self.errors
        return body


def refuse_faults(faults: Iterable[Fault]) -> None:
    """Refuse the body if it has any fault.

    Raises:
        RefusedError: 50035 with all faults.
    """
    if errors := nested(faults):
        raise RefusedError(400, 50035, "Invalid Form Body", errors)


def unknown(what: str, code: int) -> RefusedError:
    """Return the refusal for something that does not exist (codes 10001 to 10070)."""
    return RefusedError(404, code, f"Unknown {what}")


class WireSchema(Protocol):
    """Judges whole requests and replies; see `bot.playground.discord.http.openapi`."""

    def faults(self, method: str, path: str, payload: Any) -> Iterable[Fault]:
        """Return what is wrong with a body sent to a path template such as ``/users/@me``."""
        ...

    def reply_faults(self, method: str, path: str, status: int, reply: Any) -> Iterable[Fault]:
        """Return what is wrong with a reply; ``None`` stands for an empty one."""
        ...


@dataclass(frozen=True, slots=True)
class Upload:
    """An uploaded file: from the bot in a message, or from a user in an option.

    Attributes:
        name: The file's name.
        content: Its bytes.
        content_type: Its media type.
    """

    name: str
    content: bytes
    content_type: str = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Body:
    """A request's JSON and its files by their number: ``files[3]`` is ``uploads[3]``."""

    payload: Any
    uploads: Mapping[int, Upload]

    @property
    def fields(self) -> Json:
        """The JSON as an object.

        Raises:
            RefusedError: It is something else.
        """
        payload: object = self.payload
        if not isinstance(payload, dict):
            raise RefusedError(400, 50109, "The request body contains invalid JSON.")
        return cast("Json", payload)


SCHEMA = web.AppKey("schema", WireSchema)
PAYLOAD = web.RequestKey("payload", Body)
"""The content of a request, once it is read."""


@dataclass(frozen=True, slots=True)
class Served:
    """One request that was answered.

    Attributes:
        method: ``GET``, ``POST`` …
        path: The path, without its query.
        template: The template of the path, such as ``/users/{user_id}``.
        payload: Its JSON, or ``None``.
        files: Names and sizes in bytes of its files.
        status: The HTTP status of the answer; 0 when the connection was cut instead.
        reply: The JSON of the answer, or ``None``.
        milliseconds: How long it took.
        limits: How much of Discord's limits it used: where, how much, and the limit.
        answered_after: For the first answer to an interaction, how many milliseconds after it.
    """

    method: str
    path: str
    template: str
    payload: object
    files: tuple[tuple[str, int], ...]
    status: int
    reply: object
    milliseconds: float
    limits: tuple[tuple[Path, int, int], ...]
    answered_after: float | None


def respond(data: Any, status: int = 200) -> web.Response:
    """Return JSON; the content type has no charset, since discord.py compares it as a whole."""
    return web.Response(
        body=json.dumps(data, separators=(",", ":")).encode(),
        status=status,
        content_type=JSON_TYPE,
    )


def no_content() -> web.Response:
    """Return an empty reply."""
    return web.Response(status=204)


def template_of(request: web.Request) -> str:
    """Return the route's path template, without the API version."""
    resource = request.match_info.route.resource
    return resource.canonical.removeprefix("/api/v10") if resource is not None else ""


def snowflake(request: web.Request, name: str) -> int:
    """Return an id from the path.

    Raises:
        RefusedError: 50035, it is not an id.
    """
    return _id(request.match_info[name], name)


def id_in(fields: Json, key: str, *under: str) -> int:
    """Return the id that a body has to name.

    Args:
        fields: The object that it stands in.
        key: Where in it.
        under: Where in the body the object stands.

    Raises:
        RefusedError: 50035, there is none.
    """
    if fields.get(key) is None:
        refuse_faults([required((*under, key))])
    return _id(fields[key], *under, key)


def query_id(request: web.Request, name: str) -> int | None:
    """Return an id from the query, if there is one.

    Raises:
        RefusedError: 50035, it is not an id.
    """
    value = request.query.get(name)
    return None if value is None else _id(value, name)


def query_number(
    request: web.Request, name: str, otherwise: int, at_least: int, at_most: int
) -> int:
    """Return a whole number from the query, or another if there is none.

    Raises:
        RefusedError: 50035, it is none, or out of range.
    """
    value = request.query.get(name)
    if value is None:
        return otherwise
    number = int(value) if _NUMBER.fullmatch(value) else None
    refuse_faults(check_number(value if number is None else number, (name,), at_least, at_most))
    return otherwise if number is None else number


def _id(value: object, *path: str) -> int:
    written = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
    if not _ID.fullmatch(written) or int(written) > HIGHEST_ID:
        refuse_faults([Fault(path, "NUMBER_TYPE_COERCE", f'Value "{value}" is not snowflake.')])
    return int(written)


async def read_body(request: web.Request) -> Body:
    """Read a JSON or multipart body and judge it by the schema, if there is one.

    Raises:
        RefusedError: It is too large, not JSON, or does not match the schema.
    """
    if request.content_type == "multipart/form-data":
        body = await _read_multipart(request)
    else:
        body = Body(_parse(await request.read()), {})
    request[PAYLOAD] = body
    if (schema := request.app.get(SCHEMA)) is not None:
        refuse_faults(schema.faults(request.method, template_of(request), body.payload))
    return body


async def _read_multipart(request: web.Request) -> Body:
    payload: Any = {}
    uploads: dict[int, Upload] = {}
    async for part, content in _parts(request):
        if part.name == "payload_json":
            payload = _parse(content)
        elif part.name and part.filename and part.name.startswith("files["):
            number = part.name.removeprefix("files[").removesuffix("]")
            if not number.isdigit():
                raise RefusedError(400, 50035, "Invalid Form Body")
            kind = part.headers.get("Content-Type", "application/octet-stream")
            uploads[int(number)] = Upload(part.filename, content, kind)
    return Body(payload, uploads)


async def _parts(request: web.Request) -> AsyncIterator[tuple[BodyPartReader, bytes]]:
    total = 0
    try:
        async for part in await request.multipart():
            if not isinstance(part, BodyPartReader):
                raise RefusedError(400, 50035, "Invalid Form Body")
            content = bytes(await part.read())
            total += len(content)
            if total > REQUEST_BYTES or (part.filename and len(content) > FILE_BYTES):
                raise RefusedError(413, 40005, "Request entity too large")
            yield part, content
    except ValueError as error:  # aiohttp's word for parts that it cannot tell apart
        raise RefusedError(400, 50035, "Invalid Form Body") from error


def _parse(content: bytes) -> Any:
    if not content:
        return {}
    try:
        return json.loads(content)
    except ValueError as error:
        raise RefusedError(400, 50109, "The request body contains invalid JSON.") from error
