"""Sentence vectors: the interface, and sentence-transformers behind it."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from index.errors import WeightsMissingError
from index.lazy import Lazy
from index.settings import IndexSettings
from index.words import word_spans

if TYPE_CHECKING:
    import torch
    from sentence_transformers import SentenceTransformer

Vectors = NDArray[np.float32]
"""Shape (texts, dimensions), each row of length 1, so that a dot product is the cosine."""

T = TypeVar("T")
_BATCH = 16
"""Texts of about one length computed together: in larger batches more of the work is padding."""


@dataclass(frozen=True)
class WordVectors:
    """The words of one text and a vector for each as it is meant there, shape (words, dimensions), rows of length 1."""

    words: tuple[str, ...]
    vectors: Vectors


class Embedder(Protocol):
    """Turns texts into vectors; queries and documents may need different prompts."""

    name: str

    def encode_query(self, texts: Sequence[str]) -> Vectors: ...

    def encode_documents(self, texts: Sequence[str]) -> Vectors: ...


class WordEmbedder(Embedder, Protocol):
    """One that gives words their own vectors too."""

    def encode_words(self, texts: Sequence[str]) -> list[WordVectors]: ...


class SentenceTransformerEmbedder:
    """A sentence-transformers model from a folder on disk, never from the network; loaded at the first text."""

    def __init__(self, folder: Path) -> None:
        self.name = folder.name
        self._model = Lazy(lambda: _load(folder))

    def encode_query(self, texts: Sequence[str]) -> Vectors:
        return _apart(self._encode_query, texts)

    def _encode_query(self, texts: Sequence[str]) -> Vectors:
        vectors = self._model().encode_query(list(texts), normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(vectors, dtype=np.float32)

    def encode_documents(self, texts: Sequence[str]) -> Vectors:
        return _apart(self._encode_documents, texts)

    def _encode_documents(self, texts: Sequence[str]) -> Vectors:
        model = self._model()
        with _fast_matrices():
            vectors = model.encode_document(
                list(texts), normalize_embeddings=True, show_progress_bar=False, batch_size=_BATCH
            )
        return np.asarray(vectors, dtype=np.float32)

    def encode_words(self, texts: Sequence[str]) -> list[WordVectors]:
        """Words beyond the model's longest text are left out."""
        return _apart(self._encode_words, texts)

    def _encode_words(self, texts: Sequence[str]) -> list[WordVectors]:
        model, texts = self._model(), list(texts)
        with _fast_matrices():
            tokens = model.encode(texts, prompt="", output_value="token_embeddings", show_progress_bar=False)
        spans = model.tokenizer(texts, truncation=True, return_offsets_mapping=True)["offset_mapping"]
        found = zip(texts, tokens, spans, strict=True)
        return [_words(text, vectors.float().numpy(), where) for text, vectors, where in found]


def _apart(encode: Callable[[Sequence[str]], T], texts: Sequence[str]) -> T:
    """What `encode` makes of some texts, on a thread that ends with it.

    torch clears the matrix units of the thread it has used, on which llama.cpp would then end with an illegal
    instruction; and while its helper threads live beside those of llama.cpp, OpenMP counts more threads than cores and
    lets each sleep where it waits for another: a language model then writes 35 % slower.
    """
    with ThreadPoolExecutor(1, thread_name_prefix="encoding") as thread:
        return thread.submit(encode, texts).result()


def _words(text: str, tokens: Vectors, where: Sequence[tuple[int, int]]) -> WordVectors:
    """The mean vector of each word's tokens."""
    found: dict[tuple[int, int], Vectors] = {}
    for start, end in word_spans(text):
        inside = [i for i, (first, last) in enumerate(where) if first < end and start < last and first < last]
        if inside:
            found[start, end] = tokens[inside].mean(axis=0)
    vectors = np.stack(list(found.values())) if found else np.zeros((0, tokens.shape[1]), np.float32)
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return WordVectors(tuple(text[start:end] for start, end in found), vectors / lengths)


def _load(folder: Path) -> "SentenceTransformer":
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    return SentenceTransformer(str(folder), device="cpu", local_files_only=True)


def _fast_matrices() -> "torch.autocast":
    """Matrix products in bfloat16 on processors that have units for them (AMX): twice as fast, cosine .99998 with
    what float32 gives. One short query alone gains nothing."""
    import torch

    has_units = bool(torch.cpu.get_capabilities().get("amx_bf16", False))
    return torch.autocast("cpu", dtype=torch.bfloat16, enabled=has_units)


def load_embedder(settings: IndexSettings) -> WordEmbedder:
    """The embedding model of a folder or the cache, to be loaded at its first text.

    WeightsMissingError, at once, names the command that fetches it.
    """
    from index.e5 import find_embedding_folder

    given = Path(settings.embedding_model).expanduser()
    folder = given if given.is_dir() else find_embedding_folder(settings.weights)
    if folder is None:
        raise WeightsMissingError(
            f"The embedding model {settings.embedding_model} is not in {settings.cache}. Run: belegt models fetch"
        )
    return SentenceTransformerEmbedder(folder)
