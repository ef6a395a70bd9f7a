"""Discord's Markdown in a terminal."""

import io
import time
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.text import Text

from bot.playground.render.context import RenderContext, safe_text
from bot.playground.render.markdown import inline, markdown

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
MAX_DRAWING_SECONDS = 0.5
"""Thirty times of what a busy machine takes, and far less than what grows with the square."""

CONTEXT = RenderContext(now=NOW, timezone=UTC, names={42: "@anna", 7: "#general"})


def drawn(text: str, context: RenderContext = CONTEXT, width: int = 80) -> str:
    console = Console(file=io.StringIO(), width=width, force_terminal=False)
    with console.capture() as capture:
        console.print(markdown(text, context))
    return capture.get()


def style_at(text: Text, word: str) -> str:
    start = text.plain.index(word)
    return " ".join(str(span.style) for span in text.spans if span.start <= start < span.end)


@pytest.mark.parametrize(
    ("source", "plain"),
    [
        ("**bold** *it* _it_ __under__ ~~gone~~", "bold it it under gone"),
        ("***both***", "both"),
        ("snake_case_name", "snake_case_name"),
        ("5 * 3 * 2", "5 * 3 * 2"),
        (r"Kramer \*vs\* \_Kramer\_ \[x\]", "Kramer *vs* _Kramer_ [x]"),
        (r"50\/50 and F\*\*k", "50/50 and F**k"),
        ("a `code *as is*` b", "a code *as is* b"),
        ("``with ` tick``", "with ` tick"),
        ("||who did it||", "||who did it||"),
        ("<@42> <@!42> <#7> <@&9> <@1>", "@anna @anna #general @unknown @unknown"),
        ("</movie:123> <:reel:99>", "/movie :reel:"),
        ("[bold]not rich[/bold] [/]", "[bold]not rich[/bold] [/]"),
        ("**unclosed and __open", "**unclosed and __open"),
    ],
)
def test_inline_marks_read_as_in_discord(source: str, plain: str) -> None:
    assert inline(source, CONTEXT).plain == plain


def test_bold_inside_italic_has_both_styles() -> None:
    styles = style_at(inline("*one **two***", CONTEXT), "two")
    assert "bold" in styles
    assert "italic" in styles


def test_a_masked_link_links_its_text() -> None:
    text = inline(r"[Se\[7\]en](https://www.imdb.com/title/tt0114369/)", CONTEXT)
    assert text.plain == "Se[7]en"
    assert "https://www.imdb.com/title/tt0114369/" in style_at(text, "Se[7]en")


def test_a_masked_link_is_written_out_where_links_cannot_be_hidden() -> None:
    context = RenderContext(now=NOW, show_links=True)
    assert inline("[IMDb](https://imdb.com/x)", context).plain == "IMDb (https://imdb.com/x)"


@pytest.mark.parametrize(
    ("style", "shown"),
    [
        ("", "23 November 2026 14:30"),
        (":t", "14:30"),
        (":T", "14:30:00"),
        (":d", "23/11/2026"),
        (":D", "23 November 2026"),
        (":F", "Monday, 23 November 2026 14:30"),
        (":R", "in 2 hours"),
    ],
)
def test_timestamps_are_shown_in_each_style(style: str, shown: str) -> None:
    seconds = int((NOW + timedelta(hours=2, minutes=30)).timestamp())
    assert inline(f"<t:{seconds}{style}>", CONTEXT).plain == shown


def test_a_timestamp_beyond_the_calendar_says_so() -> None:
    assert inline("<t:9999999999999:F>", CONTEXT).plain == "Invalid date"


@pytest.mark.parametrize(
    ("ahead", "shown"),
    [
        (0, "0 seconds ago"),
        (1, "in 1 second"),
        (59, "in 59 seconds"),
        (60, "in 1 minute"),
        (-60, "1 minute ago"),
        (3_599, "in 60 minutes"),
        (-3_600, "1 hour ago"),
        (86_400, "in 1 day"),
        (-30 * 86_400, "1 month ago"),
        (364 * 86_400, "in 12 months"),
        (2 * 365 * 86_400, "in 2 years"),
    ],
)
def test_a_relative_time_is_in_its_largest_unit(ahead: int, shown: str) -> None:
    assert inline(f"<t:{int(NOW.timestamp()) + ahead}:R>", CONTEXT).plain == shown


def test_blocks_are_drawn_line_by_line() -> None:
    lists = "- one\n  - two\n1. first\n"
    text = f"# Head\nplain **b**\nmore\n{lists}> said\n-# small\n```py\nx **y**\n```\nend"
    lines = [line.rstrip() for line in drawn(text).splitlines()]
    assert lines == [
        *("Head", "plain b", "more", "• one", "  • two", "1. first"),
        *("▌ said", "small", "▌ x **y**", "end"),
    ]


def test_a_long_item_wraps_under_its_text() -> None:
    assert [line.rstrip() for line in drawn("- aaaa bbbb cccc", width=12).splitlines()] == [
        "• aaaa bbbb",
        "  cccc",
    ]


def test_a_quote_of_all_the_rest_takes_every_line() -> None:
    assert drawn(">>> one\ntwo").splitlines() == ["▌ one", "▌ two"]


def test_escape_sequences_never_reach_the_terminal() -> None:
    hostile = "\x1b[2Jboo \x9b31m \x07 \u202eevil \ud800 [x](https://a.b/\x1b]8;;c)"
    shown = drawn(hostile)
    assert not set(shown) & {"\x1b", "\x9b", "\x07", "\u202e", "\ud800"}
    shown.encode()


@given(st.text(max_size=300))
def test_no_text_crashes_or_steers_the_terminal(text: str) -> None:
    assert safe_text(drawn(text)) == drawn(text)


@given(st.text(alphabet="*_~|`[]()<>\\\n #->1.@t:h/ ", max_size=200))
def test_no_heap_of_marks_crashes(text: str) -> None:
    drawn(text)


def test_work_stays_bounded_for_a_full_description_of_marks() -> None:
    for mark in ("*", "**", "_", "[", "[a](", "||", "`", "<@", "__*"):
        begun = time.process_time()
        drawn((mark * 4096)[:4096])
        assert time.process_time() - begun < MAX_DRAWING_SECONDS, mark
