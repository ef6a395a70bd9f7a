"""A command's options, turned into the data of an interaction as Discord's apps do it."""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from bot.playground.discord.http.wire import Json, Upload
from bot.playground.discord.world.entities import Channel, Role, User

Value: TypeAlias = str | int | float | bool | User | Channel | Role | Upload

SUBCOMMAND, GROUP, STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE = 1, 2, 3, 4, 5, 6, 7, 8
MENTIONABLE, NUMBER, ATTACHMENT = 9, 10, 11
"""Option types."""

_STRING_LENGTH = 6000
_KEPT_WHILE_TYPING = {STRING, INTEGER, NUMBER}


class NotOfferedError(Exception):
    """Discord's apps do not allow this: nothing was sent to the bot."""


def find_subcommand(command: Json, names: list[str]) -> tuple[list[str], list[Json]]:
    """Return the path below a command and the options found at its end.

    Raises:
        NotOfferedError: There is no such subcommand.
    """
    options: list[Json] = command.get("options") or []
    for name in names:
        found = next(
            (o for o in options if o["name"] == name and o["type"] in {SUBCOMMAND, GROUP}), None
        )
        if found is None:
            raise NotOfferedError(f"/{command['name']} has no subcommand {name!r}")
        options = found.get("options") or []
    if any(option["type"] in {SUBCOMMAND, GROUP} for option in options):
        raise NotOfferedError(f"/{' '.join([command['name'], *names])} needs a subcommand")
    return names, options


def wrap(names: list[str], filled: list[Json]) -> list[Json]:
    """Return filled-in options inside their subcommand and group."""
    kinds = [SUBCOMMAND, GROUP]
    for depth, name in enumerate(reversed(names)):
        filled = [{"name": name, "type": kinds[depth], "options": filled}]
    return filled


class OptionFiller:
    """Fills in one command's options.

    Args:
        options: The options as registered.
        keep: Stores a file and returns its attachment object.
        member: Returns the member object of a user in the current server, if any.
        sees: Whether a channel is one of the current server that the person typing can see.
        place: Returns a channel as resolved data shows it.
    """

    def __init__(
        self,
        options: list[Json],
        keep: Callable[[Upload], Json],
        member: Callable[[User], Json | None],
        sees: Callable[[Channel], bool],
        place: Callable[[Channel], Json],
    ) -> None:
        self._options = {option["name"]: option for option in options}
        self._keep = keep
        self._member = member
        self._sees = sees
        self._place = place
        self.resolved: dict[str, Json] = {}

    def fill(self, values: Mapping[str, Value]) -> list[Json]:
        """Return the options of a finished command.

        Raises:
            NotOfferedError: An unknown or missing option, or a value that cannot be entered.
        """
        self._refuse_unknown(values)
        for option in self._options.values():
            if option.get("required") and option["name"] not in values:
                raise NotOfferedError(f"the option {option['name']!r} is required")
        return [self._filled(self._options[name], value) for name, value in values.items()]

    def fill_partly(self, values: Mapping[str, Value], focused: str) -> list[Json]:
        """Return the options of a command that is being typed, one of them focused.

        Raises:
            NotOfferedError: An unknown option, or one without autocomplete.
        """
        values = {**values, focused: values.get(focused, "")}
        self._refuse_unknown(values)
        if not self._options[focused].get("autocomplete"):
            raise NotOfferedError(f"the option {focused!r} has no autocomplete")
        filled: list[Json] = []
        for name, value in values.items():
            option = self._options[name]
            if name == focused:
                filled.append(_entry(option, str(value)) | {"focused": True})
            elif option["type"] in _KEPT_WHILE_TYPING:
                filled.append(_entry(option, value))
            else:
                filled.append(self._filled(option, value))
        return filled

    def _refuse_unknown(self, values: Mapping[str, Value]) -> None:
        for name in values:
            if name not in self._options:
                offered = ", ".join(self._options) or "none"
                raise NotOfferedError(f"there is no option {name!r} (there are: {offered})")

    def _filled(self, option: Json, value: Value) -> Json:
        kind = option["type"]
        if choices := option.get("choices"):
            return _entry(option, _chosen(choices, option["name"], value))
        if kind == STRING:
            return _entry(option, _text(option, value))
        if kind in {INTEGER, NUMBER}:
            return _entry(option, _number(option, value))
        if kind == BOOLEAN:
            return _entry(option, _truth(option["name"], value))
        if kind == ATTACHMENT:
            return _entry(option, self._attach(option["name"], value))
        return _entry(option, self._refer(option, value))

    def _attach(self, name: str, value: Value) -> str:
        if not isinstance(value, Upload):
            raise NotOfferedError(f"{name!r} takes a file")
        attachment = self._keep(value)
        self.resolved.setdefault("attachments", {})[attachment["id"]] = attachment
        return attachment["id"]

    def _refer(self, option: Json, value: Value) -> str:
        kind = option["type"]
        if isinstance(value, User) and kind in {USER, MENTIONABLE}:
            self._resolve("users", value.id, value.wire())
            member = self._member(value)
            if member is not None:
                self._resolve("members", value.id, member)
            return str(value.id)
        if isinstance(value, Role) and kind in {ROLE, MENTIONABLE}:
            self._resolve("roles", value.id, value.wire())
            return str(value.id)
        if isinstance(value, Channel) and kind == CHANNEL:
            allowed = option.get("channel_types")
            if allowed and value.type not in allowed:
                raise NotOfferedError(f"{option['name']!r} does not take this kind of channel")
            if not self._sees(value):
                raise NotOfferedError(f"#{value.name} is not among the channels to choose from")
            self._resolve("channels", value.id, self._place(value))
            return str(value.id)
        raise NotOfferedError(f"{option['name']!r} does not take {value!r}")

    def _resolve(self, kind: str, id_: int, data: Json) -> None:
        self.resolved.setdefault(kind, {})[str(id_)] = data


def _entry(option: Json, value: Any) -> Json:
    return {"name": option["name"], "type": option["type"], "value": value}


def _chosen(choices: list[Json], name: str, value: Value) -> Any:
    for choice in choices:
        if value in {choice["name"], choice["value"]} or str(value) == str(choice["value"]):
            return choice["value"]
    offered = ", ".join(str(choice["name"]) for choice in choices)
    raise NotOfferedError(f"{value!r} is none of {name!r}'s choices ({offered})")


def _text(option: Json, value: Value) -> str:
    text = str(value)
    shortest, longest = option.get("min_length") or 0, option.get("max_length") or _STRING_LENGTH
    if not text or not shortest <= len(text) <= longest:
        raise NotOfferedError(f"{option['name']!r} takes {shortest or 1} to {longest} letters")
    return text


def _number(option: Json, value: Value) -> float:
    try:
        number = int(str(value)) if option["type"] == INTEGER else float(str(value))
    except ValueError:
        raise NotOfferedError(f"{option['name']!r} takes a number, not {value!r}") from None
    lowest, highest = option.get("min_value"), option.get("max_value")
    if (lowest is not None and number < lowest) or (highest is not None and number > highest):
        raise NotOfferedError(f"{option['name']!r} takes {lowest} to {highest}, not {number}")
    return number


def _truth(name: str, value: Value) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.lower() in {"true", "false"}:
        return value.lower() == "true"
    raise NotOfferedError(f"{name!r} takes True or False, not {value!r}")
