"""The questions put to a large archive, each with its vector."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from eval.dataset import read_rows
from eval.scale.copies import Copy, shared_names
from index.article import Article, Language
from index.embed import Vectors, load_embedder
from index.settings import IndexSettings


@dataclass(frozen=True)
class Asked:
    """A question with its vector of shape (dimensions,)."""

    text: str
    lang: Language
    vector: Vectors


class Known:
    """An embedder that has the vectors of its questions: what is timed is the search without them."""

    name = "known"

    def __init__(self, asked: Sequence[Asked]) -> None:
        self._vectors = {one.text: one.vector for one in asked}

    def encode_query(self, texts: Sequence[str]) -> Vectors:
        return np.stack([self._vectors[text] for text in texts])

    def encode_documents(self, texts: Sequence[str]) -> Vectors:
        raise NotImplementedError("nothing is indexed here")


def draw(
    files: Sequence[Path], bases: Sequence[Article], rounds: int, count: int, settings: IndexSettings, seed: int
) -> list[Asked]:
    """`count` questions of the files, drawn by the seed, each with the names and numbers of one of the copies."""
    rows = [(row["question"], row["lang"]) for file in files for _, row in read_rows(file)]
    chance, names = random.Random(seed), shared_names(bases)
    kept = chance.sample(rows, min(count, len(rows)))
    texts = {Copy(chance.randrange(rounds), seed, names).changed(text): lang for text, lang in kept}
    vectors = load_embedder(settings).encode_query(list(texts))
    return [Asked(text, lang, vector) for (text, lang), vector in zip(texts.items(), vectors, strict=True)]
