"""Vectors for copies without embedding each: only when asked for, as it says less than real ones."""

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from index.article import Article
from index.chunk import embedded_text, split
from index.embed import Embedder, Vectors
from index.read import read_paths

_SMALL_WORD = re.compile(r"\b[a-zäöüß]\w*")
_MIXED = 8
"""Deviations that one new one is mixed of."""


def skeleton(text: str) -> str:
    """What is alike in all copies of a text: its words that are not capitalised."""
    return " ".join(_SMALL_WORD.findall(text))


class DrawnEmbedder:
    """Draws the vector of a copy around the mean of the same text in a few copies that were embedded.

    The deviation is mixed of deviations that those copies have from their means, so it has
    their size and directions. A text of which no copy was embedded is embedded itself.
    """

    def __init__(self, real: Embedder, texts: Sequence[str], vectors: Vectors, seed: int) -> None:
        """`texts` of several whole copies with their vectors of shape (texts, dimensions)."""
        self.name = f"drawn, {real.name}"
        self._real = real
        self._chance = np.random.default_rng(seed)
        rows: defaultdict[str, list[int]] = defaultdict(list)
        for row, text in enumerate(texts):
            rows[skeleton(text)].append(row)
        self._means: Mapping[str, Vectors] = {key: vectors[of].mean(axis=0) for key, of in rows.items()}
        several = [of for of in rows.values() if len(of) > 1]
        self._deviations = np.concatenate(
            [(vectors[of] - vectors[of].mean(axis=0)) * np.sqrt(len(of) / (len(of) - 1)) for of in several]
        )

    def encode_query(self, texts: Sequence[str]) -> Vectors:
        return self._real.encode_query(texts)

    def encode_documents(self, texts: Sequence[str]) -> Vectors:
        means = [self._means.get(skeleton(text)) for text in texts]
        missing = [text for text, mean in zip(texts, means, strict=True) if mean is None]
        embedded = iter(self._real.encode_documents(missing)) if missing else iter(())
        return np.stack([next(embedded) if mean is None else self._drawn(mean) for mean in means])

    def _drawn(self, mean: Vectors) -> Vectors:
        weights = self._chance.standard_normal(_MIXED)
        chosen = self._deviations[self._chance.integers(len(self._deviations), size=_MIXED)]
        vector = mean + (weights / np.linalg.norm(weights)) @ chosen
        return np.asarray(vector / np.linalg.norm(vector), dtype=np.float32)


def drawn_embedder(
    real: Embedder, articles: Path, copies: int, chunk_chars: int, seed: int, kept: Path
) -> DrawnEmbedder:
    """Embeds the first copies of all articles (`ID-c0`, `ID-c1`, …), once: their vectors stay in the folder `kept`."""
    first = tuple(f"-c{number}" for number in range(copies))
    found = [a for a in read_paths([articles]) if isinstance(a, Article) and a.id.endswith(first)]
    texts = [embedded_text(chunk, article) for article in found for chunk in split(article, chunk_chars)]
    file = kept / f"{hashlib.sha256(json.dumps(texts).encode()).hexdigest()[:12]}.npy"
    if not file.is_file():
        np.save(file, real.encode_documents(texts))
    return DrawnEmbedder(real, texts, np.load(file), seed)
