"""Lines of a script as values."""

import contextlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.playground.script import steps
from bot.playground.script.command_line import StepError, parse_call
from bot.playground.script.steps import Step, is_step, parse_duration, parse_step

Json = dict[str, Any]


def option(name: str, kind: int = 3, **more: Any) -> Json:
    return {"name": name, "type": kind, "description": name, **more}


COMMANDS: list[Json] = [
    {"name": "movie", "type": 1, "options": [option("title", autocomplete=True)]},
    {"name": "cast", "type": 1, "options": [option("person"), option("with")]},
    {
        "name": "search",
        "type": 1,
        "options": [option("genre"), option("from_year", 4), option("min_rating", 10)],
    },
    {"name": "help", "type": 1, "options": []},
    {
        "name": "night",
        "type": 1,
        "options": [
            {"name": "plan", "type": 1, "options": [option("when"), option("place")]},
            {"name": "list", "type": 2, "options": [{"name": "add", "type": 1}]},
        ],
    },
    {"name": "Ask about this", "type": 3},
]


@pytest.mark.parametrize(
    ("text", "name", "typed"),
    [
        ("movie title:kramr", "movie", {"title": "kramr"}),
        ("movie Kramer vs. Kramer", "movie", {"title": "Kramer vs. Kramer"}),
        ("movie title: 12:01", "movie", {"title": "12:01"}),
        ("movie Alien: Covenant", "movie", {"title": "Alien: Covenant"}),
        (
            "cast streep meryl with:dustin hofman",
            "cast",
            {"person": "streep meryl", "with": "dustin hofman"},
        ),
        ("cast with:a person:b c", "cast", {"with": "a", "person": "b c"}),
        (
            "search genre:drama from_year:1979 min_rating:7.5",
            "search",
            {"genre": "drama", "from_year": "1979", "min_rating": "7.5"},
        ),
        ("movie subtitle:x", "movie", {"title": "subtitle:x"}),
        ("help", "help", {}),
        ("movie title:", "movie", {"title": ""}),
        (
            "night plan when:friday 8pm place:home",
            "night plan",
            {"when": "friday 8pm", "place": "home"},
        ),
        ("night plan friday 8pm", "night plan", {"when": "friday 8pm"}),
        ("night list add", "night list add", {}),
        ("movie\ttitle:two\nlines", "movie", {"title": "two\nlines"}),
    ],
)
def test_a_command_is_split_into_its_options(text: str, name: str, typed: dict[str, str]) -> None:
    call = parse_call(text, COMMANDS)
    assert (call.name, dict(call.typed)) == (name, typed)


@pytest.mark.parametrize(
    ("text", "focused"),
    [
        ("movie title:kra", "title"),
        ("movie kra", "title"),
        ("movie", "title"),
        ("cast streep with:", "with"),
        ("cast with:x person:y", "person"),
        ("help", ""),
    ],
)
def test_the_option_typed_last_is_focused(text: str, focused: str) -> None:
    assert parse_call(text, COMMANDS).focused == focused


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("nope", "there is no command /nope; there is /cast, /help, /movie, /night, /search"),
        ("", "there is no command /; there is"),
        ("night", "/night needs a subcommand; there is list, plan"),
        ("night list", "/night list needs a subcommand; there is add"),
        ("night foo when:x", "/night has no subcommand 'foo'; there is list, plan"),
        ("help me", "/help takes no options"),
        ("cast a person:b", "the option person is given twice"),
        ("cast with:a with:b", "the option with is given twice"),
    ],
)
def test_a_faulty_command_names_what_there_is(text: str, reason: str) -> None:
    with pytest.raises(StepError) as fault:
        parse_call(text, COMMANDS)
    assert str(fault.value).startswith(reason)


@pytest.mark.parametrize(
    ("line", "step"),
    [
        ("!click Full synopsis", steps.Click("Full synopsis")),
        ("!select Meryl Streep | Dustin Hoffman", steps.Select("Meryl Streep | Dustin Hoffman")),
        ("!submit Film=heat", steps.Submit("Film=heat")),
        ("!as anna", steps.As("anna")),
        ("!as @anna", steps.As("anna")),
        ("!on 3", steps.On(3)),
        ("!dm", steps.DirectMessages()),
        ("!channel #after-dark", steps.InChannel("after-dark")),
        ("!roles anna mods @critics", steps.Roles("anna", ("mods", "critics"))),
        ("!roles anna", steps.Roles("anna", ())),
        ("!menu Ask about this", steps.UseMenu("Ask about this")),
        ("!say @Marquee who directed heat?", steps.Say("@Marquee who directed heat?")),
        ("!file ratings.csv", steps.AttachFile("ratings.csv")),
        ("!voice anna ben", steps.Voice(("anna", "ben"))),
        ("!voice", steps.Voice(())),
        ("  !advance 1h30m ", steps.Advance(5400.0)),
        ("!restart", steps.Restart()),
        ("!kill", steps.Restart(kill=True)),
    ],
)
def test_each_verb_is_read(line: str, step: Step) -> None:
    assert parse_step(line, COMMANDS) == step


def test_a_command_and_its_completion_differ_by_a_mark() -> None:
    call = parse_call("movie kra", COMMANDS)
    assert parse_step("/movie kra", COMMANDS) == steps.Run(call)
    assert parse_step("?/movie kra", COMMANDS) == steps.Complete(call)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("movie heat", "a step begins with /command, ?/command or !verb"),
        ("!clack x", "there is no !clack; there is !click, !select"),
        ("!click", "write !click LABEL"),
        ("!as", "write !as USER"),
        ("!as anna ben", "a user's name is one word, not 'anna ben'"),
        ("!on two", "write !on N with the number of a step"),
        ("!dm now", "!dm stands alone"),
        ("!advance 2", "a duration is like 90s, 15m, 2h"),
        ("!advance -2h", "a duration is like"),
        ("!roles", "write !roles USER ROLE…"),
    ],
)
def test_a_faulty_step_says_what_would_be_right(line: str, reason: str) -> None:
    with pytest.raises(StepError) as fault:
        parse_step(line, COMMANDS)
    assert str(fault.value).startswith(reason)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("90s", 90), ("2h", 7200), ("1d12h", 129_600), ("1w", 604_800), ("1.5h 1m", 5460)],
)
def test_durations_are_read(text: str, seconds: float) -> None:
    assert parse_duration(text) == seconds


def test_comments_and_blank_lines_are_no_steps() -> None:
    assert [is_step(line) for line in ("", "  \n", "# a", "  # b", "/movie #1")] == [
        *(False, False, False, False),
        True,
    ]


@given(st.text(max_size=80))
def test_no_line_fails_in_another_way(text: str) -> None:
    for line in (text, f"/{text}", f"?/movie {text}", f"!{text}", f"/night plan {text}"):
        with contextlib.suppress(StepError):
            parse_step(line, COMMANDS)


VALUES = st.text(alphabet="abc xyz.,'!?-", min_size=1).map(str.strip).filter(bool)


@given(person=VALUES, partner=VALUES)
def test_values_with_blanks_come_back_as_typed(person: str, partner: str) -> None:
    named = parse_call(f"cast person:{person} with:{partner}", COMMANDS)
    bare = parse_call(f"cast {person} with:{partner}", COMMANDS)
    assert named.typed == bare.typed == {"person": person, "with": partner}
