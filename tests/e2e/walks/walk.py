"""A walk through all that somebody can do in a channel: every command, every control received."""

import json
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from zipfile import ZipFile

from bot.discord.messages.request import Request
from bot.discord.messages.request_names import RequestName
from bot.playground.discord.http.wire import Json, Upload
from bot.playground.discord.interactions.exchange import Exchange
from bot.playground.discord.world.entities import Channel
from bot.playground.driver import options as kinds
from bot.playground.driver.options import Value
from tests.e2e.stage import Stage, pressable, request_of

MESSAGE_COMMAND = 3
PICTURES, ARCHIVE = (".png", ".webp"), ".zip"
TEXTS = (".ics", ".txt")
LAST = (
    "night_cancel",
    "night_remove",
    "night_result",
    "night_series_end",
    "privacy_delete",
    "seen_remove",
    "watchlist_delete",
)
"""Beginnings of the names of what ends or takes away what others need: it comes last."""

FILTERED = {RequestName.PICK, RequestName.RANDOM, RequestName.SEARCH}
"""Each of their many options is tried by the command; their buttons only combine them."""

_Control = tuple[Json, str, str | None]
"""A message, the custom_id of a control in it and, of a menu, the value of one line."""

KEPT = "kept"
"""Stands for all requests that are too long to stand in a control."""

Values = Mapping[str, Sequence[Value]]
"""What to give for each option, by its name."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was done.

    Attributes:
        what: The request, or what was typed.
        exchange: What came of it.
        name: The name of the request that answers; of one kept for its length, ``KEPT``.
    """

    what: str
    exchange: Exchange
    name: str = ""

    @property
    def payload(self) -> str:
        """All that the person is answered, as text; of pictures, what is said of them."""
        made = self.exchange
        files = [text for upload in made.files for text in _texts(upload)]
        shown = [made.reply, made.modal, made.choices, files]
        return json.dumps(shown, ensure_ascii=False)


@dataclass(slots=True)
class Walk:
    """Goes everywhere once.

    Attributes:
        stage: Where.
        user: Who.
        channel: In which channel.
        values: What is typed: a command with an option that is not in here fails the test.
        fields: What is typed into the fields of forms.
        steps: What was done.
        asked: The names of the requests that were made.
    """

    stage: Stage
    user: str
    channel: Channel
    values: Values
    fields: Mapping[str, str]
    steps: list[Step] = field(default_factory=list[Step])
    asked: set[str] = field(default_factory=set[str])
    _kinds: set[tuple[object, ...]] = field(default_factory=set[tuple[object, ...]])
    _waiting: deque[_Control] = field(default_factory=deque[_Control])
    _at_the_end: deque[_Control] = field(default_factory=deque[_Control])

    async def everywhere(self) -> None:
        """Use every command with each of its options, complete each, and press what comes."""
        commands = sorted(self._commands(), key=lambda command: _is_last(command[0]))
        for name, given in commands:
            for option in given:
                if option.get("autocomplete"):
                    await self._complete(name, given, option)
        for name, given in commands:
            for options in self._ways(name, given):
                await self.use(name, options)
        await self.press()
        while self._at_the_end:
            await self._press(*self._at_the_end.popleft())
            await self.press()

    async def press(self) -> None:
        """Press what was received, and what comes of that, but for what takes things away."""
        while self._waiting:
            await self._press(*self._waiting.popleft())

    async def use(self, name: str, options: Mapping[str, Value]) -> Exchange:
        """Use a slash command."""
        self.asked |= {name.replace(" ", "_"), name.split(maxsplit=1)[0]}
        made = await self.stage.playground.slash(self.user, name, options, self.channel)
        await self.note(f"/{name} {dict(options)}", made, name.replace(" ", "_"))
        return made

    async def note(self, what: str, exchange: Exchange, name: str) -> None:
        """Remember what came of something, and what can be pressed next."""
        assert exchange.error is None, (what, exchange.error)
        self.steps.append(Step(what, exchange, name))
        if exchange.modal is not None:
            await self._fill(what, exchange)
        for message in filter(None, (exchange.reply, *exchange.also)):
            if message["channel_id"] == str(self.channel.id):
                self._collect(message)

    def _commands(self) -> Iterator[tuple[str, list[Json]]]:
        for command in self.stage.playground.commands:
            if command["type"] == MESSAGE_COMMAND:
                continue
            given: list[Json] = command.get("options") or []
            below = [option for option in given if option["type"] == kinds.SUBCOMMAND]
            for subcommand in below:
                yield f"{command['name']} {subcommand['name']}", subcommand.get("options") or []
            if not below:
                yield command["name"], given

    def _ways(self, name: str, given: Sequence[Json]) -> Iterator[dict[str, Value]]:
        """Give the ways to fill in a command: the least, and with each option's last value."""
        least = {
            option["name"]: self._offers(name, option)[0]
            for option in given
            if option.get("required")
        }
        yield least
        for option in given:
            value = self._offers(name, option)[-1]
            if least.get(option["name"]) != value:
                yield least | {option["name"]: value}

    def _offers(self, name: str, option: Json) -> Sequence[Value]:
        if by_command := self.values.get(f"{name} {option['name']}"):
            return by_command
        if choices := option.get("choices"):
            return [choice["value"] for choice in choices]
        if option["type"] == kinds.BOOLEAN:
            return [True]
        offers = self.values.get(option["name"], ())
        assert offers, f"say in the walk's values what to give /{name} for {option['name']}"
        return offers

    async def _complete(self, name: str, given: Sequence[Json], option: Json) -> None:
        others = next(self._ways(name, given))
        for typed in ("", self._offers(name, option)[-1]):
            made = await self.stage.playground.autocomplete(
                self.user, name, others | {option["name"]: typed}, option["name"], self.channel
            )
            what = f"typing /{name} {option['name']}:{typed}"
            self.steps.append(Step(what, made, name.replace(" ", "_")))

    async def _fill(self, what: str, opened: Exchange) -> None:
        form = opened.modal or {}
        fields = {
            part["component"]["custom_id"]: self.fields[part["component"]["custom_id"]]
            for part in form["components"]
        }
        sent = await self.stage.playground.submit(self.user, opened, fields)
        await self.note(f"{what}, form", sent, self._asks(form["custom_id"]))

    def _collect(self, message: Json) -> None:
        for custom_id, value in pressable(message):
            self._queue(message, custom_id, value)

    def _queue(self, message: Json, custom_id: str, value: str | None) -> None:
        kind = (custom_id.split(":")[1], *_kind_of(request_of(custom_id, value)))
        if kind not in self._kinds:
            self._kinds.add(kind)
            queue = self._at_the_end if str(kind[1]).startswith(LAST) else self._waiting
            queue.append((message, custom_id, value))

    async def _press(self, message: Json, custom_id: str, value: str | None) -> None:
        playground = self.stage.playground
        name = self._asks(custom_id, value)
        stored = playground.discord.messages.find(int(message["id"]))
        if stored is None or (custom_id, value) not in pressable(stored.data):
            # Another press has changed the message: who looks at an old one may press it still.
            made = await playground.press_stale(
                self.user, custom_id, None if value is None else [value], self.channel
            )
        elif value is None:
            made = await playground.click(self.user, message, custom_id)
        else:
            made = await playground.select(self.user, message, custom_id, [value])
        await self.note(f"{custom_id} {value or ''}", made, name)

    def _asks(self, custom_id: str, value: str | None = None) -> str:
        request = request_of(custom_id, value)
        name = KEPT if request is None else request.name.value
        self.asked.add(name)
        return name


def _texts(upload: Upload) -> list[str]:
    """Return what can be read in a file, but for what is drawn."""
    if upload.name.endswith(PICTURES):
        return []
    if upload.name.endswith(ARCHIVE):
        with ZipFile(BytesIO(upload.content)) as archive:
            return [archive.read(name).decode() for name in archive.namelist()]
    assert upload.name.endswith(TEXTS), upload.name
    return [upload.content.decode()]


def _is_last(name: str) -> bool:
    return name.replace(" ", "_").startswith(LAST)


def _kind_of(request: Request | None) -> tuple[object, ...]:
    """Return what a request has in common with others that one of them stands for."""
    if request is None:
        return (KEPT,)
    telling = ["what", "answer", "came", "undo"]
    if request.name in {RequestName.NIGHT_SHOW, RequestName.NIGHT_PAST, RequestName.NIGHT_MANAGE}:
        # From there on, one night is like another.
        telling.append("night")
    if request.name is RequestName.NIGHT_MARK:
        telling.append("to")
    if request.name in FILTERED:
        return (request.name,)
    return (request.name, tuple(name for name, _ in request), *map(request.get, telling))
