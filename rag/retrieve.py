"""Retrieval: dense and keyword search over one archive, fused.

The fused score is the cosine, standardised over the nearest chunks, plus a share of
the raw BM25 score. BM25 is small when few terms match, so an English question
to German text, where only names match, is left to the dense side by itself.
Rank fusion cannot see that (`belegt eval SET --retrieval-only` measures it).
"""

from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import numpy as np

from index.archive import Archive
from index.article import Language
from index.db import ArticleInfo, StoredChunk
from index.embed import Embedder, Vectors
from index.scope import EVERYTHING, Scope
from rag.types import Hit

POOL = 60
"""Chunks taken from each side before fusion."""
IN_WINDOW = 6
"""Chunks taken from the time a question names, beside the best of all times."""
KEYWORD_WEIGHT = 0.12
"""Standard deviations of cosine that one point of BM25 is worth; the best of 0.05 to 0.3 on XQuAD."""
_SAMPLE = 2000
"""Chunks of a language that its mean is taken from."""
_DOUBT = 20
"""Chunks at which a language's mean is half believed."""


class Retriever:
    """Searches one archive; safe to use from several threads."""

    def __init__(self, archive: Archive, embedder: Embedder) -> None:
        self._archive = archive
        self._embedder = embedder
        self._pool = ThreadPoolExecutor(max_workers=4, thread_name_prefix="keywords")
        self._infos: dict[str, ArticleInfo] = {}
        self._generation = -1
        self._means: dict[Language, Vectors] = {}
        self._counts: dict[Language, int] = {}
        self._means_generation = -1

    def search(
        self, query: str, lang: Language, k: int, scope: Scope = EVERYTHING, window: Scope | None = None
    ) -> tuple[list[Hit], Vectors]:
        """The k best chunks of a scope, best first, ties by chunk id; and the query's vector, shape (dimensions,).

        With a `window`, a part of the scope, its own best chunks are among them, however many others are better.
        """
        keywords = self._pool.submit(self._archive.keywords, query, lang, POOL, scope)
        vector = self._embedder.encode_query([query])[0]
        inside = self._archive.nearest(vector, IN_WINDOW, window) if window else []
        cosines = {n.chunk_id: n.cosine for n in (*self._archive.nearest(vector, POOL, scope), *inside)}
        found = {hit.chunk_id: hit.score for hit in keywords.result()}
        chunks = self._known(cosines.keys() | found.keys())
        bias = self.language_bias(vector)
        fair = {i: cosine - bias[self._lang_of(chunks[i])] for i, cosine in cosines.items() if i in chunks}
        scores = fuse(fair, {i: score for i, score in found.items() if i in chunks})
        ordered = sorted(scores, key=lambda chunk_id: (-scores[chunk_id], chunk_id))
        wanted = {*ordered[:k], *(n.chunk_id for n in inside)}
        best = [chunk_id for chunk_id in ordered if chunk_id in wanted]
        return [self._hit(chunks[chunk_id], scores[chunk_id]) for chunk_id in best], vector

    def openings(self, vector: Vectors, article_ids: Iterable[str]) -> dict[str, float]:
        """Cosine of a query with the first chunk of each article, which tells what it is about."""
        return {i: float(first @ vector) for i, first in self._archive.openings(article_ids).items()}

    def language_bias(self, vector: Vectors) -> dict[Language, float]:
        """How much nearer a query lies to all text of a language, whatever it says.

        Embeddings keep the language apart, so an English question prefers any English
        chunk to the German one that answers it. Taking the mean cosine of each language
        off puts them on one footing: nDCG@10 over both languages of XQuAD .824 -> .931
        (German questions) and .858 -> .923 (English). Few chunks of a language say little
        about it, so their mean is drawn towards the other language's.
        """
        means, counts = self._language_means()
        if len(means) < 2:
            return {"de": 0.0, "en": 0.0}
        raw = {lang: float(mean @ vector) for lang, mean in means.items()}
        middle = sum(raw.values()) / 2
        fewest = min(counts.values())
        trust = fewest / (fewest + _DOUBT)
        return {lang: middle + trust * (value - middle) for lang, value in raw.items()}

    def _language_means(self) -> tuple[dict[Language, Vectors], dict[Language, int]]:
        generation = self._archive.generation
        if generation != self._means_generation:
            languages: tuple[Language, ...] = ("de", "en")
            samples = {lang: self._archive.sample_vectors(lang, _SAMPLE) for lang in languages}
            self._means = {lang: sample.mean(axis=0) for lang, sample in samples.items() if len(sample)}
            self._counts = {lang: len(sample) for lang, sample in samples.items() if len(sample)}
            self._means_generation = generation
        return self._means, self._counts

    def infos(self) -> Mapping[str, ArticleInfo]:
        """All articles by id, read again when the archive has changed."""
        generation = self._archive.generation
        if generation != self._generation:
            self._infos = {info.id: info for info in self._archive.articles()}
            self._generation = generation
        return self._infos

    def newest(self, scope: Scope = EVERYTHING) -> date | None:
        """The day on which the newest article of a scope was published; None when none is dated."""
        dated = (info.published for info in self.infos().values() if info.published and scope.holds(info))
        return max(dated, default=None)

    def _known(self, chunk_ids: Iterable[str]) -> dict[str, StoredChunk]:
        """The chunks with these ids; those of articles removed meanwhile are left out."""
        infos = self.infos()
        return {i: c for i, c in self._archive.chunks(chunk_ids).items() if c.article_id in infos}

    def _lang_of(self, chunk: StoredChunk) -> Language:
        return self._infos[chunk.article_id].lang

    def _hit(self, chunk: StoredChunk, score: float) -> Hit:
        published = self._infos[chunk.article_id].published
        return Hit(chunk.article_id, chunk.id, score, chunk.text, chunk.start, chunk.end, published)


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
