"""From retrieved chunks to the few passages the model reads, and their sentences as dated evidence."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from index.article import Article
from index.embed import Embedder, Vectors
from index.kept import Kept
from rag.alignment import Aligner
from rag.capitals import country_in, is_government
from rag.dating import tells_of_it
from rag.events import SURE, SURE_UNDATED, Candidate, Features, features, in_order, may_tell, probability
from rag.institutions import is_of_kind
from rag.names import is_place, is_surely_name, mentions, mentions_any, names
from rag.numbered import has_number, numbered
from rag.passages import Found, Gathered, Passage, sentences_of, within
from rag.peoples import names_country
from rag.relevance import WORD_WEIGHT, Relevance
from rag.reprints import Reprints
from rag.timeline import place
from rag.types import Evidence, Hit
from rag.understand import Understanding

MAX_CHARS = 2400
"""Of all passages together. With 1200 the answering sentence was among them for 64 of 76 questions of XQuAD over
articles in the other language, with 2400 for 71."""
_MATCHING = 2.0
"""How far below the best passage one may score and still be taken to tell of the same event."""
_TOLD_OF = 0.4
"""Share of a question's content words that articles in its language must have to be about it at all. Where more is told
of each sentence the model may answer from it all the same (of 204 freely worded questions five more came out right, one
less wrong), but none stands alone."""
_READ = 12
"""Chunks from which the passages are picked, beside those of events."""
_EVENTS = 3
"""Events whose passages the model reads."""
_SCALE = 2.0
"""Points of a sentence's score to a standard deviation of cosine."""
_WORDS_WEIGHT = 30.0
"""What the mean cosine of the question's words with the likest of a sentence counts, one by one in either language.
Beside it shared words count no more: they speak for the lead, which has all the names, and not for "Sein Vertrag lief
noch bis Juni", which answers. (The answering sentence leads for 157 of 179 questions of XQuAD, 156 with them; for 36 of
45 of the sample set, 33 with them; for 24 of 42 freely worded ones over other articles, 15 with them.)"""
_LENGTH_WEIGHT = 0.005
"""What a character counts, up to…"""
_LONG = 200
"""…so many: short lines have little to tell, and what is like a question is often a headline."""
_CACHED = 20_000


class Gatherer:
    """Picks passages and scores their sentences."""

    def __init__(self, embedder: Embedder, aligner: Aligner) -> None:
        self._aligner = aligner
        self._vectors = Kept(embedder.encode_documents, _CACHED)

    def gather(self, asked: Understanding, found: Found) -> Gathered:
        """The passages to answer from, best first, with scored sentences; none when no article fits the names."""
        printed, lacking = _fitting(asked, found)
        hits = printed.hits()
        telling = self._telling(asked, found, printed, lacking) if asked.is_timed else []
        told = [(probability(of), e) for of, e in telling]
        events = in_order(asked, told)
        is_sure = any(p >= (SURE if e.event_date else SURE_UNDATED) for p, e in told if e in events[:1])
        passages = [_passage(hit, found.articles[hit.article_id]) for hit in _for_reading(asked, hits, events)]
        passages = [passage for passage in passages if passage.sentences]
        relevance = Relevance(asked, [evidence.text for passage in passages for evidence in passage.sentences])
        own = Relevance(asked, [f"{p.article.title} {p.text}" for p in passages if p.article.lang == asked.lang])
        has_words = own.found_share >= _TOLD_OF or _is_wholly_named(asked, passages)
        is_judged = self._aligner.is_fitted and not asked.is_timed  # then the second look tells what is about it
        if not (has_words or is_judged):
            passages = [passage for passage in passages if passage.article.lang != asked.lang]
        weighed = [_weighed(passage, relevance) for passage in passages]
        picked = self._scored(asked, found.vector, _once(_pick(asked, weighed, events), printed), relevance)
        named = [printed.named(event) for event in events]
        return Gathered(picked, found.articles, named, is_sure, has_words)

    def telling(self, asked: Understanding, found: Found) -> list[tuple[Features, Evidence]]:
        """The sentences that may date an event, with what speaks for its being the one asked about."""
        return self._telling(asked, found, *_fitting(asked, found))

    def _telling(
        self, asked: Understanding, found: Found, printed: Reprints, lacking: Mapping[str, int]
    ) -> list[tuple[Features, Evidence]]:
        hits = printed.hits()
        told = [(hit, e) for hit in hits for e in sentences_of(hit, found.articles[hit.article_id])]
        told = [(hit, e) for hit, e in told if printed.is_original(e)]
        dated = [(hit, e) for hit, e in told if _may_date(e, asked, found.articles[e.article_id])]
        if not dated:
            return []
        cosines = self._embed([e.text for _, e in dated]) @ found.vector
        articles = [found.articles[e.article_id] for _, e in dated]
        candidates = [
            Candidate(
                e,
                hit,
                article,
                float(cosine) - found.bias[article.lang],
                found.openings.get(article.id, 0.0) - found.bias[article.lang],
            )
            for (hit, e), article, cosine in zip(dated, articles, cosines, strict=True)
        ]
        relevance = Relevance(asked, [e.text for _, e in told])
        return list(zip(features(candidates, relevance, lacking), [e for _, e in dated], strict=True))

    def _scored(
        self, asked: Understanding, vector: Vectors, passages: Sequence[Passage], relevance: Relevance
    ) -> list[Passage]:
        found = [(passage, evidence) for passage in passages for evidence in passage.sentences]
        if not found:
            return []
        texts = [f"{e.title}: {e.text}" for _, e in found]
        cosines = self._embed(texts) @ vector
        alike = (cosines - cosines.mean()) / (float(cosines.std()) or 1.0)
        spoken = self._aligner.supports(asked.searched, asked.lang, texts)
        if spoken is None:
            said = np.array([WORD_WEIGHT * relevance.covered(e.text) for _, e in found])
        else:
            said = _WORDS_WEIGHT * (np.array(spoken) - np.mean(spoken))
        beside = [relevance.fit(e, p.sentences) + _LENGTH_WEIGHT * min(len(e.text), _LONG) for p, e in found]
        scores = _SCALE * (alike + said + np.array(beside))
        scored = [_with_score(e, float(of)) for of, (_, e) in zip(scores, found, strict=True)]
        new = iter(scored)
        return [replace(p, sentences=tuple(next(new) for _ in p.sentences)) for p in passages]

    def likeness(self, sentences: Sequence[str], found: Sequence[Evidence]) -> list[float]:
        """Cosine of each piece of evidence, in either language, with the likest of some sentences, from -1 to 1."""
        vectors = self._embed([*sentences, *(e.text for e in found)])  # in one batch
        return [float(cosine) for cosine in (vectors[len(sentences) :] @ vectors[: len(sentences)].T).max(axis=1)]

    def _embed(self, texts: Sequence[str]) -> Vectors:
        return np.stack(self._vectors.of(texts))


def _may_date(evidence: Evidence, asked: Understanding, article: Article) -> bool:
    """Whether a sentence may date an event of those that the question names."""
    return may_tell(evidence, article) and tells_of_it(evidence, asked, article)


def _is_wholly_named(asked: Understanding, passages: Sequence[Passage]) -> bool:
    """Whether an article in the question's language has each word of a sure name of the question: then it is told of,
    however much else the question chats about. "Radclub Brennitz" is not told of where only Brennitz is."""
    sure = [run for run in names(asked.searched, asked.lang) if is_surely_name(run, asked.lang)]
    texts = [f"{p.article.title}\n{p.article.text}" for p in passages if p.article.lang == asked.lang]
    return any(all(mentions(word, text) for word in run) for run in sure for text in texts)


def _fitting(asked: Understanding, found: Found) -> tuple[Reprints, dict[str, int]]:
    """The chunks of articles that have all sure names, with their reprints; and how many names each article lacks."""
    lacking = {article.id: missing_names(asked, article) for article in found.articles.values()}
    fitting = [hit for hit in found.hits if not any(is_surely_name(run, asked.lang) for run in lacking[hit.article_id])]
    return Reprints(fitting, found.articles), {article_id: len(runs) for article_id, runs in lacking.items()}


def missing_names(asked: Understanding, article: Article) -> list[list[str]]:
    """The names of the question that an article does not mention, each as the run of its words.

    Of a German question's nouns only places are names to an English article, so no others are asked of it; that of a
    club is not told of where only its town is, nor is "Linie 7" where only line 4 is; a government named by its capital
    is where its country is, and so is a people.
    """
    runs = names(asked.searched, asked.lang)
    text = f"{article.title}\n{article.text}"
    others = [run for run in runs if not is_of_kind(run, text)]
    others += [run for run in numbered(asked.searched) if not has_number(run, text)]
    if asked.lang == "de" and article.lang == "en":
        runs = [run for run in runs if is_place(run[0])]
    lacking = [run for run in runs if not (mentions_any(run, text) or names_country(run, text))]
    lacking = [run for run in lacking if not (is_government(run, asked.searched) and country_in(run, text))]
    return [*lacking, *(run for run in others if run not in lacking)]


def _with_score(evidence: Evidence, score: float) -> Evidence:
    return Evidence(**{**vars(evidence), "score": score})


def _passage(hit: Hit, article: Article) -> Passage:
    return Passage(article, hit.text, hit.start, tuple(sentences_of(hit, article)), hit.score)


def _weighed(passage: Passage, relevance: Relevance) -> Passage:
    best = max((relevance.of(evidence, passage.sentences) for evidence in passage.sentences), default=0.0)
    return replace(passage, score=passage.score + best)


def _once(passages: Sequence[Passage], printed: Reprints) -> list[Passage]:
    """The passages with each wording once: a reprinted sentence is no second piece of evidence."""
    kept = {place(e): e for e in printed.once([e for passage in passages for e in passage.sentences])}
    return [replace(p, sentences=tuple(kept[place(e)] for e in p.sentences if place(e) in kept)) for p in passages]


def _for_reading(asked: Understanding, hits: Sequence[Hit], events: Sequence[Evidence]) -> list[Hit]:
    """The best chunks, those that tell of the first events, and those of the short time that the question names."""
    telling = [hit for event in events[:_EVENTS] for hit in hits if _tells(hit.article_id, hit.start, hit.end, event)]
    if asked.window:
        first, last = asked.window
        telling += [hit for hit in hits if hit.published and first <= hit.published <= last]
    return list(dict.fromkeys([*hits[:_READ], *telling]))


def _tells(article_id: str, start: int, end: int, event: Evidence) -> bool:
    return article_id == event.article_id and start <= event.start < end


def _pick(asked: Understanding, passages: Sequence[Passage], events: Sequence[Evidence]) -> list[Passage]:
    """The passages that fit: those of the first events, then the best; for newest and oldest without known events,
    after the best two those at that end of time. For what changed, the best of each article."""
    ranked = sorted(passages, key=lambda p: (-p.score, p.article.id, p.start))
    if asked.asks_for_change:
        return list({p.article.id: p for p in reversed(ranked)}.values())
    first = [
        p for event in events[:_EVENTS] for p in ranked if _tells(p.article.id, p.start, p.start + len(p.text), event)
    ]
    if not first and asked.order and ranked:
        head, rest = ranked[:2], [p for p in ranked[2:] if p.score >= ranked[0].score - _MATCHING]
        rest.sort(key=lambda p: p.date, reverse=asked.order == "latest")
        ranked = head + rest
    first = list(dict.fromkeys(first))
    return within([*first, *(p for p in ranked if p not in first)], MAX_CHARS)
