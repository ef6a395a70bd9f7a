"""Every limit, at its edge: the longest that passes, and one more."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.playground.limits.commands import check_commands
from bot.playground.limits.events import check_scheduled_event
from bot.playground.limits.fault import Fault, nested
from bot.playground.limits.interactions import check_choices, check_modal
from bot.playground.limits.messages import check_message, check_shape

NOW = datetime(2026, 1, 1, tzinfo=UTC)
V2 = 1 << 15
FILES = frozenset({"p.jpg"})


def button(**more: Any) -> dict[str, Any]:
    return {"type": 2, "style": 2, "label": "x", "custom_id": "x", **more}


def select(**more: Any) -> dict[str, Any]:
    return {"type": 3, "custom_id": "s", "options": [{"label": "a", "value": "a"}], **more}


def rows(*components: dict[str, Any]) -> dict[str, Any]:
    return {"components": [{"type": 1, "components": list(components)}]}


def embed(**more: Any) -> dict[str, Any]:
    return {"embeds": [{"title": "t", **more}]}


def field(name: str = "n", value: str = "v") -> dict[str, str]:
    return {"name": name, "value": value}


def layout(*components: dict[str, Any]) -> dict[str, Any]:
    return {"flags": V2, "components": list(components)}


def text(length: int) -> dict[str, Any]:
    return {"type": 10, "content": "x" * length}


def options(count: int) -> list[dict[str, str]]:
    return [{"label": f"o{i}", "value": f"o{i}"} for i in range(count)]


def buttons(count: int) -> list[dict[str, Any]]:
    return [button(custom_id=f"b{i}") for i in range(count)]


def stacked(count: int) -> dict[str, Any]:
    return {"components": [{"type": 1, "components": [b]} for b in buttons(count)]}


MESSAGES: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("content", {"content": "x" * 2000}, {"content": "x" * 2001}),
    ("title", embed(title="x" * 256), embed(title="x" * 257)),
    ("trimmed", embed(title=" " * 9 + "x" * 256), embed(title="x" * 257 + " ")),
    ("description", embed(description="x" * 4096), embed(description="x" * 4097)),
    ("footer", embed(footer={"text": "x" * 2048}), embed(footer={"text": "x" * 2049})),
    ("author", embed(author={"name": "x" * 256}), embed(author={"name": "x" * 257})),
    ("fields", embed(fields=[field()] * 25), embed(fields=[field()] * 26)),
    ("field name", embed(fields=[field("x" * 256)]), embed(fields=[field("x" * 257)])),
    ("field value", embed(fields=[field("n", "x" * 1024)]), embed(fields=[field("n", "x" * 1025)])),
    ("empty field", embed(fields=[field()]), embed(fields=[field("n", " ")])),
    ("empty embed", embed(), {"embeds": [{}]}),
    ("embeds", {"embeds": [{"title": "t"}] * 10}, {"embeds": [{"title": "t"}] * 11}),
    (
        "sum of embeds",
        {"embeds": [{"description": "x" * 3000}] * 2},
        {"embeds": [{"description": "x" * 3000}] * 2 + [{"title": "x"}]},
    ),
    ("colour", embed(color=0xFFFFFF), embed(color=0x1000000)),
    ("time", embed(timestamp="2026-01-01T00:00:00Z"), embed(timestamp="soon")),
    ("url", embed(url="https://a.b/c"), embed(url="https://")),
    ("url scheme", embed(url="http://a.b"), embed(url="attachment://p.jpg")),
    ("url spaces", embed(url="http://a.b/%20"), embed(url="http://a b")),
    (
        "attached",
        embed(image={"url": "attachment://p.jpg"}),
        embed(image={"url": "attachment://q.jpg"}),
    ),
    ("rows", stacked(5), stacked(6)),
    ("buttons a row", rows(*buttons(5)), rows(*buttons(6))),
    ("selects a row", rows(select()), rows(select(), select(custom_id="t"))),
    ("select and button", rows(select()), rows(select(), button())),
    ("same custom_id", rows(*buttons(2)), rows(button(), button())),
    ("custom_id", rows(button(custom_id="x" * 100)), rows(button(custom_id="x" * 101))),
    ("no custom_id", rows(button()), rows(button(custom_id=""))),
    ("label", rows(button(label="x" * 80)), rows(button(label="x" * 81))),
    ("emoji alone", rows(button(label="", emoji={"name": "🎲"})), rows(button(label=""))),
    ("emoji", rows(button(emoji={"name": "🎲"})), rows(button(emoji={"name": "dice"}))),
    (
        "link",
        rows({"type": 2, "style": 5, "label": "x", "url": "https://a.b"}),
        rows(button(style=5, url="https://a.b")),
    ),
    ("options", rows(select(options=options(25))), rows(select(options=options(26)))),
    ("no options", rows(select()), rows(select(options=[]))),
    ("same option", rows(select(options=options(2))), rows(select(options=options(1) * 2))),
    ("placeholder", rows(select(placeholder="x" * 150)), rows(select(placeholder="x" * 151))),
    ("max values", rows(select(max_values=1)), rows(select(max_values=2))),
    (
        "option value",
        rows(select(options=[{"label": "a", "value": "x" * 100}])),
        rows(select(options=[{"label": "a", "value": "x" * 101}])),
    ),
    ("layout text", layout(text(4000)), layout(text(2000), text(2001))),
    ("layout content", layout(text(1)), layout(text(1)) | {"content": "x"}),
    ("layout without flag", layout(text(1)), layout(text(1)) | {"flags": 0}),
    ("layout size", layout(*[text(1)] * 40), layout(*[text(1)] * 41)),
    (
        "nested size",
        layout({"type": 17, "components": [text(1)] * 39}),
        layout({"type": 17, "components": [text(1)] * 40}),
    ),
    (
        "gallery",
        layout({"type": 12, "items": [{"media": {"url": "https://a.b"}}] * 10}),
        layout({"type": 12, "items": [{"media": {"url": "https://a.b"}}] * 11}),
    ),
    (
        "section",
        layout({"type": 9, "components": [text(1)] * 3, "accessory": button()}),
        layout({"type": 9, "components": [text(1)] * 4, "accessory": button()}),
    ),
    (
        "file",
        layout({"type": 13, "file": {"url": "attachment://p.jpg"}}),
        layout({"type": 13, "file": {"url": "https://a.b/p.jpg"}}),
    ),
    (
        "poll",
        {"poll": {"question": {"text": "q"}, "answers": [{"poll_media": {"text": "a"}}] * 10}},
        {"poll": {"question": {"text": "q"}, "answers": [{"poll_media": {"text": "a"}}] * 11}},
    ),
    (
        "attachments",
        {"attachments": [{"filename": "a", "description": "x" * 1024}]},
        {"attachments": [{"filename": "a", "description": "x" * 1025}]},
    ),
]


@pytest.mark.parametrize(("good", "bad"), [m[1:] for m in MESSAGES], ids=[m[0] for m in MESSAGES])
def test_a_message_at_a_limit_passes_and_beyond_it_does_not(
    good: dict[str, Any], bad: dict[str, Any]
) -> None:
    assert list(check_message(good, FILES)) == []
    assert list(check_message(bad, FILES))


def test_pings_name_known_kinds_or_ids_but_not_both() -> None:
    assert not list(check_message({}, FILES, {"parse": [], "users": ["1"]}))
    assert list(check_message({}, FILES, {"parse": ["users"], "users": ["1"]}))
    assert list(check_message({}, FILES, {"parse": ["all"]}))


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
    ("contexts", command(contexts=[0, 1, 2]), command(contexts=[3])),
    ("installs", command(integration_types=[0, 1]), command(integration_types=[0, 0])),
    (
        "locales",
        command(name_localizations={"es-ES": "pelicula"}),
        command(name_localizations={"es": "pelicula"}),
    ),
    ("size", sized(0) | {"description": "d"}, sized(1)),
    ("length", command(options=[option(max_length=6000)]), command(options=[option(max_length=0)])),
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


def test_choices_are_up_to_25_with_names_and_values() -> None:
    def choices(count: int, name: str = "n", value: Any = "v") -> list[dict[str, Any]]:
        return [{"name": name, "value": value}] * count

    assert not list(check_choices(choices(25), 3))
    assert not list(check_choices([], 3))
    assert not list(check_choices(choices(1, value=1.5), 10))
    for bad in (
        choices(26),
        choices(1, ""),
        choices(1, "x" * 101),
        choices(1, value="x" * 101),
        choices(1, value=1),
        None,
    ):
        assert list(check_choices(bad, 3))
    assert list(check_choices(choices(1, value="1"), 4))


def label(component: dict[str, Any], name: str = "l") -> dict[str, Any]:
    return {"type": 18, "label": name, "component": component}


def modal(*components: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"title": "t", "custom_id": "m", "components": list(components), **more}


def field_input(**more: Any) -> dict[str, Any]:
    return {"type": 4, "custom_id": "i", "style": 1, **more}


MODALS: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("title", modal(text(1), title="x" * 45), modal(text(1), title="x" * 46)),
    ("custom_id", modal(text(1)), modal(text(1), custom_id="")),
    ("components", modal(*[text(1)] * 5), modal(*[text(1)] * 6)),
    ("none", modal(text(1)), modal()),
    ("label", modal(label(field_input(), "x" * 45)), modal(label(field_input(), "x" * 46))),
    (
        "value",
        modal(label(field_input(max_length=3, value="abc"))),
        modal(label(field_input(max_length=3, value="abcd"))),
    ),
    (
        "lengths",
        modal(label(field_input(min_length=2, max_length=2))),
        modal(label(field_input(min_length=3, max_length=2))),
    ),
    (
        "radio",
        modal(label({"type": 21, "custom_id": "r", "options": options(10)})),
        modal(label({"type": 21, "custom_id": "r", "options": options(1)})),
    ),
    ("in a label", modal(label(select())), modal(label(button()))),
    (
        "rows",
        modal({"type": 1, "components": [field_input(label="l")]}),
        modal({"type": 1, "components": [field_input()]}),
    ),
    (
        "same custom_id",
        modal(label(field_input()), label(select())),
        modal(label(field_input()), label(field_input())),
    ),
]


@pytest.mark.parametrize(("good", "bad"), [m[1:] for m in MODALS], ids=[m[0] for m in MODALS])
def test_a_form_at_a_limit_passes_and_beyond_it_does_not(
    good: dict[str, Any], bad: dict[str, Any]
) -> None:
    assert list(check_modal(good)) == []
    assert list(check_modal(bad))


def event(**more: Any) -> dict[str, Any]:
    return {
        "name": "Night",
        "privacy_level": 2,
        "entity_type": 3,
        "entity_metadata": {"location": "here"},
        "scheduled_start_time": "2026-01-02T20:00:00Z",
        "scheduled_end_time": "2026-01-02T23:00:00+00:00",
        **more,
    }


@pytest.mark.parametrize(
    "fault",
    [
        {"name": "x" * 101},
        {"description": "x" * 1001},
        {"entity_metadata": None},
        {"entity_metadata": {"location": "x" * 101}},
        {"scheduled_end_time": None},
        {"scheduled_end_time": "2026-01-02T19:00:00Z"},
        {"scheduled_start_time": "2025-01-02T20:00:00Z"},
        {"scheduled_start_time": "tomorrow"},
        {"channel_id": "1"},
        {"privacy_level": 1},
        {"entity_type": 2},
    ],
)
def test_a_scheduled_event_has_what_its_kind_needs(fault: dict[str, Any]) -> None:
    assert list(check_scheduled_event(event(), NOW)) == []
    assert list(check_scheduled_event(event(**fault), NOW))


def test_faults_are_nested_as_discord_nests_them() -> None:
    fault = Fault(("embeds", 0, "title"), "BASE_TYPE_MAX_LENGTH", "too long")
    assert (
        nested([fault, fault])["embeds"]["0"]["title"]["_errors"]
        == [{"code": "BASE_TYPE_MAX_LENGTH", "message": "too long"}] * 2
    )


KEYS = st.sampled_from(
    [
        *("type", "components", "component", "accessory", "options", "choices", "embeds", "label"),
        *("title", "fields", "name", "value", "flags", "emoji", "style", "custom_id", "items"),
        *("media", "url", "footer", "image", "min_values", "max_values", "max_length", "poll"),
        *("question", "answers", "contexts", "name_localizations", "min_value", "max_value"),
    ]
)
LEAVES = st.none() | st.booleans() | st.integers(-1, 25) | st.floats(allow_nan=False) | st.text()
ANYTHING = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=6)
)


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(KEYS, ANYTHING))
def test_no_body_however_wrong_breaks_a_check(body: dict[str, Any]) -> None:
    faults = [*check_commands([body]), *check_modal(body), *check_scheduled_event(body, NOW)]
    faults += check_choices(body.get("choices"), 3)
    faults += check_message(body, FILES, {}) if not list(check_shape(body)) else []
    faults += check_message({"components": body.get("components"), "flags": V2}, FILES)
    json.dumps(nested(faults))
