"""Requests survive being written into a control and read back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import BadInputError
from bot.messages.request import Request

names = st.from_regex(r"[a-z][a-z0-9_]{0,12}", fullmatch=True)
texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)


@given(names, st.dictionaries(names, texts, max_size=6))
def test_decode_undoes_encode(name: str, options: dict[str, str]) -> None:
    request = Request(name).replace(**options)
    assert Request.decode(request.encode()) == request
    assert request.encode().isascii()


@given(st.text(max_size=100))
def test_decode_of_any_text_gives_a_request_or_a_value_error(text: str) -> None:
    try:
        request = Request.decode(text)
    except ValueError:
        return
    assert Request.decode(request.encode()) == request


def test_empty_options_are_left_out_and_the_rest_ordered() -> None:
    request = Request.of("search", sort="best", genre="Drama", person=None, kind="", flag=False)
    assert request.encode() == "search?genre=Drama&sort=best"


def test_replace_takes_away_what_is_none() -> None:
    request = Request.of("genre", genre="Drama", page=3).replace(page=None, sort="newest")
    assert request == Request.of("genre", genre="Drama", sort="newest")


def test_numbers_read_as_typed() -> None:
    request = Request.of("search", min_rating=7.0, page=2, seed="x")
    assert request.get("min_rating") == "7"
    assert request.number("page", 1) == 2
    assert request.number("seed", 9) == 9


@pytest.mark.parametrize(
    ("typed", "count", "id_"),
    [
        ("7", 7, 7),
        ("-7", -7, 0),
        ("9" * 4300, 1, 0),
        ("9" * 20, 1, 0),
        (str(2**63 - 1), 1, 2**63 - 1),
        (str(2**63), 1, 0),
        (str(-(2**63)), 1, 0),
        ("1e9", 1, 0),
        ("", 1, 0),
    ],
)
def test_numbers_are_no_greater_than_a_store_can_hold(typed: str, count: int, id_: int) -> None:
    request = Request.of("show", page=typed)
    assert request.number("page", 1) == count
    assert request.id("page") == id_


def test_text_that_cannot_be_kept_is_refused_with_its_option() -> None:
    Request.of("night_plan", place="the café\n2nd floor").require_storable()
    with pytest.raises(BadInputError, match="“vote closes” holds a character that is none"):
        Request.decode("night_plan?vote_closes=a%00b").require_storable()


def test_lone_surrogates_do_not_break_a_control() -> None:
    assert Request.decode(Request.of("movie", title="a\ud800b").encode()).get("title") == "a?b"


@pytest.mark.parametrize("text", ["", "Movie", "movie?title", "1x?a=b", "a b", "~token"])
def test_what_is_no_request_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"request|query"):
        Request.decode(text)
