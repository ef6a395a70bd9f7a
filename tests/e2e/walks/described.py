"""What passed between the bot and the playground, judged by Discord's own description.

The description has no gateway. Its events are made of objects that it does have, which are judged
by it; which fields an event itself has is what Discord's documentation of the gateway says
(discord.com/developers/docs/events/gateway-events), and stands in the tables here.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, cast

from bot.playground.discord.gateway.gateway import Frame
from bot.playground.discord.http.openapi import OpenApiSchema
from bot.playground.discord.http.wire import Json, Served
from bot.playground.discord.limits.fault import Fault

_MESSAGE, _THREAD, _CHANNEL = "MessageResponse", "ThreadResponse", "GuildChannelResponse"
_MEMBER, _USER, _ROLE = "GuildMemberResponse", "UserResponse", "GuildRoleResponse"
_WHOLE = {
    "MESSAGE_CREATE": _MESSAGE,
    "MESSAGE_UPDATE": _MESSAGE,
    "THREAD_CREATE": _THREAD,
    "THREAD_UPDATE": _THREAD,
    "CHANNEL_CREATE": _CHANNEL,
    "CHANNEL_UPDATE": _CHANNEL,
    "CHANNEL_DELETE": _CHANNEL,
    "VOICE_STATE_UPDATE": "VoiceStateResponse",
    "GUILD_CREATE": "GuildResponse",
    "GUILD_UPDATE": "GuildResponse",
}
"""Events that are an object as a whole."""

_PARTS: Mapping[str, Mapping[str, str]] = {
    "READY": {"user": _USER},
    "GUILD_CREATE": {
        "channels": _CHANNEL,
        "threads": _THREAD,
        "members": _MEMBER,
        "roles": _ROLE,
    },
    "GUILD_MEMBERS_CHUNK": {"members": _MEMBER},
    "GUILD_ROLE_CREATE": {"role": _ROLE},
    "GUILD_ROLE_UPDATE": {"role": _ROLE},
    "THREAD_LIST_SYNC": {"threads": _THREAD, "members": "ThreadMemberResponse"},
    "THREAD_MEMBERS_UPDATE": {"added_members": "ThreadMemberResponse"},
    "TYPING_START": {"member": _MEMBER},
    "VOICE_STATE_UPDATE": {"member": _MEMBER},
}
"""Where in an event the objects are, and lists of them."""

_FIELDS: Mapping[str, str] = {
    "READY": "v user guilds session_id resume_gateway_url shard application",
    "RESUMED": "",
    "GUILD_CREATE": (
        "joined_at large member_count voice_states members channels threads presences"
        " stage_instances guild_scheduled_events soundboard_sounds"
    ),
    "GUILD_DELETE": "id",
    "GUILD_MEMBERS_CHUNK": "guild_id members chunk_index chunk_count",
    "GUILD_ROLE_CREATE": "guild_id role",
    "GUILD_ROLE_UPDATE": "guild_id role",
    "GUILD_ROLE_DELETE": "guild_id role_id",
    "MESSAGE_DELETE": "id channel_id",
    "THREAD_CREATE": "newly_created|member",
    "THREAD_DELETE": "id guild_id parent_id type",
    "THREAD_LIST_SYNC": "guild_id threads members",
    "THREAD_MEMBERS_UPDATE": "id guild_id member_count",
    "TYPING_START": "channel_id user_id timestamp",
    "INTERACTION_CREATE": (
        "id application_id type data channel channel_id token version app_permissions locale"
        " entitlements authorizing_integration_owners context attachment_size_limit member|user"
    ),
}
"""Fields that an event has; of `one|other` at least one."""

_IN_SERVERS: Mapping[str, str] = {
    "MESSAGE_CREATE": "guild_id member|webhook_id",
    "MESSAGE_UPDATE": "guild_id member|webhook_id",
    "MESSAGE_DELETE": "guild_id",
    "TYPING_START": "guild_id member",
    "INTERACTION_CREATE": "guild guild_id guild_locale member",
}
"""Fields that it has besides in a server."""

_KINDS_OF_EVENTS = {1: "Stage", 2: "Voice", 3: "External"}
_SCHEDULED = "GUILD_SCHEDULED_EVENT_"


def complaints(
    schema: OpenApiSchema, served: Iterable[Served], frames: Iterable[Frame]
) -> list[str]:
    """Return what is wrong with requests, replies and events, once for each kind of each."""
    events = [frame for frame in frames if not frame.from_bot]
    told = [
        *(_told(f"{one.method} {one.template}", schema, one) for one in _first_of_kind(served)),
        *(_told(name, schema, value) for name, value in _new(_parts(events))),
        *(_missing(frame) for frame in events),
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


def _missing(frame: Frame) -> Iterator[str]:
    """Yield the fields that an event lacks, or that nothing is known of it."""
    name, data = frame.name, frame.data
    if name not in _FIELDS and name not in _WHOLE and not name.startswith(_SCHEDULED):
        yield f"{name}: an event that nothing here judges"
    wanted = _FIELDS.get(name, "").split()
    if _is_of_server(data):
        wanted += _IN_SERVERS.get(name, "").split()
    for field in wanted:
        if not any(one in data for one in field.split("|")):
            yield f"{name}: {field} is missing"
    if name == "MESSAGE_CREATE" and "guild_id" in data:
        if "user" in data.get("member", {}):
            yield f"{name}: member has the user again"
        for user in data["mentions"]:
            if "member" not in user:
                yield f"{name}: mentions.*.member is missing"
    if name == "GUILD_CREATE" and any("guild_id" in state for state in data["voice_states"]):
        yield f"{name}: voice_states.*.guild_id is not told there"


def _is_of_server(data: Json) -> bool:
    return "guild_id" in data or "guild_id" in data.get("channel", {})


def _parts(frames: Iterable[Frame]) -> Iterator[tuple[str, Json]]:
    """Yield the objects in events that the description describes, under its names for them."""
    for frame in frames:
        data = frame.data
        if frame.name in _WHOLE:
            yield _WHOLE[frame.name], data
        for key, schema in _PARTS.get(frame.name, {}).items():
            found: object = data.get(key, [])
            yield from ((schema, one) for one in _listed(found))
        if frame.name.startswith(_SCHEDULED):
            yield from _events([data])
        if frame.name == "GUILD_CREATE":
            yield from _events(data["guild_scheduled_events"])
            for state in data["voice_states"]:
                yield "VoiceStateResponse", state | {"guild_id": data["id"]}
        if frame.name == "INTERACTION_CREATE":
            yield from _interaction(data)


def _listed(found: object) -> list[Json]:
    return cast("list[Json]", found) if isinstance(found, list) else [cast("Json", found)]


def _events(events: Iterable[Json]) -> Iterator[tuple[str, Json]]:
    for event in events:
        yield f"{_KINDS_OF_EVENTS[event['entity_type']]}ScheduledEventResponse", event


def _interaction(data: Json) -> Iterator[tuple[str, Json]]:
    yield _USER, data.get("user") or data["member"]["user"]
    if "member" in data:
        yield _MEMBER, data["member"]
    if "message" in data:
        yield _MESSAGE, data["message"]
    channel = data["channel"]
    if "guild_id" in channel:
        yield (_THREAD if "thread_metadata" in channel else _CHANNEL), channel
    else:
        yield "PrivateChannelResponse", channel
    resolved: Mapping[str, Mapping[str, Json]] = data["data"].get("resolved", {})
    users = resolved.get("users", {})
    for id_, member in resolved.get("members", {}).items():
        # Told without what stands beside it.
        yield _MEMBER, member | {"user": users[id_], "deaf": False, "mute": False}
    for key, schema in (
        ("users", _USER),
        ("roles", _ROLE),
        ("messages", _MESSAGE),
        ("attachments", "MessageAttachmentResponse"),
    ):
        yield from ((schema, one) for one in resolved.get(key, {}).values())
    for place in resolved.get("channels", {}).values():
        yield (_THREAD if "thread_metadata" in place else _CHANNEL), place


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
