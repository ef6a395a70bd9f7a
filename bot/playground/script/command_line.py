"""A typed slash command, ``/cast streep meryl with:dustin hofman``, split into its options.

What can be typed follows from the commands that the bot has registered. An option's value goes
on to the next option's name, so it may hold blanks; text before any name is the first option's.
Whether the values themselves are possible is judged by `bot.playground.driver.options`.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.playground.discord.http.wire import Json

CHAT_INPUT, MESSAGE_MENU = 1, 3
"""Types of application commands."""

_SUBCOMMANDS = {1, 2}


class StepError(Exception):
    """A line that cannot be run; the message says what would be right."""


@dataclass(frozen=True, slots=True)
class CommandCall:
    """A slash command as typed.

    Attributes:
        path: The command's name, then those of its group and subcommand, if it has such.
        typed: The text of each option, in order of typing.
        known: The command's options as registered, by name.
    """

    path: tuple[str, ...]
    typed: Mapping[str, str]
    known: Mapping[str, Json]

    @property
    def name(self) -> str:
        """The path as it is typed, without its slash."""
        return " ".join(self.path)

    @property
    def focused(self) -> str:
        """The option that is being typed: the last one, or else the first there is."""
        names = [*self.typed] or [*self.known][:1]
        return names[-1] if names else ""


def parse_call(text: str, commands: Iterable[Json]) -> CommandCall:
    """Read a command, without its slash.

    Args:
        text: What was typed.
        commands: The commands as registered.

    Raises:
        StepError: There is no such command, or it does not take this.
    """
    path, known, rest = find_command(text, commands)
    return CommandCall(path, _split_options(rest, path, known), known)


def find_command(
    text: str, commands: Iterable[Json]
) -> tuple[tuple[str, ...], dict[str, Json], str]:
    """Return the path of the command that a text begins with, its options, and the rest.

    Raises:
        StepError: There is no such command, or it needs a subcommand.
    """
    path: list[str] = []
    level: Sequence[Json] = [c for c in commands if c.get("type", CHAT_INPUT) == CHAT_INPUT]
    while True:
        name, text = (*text.split(maxsplit=1), "", "")[:2]
        found = next((item for item in level if item["name"] == name), None)
        if found is None:
            raise StepError(_no_such(name, path, level))
        path.append(name)
        level = found.get("options") or ()
        if not any(option["type"] in _SUBCOMMANDS for option in level):
            return tuple(path), {option["name"]: option for option in level}, text


def _no_such(name: str, path: Sequence[str], level: Iterable[Json]) -> str:
    there = ", ".join(sorted(("" if path else "/") + item["name"] for item in level)) or "none"
    if not path:
        return f"there is no command /{name}; there is {there}"
    wrong = f"has no subcommand {name!r}" if name else "needs a subcommand"
    return f"/{' '.join(path)} {wrong}; there is {there}"


def _split_options(text: str, path: Sequence[str], known: Mapping[str, Json]) -> dict[str, str]:
    names = "|".join(re.escape(name) for name in known)
    parts = re.split(rf"(?:^|(?<=\s))({names}):", text) if known else [text]
    typed: dict[str, str] = {}
    if leading := parts[0].strip():
        if not known:
            raise StepError(f"/{' '.join(path)} takes no options")
        typed[next(iter(known))] = leading
    for name, value in zip(parts[1::2], parts[2::2], strict=True):
        if name in typed:
            raise StepError(f"the option {name} is given twice")
        typed[name] = value.strip()
    return typed
