"""Credits and the story below the fields."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalog.model import Role
from bot.catalog.records.credits_body import Body, parse_body
from bot.catalog.records.plain_text import plain
from bot.catalog.records.record import read_record


def people(body: Body) -> dict[Role, list[str]]:
    return {role: [person.name for person in found] for role, found in body.people.items()}


@pytest.mark.parametrize(
    "line",
    [
        "Director: `Ann Bee` `Cy Dee`", "**Director:** Ann Bee, Cy Dee",
        "**Directors**: Ann Bee & Cy Dee", "director: Ann Bee / Cy Dee",
        "DIRECTOR: `Ann Bee` `Cy Dee`",
        "Directed by: Ann Bee and Cy Dee", "Director : `Ann Bee`, `Cy Dee`",
        "- Director: Ann Bee, Cy Dee", "* **Directed by:** [[Ann Bee]], [Cy Dee](https://x.org)",
        "*Director:* Ann Bee; Cy Dee", "Director: `Ann Bee`\n\n`Cy Dee`",
        "Directors:\n- Ann Bee\n- Cy Dee",
        "## Directors\n\n* Ann Bee (first half)\n* Cy Dee as himself",
        "# Low Water\n\n![](a.jpg)\n\nDirector: Ann Bee, Cy Dee",
        "Producer: Pam Cue\nDirector: Ann Bee, Cy Dee", "director:: [[Ann Bee]], [[Cy Dee]]",
    ],
)  # fmt: skip
def test_credits_when_labelled_in_any_way_then_they_are_read(line: str) -> None:
    text = f"---\ntitle: A\n---\n{line}\n\nThey rob a bank: at night.\n"
    movie = read_record(text.encode(), "a.md", "a.md").movie
    assert [person.name for person in movie.directors] == ["Ann Bee", "Cy Dee"]
    assert movie.synopsis == "They rob a bank: at night."


def test_credits_when_of_every_kind_then_each_has_its_people() -> None:
    body = parse_body(
        "Written and directed by: Ann Bee\nStarring: Eve Eff, Sammy Gil, Jr., Ida de la Jay\n"
        "Screenplay: Cy Dee\n\nA story.\n\n**Music:** Mo Kay\n\n### Cast\n- Lu Em\n- Ed En"
        "\n\nThe end."
    )
    assert people(body) == {
        Role.DIRECTOR: ["Ann Bee"],
        Role.WRITER: ["Ann Bee", "Cy Dee"],
        Role.CAST: ["Eve Eff", "Sammy Gil, Jr.", "Ida de la Jay", "Lu Em", "Ed En"],
    }
    assert body.synopsis == "A story.\n\nThe end."
    assert [(one.label, one.line, one.is_ours) for one in body.unclear] == [("Music", 7, False)]


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("Director: somebody whose name I forgot", "Director"),
        ("Cast: `Ann Bee` and others", "Cast"),
        ("Producer: Pam Cue", "Producer"),
        ("**Editor:** `Ed En`", "Editor"),
    ],
)
def test_credits_when_not_kept_then_a_note_and_the_film_all_the_same(line: str, label: str) -> None:
    text = f"---\ntitle: A\n---\n\n{line}\n\nA story."
    movie, (note,) = read_record(text.encode(), "a.md", "a.md")
    assert (note.field, note.line, note.is_note) == (label, 5, True)
    assert movie.synopsis == "A story."


@pytest.mark.parametrize(
    "story",
    [
        "Cast adrift, they row.", "He says: go.", "Music: that is all he has, and nobody listens.",
        "They wait.\nDirector: nobody knows who that is.", "At 12:01 the bank opens.",
    ],
)  # fmt: skip
def test_story_when_a_line_of_it_is_like_a_label_then_it_stays(story: str) -> None:
    body = parse_body(story)
    assert body.synopsis == " ".join(story.split())
    assert (body.people, body.unclear, body.inline) == ({}, [], [])


def test_story_when_a_contributor_is_named_then_that_is_no_field_of_dataviews() -> None:
    body = parse_body(
        "They rob a bank, all\nof them::Jane Roe\n\nyear:: 1995\nseen:: yes\n[cast:: [[Ed En]]]"
    )
    assert body.synopsis == "They rob a bank, all of them"
    assert [(one.name, one.value) for one in body.inline] == [
        ("year", "1995"),
        ("cast", "[[Ed En]]"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# The plot\nHe waits.", "The plot\n\nHe waits."),
        ("See [the bank](https://x.org/a_(b)) and [[people/Joan|Joan]].", "See the bank and Joan."),
        ("<p>He <b>waits</b>.<br>Then<!-- not --> he leaves.</p>", "He waits.\n\nThen he leaves."),
        ("**He** *waits*, `x` __and__ ~~not~~ ==waits==.", "He waits, x and not waits."),
        ("He waits.\n```js\nrun()\n```\nHe leaves.", "He waits.\n\nHe leaves."),
        ("> [!note] He waits.\n> He leaves.", "He waits.\nHe leaves."),
        ("- He waits.\n- [x] He leaves.", "He waits.\n\nHe leaves."),
        ("He waits.[^1]\n\n[^1]: He does.", "He waits.\n\nHe does."),
        ("{{< youtube abc >}}He waits.{% include x.html %}", "He waits."),
        ("![[heat.png]]![x](y.jpg)He waits &amp; leaves.\n\n---\n\n%%no%%", "He waits & leaves."),
        ("| He | waits |\n|----|---|\n| She | leaves |", "He, waits\n\nShe, leaves"),
        (r"\*Not\* so.", "*Not* so."),
    ],
)  # fmt: skip
def test_prose_when_in_markdown_or_html_then_it_becomes_plain_text(
    text: str, expected: str
) -> None:
    assert parse_body(f"He is here.\n\n{text}").synopsis == f"He is here.\n\n{expected}".replace(
        "waits.\nHe", "waits. He"
    )


@pytest.mark.parametrize(
    "text",
    ["M*A*S*H and F***ing", "5 * 3 < 20 > 4", "1943. Naples.", "the #MeToo year, rule #9",
     "R2_D2_is here", "[Shah Rukh Khan] sings", "a | b", "AT&T", "100 % ~ x", "2 - 3", "{x}"],
)  # fmt: skip
def test_prose_when_signs_are_meant_then_they_stay(text: str) -> None:
    assert plain(text) == text


@given(st.text(alphabet="ab *_`<>[]()#~|{}%!&;:\\-=\n'\"", max_size=200))
def test_prose_when_of_any_signs_then_it_ends_soon_and_grows_little(text: str) -> None:
    assert len(plain(text)) <= 6 * len(text) + 10


def test_prose_when_signs_have_no_partner_then_looking_for_one_ends() -> None:
    for piece in (
        "*a ",
        "[",
        "[a](",
        "<a ",
        "{{",
        "`",
        "# ",
        "-",
        "![",
        "[[a|",
        "%%",
        "~~a ",
        "::",
    ):
        assert parse_body(f"x {piece * 20_000}").people == {}
