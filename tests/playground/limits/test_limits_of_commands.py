"""Every limit of a command, at its edge: the longest that passes, and one more."""

from typing import Any

import pytest

from bot.playground.discord.limits.commands import check_commands


def command(**more: Any) -> dict[str, Any]:
    return {"name": "movie", "description": "d", **more}


def option(**more: Any) -> dict[str, Any]:
    return {"type": 3, "name": "title", "description": "d", **more}


def sized(extra: int) -> dict[str, Any]:
    choices = [{"name": f"{i:0100}", "value": f"{i:098}"} for i in range(20)]
    fields = [option(name=f"o{i}", choices=choices) for i in range(2)]
    used = len("movie") + 1 + 2 * (2 + 1) + 2 * 20 * 198
    return command(options=fields, description="d" * (8000 - used + 1 + extra))


COMMANDS: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("name", command(name="x" * 32), command(name="x" * 33)),
    ("lower case", command(name="película"), command(name="Movie")),
    ("spaces", command(name="a-b_c"), command(name="a b")),
    ("description", command(description="x" * 100), command(description="x" * 101)),
    ("empty description", command(), command(description="")),
    (
        "options",
        command(options=[option(name=f"o{i}") for i in range(25)]),
        command(options=[option(name=f"o{i}") for i in range(26)]),
    ),
    ("same option", command(options=[option()]), command(options=[option(), option()])),
    (
        "required after optional",
        command(options=[option(required=True), option(name="b")]),
        command(options=[option(), option(name="b", required=True)]),
    ),
    (
        "choices",
        command(options=[option(choices=[{"name": f"{i}", "value": "a"} for i in range(25)])]),
        command(options=[option(choices=[{"name": f"{i}", "value": "a"} for i in range(26)])]),
    ),
    (
        "choices and autocomplete",
        command(options=[option(choices=[{"name": "a", "value": "a"}])]),
        command(options=[option(choices=[{"name": "a", "value": "a"}], autocomplete=True)]),
    ),
    (
        "autocomplete",
        command(options=[option(autocomplete=True)]),
        command(options=[option(type=5, autocomplete=True)]),
    ),
    (
        "nesting",
        command(options=[option(type=2, options=[option(type=1)])]),
        command(options=[option(type=2, options=[option(type=2)])]),
    ),
    (
        "subcommands beside options",
        command(options=[option(type=1)]),
        command(options=[option(type=1), option(name="b")]),
    ),
    (
        "channel types",
        command(options=[option(type=7, channel_types=[*range(6), *range(10, 17)])]),
        command(options=[option(type=7, channel_types=[6])]),
    ),
    ("contexts", command(contexts=[0, 1, 2]), command(contexts=[3])),
    ("installs", command(integration_types=[0, 1]), command(integration_types=[0, 0])),
    (
        "locales",
        command(name_localizations={"es-ES": "pelicula"}),
        command(name_localizations={"es": "pelicula"}),
    ),
    ("size", sized(0) | {"description": "d"}, sized(1)),
    ("length", command(options=[option(max_length=6000)]), command(options=[option(max_length=0)])),
    (
        "shortest longest",
        command(options=[option(max_length=1)]),
        command(options=[option(max_length=-1)]),
    ),
    ("menu", {"name": "Ask this", "type": 3}, {"name": "Ask this", "type": 3, "description": "d"}),
]


@pytest.mark.parametrize(("good", "bad"), [c[1:] for c in COMMANDS], ids=[c[0] for c in COMMANDS])
def test_a_command_at_a_limit_passes_and_beyond_it_does_not(
    good: dict[str, Any], bad: dict[str, Any]
) -> None:
    assert list(check_commands([good])) == []
    assert list(check_commands([bad]))


def test_a_scope_takes_a_hundred_slash_commands_with_names_of_their_own() -> None:
    commands = [command(name=f"c{i}") for i in range(100)]
    assert not list(check_commands(commands))
    assert list(check_commands([*commands, command()]))
    assert list(check_commands([command(), command()]))
    assert not list(check_commands([command(), {"name": "movie", "type": 2}]))
