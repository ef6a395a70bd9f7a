"""Faults on demand: the panel "make it hard"."""

import re

from bot.playground.discord.gateway.sessions import GUILDS
from bot.playground.discord.http.wire import Json
from bot.playground.discord.world import permissions
from bot.playground.discord.world.entities import TEXT, Channel
from bot.playground.session import Session
from bot.playground.web.fields import AskedWrongError, number, one_of, snowflake, text
from bot.playground.web.keeper import BotKeeper

MAX_SECONDS = 60.0
MAX_TIMES = 1000
MAX_ADVANCE_SECONDS = 366 * 86_400.0
_CHANNEL_NAME = re.compile(r"[\w-]{1,100}")


class Trouble:
    """Causes trouble for the bot.

    Args:
        session: The playground and its bot.
        keeper: Starts and ends the bot.
    """

    def __init__(self, session: Session, keeper: BotKeeper) -> None:
        self._session = session
        self._playground = session.playground
        self._keeper = keeper

    async def bot(self, asked: Json) -> Json:
        """Restart, kill, end or start the bot."""
        match one_of(asked, "what", ("start", "restart", "kill", "end")):
            case "start":
                await self._keeper.start()
            case "end":
                await self._keeper.end(kill=True)
            case what:
                await self._keeper.restart(kill=what == "kill")
        return {}

    async def gateway(self, asked: Json) -> Json:
        """Cut the bot's connection, ask it to come back, or make its session invalid."""
        gateway = self._playground.gateway
        match one_of(asked, "what", ("drop", "reconnect", "invalidate")):
            case "drop":
                await gateway.drop()
            case "reconnect":
                await gateway.ask_to_reconnect()
            case _:
                await gateway.invalidate()
        return {}

    async def fault(self, asked: Json) -> Json:
        """Add a fault for the next ``times`` requests that match."""
        faults, times = self._playground.faults, int(number(asked, "times", 1, MAX_TIMES))
        match = text(asked, "match")
        seconds = number(asked, "seconds", 0, MAX_SECONDS)
        match one_of(asked, "what", ("429", "500", "slow", "late", "lost", "drop")):
            case "429":
                faults.rate_limit(times, retry_after=seconds, match=match)
            case "500":
                faults.fail(500, times, match=match)
            case "slow":
                faults.slow(seconds, times, match=match)
            case "late":
                faults.answer_late(seconds, times, match=match)
            case "lost":
                faults.lose_answer(times, match=match)
            case _:
                faults.drop(times, match=match)
        return self.orders()

    async def behave(self, _: Json) -> Json:
        """Remove all pending faults."""
        self._playground.faults.clear()
        return self.orders()

    def orders(self) -> Json:
        """Return the pending faults."""
        return {"orders": self._playground.faults.pending()}

    async def look(self, _: Json) -> Json:
        """Return the pending faults, and the time."""
        return self.orders()

    async def deny(self, asked: Json) -> Json:
        """Take permissions from the bot in a channel: all of ``bits``, and no others."""
        bits = snowflake(asked, "bits") & permissions.ALL
        await self._playground.moderators.deny_bot(self._channel(asked), bits)
        return {}

    async def delete_channel(self, asked: Json) -> Json:
        """Delete a channel of the server, as a moderator would."""
        await self._playground.moderators.delete_channel(self._channel(asked))
        return {}

    async def create_channel(self, asked: Json) -> Json:
        """Create a text channel; one that was deleted comes back under its id, empty."""
        name = text(asked, "name").strip().lower().replace(" ", "-")
        if not _CHANNEL_NAME.fullmatch(name):
            raise AskedWrongError("a channel's name has letters, digits and dashes, 1 to 100")
        world = self._playground.world
        if any(channel.name == name for channel in world.home.channels.values()):
            raise AskedWrongError(f"there is a channel #{name} already")
        channel = world.add_channel(name, TEXT, nsfw=asked.get("nsfw") is True)
        await self._tell("CHANNEL_CREATE", channel)
        return {"channel_id": str(channel.id)}

    async def delete_message(self, asked: Json) -> Json:
        """Delete a message, as a moderator would."""
        message = self._playground.discord.messages.find(snowflake(asked, "message_id"))
        if message is None:
            raise AskedWrongError("there is no such message any more")
        await self._playground.discord.delete(message)
        return {}

    async def delete_event(self, asked: Json) -> Json:
        """Delete a scheduled event, as a moderator would."""
        home, id_ = self._playground.world.home, snowflake(asked, "event_id")
        if id_ not in home.scheduled_events:
            raise AskedWrongError("there is no such event any more")
        await self._playground.moderators.delete_event(id_, home)
        return {}

    async def advance(self, asked: Json) -> Json:
        """Move the clock forward by so many ``seconds``, here and in the bot."""
        seconds = number(asked, "seconds", 1, MAX_ADVANCE_SECONDS)
        if self._keeper.status["state"] == "running":
            await self._session.advance(seconds)
        else:
            self._session.clock.advance(seconds)
        return {}

    async def _tell(self, event: str, channel: Channel) -> None:
        guild_id = channel.guild.id if channel.guild else None
        await self._playground.gateway.dispatch(event, channel.wire(), guild_id, GUILDS)

    def _channel(self, asked: Json) -> Channel:
        channel = self._playground.world.home.channels.get(snowflake(asked, "channel_id"))
        if channel is None:
            raise AskedWrongError("there is no such channel in the server any more")
        return channel
