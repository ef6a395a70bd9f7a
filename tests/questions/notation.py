"""The inner notation of queries, which only "why" shows."""

import re
from collections.abc import Iterator
from itertools import chain

from bot.questions.results.answer import Answer
from bot.questions.wording.phrases import MESSAGES, load_phrases


def _heads() -> Iterator[str]:
    """Give what "why" writes before a condition, in every language: ``genre``, ``título``."""
    for phrases in load_phrases().values():
        for key in MESSAGES:
            if key.startswith("tree."):
                head, colon, _ = phrases.text(key).partition(": {")
                if colon:
                    yield head


NOTATION = re.compile(
    rf"[≥≤=·|]|(?:^|[,;:(“] ?)(?:{'|'.join(sorted(set(_heads())))}):\s"
    r"|\((?:title|título):|\b(?:of|de) \("
    r"|\b(?:None|Films|Credited|Values|Named|tt\d{5,})\b|[{}]"
)


def said_in(answer: Answer) -> Iterator[str]:
    """Give all that people read of an answer, "why" aside."""
    yield answer.sentence
    yield from answer.lines
    yield from answer.notes
    yield from (chip.label for chip in answer.chips)
    yield from (offered.label for offered in chain(answer.others, answer.close))


def noted_in(answer: Answer) -> list[str]:
    """Return what of an answer is written in notation."""
    return [text for text in said_in(answer) if NOTATION.search(text)]
