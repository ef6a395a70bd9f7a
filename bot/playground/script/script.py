"""Runs the steps of a script, one after the other, and reports the result of each."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from bot.playground.discord.http.wire import Json
from bot.playground.discord.interactions.exchange import Exchange
from bot.playground.discord.messages.journal import Entry
from bot.playground.discord.world.entities import FORUMS
from bot.playground.discord.world.thread import Thread
from bot.playground.driver.options import NotOfferedError
from bot.playground.process.bot_process import BotDiedError
from bot.playground.script import steps
from bot.playground.script.actor import Actor, read_upload
from bot.playground.script.command_line import StepError
from bot.playground.script.scripted_events import change_last_event, described_events
from bot.playground.session import Session

WAKING_SECONDS = 0.5
"""How long the bot has to start on due work, after a start or a change in Discord."""

_Action = (
    steps.Run
    | steps.Complete
    | steps.Click
    | steps.Select
    | steps.Submit
    | steps.UseMenu
    | steps.Say
)
_Bringing = (
    steps.Run
    | steps.Click
    | steps.Select
    | steps.Submit
    | steps.UseMenu
    | steps.Say
    | steps.Advance
    | steps.Restart
    | steps.ChangeEvent
    | steps.Archive
)


@dataclass(frozen=True, slots=True)
class Result:
    """The result of a step.

    Attributes:
        input: The line.
        exchange: The bot's response, for a step that reaches the bot.
        also: Other messages sent or edited since the previous step, as they are now.
        error: What Discord refused, or why the step cannot be run.
        notes: Anything else to report, line by line.
    """

    input: str
    exchange: Exchange | None = None
    also: tuple[Json, ...] = ()
    error: Json | None = None
    notes: tuple[str, ...] = ()

    def to_json(self) -> Json:
        """Return the object that ``ask --json`` prints; every key is always there."""
        exchange = self.exchange
        milliseconds = exchange.milliseconds if exchange else None
        return {
            "input": self.input,
            "ms": None if milliseconds is None else round(milliseconds, 1),
            "ephemeral": exchange.ephemeral if exchange else False,
            "reply": (exchange.reply or exchange.modal) if exchange else None,
            "choices": exchange.choices if exchange else None,
            "files": [file.name for file in exchange.files] if exchange else [],
            "also": list(self.also),
            "notes": list(self.notes),
            "error": self.error,
        }


class ScriptRunner:
    """Runs steps against a running playground.

    Args:
        session: The playground.

    Attributes:
        actor: The current actor.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._playground = session.playground
        self.actor = Actor(session.playground)
        self._messages: list[Exchange | Json | None] = []
        self._mark = self._playground.journal.mark()

    async def run(self, line: str, number: int | None = None) -> Result:
        """Run one line of a script.

        Args:
            line: The line; it is a step (`bot.playground.script.steps.is_step`).
            number: Its number in the script, to be named when it is faulty.
        """
        violations = len(self._playground.violations)
        exchange: Exchange | None = None
        brought: Exchange | Json | None = None
        error: Json | None = None
        step: steps.Step | None = None
        try:
            step = steps.parse_step(line, self.actor.offered())
            if isinstance(step, _Action):
                exchange = await self._session.bot.watch(self._act(step))
                error = exchange.error
            else:
                brought = await self._arrange(step)
        except (StepError, NotOfferedError, BotDiedError) as fault:
            place = f"line {number}: " if number is not None else ""
            error = {"code": None, "message": f"{place}{fault}"}
        also = self._also(exchange)
        if error is None and len(self._playground.violations) > violations:
            error = self._playground.violations[-1].reply
        if isinstance(step, _Bringing):
            brought = _brought(exchange, also)
        self._messages.append(brought)
        self.actor.look_at(brought)
        notes = described_events(self._playground.discord) if step == steps.ShowEvents() else ()
        return Result(line.strip(), exchange, also, error, notes)

    async def _act(self, step: _Action) -> Exchange:
        actor = self.actor
        match step:
            case steps.Run(call):
                acting = actor.run(call)
            case steps.Complete(call):
                acting = actor.complete(call)
            case steps.Click(label):
                acting = actor.click(label)
            case steps.Select(text):
                acting = actor.select(text)
            case steps.Submit(text):
                acting = actor.submit(text)
            case steps.UseMenu(name):
                acting = actor.use_menu(name)
            case steps.Say(text):
                acting = actor.say(text)
        return await acting

    async def _arrange(self, step: steps.Step) -> Exchange | Json | None:
        match step:
            case steps.As(user):
                self.actor.user = user
            case steps.On(number):
                return self._message_of(number)
            case steps.DirectMessages():
                self.actor.channel = None
            case steps.InChannel(name):
                self.actor.channel = self.actor.find_channel(name)
            case steps.Roles(user, roles):
                await self._give(user, roles)
            case steps.AttachFile(path):
                self.actor.file = read_upload(path)
            case steps.Voice(users, channel):
                await self._seat(users, channel)
            case steps.ShowEvents():
                await self._playground.settle()
            case _:
                await self._disturb(step)
        return None

    async def _disturb(self, step: steps.Step) -> None:
        match step:
            case steps.Advance(seconds):
                await self._session.advance(seconds)
                await self._playground.settle()
                return
            case steps.Restart(kill):
                await self._session.restart(kill=kill)
            case steps.OpenThread(name):
                await self._open_thread(name)
            case steps.Archive(locked):
                await self._archive(locked=locked)
            case steps.ChangeEvent(deed, seconds):
                await change_last_event(self._playground, deed, seconds)
            case _:
                raise AssertionError(step)
        await asyncio.sleep(WAKING_SECONDS)
        await self._playground.settle()

    async def _give(self, user: str, roles: Sequence[str]) -> None:
        guild = self._playground.world.home
        known = set(guild.roles)
        self._playground.set_roles(user, roles, guild)
        for id_ in guild.roles.keys() - known:
            event = {"guild_id": str(guild.id), "role": guild.roles[id_].wire()}
            await self._playground.gateway.dispatch("GUILD_ROLE_CREATE", event, guild.id)

    async def _open_thread(self, name: str) -> None:
        actor, where = self.actor, self.actor.where
        if where.type in FORUMS:
            actor.channel = await self._playground.post(actor.user, where, name, name)
        else:
            actor.channel = await self._playground.open_thread(actor.user, name, where)

    async def _archive(self, *, locked: bool) -> None:
        thread = self.actor.where
        if not isinstance(thread, Thread):
            raise StepError("only a thread can be archived or locked; !thread opens one")
        if locked:
            await self._playground.moderators.lock(thread)
        else:
            await self._playground.moderators.archive(thread)

    async def _seat(self, users: Sequence[str], channel: str) -> None:
        seated = [m.user.name for m in self._playground.world.home.members.values() if m.voice]
        for user in seated:
            if user not in users:
                await self._playground.join_voice(user, None)
        for user in users:
            await self._playground.join_voice(user, self.actor.find_channel(channel))

    def _message_of(self, number: int) -> Exchange | Json:
        brought = self._messages[number - 1] if 0 < number <= len(self._messages) else None
        if brought is None:
            raise StepError(f"step {number} brought no message")
        return brought

    def _also(self, exchange: Exchange | None) -> tuple[Json, ...]:
        """Return what else changed since the previous step, including late edits of its own."""
        entries = self._playground.journal.since(self._mark)
        self._mark = self._playground.journal.mark()
        latest: dict[str, Entry] = {entry.message["id"]: entry for entry in entries}
        if exchange is not None and exchange.reply is not None:
            latest.pop(exchange.reply["id"], None)
        return tuple(e.message for e in latest.values() if e.action != "delete")


def _brought(exchange: Exchange | None, also: Sequence[Json]) -> Exchange | Json | None:
    """Return the current message after a step: its reply or form, or the latest other message."""
    if exchange is not None and (exchange.reply or exchange.modal):
        return exchange
    if also:
        return also[-1]
    # After only writing a message, a context menu on it may follow.
    own = exchange.interaction if exchange else {}
    return own if "author" in own else None
