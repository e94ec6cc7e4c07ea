"""Retrieval: dense and keyword search over one archive, fused.

The fused score is the cosine, standardised over the nearest chunks, plus a share of
the raw BM25 score. BM25 is small when few terms match, so an English question
to German text, where only names match, is left to the dense side by itself.
Rank fusion cannot see that (`belegt eval SET --retrieval-only` measures it).
"""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import numpy as np

from index.archive import Archive
from index.article import Language
from index.db import ArticleInfo
from index.embed import Embedder, Vectors
from rag.types import Hit

POOL = 60
"""Chunks taken from each side before fusion."""
POOL_AS_OF = 1000
"""The same when later articles are then left out."""
KEYWORD_WEIGHT = 0.12
"""Standard deviations of cosine that one point of BM25 is worth; the best of 0.05 to 0.3 on XQuAD."""


class Retriever:
    """Searches one archive; safe to use from several threads."""

    def __init__(self, archive: Archive, embedder: Embedder) -> None:
        self._archive = archive
        self._embedder = embedder
        self._pool = ThreadPoolExecutor(max_workers=4, thread_name_prefix="keywords")
        self._infos: dict[str, ArticleInfo] = {}
        self._generation = -1

    def search(
        self, query: str, lang: Language, k: int, as_of: date | None = None
    ) -> tuple[list[Hit], Vectors]:
        """The k best chunks, best first, ties by chunk id; and the query's vector, shape (dimensions,).

        With `as_of`, as the archive stood that day: later articles and undated ones are left out.
        """
        pool = POOL if as_of is None else POOL_AS_OF
        keywords = self._pool.submit(self._archive.keywords, query, lang, pool)
        vector = self._embedder.encode_query([query])[0]
        cosines = {n.chunk_id: n.cosine for n in self._archive.nearest(vector, pool)}
        scores = fuse(cosines, {hit.chunk_id: hit.score for hit in keywords.result()})
        best = sorted(scores, key=lambda chunk_id: (-scores[chunk_id], chunk_id))
        hits = self._hits(best if as_of else best[:k], scores)
        known = [hit for hit in hits if as_of is None or (hit.published and hit.published <= as_of)]
        return known[:k], vector

    def infos(self) -> Mapping[str, ArticleInfo]:
        """All articles by id, read again when the archive has changed."""
        generation = self._archive.generation
        if generation != self._generation:
            self._infos = {info.id: info for info in self._archive.articles()}
            self._generation = generation
        return self._infos

    def _hits(self, chunk_ids: Sequence[str], scores: Mapping[str, float]) -> list[Hit]:
        chunks, infos = self._archive.chunks(chunk_ids), self.infos()
        return [
            Hit(c.article_id, c.id, scores[c.id], c.text, c.start, c.end, infos[c.article_id].published)
            for c in (chunks[chunk_id] for chunk_id in chunk_ids if chunk_id in chunks)
            if c.article_id in infos
        ]


def fuse(cosines: Mapping[str, float], keywords: Mapping[str, float]) -> dict[str, float]:
    """Score of every chunk that either side found; one the dense side missed counts as its last."""
    if not cosines:
        return dict(keywords)
    values = np.fromiter(cosines.values(), dtype=np.float64)
    mean, spread, last = float(values.mean()), float(values.std()) or 1.0, float(values.min())
    return {
        chunk_id: (cosines.get(chunk_id, last) - mean) / spread + KEYWORD_WEIGHT * keywords.get(chunk_id, 0.0)
        for chunk_id in cosines.keys() | keywords.keys()
    }
