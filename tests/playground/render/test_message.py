"""Whole messages and forms, drawn at 80 columns."""

import io
from datetime import UTC, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console, RenderableType

from bot.playground.render.context import RenderContext
from bot.playground.render.message import render_choices, render_message
from bot.playground.render.modal import render_modal

CONTEXT = RenderContext(now=datetime(2026, 11, 23, 12, 0, tzinfo=UTC), timezone=UTC)
Json = dict[str, Any]
CARD: Json = {
    "author": {"username": "Marquee", "bot": True},
    "content": "",
    "flags": 64,
    "embeds": [
        {
            "title": "Kramer vs. Kramer (1979)",
            "url": "https://www.imdb.com/title/tt0079417/",
            "description": "A father learns to be one.",
            "color": 0x004643,
            "fields": [
                {"name": "Rating", "value": "7.8", "inline": True},
                {"name": "Genres", "value": "Drama", "inline": True},
                {"name": "Language", "value": "English", "inline": True},
                {"name": "Cast", "value": "Dustin Hoffman", "inline": False},
            ],
            "footer": {"text": "tt0079417"},
            "timestamp": "2026-11-23T10:00:00+00:00",
        }
    ],
    "attachments": [{"filename": "poster.jpg", "size": 1234, "description": "Two people"}],
    "components": [
        {
            "type": 1,
            "components": [
                {"type": 2, "style": 1, "label": "Full synopsis", "custom_id": "a"},
                {"type": 2, "style": 2, "label": "Off", "custom_id": "b", "disabled": True},
                {"type": 2, "style": 5, "label": "IMDb", "url": "https://www.imdb.com/"},
            ],
        },
        {
            "type": 1,
            "components": [
                {
                    "type": 3,
                    "custom_id": "c",
                    "placeholder": "Cast",
                    "options": [
                        {"label": "Dustin Hoffman", "value": "1", "description": "23 films"},
                        {"label": "Meryl Streep", "value": "2"},
                    ],
                }
            ],
        },
    ],
}


def drawn(renderable: RenderableType, *, colours: bool = False) -> list[str]:
    console = Console(
        file=io.StringIO(),
        width=80,
        force_terminal=colours,
        color_system="truecolor" if colours else None,
        legacy_windows=False,
    )
    with console.capture() as capture:
        console.print(renderable)
    return [line.rstrip() for line in capture.get().splitlines()]


def test_a_card_shows_all_its_parts_in_order() -> None:
    assert drawn(render_message(CARD, CONTEXT)) == [
        "Marquee  APP   👁 Only you can see this",
        "▌ Kramer vs. Kramer (1979)",
        "▌ A father learns to be one.",
        "▌ Rating                    Genres                    Language",
        "▌ 7.8                       Drama                     English",
        "▌ Cast",
        "▌ Dustin Hoffman",
        "▌ tt0079417 • 23 November 2026 10:00",
        "📎 poster.jpg (1,234 bytes) Two people",
        "1 [Full synopsis]  – [Off]  3 [IMDb ↗ https://www.imdb.com/]",
        "▾ Cast",
        "4 Dustin Hoffman 23 films",
        "5 Meryl Streep",
    ]


def test_the_bar_has_the_embeds_colour() -> None:
    assert any(
        line.startswith("\x1b[38;2;0;70;67m▌")
        for line in drawn(render_message(CARD, CONTEXT), colours=True)
    )


def test_components_v2_are_drawn_and_numbered_in_order() -> None:
    message: Json = {
        "flags": 1 << 15,
        "components": [
            {
                "type": 17,
                "accent_color": 0xFF0000,
                "components": [
                    {"type": 10, "content": "## Night"},
                    {
                        "type": 9,
                        "components": [{"type": 10, "content": "Heat (1995)"}],
                        "accessory": {"type": 2, "style": 1, "label": "Vote", "custom_id": "v"},
                    },
                    {"type": 12, "items": [{"media": {"url": "x/y.png"}, "description": "Bars"}]},
                    {"type": 13, "file": {"url": "attachment://night.ics"}},
                    {"type": 14, "divider": False},
                    {"type": 14},
                    {
                        "type": 1,
                        "components": [{"type": 5, "custom_id": "u", "placeholder": "Who?"}],
                    },
                ],
            },
            {"type": 99},
        ],
    }
    assert drawn(render_message(message, CONTEXT)) == [
        "?",
        "▌ Night",
        "▌ Heat (1995)",
        "▌ 1 [Vote]",
        "▌ 🖼 Bars",
        "▌ 📎 night.ics",
        "▌",
        f"▌ {'─' * 78}",
        "▌ 2 ▾ Who? (a user)",
        "(a component of type 99)",
    ]


def test_a_form_shows_its_fields_and_how_to_fill_them_in() -> None:
    modal: Json = {
        "title": "Guess",
        "components": [
            {
                "type": 18,
                "label": "Film",
                "description": "Any spelling",
                "component": {"type": 4, "custom_id": "f", "placeholder": "a title"},
            },
            {
                "type": 1,
                "components": [{"type": 4, "custom_id": "y", "label": "Year", "required": False}],
            },
            {"type": 10, "content": "And now:"},
            {
                "type": 18,
                "label": "How sure",
                "component": {
                    "type": 3,
                    "custom_id": "s",
                    "options": [
                        {"label": "Very", "value": "1", "default": True},
                        {"label": "Little", "value": "2", "description": "or less"},
                    ],
                },
            },
        ],
    }
    lines = [line.strip("│ ") for line in drawn(render_modal(modal, CONTEXT))]
    assert lines[1:-1] == [
        *("Film *", "Any spelling", "▏a title", "Year", "▏…"),
        *("And now:", "How sure *", "● Very", "○ Little or less"),
        "!submit Film=… | Year=… | How sure=…",
    ]


def test_choices_are_listed() -> None:
    assert drawn(render_choices([{"name": "Heat (1995)", "value": "x"}])) == ["• Heat (1995)"]
    assert drawn(render_choices([])) == ["(no choices)"]


@given(st.text(max_size=100))
def test_no_text_in_any_place_crashes(text: str) -> None:
    button = {"type": 2, "style": 1, "label": text, "custom_id": "x", "emoji": {"name": text}}
    option = {"label": text, "value": text, "description": text}
    menu = {"type": 3, "custom_id": "m", "placeholder": text, "options": [option]}
    embed: Json = {
        "title": text,
        "description": text,
        "url": text,
        "timestamp": text,
        "fields": [{"name": text, "value": text, "inline": True}] * 4,
        "footer": {"text": text},
        "author": {"name": text, "url": text},
        "image": {"url": text},
    }
    message: Json = {
        "author": {"username": text},
        "content": text,
        "embeds": [embed],
        "components": [{"type": 1, "components": [button]}, {"type": 1, "components": [menu]}],
        "attachments": [{"filename": text, "description": text, "size": 1}],
    }
    shown = "\n".join(drawn(render_message(message, CONTEXT)))
    assert "\x1b" not in shown
    shown.encode()
