"""Gateway v10: connections over WebSocket, their loss and their resumption."""

import asyncio
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from aiohttp import WSMsgType, web

from bot.playground.discord.feed import Feed
from bot.playground.discord.gateway.sessions import (
    GUILD_MEMBERS,
    GUILDS,
    MESSAGE_CONTENT,
    PRIVILEGED,
    Op,
    Session,
    guild_create,
    members_chunk,
    read_frame,
    ready,
)
from bot.playground.discord.gateway.socket import GatewaySocket
from bot.playground.discord.http.wire import Json
from bot.playground.discord.messages.journal import Violation
from bot.playground.discord.world.world import World

HEARTBEAT_MS = 41_250
_CLIENT_LEFT = 499
_TOLD = {Op.IDENTIFY, Op.RESUME, Op.PRESENCE, Op.VOICE_STATE, Op.REQUEST_MEMBERS}
SENDS, SENDS_SECONDS = 120, 60
"""How many frames, heartbeats aside, a client may send in how many seconds."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Something that passed, or would have.

    Attributes:
        name: The event, or the operation that the bot asked for.
        data: What was in it, tokens aside.
        heard: Whether the bot was connected and had asked for such events.
        from_bot: Whether the bot sent it.
    """

    name: str
    data: Json
    heard: bool = True
    from_bot: bool = False


class Gateway:
    """All sessions of the bot.

    Args:
        token: The only one that may identify.
        world: Whose servers are announced.
        violated: Notified of what Discord would close the connection for.
        privileged: The privileged intents that are switched on for the bot.

    Attributes:
        url: Where clients connect; known once the server listens.
        shards: How many shards Discord recommends.
        refuse_with: When set, the next to identify is closed with this code.
        resumptions: How many sessions were resumed.
        frames: Notifies of frames to and from the bot, except heartbeats.
        connections: Notifies of each opened or closed connection.
        presence: The bot's latest presence; ``None`` before the first.
    """

    def __init__(
        self, token: str, world: World, violated: Callable[[Violation], None], privileged: int = 0
    ) -> None:
        self._token = token
        self._world = world
        self._violated = violated
        self._privileged = privileged
        self._sessions: dict[str, Session] = {}
        self._changed = asyncio.Event()
        self.url = ""
        self.shards = 1
        self.refuse_with: int | None = None
        self.resumptions = 0
        self.frames: Feed[Frame] = Feed()
        self.connections: Feed[None] = Feed()
        self.presence: Json | None = None

    @property
    def connected(self) -> bool:
        """Whether every shard has a session with a living connection."""
        live = [s for s in self._sessions.values() if s.socket is not None]
        return bool(live) and len({s.shard[0] for s in live}) == live[-1].shard[1]

    async def wait_until_connected(self) -> None:
        """Return when every shard is connected."""
        while not self.connected:
            await self._changed.wait()

    async def wait_until_disconnected(self) -> None:
        """Return when no shard is connected."""
        while any(s.socket is not None for s in self._sessions.values()):
            await self._changed.wait()

    def session_for(self, guild_id: int | None) -> Session | None:
        """Return the session that gets a server's events, connected or resumable."""
        return next((s for s in self._sessions.values() if s.has_guild(guild_id)), None)

    async def dispatch(
        self, event: str, data: Json, guild_id: int | None = None, intent: int = 0
    ) -> bool:
        """Send an event to the shard concerned if it asked for it; return whether one did."""
        session = self.session_for(guild_id)
        if session is None or (intent and not session.intents & intent):
            self.frames.tell(Frame(event, data, heard=False))
            return False
        self.frames.tell(Frame(event, data))
        await session.dispatch(event, data)
        return True

    def sees_content(self, message: Json, guild_id: int) -> bool:
        """Return whether the bot receives the content of a server's message.

        Without the message content intent it is for its own messages and those that mention it.
        """
        session = self.session_for(guild_id)
        bot_id = str(self._world.bot.id)
        return (
            (session is not None and bool(session.intents & MESSAGE_CONTENT))
            or message["author"]["id"] == bot_id
            or any(user["id"] == bot_id for user in message["mentions"])
        )

    def hears_of_members(self, guild_id: int | None) -> bool:
        """Return whether the bot is told about other members, which needs a privileged intent."""
        session = self.session_for(guild_id)
        return session is not None and bool(session.intents & GUILD_MEMBERS)

    async def drop(self) -> None:
        """Cut every connection without notice; the sessions can be resumed."""
        for session in self._sessions.values():
            if session.transport is not None:
                session.transport.abort()

    async def ask_to_reconnect(self) -> None:
        """Ask every shard to come back and resume."""
        for session in self._sessions.values():
            if session.socket is not None:
                await session.socket.send({"op": Op.RECONNECT, "d": None})

    async def invalidate(self, *, resumable: bool = False) -> None:
        """Tell every shard that its session is no longer valid."""
        for session in list(self._sessions.values()):
            if not resumable:
                del self._sessions[session.id]
            if session.socket is not None:
                await session.socket.send({"op": Op.INVALID_SESSION, "d": resumable})

    async def close(self, code: int = 1001) -> None:
        """Close every connection with a code, such as 4004 or 4014."""
        for session in list(self._sessions.values()):
            if session.socket is not None:
                await session.socket.close(code)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Serve one connection from HELLO to its end."""
        frames = web.WebSocketResponse()
        socket = GatewaySocket(frames, request.query.get("compress"))
        try:
            await frames.prepare(request)
            await socket.send({"op": Op.HELLO, "d": {"heartbeat_interval": HEARTBEAT_MS}})
        except ConnectionResetError:
            return web.Response(status=_CLIENT_LEFT)
        session: Session | None = None
        sends: deque[float] = deque(maxlen=SENDS)
        try:
            async for frame in frames:
                if frame.type is not WSMsgType.TEXT:
                    continue
                op, data = read_frame(frame.data)
                if op != Op.HEARTBEAT and self._floods(sends):
                    await self._end(socket, 4008, "Rate limited.")
                    break
                session = await self._receive(socket, session, op, data)
                if session is not None:
                    session.transport = request.transport
        finally:
            self._detach(session, socket)
        return frames

    def _floods(self, sends: deque[float]) -> bool:
        now = time.monotonic()
        full = len(sends) == sends.maxlen and now - sends[0] < SENDS_SECONDS
        sends.append(now)
        return full

    async def _receive(
        self, socket: GatewaySocket, session: Session | None, op: int | None, data: Json
    ) -> Session | None:
        self._show(op, data)
        match op:
            case Op.HEARTBEAT:
                await socket.send({"op": Op.HEARTBEAT_ACK})
            case Op.IDENTIFY if session is None:
                return await self._identify(socket, data)
            case Op.RESUME if session is None:
                return await self._resume(socket, data)
            case Op.REQUEST_MEMBERS if session is not None:
                guild = self._world.guilds.get(int(data.get("guild_id") or 0))
                if guild is not None:
                    chunk = members_chunk(guild, data)
                    self.frames.tell(Frame("GUILD_MEMBERS_CHUNK", chunk))
                    await session.dispatch("GUILD_MEMBERS_CHUNK", chunk)
            case Op.PRESENCE if session is not None:
                self.presence = data
            case Op.VOICE_STATE if session is not None:
                pass
            case _:
                await self._end(socket, *_misuse(op, known=session is not None))
        return session

    def _show(self, op: int | None, data: Json) -> None:
        if op in _TOLD:
            shown = {key: value for key, value in data.items() if key != "token"}
            self.frames.tell(Frame(Op(op).name, shown, from_bot=True))

    async def _identify(self, socket: GatewaySocket, data: Json) -> Session | None:
        number, count = data.get("shard") or (0, 1)
        intents = data.get("intents")
        if self.refuse_with is not None:
            code, self.refuse_with = self.refuse_with, None
            await socket.close(code)
        elif data.get("token") != self._token:
            await self._end(socket, 4004, "Authentication failed.")
        elif not isinstance(intents, int):
            await self._end(socket, 4013, "Invalid intent(s).")
        elif intents & PRIVILEGED & ~self._privileged:
            await self._end(socket, 4014, "Disallowed intent(s).")
        elif not 0 <= number < count:
            await self._end(socket, 4010, "Invalid shard.")
        else:
            return await self._begin(socket, (number, count), intents, data.get("presence"))
        return None

    async def _begin(
        self,
        socket: GatewaySocket,
        shard: tuple[int, int],
        intents: int,
        presence: Json | None,
    ) -> Session:
        for old in list(self._sessions.values()):
            if old.shard[0] == shard[0] or old.shard[1] != shard[1]:
                del self._sessions[old.id]
        self.presence = presence or self.presence
        session = Session(shard, intents)
        session.socket = socket
        self._sessions[session.id] = session
        joined = [guild for guild in self._world.guilds.values() if guild.bot_is_member]
        guilds = [guild for guild in joined if session.has_guild(guild.id)]
        greeting = ready(session, self._world.bot, guilds, self.url)
        self.frames.tell(Frame("READY", greeting))
        await session.dispatch("READY", greeting)
        if intents & GUILDS:
            for guild in guilds:
                bot = self._world.bot
                threads = [t.shown_to(bot) for t in self._world.active_threads(guild)]
                told = guild_create(guild, intents, threads)
                self.frames.tell(Frame("GUILD_CREATE", told))
                await session.dispatch("GUILD_CREATE", told)
        self._notify()
        return session

    async def _resume(self, socket: GatewaySocket, data: Json) -> Session | None:
        session = self._sessions.get(data.get("session_id", ""))
        if data.get("token") != self._token:
            await self._end(socket, 4004, "Authentication failed.")
            return None
        if session is None:
            await socket.send({"op": Op.INVALID_SESSION, "d": False})
            return None
        session.socket = socket
        if not await session.replay(data.get("seq") or 0):
            del self._sessions[session.id]
            await socket.send({"op": Op.INVALID_SESSION, "d": False})
            return None
        self.frames.tell(Frame("RESUMED", {}))
        await session.dispatch("RESUMED", {})
        self.resumptions += 1
        self._notify()
        return session

    def _detach(self, session: Session | None, socket: GatewaySocket) -> None:
        if session is not None and session.socket is socket:
            session.socket = None
            # A client that says goodbye (1000, 1001) ends its session.
            if socket.close_code in {1000, 1001}:
                self._sessions.pop(session.id, None)
        self._notify()

    async def _end(self, socket: GatewaySocket, code: int, reason: str) -> None:
        self._violated(Violation("gateway", f"close {code}", {"code": code, "message": reason}))
        await socket.close(code, reason)

    def _notify(self) -> None:
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()
        self.connections.tell(None)


def _misuse(op: int | None, *, known: bool) -> tuple[int, str]:
    """Return the close code and reason for a connection that sent something forbidden."""
    if op is None:
        return 4002, "Error while decoding payload."
    if op in {Op.IDENTIFY, Op.RESUME}:
        return 4005, "Already authenticated."
    return (4001, f"Unknown opcode {op}.") if known else (4003, "Not authenticated.")
