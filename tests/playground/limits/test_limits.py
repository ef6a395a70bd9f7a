"""Limits of scheduled events; how faults are told; that no body, however wrong, breaks a check."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.playground.discord.limits.commands import check_commands
from bot.playground.discord.limits.events import check_scheduled_event
from bot.playground.discord.limits.fault import Fault, check_text, nested
from bot.playground.discord.limits.interactions import check_choices, check_modal
from bot.playground.discord.limits.messages import check_message, check_nonce, check_shape
from tests.playground.bodies import FILES, V2

NOW = datetime(2026, 1, 1, tzinfo=UTC)


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
        {"entity_type": 0, "channel_id": "1"},
        {"entity_type": 4, "channel_id": "1"},
        {"scheduled_start_time": "2026-01-01T00:00:00Z"},
        {"scheduled_start_time": "2030-12-31T00:00:01Z", "scheduled_end_time": "2031-01-03T20:00Z"},
        {"scheduled_start_time": "2031-01-02T20:00:00Z", "scheduled_end_time": "2031-01-03T20:00Z"},
    ],
)
def test_a_scheduled_event_has_what_its_kind_needs(fault: dict[str, Any]) -> None:
    assert list(check_scheduled_event(event(), NOW)) == []
    assert list(check_scheduled_event(event(**fault), NOW))


@pytest.mark.parametrize(
    "more",
    [
        {"name": "x" * 100, "description": "x" * 1000, "entity_metadata": {"location": "x" * 100}},
        {"scheduled_start_time": "2026-01-01T00:00:01Z"},
        {"scheduled_start_time": "2030-12-31T00:00:00Z", "scheduled_end_time": "2031-01-03T20:00Z"},
        {"entity_type": 1, "channel_id": "1", "scheduled_end_time": None},
        {"entity_type": 2, "channel_id": "1", "scheduled_end_time": None},
    ],
)
def test_a_scheduled_event_at_the_limits_is_accepted(more: dict[str, Any]) -> None:
    assert list(check_scheduled_event(event(**more), NOW)) == []


def rule(frequency: int, **more: Any) -> dict[str, Any]:
    return {"start": "2026-01-02T20:00:00Z", "frequency": frequency, "interval": 1, **more}


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        (rule(2, by_weekday=[4]), rule(2, by_weekday=[4, 5])),
        (rule(2, interval=2), rule(3, interval=2)),
        (rule(3, by_weekday=[0, 1, 2, 3, 4]), rule(3, by_weekday=[0, 2])),
        (rule(3, by_weekday=[6, 0]), rule(1, by_weekday=[4])),
        (rule(1, by_n_weekday=[{"n": 1, "day": 6}]), rule(1, by_n_weekday=[{"n": 6, "day": 6}])),
        (rule(0, by_month=[12], by_month_day=[24]), rule(0, by_month=[12])),
        (rule(0), rule(0, count=3)),
        (rule(3), rule(4)),
        (rule(2, by_weekday=[0]), rule(2, by_weekday=[0], by_n_weekday=[{"n": 1, "day": 0}])),
        (rule(3), {"frequency": 3}),
        (rule(3), [rule(3)]),
    ],
)
def test_an_event_comes_again_by_the_rules_that_discord_knows(good: object, bad: object) -> None:
    assert list(check_scheduled_event(event(recurrence_rule=good), NOW)) == []
    assert list(check_scheduled_event(event(recurrence_rule=bad), NOW))


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (None, "BASE_TYPE_REQUIRED"),
        (" ", "BASE_TYPE_REQUIRED"),
        ("a", "BASE_TYPE_MIN_LENGTH"),
        (" abcd ", None),
        ("abcde", "BASE_TYPE_MAX_LENGTH"),
        (1, "STRING_TYPE_CONVERT"),
    ],
)
def test_a_text_of_the_wrong_length_gets_discords_error_code(
    value: object, code: str | None
) -> None:
    assert [fault.code for fault in check_text(value, (), 4, 2)] == ([code] if code else [])
    assert list(check_text("", (), 4)) == []


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
        *("id", "default_values", "channel_types", "recurrence_rule", "start", "frequency"),
        *("by_weekday", "by_n_weekday", "by_month", "interval", "nonce"),
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
    faults = [
        *check_nonce(body),
        *check_commands([body]),
        *check_modal(body),
        *check_scheduled_event(body, NOW),
    ]
    faults += check_choices(body.get("choices"), 3)
    faults += check_message(body, FILES, {}) if not list(check_shape(body)) else []
    faults += check_message({"components": body.get("components"), "flags": V2}, FILES)
    json.dumps(nested(faults))
