"""One shard's session with the gateway, and the events it gets."""

import asyncio
import json
import secrets
from collections import deque
from collections.abc import Iterable
from enum import IntEnum
from typing import Any, cast

from bot.playground.discord.gateway.socket import GatewaySocket
from bot.playground.discord.http.wire import Json
from bot.playground.discord.limits.fault import part
from bot.playground.discord.world.entities import Guild, Member, User


class Op(IntEnum):
    """Opcodes."""

    DISPATCH = 0
    HEARTBEAT = 1
    IDENTIFY = 2
    PRESENCE = 3
    VOICE_STATE = 4
    RESUME = 6
    RECONNECT = 7
    REQUEST_MEMBERS = 8
    INVALID_SESSION = 9
    HELLO = 10
    HEARTBEAT_ACK = 11


GUILDS, GUILD_MEMBERS, GUILD_VOICE_STATES, GUILD_PRESENCES = 1 << 0, 1 << 1, 1 << 7, 1 << 8
GUILD_MESSAGES, DIRECT_MESSAGES, MESSAGE_CONTENT = 1 << 9, 1 << 12, 1 << 15
GUILD_MESSAGE_TYPING, DIRECT_MESSAGE_TYPING = 1 << 11, 1 << 14
GUILD_SCHEDULED_EVENTS = 1 << 16
PRIVILEGED = GUILD_MEMBERS | GUILD_PRESENCES | MESSAGE_CONTENT
"""Intents."""

REPLAYED = 1_000
"""How many events a lost session can catch up on."""


class Session:
    """One shard's session; it outlives its socket and can be resumed.

    Attributes:
        shard: The shard's number and how many there are.
        intents: The intents that the client asked for.
        socket: The connection, or ``None`` while it is lost.
        transport: The transport beneath it.
    """

    def __init__(self, shard: tuple[int, int], intents: int) -> None:
        self.id = secrets.token_hex(16)
        self.shard = shard
        self.intents = intents
        self.socket: GatewaySocket | None = None
        self.transport: asyncio.Transport | None = None
        self._sequence = 0
        self._sent: deque[tuple[int, str]] = deque(maxlen=REPLAYED)

    def has_guild(self, guild_id: int | None) -> bool:
        """Return whether this shard gets that server's events; direct messages go to shard 0."""
        number, count = self.shard
        return ((guild_id >> 22) % count if guild_id is not None else 0) == number

    async def dispatch(self, event: str, data: Json) -> None:
        """Send an event, or keep it for the resumption."""
        self._sequence += 1
        text = json.dumps({"op": Op.DISPATCH, "t": event, "s": self._sequence, "d": data})
        self._sent.append((self._sequence, text))
        await self._send(text)

    async def replay(self, after: int) -> bool:
        """Send again what followed a sequence number; return whether all of it was still there."""
        if self._sent and after < self._sent[0][0] - 1:
            return False
        for sequence, text in list(self._sent):
            if sequence > after:
                await self._send(text)
        return True

    async def _send(self, text: str) -> None:
        if self.socket is None or self.socket.closed:
            return
        try:
            await self.socket.send_text(text)
        except ConnectionError:
            self.socket = None


def guild_create(guild: Guild, intents: int, threads: Iterable[Json] = ()) -> Json:
    """Return the server as in GUILD_CREATE for a session with these intents.

    Args:
        guild: The server.
        intents: The session's intents.
        threads: The active threads that the bot sees.
    """
    in_voice = [m for m in guild.members.values() if m.voice is not None]
    told = (
        guild.members.values()
        if intents & GUILD_MEMBERS
        else [m for m in guild.members.values() if m.user.bot or m.voice is not None]
    )
    return guild.announced() | {
        "threads": [*threads],
        "members": [m.wire() for m in told],
        "voice_states": [_voice_of(m) for m in in_voice] if intents & GUILD_VOICE_STATES else [],
    }


def _voice_of(member: Member) -> Json:
    """Return a voice state as GUILD_CREATE has it: without the server's id."""
    return {key: value for key, value in member.voice_state().items() if key != "guild_id"}


def ready(session: Session, bot: User, guilds: list[Guild], resume_url: str) -> Json:
    """Return the READY payload of a new session."""
    return {
        "v": 10,
        "user": bot.wire(),
        "guilds": [{"id": str(guild.id), "unavailable": True} for guild in guilds],
        "session_id": session.id,
        "resume_gateway_url": resume_url,
        "shard": list(session.shard),
        "application": {"id": str(bot.id), "flags": 0},
        "private_channels": [],
    }


def members_chunk(guild: Guild, asked: Json) -> Json:
    """Return the members that a client asked for, by ids or by the beginning of the name."""
    wanted = {str(id_) for id_ in asked.get("user_ids") or ()}
    query = asked.get("query") or ""
    members = [
        member
        for member in guild.members.values()
        if (str(member.user.id) in wanted if wanted else member.user.name.startswith(query))
    ]
    return {
        "guild_id": str(guild.id),
        "members": [member.wire() for member in members],
        "chunk_index": 0,
        "chunk_count": 1,
        "not_found": sorted(wanted - {str(member.user.id) for member in members}),
        "nonce": asked.get("nonce"),
    }


def read_frame(text: str) -> tuple[int | None, Json]:
    """Return a frame's opcode and data; no opcode for an invalid frame."""
    try:
        frame: Any = json.loads(text)
    except ValueError:
        return None, {}
    if not isinstance(frame, dict):
        return None, {}
    fields = cast("Json", frame)
    op = fields.get("op")
    return op if isinstance(op, int) else None, part(fields, "d")
