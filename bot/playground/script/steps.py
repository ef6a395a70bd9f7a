"""The lines of a playground script as values: one line, one step.

``docs/playground.md`` describes every form.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bot.playground.discord.http.wire import Json
from bot.playground.script.command_line import CommandCall, StepError, parse_call

EVENT_DEEDS = ("begin", "end", "cancel", "delete")
"""What can be done to an event, besides moving it."""

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800}
_DURATION = re.compile(r"(?:\d{1,6}(?:\.\d{1,3})?[smhdw]\s*)+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Run:
    """``/command options``."""

    call: CommandCall


@dataclass(frozen=True, slots=True)
class Complete:
    """``?/command options``: ask for choices."""

    call: CommandCall


@dataclass(frozen=True, slots=True)
class Click:
    """``!click LABEL``."""

    label: str


@dataclass(frozen=True, slots=True)
class Select:
    """``!select VALUE``, ``!select ONE | TWO``, ``!select MENU: VALUE``."""

    text: str


@dataclass(frozen=True, slots=True)
class Submit:
    """``!submit FIELD=text | OTHER=text``."""

    text: str


@dataclass(frozen=True, slots=True)
class As:
    """``!as USER``: act as that user from now on."""

    user: str


@dataclass(frozen=True, slots=True)
class On:
    """``!on N``: act on the message that step N brought."""

    step: int


@dataclass(frozen=True, slots=True)
class DirectMessages:
    """``!dm``: act in the direct messages with the bot from now on."""


@dataclass(frozen=True, slots=True)
class InChannel:
    """``!channel NAME``: act in that channel of the server from now on."""

    name: str


@dataclass(frozen=True, slots=True)
class Roles:
    """``!roles USER ROLE…``: the user has these roles and no others."""

    user: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UseMenu:
    """``!menu NAME``: a context menu command on the message."""

    name: str


@dataclass(frozen=True, slots=True)
class Say:
    """``!say TEXT``: a plain message."""

    text: str


@dataclass(frozen=True, slots=True)
class AttachFile:
    """``!file PATH``: a file for the next command."""

    path: str


@dataclass(frozen=True, slots=True)
class Voice:
    """``!voice USER…``: these users, and nobody else, sit in a voice channel or on a stage."""

    users: tuple[str, ...]
    channel: str = "Lounge"


@dataclass(frozen=True, slots=True)
class OpenThread:
    """``!thread NAME``: open a thread in the channel, or a post in the forum, and go there."""

    name: str


@dataclass(frozen=True, slots=True)
class Archive:
    """``!archive``: archive the thread; ``!lock``: only moderators may write in it."""

    locked: bool = False


@dataclass(frozen=True, slots=True)
class ChangeEvent:
    """``!event move 2d``, ``!event begin``, …: what a moderator does to the server's last event."""

    deed: str
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class ShowEvents:
    """``!events``: list the server's events."""


@dataclass(frozen=True, slots=True)
class Advance:
    """``!advance 2h``: move the clock forward."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Restart:
    """``!restart``: stop the bot in good order and start it again; ``!kill`` without warning."""

    kill: bool = False


Step = (
    Run
    | Complete
    | Click
    | Select
    | Submit
    | As
    | On
    | DirectMessages
    | InChannel
    | Roles
    | UseMenu
    | Say
    | AttachFile
    | Voice
    | OpenThread
    | Archive
    | ChangeEvent
    | ShowEvents
    | Advance
    | Restart
)


def is_step(line: str) -> bool:
    """Return whether a line of a script is a step, not blank and not a comment."""
    return bool(line.strip()) and not line.lstrip().startswith("#")


def parse_step(line: str, commands: Iterable[Json]) -> Step:
    """Read one line.

    Args:
        line: The line; it is a step (`is_step`).
        commands: The commands as registered.

    Raises:
        StepError: It is not a step; the message says what would be right.
    """
    line = line.strip()
    if line.startswith("?/"):
        return Complete(parse_call(line[2:], commands))
    if line.startswith("/"):
        return Run(parse_call(line[1:], commands))
    if not line.startswith("!"):
        raise StepError("a step begins with /command, ?/command or !verb; see docs/playground.md")
    verb, _, rest = line[1:].partition(" ")
    if verb not in VERBS:
        raise StepError(f"there is no !{verb}; there is {', '.join('!' + v for v in VERBS)}")
    return VERBS[verb](rest.strip())


def parse_duration(text: str) -> float:
    """Return the seconds of a duration such as ``90s``, ``2h`` or ``1d 12h 30m``.

    Raises:
        StepError: It is not a duration.
    """
    if not _DURATION.fullmatch(text):
        raise StepError(f"a duration is like 90s, 15m, 2h, 1d12h or 1w, not {text!r}")
    parts = re.findall(r"([\d.]+)([smhdw])", text)
    return sum(float(number) * _UNITS[unit] for number, unit in parts)


def _text(usage: str, make: Callable[[str], Step]) -> Callable[[str], Step]:
    def read(rest: str) -> Step:
        if not rest:
            raise StepError(f"write !{usage}")
        return make(rest)

    return read


def _alone(usage: str, step: Step) -> Callable[[str], Step]:
    def read(rest: str) -> Step:
        if rest:
            raise StepError(f"!{usage} stands alone, without {rest!r}")
        return step

    return read


def _name(rest: str) -> str:
    name = rest.removeprefix("@")
    if len(name.split()) != 1:
        raise StepError(f"a user's name is one word, not {rest!r}")
    return name


def _step_number(rest: str) -> Step:
    if not re.fullmatch(r"\d{1,9}", rest, re.ASCII):
        raise StepError(f"write !on N with the number of a step, from 1, not {rest!r}")
    return On(int(rest))


def _voice(rest: str) -> Step:
    first, *others = rest.split() or [""]
    if first.startswith("#"):
        return Voice(tuple(map(_name, others)), first.removeprefix("#"))
    return Voice(tuple(map(_name, rest.split())))


def _event(rest: str) -> Step:
    deed, _, more = rest.partition(" ")
    if deed == "move":
        return ChangeEvent(deed, parse_duration(more.strip()))
    if deed not in EVENT_DEEDS or more:
        usage = ", ".join(f"!event {one}" for one in EVENT_DEEDS)
        raise StepError(f"write !event move 2d, {usage}, not {rest!r}")
    return ChangeEvent(deed)


def _roles(rest: str) -> Step:
    user, *roles = rest.split()
    return Roles(_name(user), tuple(role.removeprefix("@") for role in roles))


VERBS: dict[str, Callable[[str], Step]] = {
    "click": _text("click LABEL", Click),
    "select": _text("select VALUE", Select),
    "submit": _text("submit FIELD=text", Submit),
    "as": _text("as USER", lambda rest: As(_name(rest))),
    "on": _step_number,
    "dm": _alone("dm", DirectMessages()),
    "channel": _text("channel NAME", lambda rest: InChannel(rest.removeprefix("#"))),
    "roles": _text("roles USER ROLE…", _roles),
    "menu": _text("menu NAME", UseMenu),
    "say": _text("say TEXT", Say),
    "file": _text("file PATH", AttachFile),
    "voice": _voice,
    "thread": _text("thread NAME", OpenThread),
    "archive": _alone("archive", Archive()),
    "lock": _alone("lock", Archive(locked=True)),
    "event": _event,
    "events": _alone("events", ShowEvents()),
    "advance": _text("advance 2h", lambda rest: Advance(parse_duration(rest))),
    "restart": _alone("restart", Restart()),
    "kill": _alone("kill", Restart(kill=True)),
}
