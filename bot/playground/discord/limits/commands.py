"""Limits of application commands."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from bot.playground.discord.limits.components import check_channel_types
from bot.playground.discord.limits.fault import (
    Fault,
    Path,
    as_list,
    as_objects,
    check_count,
    check_number,
    check_text,
    duplicates,
    kind_of,
    not_one_of,
    part,
    whole,
)
from bot.playground.discord.limits.interactions import check_choice_value

CHAT_INPUT, USER, MESSAGE = 1, 2, 3
COUNTS = {CHAT_INPUT: 100, USER: 15, MESSAGE: 15}
"""How many commands of each type one scope may have."""

NAME, DESCRIPTION, OPTIONS, CHOICES, CHOICE_NAME = 32, 100, 25, 25, 100
TOTAL = 8000
"""Letters of a command's names, descriptions and values together."""

LOCALES = frozenset(
    {
        *("bg", "cs", "da", "de", "el", "en-GB", "en-US", "es-419", "es-ES", "fi", "fr", "hi"),
        *("hr", "hu", "id", "it", "ja", "ko", "lt", "nl", "no", "pl", "pt-BR", "ro", "ru"),
        *("sv-SE", "th", "tr", "uk", "vi", "zh-CN", "zh-TW"),
    }
)

SUBCOMMAND, GROUP, STRING, INTEGER, CHANNEL, NUMBER, ATTACHMENT = 1, 2, 3, 4, 7, 10, 11
_COMPLETED = (STRING, INTEGER, NUMBER)
_STRING_LENGTH = 6000
_NAME = re.compile(r"[-'\w\u0900-\u097F\u0E00-\u0E7F]{1,32}")


def check_commands(value: object) -> Iterator[Fault]:
    """Check all commands of one scope together."""
    commands, faults = as_objects(value, ())
    yield from faults
    for kind, times in Counter(
        whole(command.get("type"), CHAT_INPUT) for command in commands
    ).items():
        if times > COUNTS.get(kind, 0):
            yield Fault(
                (),
                "APPLICATION_COMMAND_TOO_MANY",
                f"Maximum number of application commands reached ({COUNTS.get(kind, 0)}).",
            )
    keys = [f"{whole(c.get('type'), CHAT_INPUT)} {c.get('name')}" for c in commands]
    doubled = duplicates(keys)
    for position, (key, command) in enumerate(zip(keys, commands, strict=True)):
        if key in doubled:
            yield Fault(
                (position,),
                "APPLICATION_COMMANDS_DUPLICATE_NAME",
                "Application command names must be unique",
            )
        yield from _check_command(command, (position,))


def _check_command(command: dict[str, Any], path: Path) -> Iterator[Fault]:
    kind = whole(command.get("type"), CHAT_INPUT)
    if kind == CHAT_INPUT:
        yield from _check_named(command, path)
        yield from _check_options(command.get("options"), (*path, "options"), depth=0)
    else:
        yield from check_text(command.get("name"), (*path, "name"), NAME, 1)
        for key in ("description", "options"):
            if command.get(key):
                yield Fault((*path, key), "APPLICATION_COMMAND_CONTEXT_MENU", f"Cannot have {key}.")
    for key, highest in (("contexts", 2), ("integration_types", 1)):
        values, faults = as_list(command.get(key), (*path, key))
        yield from faults
        for position, item in enumerate(values):
            yield from check_number(item, (*path, key, position), 0, highest)
        if len({str(item) for item in values}) != len(values):
            yield Fault((*path, key), "SET_TYPE_ALREADY_CONTAINS_VALUE", "Must be unique.")
    needed = command.get("default_member_permissions")
    if needed is not None and not str(needed).isdigit():
        yield Fault(
            (*path, "default_member_permissions"), "NUMBER_TYPE_COERCE", f'"{needed}" is not int.'
        )
    if _letters(command) > TOTAL:
        yield Fault(
            path, "APPLICATION_COMMAND_TOO_LARGE", f"Command exceeds maximum size ({TOTAL})"
        )


def _check_named(item: dict[str, Any], path: Path) -> Iterator[Fault]:
    """Check a slash command's or an option's name and description, in all languages."""
    yield from _check_name(item.get("name"), (*path, "name"))
    yield from check_text(item.get("description"), (*path, "description"), DESCRIPTION, 1)
    for key in ("name_localizations", "description_localizations"):
        localized = part(item, key)
        for locale, text in localized.items():
            where = (*path, key, locale)
            if locale not in LOCALES:
                yield not_one_of(where, sorted(LOCALES))
            elif key == "name_localizations":
                yield from _check_name(text, where)
            else:
                yield from check_text(text, where, DESCRIPTION, 1)


def _check_name(value: object, path: Path) -> Iterator[Fault]:
    faults = list(check_text(value, path, NAME, 1))
    yield from faults
    if not faults and (not _NAME.fullmatch(str(value)) or str(value) != str(value).lower()):
        yield Fault(
            path,
            "APPLICATION_COMMAND_INVALID_NAME",
            "Command name is invalid: lower case letters, digits, - and _ only",
        )


def _check_options(value: object, path: Path, depth: int) -> Iterator[Fault]:
    options, faults = as_objects(value, path)
    yield from faults
    if len(options) > OPTIONS:
        yield from check_count(options, path, 0, OPTIONS)
    for name in sorted(duplicates(str(option.get("name")) for option in options)):
        yield Fault(
            path,
            "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS",
            f"Option name {name} already exists.",
        )
    if len({kind_of(option) in {SUBCOMMAND, GROUP} for option in options}) > 1:
        yield Fault(
            path,
            "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
            "Sub-command and sub-command group option types are mutually exclusive to all others.",
        )
    optional_seen = False
    for position, option in enumerate(options):
        where = (*path, position)
        yield from _check_option(option, where, depth)
        if option.get("required") and optional_seen:
            yield Fault(
                where,
                "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
                "Required options must be placed before non-required options",
            )
        optional_seen |= not option.get("required")


def _check_option(option: dict[str, Any], path: Path, depth: int) -> Iterator[Fault]:
    yield from _check_named(option, path)
    kind = kind_of(option)
    yield from check_number(option.get("type"), (*path, "type"), SUBCOMMAND, ATTACHMENT)
    if kind in {SUBCOMMAND, GROUP}:
        # A group stands directly below the command, a subcommand at most below a group.
        if depth > (0 if kind == GROUP else 1):
            yield Fault(
                (*path, "type"), "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Nested too deeply."
            )
            return
        inner, _ = as_objects(option.get("options"), path)
        if kind == GROUP and any(kind_of(item) != SUBCOMMAND for item in inner):
            yield not_one_of((*path, "options", "type"), [SUBCOMMAND])
        yield from _check_options(option.get("options"), (*path, "options"), depth + 1)
        return
    if option.get("options"):
        yield Fault((*path, "options"), "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Not allowed.")
    yield from _check_choices(option, path)
    yield from _check_range(option, path)


def _check_choices(option: dict[str, Any], path: Path) -> Iterator[Fault]:
    choices, faults = as_objects(option.get("choices"), (*path, "choices"))
    yield from faults
    completes = bool(option.get("autocomplete"))
    if (choices or completes) and kind_of(option) not in _COMPLETED:
        yield not_one_of((*path, "type"), _COMPLETED)
        return
    if choices and completes:
        yield Fault(
            (*path, "autocomplete"),
            "APPLICATION_COMMAND_AUTOCOMPLETE_WITH_CHOICES",
            "Cannot have both choices and autocomplete.",
        )
    if len(choices) > CHOICES:
        yield from check_count(choices, (*path, "choices"), 0, CHOICES)
    for position, choice in enumerate(choices):
        where = (*path, "choices", position)
        yield from check_text(choice.get("name"), (*where, "name"), CHOICE_NAME, 1)
        yield from check_choice_value(choice.get("value"), (*where, "value"), kind_of(option))
    for name in sorted(duplicates(str(choice.get("name")) for choice in choices)):
        yield Fault(
            (*path, "choices"),
            "APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_ALREADY_EXISTS",
            f"Choice name {name} already exists.",
        )


def _check_range(option: dict[str, Any], path: Path) -> Iterator[Fault]:
    kind = kind_of(option)
    for key, of in (("min_length", STRING), ("max_length", STRING), ("channel_types", CHANNEL)):
        if option.get(key) is not None and kind != of:
            yield not_one_of((*path, "type"), [of])
    yield from check_channel_types(option.get("channel_types"), (*path, "channel_types"))
    for key in ("min_value", "max_value"):
        if option.get(key) is not None and kind not in {INTEGER, NUMBER}:
            yield not_one_of((*path, "type"), [INTEGER, NUMBER])
    if option.get("min_length") is not None:
        yield from check_number(option["min_length"], (*path, "min_length"), 0, _STRING_LENGTH)
    if option.get("max_length") is not None:
        yield from check_number(option["max_length"], (*path, "max_length"), 1, _STRING_LENGTH)
    for low, high in (("min_length", "max_length"), ("min_value", "max_value")):
        least, most = option.get(low), option.get(high)
        if isinstance(least, int | float) and isinstance(most, int | float) and least > most:
            yield Fault((*path, high), "NUMBER_TYPE_MIN", f"{high} is below {low}.")


def _letters(item: dict[str, Any]) -> int:
    """Return a command's size; of each text only the longest language counts."""
    total = 0
    for key in ("name", "description"):
        texts = [item.get(key) or "", *part(item, f"{key}_localizations").values()]
        total += max(len(str(text)) for text in texts)
    if "value" in item:
        total += len(str(item["value"]))
    for key in ("options", "choices"):
        inner, _ = as_objects(item.get(key), ())
        total += sum(_letters(below) for below in inner)
    return total
