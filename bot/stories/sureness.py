"""How surely the best title is the one that was meant."""

import enum
import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from bot.stories.question import Question
from bot.stories.ranking import Signals
from bot.stories.text.table import Vectors

MODEL = Path(__file__).with_name("data") / "sureness.json"
FEATURES = (
    "lead", "lead_over_tenth", "whole", "sentence", "words", "covered", "lead_in_words",
    "words_behind", "whole_behind", "length", "rambling",
)  # fmt: skip
"""The model's inputs, in the order of :func:`features`."""
_MAX_THEME_TERMS = 3


class Sureness(enum.Enum):
    """The verdict on the best title.

    Attributes:
        SURE: You mean this.
        POSSIBLE: It could be one of these.
        NOTHING_LIKE_IT: There is nothing like that here; these are the nearest.
        NOTHING_TO_GO_BY: The description says nothing of a story.
    """

    SURE = "sure"
    POSSIBLE = "possible"
    NOTHING_LIKE_IT = "nothing like it"
    NOTHING_TO_GO_BY = "nothing to go by"


class _Model(NamedTuple):
    means: Vectors
    spreads: Vectors
    weights: Vectors
    bias: float
    sure: float
    unlike: float


def features(question: Question, signals: Signals, scores: Vectors) -> Sequence[float]:
    """Return the model's inputs; see :data:`FEATURES`."""
    order = np.argsort(-scores, kind="stable")[:10]
    first = int(order[0])
    second = int(order[1]) if len(order) > 1 else first
    place = signals.shortlist[first]
    words = float(signals.words[place])
    most, next_most = _two_highest(signals.words)
    others = next_most if words >= most else most
    return (
        float(scores[first] - scores[second]),
        float(scores[first] - scores[order[-1]]),
        float(signals.whole[place]),
        float(signals.sentence[first]),
        words,
        signals.covered(int(place)),
        float(np.log((words + 1) / (others + 1))),
        words - most,
        float(signals.whole[place] - signals.whole.max()),
        float(np.log1p(len(question.terms))),
        question.rambling,
    )


def _two_highest(values: Vectors) -> tuple[float, float]:
    """Return the two highest values, much faster than by sorting or partitioning."""
    at = int(values.argmax())
    others = max(values[:at].max(initial=0), values[at + 1 :].max(initial=0))
    return float(values[at]), float(others)


def chance(question: Question, signals: Signals, scores: Vectors) -> float:
    """Return the probability that the title with the best score is meant."""
    model = _model()
    values = np.array(features(question, signals, scores), np.float32)
    at = (np.clip((values - model.means) / model.spreads, -4, 4) @ model.weights) + model.bias
    return float(1 / (1 + np.exp(-at)))


def grade(question: Question, likely: float) -> Sureness:
    """Return the verdict for a probability that the best title is meant.

    Many titles share a theme of a few words: none of them is surely meant, but if one has the
    words, there is something like it.
    """
    model = _model()
    is_theme = len(question.terms) <= _MAX_THEME_TERMS
    if likely >= model.sure and not is_theme:
        return Sureness.SURE
    if likely >= model.unlike or (is_theme and question.is_told):
        return Sureness.POSSIBLE
    return Sureness.NOTHING_LIKE_IT


def prepare() -> None:
    """Load the model now, so that no search waits for the file."""
    _model()


@cache
def _model() -> _Model:
    read = json.loads(MODEL.read_text(encoding="utf-8"))
    return _Model(
        np.array(read["means"], np.float32),
        np.array(read["spreads"], np.float32),
        np.array(read["weights"], np.float32),
        read["bias"],
        read["sure"],
        read["unlike"],
    )
