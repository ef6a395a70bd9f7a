"""The names under which an entry can be found."""

import numpy as np
import pytest

from bot.search.arrays.builder import Data, SurfaceKind
from bot.search.model import Entry


@pytest.mark.parametrize(
    ("entry", "surfaces"),
    [
        (
            Entry("w", "Kramer Wars: Tootsie", aliases=("Guerra",)),
            [
                ("kramer wars tootsie", "NAME"),
                ("guerra", "ALIAS"),
                ("kramer wars", "LEAD"),
                ("tootsie", "SUBTITLE"),
            ],
        ),
        (
            Entry("o", "Out: Kramer"),
            [("out kramer", "NAME"), ("out", "LEAD"), ("kramer", "SUBTITLE")],
        ),
        (Entry("t", "Up: Kramer"), [("up kramer", "NAME"), ("kramer", "SUBTITLE")]),  # too short
        (Entry("y", "2049: Kramer"), [("2049 kramer", "NAME"), ("kramer", "SUBTITLE")]),
    ],
)
def test_a_title_when_it_has_parts_and_other_names_then_it_is_found_by_each(
    entry: Entry, surfaces: list[tuple[str, str]]
) -> None:
    data = Data.build([entry]).surfaces
    texts = data.canonical.pick(np.arange(len(data.kinds), dtype=np.uint32))
    kinds = [SurfaceKind(kind).name for kind in data.kinds.tolist()]
    assert list(zip(texts, kinds, strict=True)) == surfaces
