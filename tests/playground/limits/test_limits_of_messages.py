"""Every limit of a message, at its edge: the longest that passes, and one more."""

from typing import Any

import pytest

from bot.playground.discord.limits.messages import check_message, check_nonce
from tests.playground.bodies import FILES, V2, button, options, select, text


def rows(*components: dict[str, Any]) -> dict[str, Any]:
    return {"components": [{"type": 1, "components": list(components)}]}


def embed(**more: Any) -> dict[str, Any]:
    return {"embeds": [{"title": "t", **more}]}


def field(name: str = "n", value: str = "v") -> dict[str, str]:
    return {"name": name, "value": value}


def layout(*components: dict[str, Any]) -> dict[str, Any]:
    return {"flags": V2, "components": list(components)}


def buttons(count: int) -> list[dict[str, Any]]:
    return [button(custom_id=f"b{i}") for i in range(count)]


def stacked(count: int) -> dict[str, Any]:
    return {"components": [{"type": 1, "components": [b]} for b in buttons(count)]}


ANSWERS = [{"poll_media": {"text": "a"}}]
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
    (
        "same id",
        rows(button(id=0)),
        {"components": [{"type": 1, "id": 1, "components": [button(id=1)]}]},
    ),
    (
        "offered channels",
        rows({"type": 8, "custom_id": "c", "channel_types": [0, 2]}),
        rows({"type": 8, "custom_id": "c", "channel_types": [0, 9]}),
    ),
    ("channels of a select", rows(select(type=8)), rows(select(type=5, channel_types=[0]))),
    (
        "chosen beforehand",
        rows({"type": 5, "custom_id": "u", "default_values": [{"id": "1", "type": "user"}]}),
        rows({"type": 5, "custom_id": "u", "default_values": [{"id": "1", "type": "role"}]}),
    ),
    (
        "chosen too many",
        rows({"type": 5, "custom_id": "u", "default_values": [{"id": "1", "type": "user"}]}),
        rows({"type": 5, "custom_id": "u", "default_values": [{"id": "1", "type": "user"}] * 2}),
    ),
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
    ("premium", rows({"type": 2, "style": 6, "sku_id": "1"}), rows(button(style=7))),
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
        "poll duration",
        {"poll": {"question": {"text": "q"}, "answers": ANSWERS, "duration": 768}},
        {"poll": {"question": {"text": "q"}, "answers": ANSWERS, "duration": 769}},
    ),
    ("spacing", layout({"type": 14, "spacing": 2}), layout({"type": 14, "spacing": 3})),
    ("url of no host", embed(url="http://[::1]/"), embed(url="http://[::1")),
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


@pytest.mark.parametrize(("good", "bad"), [("x" * 25, "x" * 26), (1 << 62, 1 << 63), (None, [])])
def test_a_nonce_is_short(good: object, bad: object) -> None:
    assert list(check_nonce({"nonce": good})) == []
    assert list(check_nonce({"nonce": bad}))


def test_pings_name_known_kinds_or_ids_but_not_both() -> None:
    assert not list(check_message({}, FILES, {"parse": [], "users": ["1"]}))
    assert list(check_message({}, FILES, {"parse": ["users"], "users": ["1"]}))
    assert list(check_message({}, FILES, {"parse": ["all"]}))
    hundred = [str(number) for number in range(100)]
    assert not list(check_message({}, FILES, {"users": hundred, "roles": hundred}))
    for kind in ("users", "roles"):
        assert list(check_message({}, FILES, {kind: [*hundred, "100"]}))
