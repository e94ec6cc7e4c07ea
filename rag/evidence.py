"""From retrieved chunks to the few passages the model reads, and their sentences as dated evidence."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from index.article import Article, Language
from index.embed import Embedder, Vectors
from index.sentences import sentences
from index.timex import event_date
from rag.names import is_place, mentions, names
from rag.relevance import Relevance, newest
from rag.types import Evidence, Hit
from rag.understand import Understanding

MAX_CHARS = 1200
"""Of all passages together: reading them is most of the time to the first word."""
_MATCHING = 2.0
"""How far below the best passage one may score and still be taken to tell of the same event."""
_TOLD_OF = 0.4
"""Share of a question's content words that articles in its language must have to be about it at all."""
_MIN_SENTENCE = 15
_PASSAGE_WEIGHT = 0.5
_CACHED = 20_000


@dataclass(frozen=True)
class Passage:
    """A chunk as the model reads it, cut into its sentences; `score` is comparable within one question."""

    article: Article
    text: str
    start: int
    sentences: tuple[Evidence, ...]
    score: float
    doubtful: bool = False
    """Its article lacks a word of the question that may be a name."""

    @property
    def date(self) -> date:
        """The newest day its sentences speak of, its publication otherwise; date.min when undated."""
        return newest(self.sentences)


class Gatherer:
    """Picks passages and scores their sentences."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._vectors: dict[str, Vectors] = {}

    def gather(
        self, asked: Understanding, vector: Vectors, hits: Sequence[Hit], articles: Mapping[str, Article]
    ) -> list[Passage]:
        """The passages to answer from, best first, with scored sentences; empty when no article fits the names."""
        lacking = {article.id: missing_names(asked, article) for article in articles.values()}
        fitting = [hit for hit in hits if not any(is_surely_name(run, asked.lang) for run in lacking[hit.article_id])]
        passages = [
            _passage(hit, articles[hit.article_id], bool(lacking[hit.article_id])) for hit in _distinct(fitting)
        ]
        relevance = Relevance(asked, [evidence.text for passage in passages for evidence in passage.sentences])
        own = Relevance(asked, [f"{p.article.title} {p.text}" for p in passages if p.article.lang == asked.lang])
        if own.found_share < _TOLD_OF:
            passages = [passage for passage in passages if passage.article.lang != asked.lang]
        return self._scored(vector, _pick(asked, [_weighed(passage, relevance) for passage in passages]), relevance)

    def _scored(self, vector: Vectors, passages: Sequence[Passage], relevance: Relevance) -> list[Passage]:
        found = [(passage, evidence) for passage in passages for evidence in passage.sentences]
        if not found:
            return []
        cosines = self._embed([f"{e.title}: {e.text}" for _, e in found]) @ vector
        spread = float(cosines.std()) or 1.0
        scored = [
            _with_score(
                e, (float(cosine) - float(cosines.mean())) / spread + _PASSAGE_WEIGHT * p.score + relevance.of(e)
            )
            for cosine, (p, e) in zip(cosines, found, strict=True)
        ]
        new = iter(scored)
        return [replace(p, sentences=tuple(next(new) for _ in p.sentences)) for p in passages]

    def likeness(self, sentence: str, found: Sequence[Evidence]) -> list[float]:
        """Cosine of a sentence with each piece of evidence, in either language, from -1 to 1."""
        return [float(cosine) for cosine in self._embed([e.text for e in found]) @ self._embed([sentence])[0]]

    def _embed(self, texts: Sequence[str]) -> Vectors:
        if len(self._vectors) > _CACHED:
            self._vectors.clear()
        new = [text for text in dict.fromkeys(texts) if text not in self._vectors]
        if new:
            self._vectors.update(zip(new, self._embedder.encode_documents(new), strict=True))
        return np.stack([self._vectors[text] for text in texts])


def missing_names(asked: Understanding, article: Article) -> list[list[str]]:
    """The names of the question that an article does not mention, each as the run of its words.

    A German question's nouns are no names to an English article, so they are not asked of it.
    """
    if asked.lang == "de" and article.lang == "en":
        return []
    text = f"{article.title}\n{article.text}"
    return [run for run in names(asked.question, asked.lang) if not any(mentions(word, text) for word in run)]


def is_surely_name(run: Sequence[str], lang: Language) -> bool:
    """Whether a run is a name beyond doubt: in German a lone noun without a determiner may be a common one."""
    return lang == "en" or len(run) > 1 or is_place(run[0])


def best_first(passages: Sequence[Passage]) -> list[Evidence]:
    """All sentences of the passages, best first."""
    found = [evidence for passage in passages for evidence in passage.sentences]
    return sorted(found, key=lambda e: (-e.score, e.article_id, e.start))


def _with_score(evidence: Evidence, score: float) -> Evidence:
    return Evidence(**{**vars(evidence), "score": score})


def _passage(hit: Hit, article: Article, doubtful: bool) -> Passage:
    return Passage(article, hit.text, hit.start, tuple(_sentences(hit, article)), hit.score, doubtful)


def _weighed(passage: Passage, relevance: Relevance) -> Passage:
    best = max((relevance.of(evidence) for evidence in passage.sentences), default=0.0)
    return replace(passage, score=passage.score + best)


def _sentences(hit: Hit, article: Article) -> Iterator[Evidence]:
    for span in sentences(hit.text):
        text = hit.text[span.start : span.end]
        if len(text) >= _MIN_SENTENCE:
            start = hit.start + span.start
            day = event_date(text, article.published)
            yield Evidence(
                article.id, article.title, article.source, article.published, day, text, start, start + len(text), 0.0
            )


def _distinct(hits: Sequence[Hit]) -> Iterator[Hit]:
    """Each wording once: a reprinted passage is no second piece of evidence."""
    seen = set()
    for hit in hits:
        key = " ".join(hit.text.lower().split())
        if key not in seen:
            seen.add(key)
            yield hit


def _pick(asked: Understanding, passages: Sequence[Passage]) -> list[Passage]:
    """The best passages that fit; for newest and oldest, after the best two those at that end of time."""
    ranked = sorted(passages, key=lambda p: (-p.score, p.article.id, p.start))
    if asked.order and ranked:
        head, rest = ranked[:2], [p for p in ranked[2:] if p.score >= ranked[0].score - _MATCHING]
        rest.sort(key=lambda p: p.date, reverse=asked.order == "latest")
        ranked = head + rest
    return _within_budget(ranked)


def _within_budget(passages: Sequence[Passage]) -> list[Passage]:
    kept: list[Passage] = []
    room = MAX_CHARS
    for passage in passages:
        if len(passage.text) <= room or not kept:
            kept.append(passage)
            room -= len(passage.text)
    return kept
