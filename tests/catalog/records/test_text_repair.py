import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.catalog.records import text_repair

BROKEN = [
    ("divorc√©e", "divorcée"),
    ("PeĂ±a", "Peña"),
    ("Jes√∫s S√°nchez", "Jesús Sánchez"),
    ("Stanislaw RĂłzewicz", "Stanislaw Rózewicz"),
    ("ChloĂ« Grace Moretz", "Chloë Grace Moretz"),
]


@pytest.mark.parametrize(("broken", "mended"), BROKEN)
def test_repair_when_letters_were_misread_then_they_are_mended(broken: str, mended: str) -> None:
    assert text_repair.repair(broken) == mended


@pytest.mark.parametrize(
    "text", ["“Ju-On”", "Amélie – ‘ok’", "M°", "MĂŞTI", "Ångström", "千と千尋の神隠し", "5 √ 9"]
)
def test_repair_when_nothing_is_broken_then_nothing_changes(text: str) -> None:
    assert text_repair.repair(text) == text


@example("ĂźŸ")  # mended to "ßŸ", which is itself a letter read wrongly
@given(st.text(alphabet=st.characters(max_codepoint=0x17F, categories=["L"]), min_size=1))
def test_repair_twice_is_repair_once(text: str) -> None:
    once = text_repair.repair(text)
    assert text_repair.repair(once) == once


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The end.::Jane Roe <jane@example.com>", "The end."),
        ("The end.::https://example.com/a", "The end."),
        ("The end. ::jane@exa", "The end."),
        ("One.::Jane\n\nTwo.", "One.\n\nTwo."),
        ("Written by jane@example.com in May.", "Written by in May."),
        ("A\x00 line\nbreak", "A line break"),
    ],
)
def test_prose_never_names_its_contributor(text: str, expected: str) -> None:
    assert text_repair.prose(text) == expected


@pytest.mark.parametrize(
    ("description", "expected"),
    [
        ("He leaves. She stays...", "He leaves. She stays."),
        (
            "A whole first sentence stands here. Then they fight for the cus..",
            "A whole first sentence stands here.",
        ),
        (
            "Short. Then a long sentence in which they fight for the cus..",
            "Short. Then a long sentence in which they fight for the…",
        ),
        (
            "Mr. Smith and Dr. Jones go to see Mrs. Brown at h..",
            "Mr. Smith and Dr. Jones go to see Mrs. Brown at…",
        ),
        ("The story of friends::Anonymous..", "The story of friends…"),
        ("They meet again:..", "They meet again…"),
        ("Is it over?..", "Is it over?"),
        ("Not cut at all", "Not cut at all"),
    ],
)
def test_teaser_ends_at_a_whole_sentence_or_word(description: str, expected: str) -> None:
    assert text_repair.teaser(description, None) == expected


def test_teaser_when_the_synopsis_says_the_same_then_its_last_word_stays() -> None:
    assert text_repair.teaser("Three friends in Mumbai..", "Three friends in Mumbai") == (
        "Three friends in Mumbai…"
    )
