import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from bot.search.arrays.postings import BUSY, BUSY_KEPT, Lists, distinct, pack, run_edges, unpack
from bot.search.arrays.texts import Texts

WORDS = st.text(alphabet="abc", min_size=1, max_size=20)


def build(keys: list[str]) -> Lists:
    ids = np.arange(len(keys), dtype=np.uint32)
    return Lists.build(*packed(keys), ids)[0]


def packed(keys: list[str]) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    texts = Texts.build(keys)
    return pack(texts.blob, texts.offsets[:-1], np.diff(texts.offsets))


@given(st.lists(WORDS, max_size=60), WORDS)
def test_locate_gives_exactly_the_keys_that_begin_with_a_text(keys: list[str], text: str) -> None:
    lists = build(keys)
    start, stop, known = lists.locate(text)
    wanted = {at for at, key in enumerate(keys) if key[:16].startswith(text[:16])}
    assert set(lists.under(start, stop).tolist()) == wanted
    assert known == any(key[:16] == text[:16] for key in keys)
    if known:
        same = [at for at, key in enumerate(keys) if key[:16] == text[:16]]
        assert lists.under(start, start + 1).tolist() == same


@given(st.lists(st.integers(0, 2), max_size=12))
def test_runs_are_of_equal_values(values: list[int]) -> None:
    edges = run_edges(np.array(values, np.uint64)).tolist()
    fresh = [at for at in range(len(values)) if at == 0 or values[at] != values[at - 1]]
    assert edges == [*fresh, len(values)]


@given(st.lists(WORDS, max_size=40))
def test_packed_keys_come_back_and_sort_like_texts(keys: list[str]) -> None:
    high, low = packed(keys)
    assert unpack(high, low) == [key[:16] for key in keys]
    pairs = list(zip(high.tolist(), low.tolist(), strict=True))
    assert sorted(keys, key=lambda key: key[:16]) == [
        keys[at] for at in sorted(range(len(keys)), key=lambda at: pairs[at])
    ]


@given(st.lists(st.text(max_size=9), max_size=30))
def test_texts_come_back_whatever_they_hold(texts: list[str]) -> None:
    stored = Texts.build(texts)
    everyone = np.arange(len(texts), dtype=np.uint32)
    assert stored.pick(everyone) == texts
    half = len(texts) // 2
    first, second = stored.split(half)
    assert first.pick(everyone[:half]) + second.pick(everyone[: len(texts) - half]) == texts


def test_a_busy_prefix_keeps_its_best_known() -> None:
    lists = build([f"star{chr(97 + at % 26)}{at}" for at in range(BUSY + 1)])
    best = lists.best_under_prefix("star")
    assert best is not None
    assert best.tolist() == list(range(BUSY_KEPT))
    assert lists.best_under_prefix("starx") is None


def test_distinct_sorts_and_drops_repetitions() -> None:
    assert distinct(np.array([3, 1, 3, 2, 1], np.uint32)).tolist() == [1, 2, 3]
    assert distinct(np.zeros(0, np.uint32)).tolist() == []
