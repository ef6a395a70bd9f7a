import json
from pathlib import Path

import numpy as np
import pytest

from bot.search.ranking.features import NAMES
from bot.search.ranking.ranker import WEIGHTS, Ranker


def test_the_weights_are_for_these_features() -> None:
    ranker = Ranker.load()
    assert ranker.linear.shape == (len(NAMES),)
    assert ranker.score(np.zeros((3, len(NAMES)), np.float32)).shape == (3,)
    chances = ranker.chances(np.array([-100.0, 0.0, 100.0], np.float32))
    assert (np.diff(chances) > 0).all()
    assert 0 <= chances[0] <= chances[2] <= 1


def test_weights_for_other_features_are_refused(tmp_path: Path) -> None:
    stored = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    del stored["features"]["ratio"]
    path = tmp_path / "ranking.json"
    path.write_text(json.dumps(stored), encoding="utf-8")
    with pytest.raises(ValueError, match="train again"):
        Ranker.load(path)
