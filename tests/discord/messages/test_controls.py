"""The contract of custom_ids: what was sent once is understood for ever."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.discord.messages.controls import ControlId, Mode, to_base36

payloads = st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=60)


@given(st.sampled_from(Mode), st.integers(0, 2**64 - 1), payloads)
def test_decode_undoes_encode(mode: Mode, owner: int, payload: str) -> None:
    control = ControlId(mode, owner, payload)
    assert ControlId.decode(control.encode()) == control


@given(st.integers(0, 2**64 - 1))
def test_base36_is_what_int_reads(number: int) -> None:
    assert int(to_base36(number), 36) == number


@given(st.sampled_from(Mode), st.integers(0, 2**64 - 1))
def test_a_payload_fits_exactly_its_room(mode: Mode, owner: int) -> None:
    control = ControlId(mode, owner, "")
    assert len(ControlId(mode, owner, "x" * control.room).encode()) == 100
    with pytest.raises(ValueError, match="101"):
        ControlId(mode, owner, "x" * (control.room + 1)).encode()


def test_ids_of_version_1_stay_readable() -> None:
    """These went out with the first release; never change them."""
    assert ControlId.decode("1:o:2s:synopsis?film=tt0079417") == ControlId(
        Mode.OPEN, 100, "synopsis?film=tt0079417"
    )
    assert ControlId.decode("1:t:0:~AbC-_1?page=2") == ControlId(Mode.TURN, 0, "~AbC-_1?page=2")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0:o:1:x",
        f"1:o:{'z' * 13}:x",
        f"1:o:{'1' * 60}:x",
        "1:z:1:x",
        "1:o:1",
        "2:o:1:x",
        "like:3",
        "1:o::x",
    ],
)
def test_other_ids_are_none_of_ours(text: str) -> None:
    assert ControlId.decode(text) is None


def test_base36_of_negative_numbers_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        to_base36(-1)
