"""An example in the docs that finds nothing is told apart from one that does."""

import pytest

from bot.discord.views.notices import WARNING_COLOR
from bot.playground.discord.http.wire import Json
from docs.tools.examples import faults_of


def reply(title: str | None, description: str, color: int = 0x2A2F3A) -> Json:
    return {"content": "", "embeds": [{"title": title, "description": description, "color": color}]}


@pytest.mark.parametrize(
    "empty",
    [
        reply("Nothing fits", "I understood:\n- genre Drama", WARNING_COLOR),
        reply("Which one do you mean?", "Several have that name.", WARNING_COLOR),
        reply(None, "Nothing in this catalogue fits: films of 1801.\n\nUnderstood: `films`"),
        reply(None, "This catalogue has no title and nobody called “qwerty”."),
        reply("What you have seen", "Nothing yet. `/seen add` marks a film as seen."),
        reply("Nights to come", "None yet: `/night plan when:friday 8pm` begins one."),
        reply("Lo que has visto", "Nada todavía. `/seen add` lo añade."),
        reply("No hay ninguna noche prevista", ""),
    ],
)
def test_what_finds_nothing_fails(empty: Json) -> None:
    assert list(faults_of(empty, None))


def test_no_choices_while_typing_fail() -> None:
    assert list(faults_of(None, []))
    assert not list(faults_of(None, [{"name": "Heat (1995)", "value": "id:tt0113277"}]))


@pytest.mark.parametrize(
    "found",
    [
        reply("Heat (1995)", "A thief and a detective.\nNothing can stop them."),
        reply("12 titles · Drama", "1. Kramer vs. Kramer (1979)"),
        reply("Movie night", "🗓️ Friday\nNobody has answered yet."),
    ],
)
def test_what_finds_something_passes(found: Json) -> None:
    assert not list(faults_of(found, None))
