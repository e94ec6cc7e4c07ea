"""From retrieved chunks to a few dated sentences that may hold the answer."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import numpy as np

from index.archive import Archive
from index.db import ArticleInfo
from index.embed import Embedder, Vectors
from index.sentences import sentences
from index.timex import event_date
from index.words import stems
from rag.types import Evidence, Hit
from rag.understand import Understanding

MAX_SENTENCES = 9
"""So that one digit names a sentence."""
MAX_CHARS = 1500
"""Of all sentences together; reading them is most of the time to the first word."""
_MIN_CHARS = 25
_CANDIDATES = 40
_WORD_WEIGHT = 2.0
_CHUNK_WEIGHT = 0.25


def effective_date(evidence: Evidence) -> date | None:
    """The day the event happened where the sentence says so, else the day it was published."""
    return evidence.event_date or evidence.published


class Gatherer:
    """Cuts chunks into sentences and keeps those nearest to the question."""

    def __init__(self, archive: Archive, embedder: Embedder) -> None:
        self._archive = archive
        self._embedder = embedder
        self._vectors: dict[str, Vectors] = {}

    def gather(
        self, asked: Understanding, vector: Vectors, hits: Sequence[Hit], infos: Mapping[str, ArticleInfo]
    ) -> list[Evidence]:
        """At most MAX_SENTENCES sentences, best first, of at most MAX_CHARS together."""
        found = list(_distinct(self._sentences(hits, infos)))[:_CANDIDATES]
        if not found:
            return []
        scored = self._score(asked, vector, found)
        return _pick(asked, scored)

    def _sentences(self, hits: Sequence[Hit], infos: Mapping[str, ArticleInfo]) -> Iterator[Evidence]:
        for hit in hits:
            info = infos[hit.article_id]
            for span in sentences(hit.text):
                text = hit.text[span.start : span.end]
                if len(text) >= _MIN_CHARS:
                    start = hit.start + span.start
                    yield Evidence(
                        info.id, info.title, info.source, info.published, event_date(text, info.published),
                        text, start, start + len(text), hit.score,
                    )  # fmt: skip

    def _score(self, asked: Understanding, vector: Vectors, found: Sequence[Evidence]) -> list[Evidence]:
        vectors = self._embed([evidence.text for evidence in found])
        cosines = vectors @ vector
        spread = float(cosines.std()) or 1.0
        overlap = [_overlap(asked, evidence.text) for evidence in found]
        scores = [
            (float(cosine) - float(cosines.mean())) / spread + _WORD_WEIGHT * share + _CHUNK_WEIGHT * evidence.score
            for cosine, share, evidence in zip(cosines, overlap, found, strict=True)
        ]
        rescored = [
            Evidence(e.article_id, e.title, e.source, e.published, e.event_date, e.text, e.start, e.end, score)
            for e, score in zip(found, scores, strict=True)
        ]
        return sorted(rescored, key=lambda e: (-e.score, e.article_id, e.start))

    def _embed(self, texts: Sequence[str]) -> Vectors:
        new = [text for text in dict.fromkeys(texts) if text not in self._vectors]
        if len(self._vectors) + len(new) > 20_000:
            self._vectors.clear()
            new = list(dict.fromkeys(texts))
        if new:
            self._vectors.update(zip(new, self._embedder.encode_documents(new), strict=True))
        return np.stack([self._vectors[text] for text in texts])


def _distinct(found: Iterator[Evidence]) -> Iterator[Evidence]:
    """Each wording once: a reprinted sentence is no second piece of evidence."""
    seen = set()
    for evidence in found:
        key = " ".join(evidence.text.lower().split())
        if key not in seen:
            seen.add(key)
            yield evidence


def _overlap(asked: Understanding, text: str) -> float:
    """Share of the question's content words that the sentence has, by stem."""
    wanted = set(stems(asked.topic, asked.lang))
    return len(wanted & set(stems(text, asked.lang))) / len(wanted) if wanted else 0.0


def _pick(asked: Understanding, scored: Sequence[Evidence]) -> list[Evidence]:
    """The best sentences; for newest and oldest, half of them are those at that end of time."""
    if asked.order is None:
        return _within_budget(scored)
    head, pool = list(scored[:4]), list(scored[4:20])
    sign = -1 if asked.order == "latest" else 1
    pool.sort(key=lambda e: (sign * (effective_date(e) or date.min).toordinal(), -e.score))
    return _within_budget(head + pool)


def _within_budget(chosen: Sequence[Evidence]) -> list[Evidence]:
    kept: list[Evidence] = []
    room = MAX_CHARS
    for evidence in chosen:
        if len(kept) < MAX_SENTENCES and (len(evidence.text) <= room or not kept):
            kept.append(evidence)
            room -= len(evidence.text)
    return kept
