"""Draws that anyone can check."""

import base64
import hashlib
from collections import Counter
from dataclasses import replace
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.picks.draw import (
    MAX_LOTS,
    Check,
    DrawRecord,
    Entries,
    Entry,
    draw,
    draw_index,
    lots_after,
    lucky_pool,
    new_seed,
    odds,
    odds_text,
    pool_hash,
    verify,
)

seeds = st.binary(min_size=5, max_size=5).map(new_seed)
pools = st.dictionaries(
    st.text("abcdefghij0123456789", min_size=1, max_size=6), st.integers(1, MAX_LOTS), min_size=1
).map(lambda lots: tuple(Entry(id_, count) for id_, count in lots.items()))


def test_a_seed_is_eight_characters_easily_typed() -> None:
    assert new_seed(bytes(5)) == "aaaaaaaa"
    assert new_seed(b"\xff" * 9) == "77777777"


@given(st.binary(min_size=5, max_size=5))
def test_a_seed_keeps_every_random_bit(token: bytes) -> None:
    assert base64.b32decode(new_seed(token).upper()) == token


def test_too_few_random_bytes_are_refused() -> None:
    with pytest.raises(ValueError, match="5 random bytes"):
        new_seed(b"1234")


def test_a_draw_is_checked_by_hand_as_its_description_says() -> None:
    number = int.from_bytes(hashlib.sha256(b"k3f7q2ab:0").digest(), "big")
    assert draw_index("k3f7q2ab", 1204) == number % 1204
    lines = hashlib.sha256(Entries.of([Entry("a"), Entry("b", 2)]).text.encode())
    assert pool_hash([Entry("b", 2), Entry("a")]) == lines.hexdigest()[:16]


def test_lots_are_kept_only_where_somebody_has_several() -> None:
    assert Entries.of([Entry("b"), Entry("a")]).lots is None
    assert Entries.of([Entry("b", 2), Entry("a")]).lots == (1, 2)


@given(st.text(max_size=20), st.integers(1, 1 << 70))
def test_any_seed_draws_one_of_the_lots(seed: str, size: int) -> None:
    assert 0 <= draw_index(seed, size) < size
    assert draw_index(seed, size) == draw_index(seed, size)


def test_drawing_from_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing to draw from"):
        draw_index("aaaaaaaa", 0)
    with pytest.raises(ValueError, match="nothing to draw from"):
        draw("aaaaaaaa", [])


def test_numbers_that_would_favour_the_first_lots_are_passed_over() -> None:
    size = (1 << 255) + 1  # nearly half of all hashes lie beyond the last whole multiple
    passed = [
        seed
        for seed in map(str, range(200))
        if int.from_bytes(hashlib.sha256(f"{seed}:0".encode()).digest(), "big") >= size
    ]
    assert 60 < len(passed) < 140
    for seed in passed:
        first = int.from_bytes(hashlib.sha256(f"{seed}:0".encode()).digest(), "big")
        assert draw_index(seed, size) != first % size


def test_each_lot_is_drawn_equally_often() -> None:
    draws = 6000
    counts = Counter(draw_index(f"seed{n}", 6) for n in range(draws))
    chi_square = sum((counts[lot] - draws / 6) ** 2 / (draws / 6) for lot in range(6))
    assert chi_square < 20.5  # one in a thousand at five degrees of freedom


@given(seeds, pools, st.randoms(use_true_random=False))
def test_the_order_of_the_pool_does_not_matter(
    seed: str, pool: tuple[Entry, ...], random: Random
) -> None:
    shuffled = list(pool)
    random.shuffle(shuffled)
    assert draw(seed, shuffled) == draw(seed, pool)


@given(seeds, pools)
def test_a_record_of_a_draw_is_verified(seed: str, pool: tuple[Entry, ...]) -> None:
    record = draw(seed, pool)
    assert verify(record) is Check.TRUE
    assert record.odds == odds(pool)[record.picked]


@given(seeds, pools.filter(lambda pool: len(pool) > 1))
def test_a_record_with_another_pick_or_pool_is_found_out(
    seed: str, pool: tuple[Entry, ...]
) -> None:
    record = draw(seed, pool)
    other = next(entry.id for entry in pool if entry.id != record.picked)
    assert verify(replace(record, picked=other)) is Check.PICK_DIFFERS
    assert verify(replace(record, pool=record.pool[1:])) is Check.POOL_DIFFERS


def test_a_record_that_contradicts_itself_is_not_verified() -> None:
    twice, none = Entries(("a", "a")), Entries(())
    assert verify(DrawRecord("seed", twice, pool_hash(twice), "a")) is Check.POOL_DIFFERS
    assert verify(DrawRecord("seed", none, pool_hash(none), "a")) is Check.POOL_DIFFERS


def test_an_entry_that_stands_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        draw("aaaaaaaa", [Entry("a"), Entry("a", 2)])


@pytest.mark.parametrize("id_", ["", "a\tb", "a\nb"])
def test_an_id_that_would_blur_the_fingerprint_is_refused(id_: str) -> None:
    with pytest.raises(ValueError, match="one word"):
        Entry(id_)
    for ids in ((id_,), (id_, "c"), ("c", id_, "d")):
        with pytest.raises(ValueError, match="one word"):
            Entries.with_one_lot(ids)


@given(pools, st.integers(0, 8), st.integers(0, 8))
def test_entries_are_what_they_were_made_of(pool: tuple[Entry, ...], start: int, stop: int) -> None:
    entries, ordered = Entries.of(reversed(pool)), sorted(pool)
    assert list(entries) == ordered
    assert list(entries[start:stop]) == ordered[start:stop]
    assert entries.total == sum(entry.lots for entry in pool)
    assert entries.text == "".join(f"{entry.id}\t{entry.lots}\n" for entry in ordered)
    assert [entries.lots_of(entry.id) for entry in pool] == [entry.lots for entry in pool]
    assert entries.lots_of("k") == 0
    owners = [entry.id for entry in ordered for _ in range(entry.lots)]
    assert [entries.at_lot(lot) for lot in range(entries.total)] == owners


@given(st.sets(st.text("abc", min_size=1), min_size=1))
def test_entries_with_one_lot_are_as_any(ids: set[str]) -> None:
    made = Entries.with_one_lot(ids)
    assert (made, made.text) == ((of := Entries.of(map(Entry, ids))), of.text)
    assert made.is_distinct


def test_an_entry_without_a_lot_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one lot"):
        Entry("a", 0)


def test_films_that_lost_before_come_up_more_often() -> None:
    assert [lots_after(losses) for losses in (0, 1, 2, 4, 5, 100)] == [1, 2, 3, 5, 5, 5]
    pool = lucky_pool(["b", "a", "c", "a"], {"b": 2, "gone": 9})
    assert tuple(pool) == (Entry("a", 1), Entry("b", 3), Entry("c", 1))
    assert odds(pool) == {"a": Fraction(1, 5), "b": Fraction(3, 5), "c": Fraction(1, 5)}
    counts = Counter(draw(f"seed{n}", pool).picked for n in range(3000))
    assert 1700 < counts["b"] < 1900


@given(seeds, st.sets(st.text("abc123", min_size=1), min_size=1))
def test_a_draw_without_luck_is_an_index_into_the_ordered_pool(seed: str, ids: set[str]) -> None:
    picked = draw(seed, lucky_pool(ids, {})).picked
    assert picked == sorted(ids)[draw_index(seed, len(ids))]


def test_odds_are_shown_exactly() -> None:
    assert odds_text(Fraction(3, 40)) == "3 in 40 (7.5 %)"
    assert odds_text(Fraction(1, 1204)) == "1 in 1,204 (0.0831 %)"
    assert odds_text(Fraction(1)) == "1 in 1 (100 %)"


@given(pools)
def test_odds_add_up_to_one(pool: tuple[Entry, ...]) -> None:
    assert sum(odds(pool).values()) == 1
