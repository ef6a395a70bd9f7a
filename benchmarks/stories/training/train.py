"""Learn ``bot/stories/data/table.npz``: what words say about stories.

``python benchmarks/stories/training/train.py --texts FOLDER [--cache FOLDER] [--threads N]``

``make train-stories`` installs what it takes into a folder of its own. The texts are introductions
of Wikipedia's articles on films, and films half remembered (``docs/stories.md`` says where they are
from). Two neural networks say what 90,000 of their sentences mean; the table learns to come near
that by adding up words, and then to tell stories apart. Ten minutes of two cores, most of them the
networks'; they are not needed again where ``--cache`` still holds what they said. The same seed
gives the same table but for how a processor rounds: figures differ by less than .01.
"""

import argparse
import importlib
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from benchmarks.stories.training.steps import Learned, imitate, mean, shrunk, tell_apart
from benchmarks.stories.training.teachers import MiniLM, Remembering, Teacher, UniversalEncoder
from benchmarks.stories.training.texts import Texts
from bot.stories.text.table import TABLE, joined, shortened
from bot.stories.text.words import words

_RUNS = 4
"""The table is the mean of so many, learned from other batches: luck weighs less."""
_SECOND_TEACHER = 0.7
"""How much the multilingual encoder's vectors count beside MiniLM's."""
_DIMENSIONS = 128
_SPANISH_LISTED, _SPANISH_KEPT = 32_000, 22_000
_MIN_SPANISH_LETTERS = 3
_ENGLISH_MEANINGS = 10_000
"""Spanish words are said in the most frequent so many English ones."""
_MEANINGS = 4
_SHARPNESS = 0.05
_NAME, _NAMES_LOSE = 0.6, 0.15
"""Words mostly written with a capital are names, and mean a Spanish word by chance."""
_MIN_SIMILARITY = 0.4
"""A Spanish word that is no nearer to any English one is left out."""


def spanish(
    texts: Texts, encoder: Teacher
) -> tuple[list[str], NDArray[np.uint16], NDArray[np.uint8]]:
    """Return the most frequent Spanish words, what each means in English, and the shares."""
    listed: list[str] = importlib.import_module("wordfreq").top_n_list("es", _SPANISH_LISTED)
    written: dict[str, str] = {}
    for word in listed:
        if len(word) >= _MIN_SPANISH_LETTERS and word.isalpha():
            for plain in words(word):
                written.setdefault(plain, word)
    plain_words = list(written)[:_SPANISH_KEPT]
    likely = [row for row, word in enumerate(texts.words) if len(word) > 2 and word.isalpha()]
    likely = likely[:_ENGLISH_MEANINGS]
    rows = np.array(likely)
    english = _centred(encoder.encode([texts.words[row] for row in likely]))
    names = (_NAMES_LOSE * (texts.capitalised[rows] >= _NAME)).astype(np.float32)
    foreign = _centred(encoder.encode([written[word] for word in plain_words]))
    found = np.empty((len(foreign), _MEANINGS), np.float32)
    nearest = np.empty(found.shape, np.intp)
    for at, vector in enumerate(foreign):
        similarity = english @ vector - names
        nearest[at] = np.argsort(-similarity, kind="stable")[:_MEANINGS]
        found[at] = similarity[nearest[at]]
    known = found[:, 0] >= _MIN_SIMILARITY
    found, nearest = found[known], nearest[known]
    plain_words = [word for word, is_known in zip(plain_words, known, strict=True) if is_known]
    shares: NDArray[np.float32] = np.exp((found - found[:, :1]) / _SHARPNESS)
    shares = 255 * shares / shares.sum(axis=1, keepdims=True)
    return plain_words, rows[nearest].astype(np.uint16), np.rint(shares).astype(np.uint8)


def _centred(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    centred = vectors - vectors.mean(axis=0)
    return centred / np.linalg.norm(centred, axis=1, keepdims=True)


def write(path: Path, texts: Texts, learned: Learned, encoder: Teacher) -> None:
    """Write the table's file."""
    told = np.exp(learned.told)
    weights = (told * np.sqrt(texts.counts)).astype(np.float32)
    vectors, scales = shortened(shrunk(learned.vectors, weights, _DIMENSIONS))
    foreign, meanings, shares = spanish(texts, encoder)
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        path,
        words=joined(texts.words),
        vectors=vectors,
        scales=scales.astype(np.float16),
        asked=np.exp(learned.asked).astype(np.float16),
        told=told.astype(np.float16),
        spanish=joined(foreign),
        meanings=meanings,
        shares=shares,
    )


def main() -> None:
    """Learn the table and write it."""
    options = _options()
    start = time.perf_counter()

    def said(step: str) -> None:
        print(f"{time.perf_counter() - start:5.0f} s  {step}", flush=True)

    texts = Texts(options.texts)
    said(f"{len(texts.words):,} words, {len(texts.to_encode):,} sentences")
    universal = Remembering(UniversalEncoder(options.threads), options.cache)
    teachers: list[tuple[Teacher, float]] = [
        (Remembering(MiniLM(options.threads), options.cache), 1.0),
        (universal, _SECOND_TEACHER),
    ]
    of_words = [weight * teacher.encode(texts.words) for teacher, weight in teachers]
    of_sentences = [weight * teacher.encode(texts.to_encode) for teacher, weight in teachers]
    said("the teachers have spoken")
    learned = imitate(texts, np.hstack(of_words), np.hstack(of_sentences))
    said("imitated")
    runs = [tell_apart(texts, learned, options.seed + run) for run in range(_RUNS)]
    learned = mean(runs)
    write(options.out, texts, learned, universal)
    said(f"{options.out}: {options.out.stat().st_size / 1e6:.2f} MB")


def _options() -> Any:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--texts", type=Path, required=True, help="folder of wiki.jsonl.gz and tomt.jsonl.gz"
    )
    parser.add_argument("--cache", type=Path, default=Path("var/stories"))
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=TABLE)
    return parser.parse_args()


if __name__ == "__main__":
    main()
