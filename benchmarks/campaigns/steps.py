"""One step of a campaign: anything people can do with the bot, with good or hostile input."""

import random
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from benchmarks.asking.hostile_words import ASKED, HEAVY, NASTY
from bot.playground.discord.http.wire import Json, Upload
from bot.playground.discord.interactions.exchange import Exchange
from bot.playground.discord.world.entities import Channel
from bot.playground.driver import options as kinds
from bot.playground.driver.options import NotOfferedError, Value
from bot.playground.playground import Playground

PEOPLE = ("ada", "bob", "cleo", "dan", "eve", "owner")
KEPT_MESSAGES = 60
MAX_OPTION_LENGTH = 6_000
HOSTILE, MISSPELT = 0.2, 0.2
"""How many of the texts are hostile, and of the others misspelt."""
MESSAGE_COMMAND = 3
TIMES = ("in 2 hours", "tomorrow 8pm", "friday 20:00", "in 3 days", "24 dec 19:30", "yesterday")
ORDINARY: Mapping[str, Sequence[Value]] = {
    "genre": ("Drama", "comedy", "sci fi", "Horror"),
    "language": ("English", "French", "german"),
    "decade": ("1990s", "80s"),
    "kind": ("movie", "series"),
    "mood": ("cosy", "tense"),
    "from_year": (1950, 1990),
    "to_year": (1999, 2020),
    "year": (2026, 2025),
    "min_rating": (5, 7, 9),
    "min_votes": (10, 100_000),
    "max_minutes": (90, 200),
    "rating": (1, 8, 10),
    "when": TIMES,
    "vote_opens": TIMES,
    "vote_closes": TIMES,
    "closes": TIMES,
    "length": ("2h", "150 minutes", "forever"),
    "place": ("the sofa", "<#1>", "https://example.org"),
    "name": ("Watchlist", "For winter", "horror"),
    "new_name": ("For summer", "Watchlist"),
    "watchlist": ("Watchlist", "For winter"),
    "zone": ("Europe/Berlin", "Boston", "EST"),
    "timezone": ("Europe/Berlin", "Madrid"),
    "command": ("movie", "night"),
    "story": ("a robot learns to love", "two brothers rob a bank and it goes wrong"),
    "about": ("revenge at sea", "time travel"),
    "tag": ("heist", "space"),
    "seed": ("k3f7q2ab", "1"),
    "night": ("1", "2", "3", "7"),
}
EXPORTS = (
    b"Date,Name,Year,Letterboxd URI,Rating\n2021-05-01,Heat,1995,https://boxd.it/x,4\n",
    b"Const,Title,Your Rating\ntt0113277,Heat,9\n",
    b"\x00\xff not a table",
    b"Name,Year\n" + b"Some Film,1999\n" * 400,
    b"PK\x03\x04 damaged",
)


@dataclass(slots=True)
class Step:
    """What was done, and the result.

    Attributes:
        what: What was done.
        exchange: The result; ``None`` if Discord does not offer it.
    """

    what: str
    exchange: Exchange | None


@dataclass(slots=True)
class Walker:
    """Does one thing after the other, deterministically for the same seed and the same answers.

    Attributes:
        playground: Where.
        chance: The random generator.
        titles: Titles of the catalogue.
        people: Names of its people.
        reached: How often each command, option and control was used.
    """

    playground: Playground
    chance: random.Random
    titles: Sequence[str]
    people: Sequence[str]
    places: Sequence[Channel]
    reached: dict[str, int] = field(default_factory=dict[str, int])
    _messages: deque[tuple[str, Json]] = field(
        default_factory=lambda: deque[tuple[str, Json]](maxlen=KEPT_MESSAGES)
    )
    _forms: list[tuple[str, Exchange]] = field(default_factory=list[tuple[str, Exchange]])

    async def step(self) -> Step:
        """Do one thing."""
        user = self.chance.choice(PEOPLE)
        way = self.chance.random()
        try:
            if self._forms:
                step = await self._submit(*self._forms.pop())
            elif way < 0.45 and self._messages:
                step = await self._press(user)
            elif way < 0.55:
                step = await self._complete(user)
            elif way < 0.62:
                step = await self._say(user)
            else:
                step = await self._slash(user)
        except NotOfferedError as error:
            return Step(f"not offered: {error}", None)
        self._take_up(user, step)
        return step

    def _take_up(self, user: str, step: Step) -> None:
        made = step.exchange
        if made is None:
            return
        if made.modal is not None:
            self._forms.append((user, made))
        for message in filter(None, (made.reply, *made.also)):
            if message.get("components"):
                self._messages.append((user, message))

    def _note(self, what: str) -> None:
        self.reached[what] = self.reached.get(what, 0) + 1

    def _place(self, user: str) -> Channel:
        if self.chance.random() < 0.1:
            return self.playground.dm(user)
        return self.chance.choice(self.places)

    def _command(self) -> tuple[str, list[Json]]:
        found: list[tuple[str, list[Json]]] = []
        for command in self.playground.commands:
            if command["type"] == MESSAGE_COMMAND:
                continue
            given: list[Json] = command.get("options") or []
            below = [option for option in given if option["type"] == kinds.SUBCOMMAND]
            found += [
                (f"{command['name']} {one['name']}", one.get("options") or []) for one in below
            ]
            if not below:
                found.append((command["name"], given))
        return self.chance.choice(found)

    async def _slash(self, user: str) -> Step:
        name, given = self._command()
        chosen = [
            option
            for option in given
            if option.get("required") or self.chance.random() < 2 / (len(given) + 1)
        ]
        place = self._place(user)
        values = {option["name"]: self._value(option, place) for option in chosen}
        self._note(f"/{name}")
        for option in values:
            self._note(f"/{name} {option}")
        made = await self.playground.slash(user, name, values, place)
        return Step(f"/{name} {values!r}", made)

    async def _complete(self, user: str) -> Step:
        name, given = self._command()
        offering = [option for option in given if option.get("autocomplete")]
        if not offering:
            return await self._slash(user)
        option, place = self.chance.choice(offering), self._place(user)
        typed = str(self._value(option, place))[: self.chance.randrange(1, 30)]
        least = {one["name"]: self._value(one, place) for one in given if one.get("required")}
        values = {**least, option["name"]: typed}
        self._note(f"typing /{name} {option['name']}")
        made = await self.playground.autocomplete(user, name, values, option["name"], place)
        return Step(f"typing /{name} {values!r}", made)

    async def _say(self, user: str) -> Step:
        text = self._text("question")[:1900]
        if self.chance.random() < 0.5:
            self._note("mention")
            made = await self.playground.say(user, f"@Marquee {text}", self._place(user))
            return Step(f"mention {text!r}", made)
        said = await self.playground.say(user, text or "…", self.chance.choice(self.places))
        menu = self.chance.choice(
            [one["name"] for one in self.playground.commands if one["type"] == MESSAGE_COMMAND]
        )
        self._note(menu)
        made = await self.playground.context_menu(user, menu, said.interaction)
        return Step(f"{menu} {text!r}", made)

    async def _press(self, user: str) -> Step:
        first, message = self.chance.choice(self._messages)
        who = first if self.chance.random() < 0.8 else user
        controls = [
            (control["custom_id"], [option["value"] for option in control.get("options", [])])
            for row in message["components"]
            for control in row.get("components", [])
            if "custom_id" in control and not control.get("disabled")
        ]
        if not controls:
            return await self._slash(user)
        custom_id, values = self.chance.choice(controls)
        value = [self.chance.choice(values)] if values else None
        stored = self.playground.discord.messages.find(int(message["id"]))
        payload = (value[0] if value else custom_id.split(":", 3)[-1]).partition("?")[0]
        self._note(f"control {payload if payload[:1].isalpha() else 'kept'}")
        channel = self.playground.world.channels.get(int(message["channel_id"]))
        if stored is None or custom_id not in str(stored.data.get("components")):
            made = await self.playground.press_stale(who, custom_id, value, channel)
        elif value is None:
            made = await self.playground.click(who, message, custom_id)
        else:
            made = await self.playground.select(who, message, custom_id, value)
        return Step(f"press {custom_id} {value or ''}", made)

    async def _submit(self, user: str, opened: Exchange) -> Step:
        form = opened.modal or {}
        fields: dict[str, str] = {}
        for part in form["components"]:
            field_ = part["component"]
            text = self._text(field_["custom_id"])[: field_.get("max_length") or 4000]
            fields[field_["custom_id"]] = text.strip() or "x"
        self._note(f"form {form['custom_id'].split(':', 3)[-1].partition('?')[0]}")
        return Step(f"form {fields!r}", await self.playground.submit(user, opened, fields))

    def _value(self, option: Json, place: Channel) -> Value:
        chance, kind = self.chance, option["type"]
        if choices := option.get("choices"):
            return chance.choice(choices)["value"]
        if kind in {kinds.INTEGER, kinds.NUMBER}:
            return self._number(option)
        if kind == kinds.STRING:
            text = self._text(option["name"])[: option.get("max_length") or MAX_OPTION_LENGTH]
            return text if len(text) >= (option.get("min_length") or 0) else text.ljust(9, "x")
        others: Mapping[int, Callable[[], Value]] = {
            kinds.BOOLEAN: lambda: chance.random() < 0.5,
            kinds.USER: lambda: self.playground.world.user(chance.choice(PEOPLE)),
            kinds.CHANNEL: lambda: self._channel(option, place),
            kinds.ROLE: lambda: self.playground.role("crew"),
            kinds.ATTACHMENT: lambda: Upload("films.csv", chance.choice(EXPORTS), "text/csv"),
        }
        return others[kind]()

    def _channel(self, option: Json, place: Channel) -> Channel:
        """Choose as Discord's apps let one: among the channels of the server where one is."""
        allowed = option.get("channel_types")
        offered = [
            channel
            for channel in self.playground.world.channels.values()
            if channel.guild is not None
            and channel.guild is place.guild
            and (not allowed or channel.type in allowed)
        ]
        if not offered:
            raise NotOfferedError(f"there is no channel to choose for {option['name']!r}")
        return self.chance.choice(offered)

    def _number(self, option: Json) -> int:
        least, most = option.get("min_value", -(10**6)), option.get("max_value", 10**6)
        ordinary = ORDINARY.get(option["name"])
        chance = self.chance
        number = chance.choice(ordinary) if ordinary else chance.randint(int(least), int(most))
        return min(max(int(str(number)), int(least)), int(most))

    def _text(self, name: str) -> str:
        chance = self.chance
        if chance.random() < HOSTILE:
            return self._hostile()
        if name in ORDINARY:
            return str(chance.choice(ORDINARY[name]))
        title, person = chance.choice(self.titles), chance.choice(self.people)
        if name in {"person", "director", "with", "other"}:
            return person
        if name == "question":
            return chance.choice(ASKED).format(title=title, person=person, genre="drama", year=1999)
        cut = chance.randrange(len(title))
        return title[:cut] + title[cut + 1 :] if chance.random() < MISSPELT else title

    def _hostile(self) -> str:
        chance = self.chance
        nasty = chance.choice(NASTY).encode("utf-8", "replace").decode()
        row = " ".join(chance.choices([*HEAVY, *self.titles[:50]], k=60))
        return chance.choice((nasty, nasty, nasty, row, nasty * 200))
