"""What passed between the bot and the playground, judged by Discord's own description."""

from collections.abc import Iterable, Iterator
from typing import Any, cast

from bot.playground.gateway.gateway import Frame
from bot.playground.http.openapi import OpenApiSchema
from bot.playground.http.wire import Json, Served
from bot.playground.limits.fault import Fault

_EVENTS = {
    "MESSAGE_CREATE": "MessageResponse",
    "MESSAGE_UPDATE": "MessageResponse",
    "THREAD_CREATE": "ThreadResponse",
    "THREAD_UPDATE": "ThreadResponse",
}
_KINDS_OF_EVENTS = {1: "Stage", 2: "Voice", 3: "External"}
_ENDED = "_DELETE"


def complaints(
    schema: OpenApiSchema, served: Iterable[Served], frames: Iterable[Frame]
) -> list[str]:
    """Return what is wrong with requests, replies and events, once for each kind of each."""
    told = [
        *(_told(f"{one.method} {one.template}", schema, one) for one in _first_of_kind(served)),
        *(_told(name, schema, value) for name, value in _new(_parts(frames))),
    ]
    return sorted({line for lines in told for line in lines})


def _told(where: str, schema: OpenApiSchema, what: Any) -> Iterator[str]:
    faults: Iterable[Fault]
    if isinstance(what, Served):
        faults = schema.reply_faults(what.method, what.template, what.status, what.reply)
        if what.payload is not None:
            faults = [*faults, *schema.faults(what.method, what.template, what.payload)]
    else:
        faults = schema.object_faults(where, what)
    for fault in faults:
        path = ".".join("*" if isinstance(key, int) else key for key in fault.path)
        yield f"{where}: {path}: {fault.message}"


def _parts(frames: Iterable[Frame]) -> Iterator[tuple[str, Json]]:
    """Yield the objects in events that the description describes, under its names for them."""
    for frame in frames:
        data = frame.data
        if frame.name in _EVENTS:
            yield _EVENTS[frame.name], data
        elif frame.name.startswith("GUILD_SCHEDULED_EVENT_"):
            yield f"{_KINDS_OF_EVENTS[data['entity_type']]}ScheduledEventResponse", data
        elif frame.name == "INTERACTION_CREATE":
            yield "UserResponse", data.get("user") or data["member"]["user"]
            if "member" in data:
                yield "GuildMemberResponse", data["member"]
            if "message" in data:
                yield "MessageResponse", data["message"]
            for message in data["data"].get("resolved", {}).get("messages", {}).values():
                yield "MessageResponse", message


def _first_of_kind(served: Iterable[Served]) -> Iterator[Served]:
    seen: set[object] = set()
    for one in served:
        where = (one.method, one.template, one.status)
        kinds = {(where, kind) for kind in (*_kinds("", one.reply), *_kinds("sent", one.payload))}
        if kinds - seen:
            seen |= kinds
            yield one


def _new(parts: Iterable[tuple[str, Json]]) -> Iterator[tuple[str, Json]]:
    seen: set[object] = set()
    for name, value in parts:
        kinds = {(name, kind) for kind in _kinds("", value)}
        if kinds - seen:
            seen |= kinds
            yield name, value


def _kinds(path: str, value: Any) -> Iterator[object]:
    """Yield of each object in a value where it is, its type, and the types of its fields."""
    if isinstance(value, list):
        for item in cast("list[Any]", value):
            yield from _kinds(f"{path}.*", item)
    elif isinstance(value, dict):
        fields = cast("Json", value)
        types = {key: type(item).__name__ for key, item in fields.items()}
        yield path, str(fields.get("type")), frozenset(types.items())
        for key, item in fields.items():
            yield from _kinds(f"{path}.{key}", item)
