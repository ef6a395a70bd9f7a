"""Nobody's text formats, pings or masks a link."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.discord.messages.markdown import (
    escape,
    escape_but_places,
    escape_paragraphs,
    link,
    link_channels,
    one_line,
    quote,
    without_channels,
)


def unescape(text: str) -> str:
    """Read escaped text as Discord's apps do: a backslash before punctuation is not shown."""
    return re.sub(r"\\([^0-9A-Za-z\s])", r"\1", text).replace("\u200b", "")


@given(st.text(max_size=200))
def test_escaped_text_shows_as_written(text: str) -> None:
    shown = unescape(escape(text))
    assert shown.replace("\u200b", "") == one_line(text).replace("\u200b", "")


def test_escaped_paragraphs_stay_apart() -> None:
    assert escape_paragraphs("He *waits*.\nStill.\n\n\n# He leaves.", 100) == (
        "He \\*waits\\*. Still.\n\n\\# He leaves."
    )


@given(st.text(alphabet="a*\n #", max_size=300), st.integers(1, 200))
def test_escaped_paragraphs_keep_within_their_limit(text: str, limit: int) -> None:
    shown = escape_paragraphs(text, limit)
    assert len(shown) <= limit
    assert not shown.startswith("\n")


@given(st.text(max_size=200))
def test_no_formatting_character_stands_bare(text: str) -> None:
    bare = re.sub(r"\\[^0-9A-Za-z\s]", "", escape(text))
    assert not re.search(r"[*_~`|\[\]<>]", bare)
    assert not re.search(r"@(everyone|here)", bare, re.IGNORECASE)


@given(st.text(max_size=200))
def test_one_line_has_no_hidden_characters(text: str) -> None:
    line = one_line(text)
    assert "\n" not in line
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x1f\ud800-\udfff]", line)
    assert one_line(line) == line


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("F**k", r"F\*\*k"),
        ("50/50", "50/50"),
        ("6-5=2", "6-5=2"),
        ("#BlackAF", r"\#BlackAF"),
        ("1. Mai", r"1\. Mai"),
        ("- dash", r"\- dash"),
        ("[click](http://evil.example)", r"\[click\](http:\//evil.example)"),
        ("<@123> <#5> <t:1:R>", r"\<@123\> \<#5\> \<t:1:R\>"),
        ("@everyone", "@\u200beveryone"),
        ("||spoiler||", r"\|\|spoiler\|\|"),
    ],
)
def test_known_traps(text: str, shown: str) -> None:
    assert escape(text) == shown


def test_links_keep_their_label_literal() -> None:
    assert link("a] (b)", "https://x.example") == r"[a\] (b)](https://x.example)"


def test_quotes_are_bounded() -> None:
    assert len(quote("x" * 4000)) < 90
    assert quote(" \u200b\u202e ") == "an empty text"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Lounge *now*", r"Lounge \*now\*"),
        ("<#5>, then https://example.org/a_b?c=d_e.", "<#5>, then https://example.org/a_b?c=d_e."),
        ("https://example.org/a*b", r"https://example.org/a\*b"),
        ("[here](https://evil.example)", r"\[here\](https://evil.example)"),
        ("https://example.org/@everyone", "https:\\//example.org/@\u200beveryone"),
        ("<@123> in <#x>", r"\<@123\> in \<#x\>"),
        ("https://example.org/~ann and ~bob", r"https://example.org/~ann and \~bob"),
        ("https://example.org/~~a~~", r"https://example.org/\~\~a\~\~"),
        (
            "https://a.example/b~ ~https://a.example/c",
            r"https://a.example/b\~ \~https://a.example/c",
        ),
        ("javascript://x", r"javascript:\//x"),
        ("  a   b ", "a b"),
    ],
)
def test_places_keep_links_and_channels_and_nothing_else(text: str, shown: str) -> None:
    assert escape_but_places(text) == shown


@given(
    st.lists(
        st.sampled_from(
            [
                *("<#12>", "https://a.example/b", "https://a.example/~b", "https://a.example/b~~c"),
                *("@everyone", "*", "[x]", "(", "_", " ", "`", "~", "~~", "."),
            ]
        )
        | st.text(max_size=5)
    ).map("".join)
)
def test_no_place_formats_pings_or_masks(text: str) -> None:
    shown = escape_but_places(text)
    assert not re.search(r"@(everyone|here)", shown, re.IGNORECASE)
    bare = re.sub(r"\\[^0-9A-Za-z\s]", "", shown)
    outside = re.sub(r"<#\d+>|https?://\S*", "", bare, flags=re.IGNORECASE)
    assert not re.search(r"[*_~`|\[\]<>]", outside)
    assert not re.search(r"[*`|\[\]]|~~", re.sub(r"<#\d+>", "", bare))
    assert "~~" not in shown, "two in a row strike out what follows, whatever stands before them"


def test_channels_become_links_where_no_mentions_are_shown() -> None:
    assert link_channels("<#5>!", 7) == "https://discord.com/channels/7/5!"
    assert without_channels("in <#5>!") == "in #…!"


def test_a_text_is_cut_only_if_it_does_not_fit() -> None:
    assert escape("a*b", 4) == r"a\*b"
    assert escape("a*b", 3) == "a…"
    assert escape("abc", 3) == "abc"
    assert escape("abcd", 3) == "ab…"
    assert escape("*", 2) == r"\*"
    assert escape("*", 1) == escape("**", 1) == "…"
    with pytest.raises(ValueError, match="no room"):
        escape("a", 0)
    assert escape_paragraphs("a*b\n\ncde", 9) == "a\\*b\n\ncde"
    assert escape_paragraphs("a*b\n\ncdef", 9) == "a\\*b\n\ncd…"
