"""Which dated sentences tell of the event that a question asks about: decided from data, not by a fixed cosine.

A logistic regression over the features of a sentence, fitted on the 71 answerable questions of
`eval/data/time` (`python -m eval.fit eval/data/time`). Leaving one series of events out in turn, the
day picked was right for 44 of the 49 questions with "last" or "first"; the sentence nearest to the
question alone has it for 39 of 100. News that names no day for what it reports is missing in that
set, so the weight of `undated` is set by hand.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import exp

from index.article import Article
from index.sentences import sentences
from index.timewords import ORDINAL
from index.timex import event_date
from rag.lengths import points
from rag.period import Period
from rag.relevance import Relevance, effective_date
from rag.types import Evidence, Hit
from rag.understand import Understanding
from rag.unheld import is_called_off, is_planned

SURE = 0.5
"""Probability from which a sentence is taken to tell of the event…"""
SURE_UNDATED = 0.75
"""…the same for one whose day is only that of its article, before that day is told as the answer…"""
NEARLY = 0.6
"""…the share of the best sentence's that is enough where none is that sure…"""
LEAST = 0.3
"""…and the probability below which none tells of it at all."""
_LATER_ORDINAL = rf"(?!erst|first|1(?:\.|st)){ORDINAL}"
_NOT_FIRST = re.compile(
    rf"\bzum (?:{_LATER_ORDINAL}|wiederholten) mal\b|\bfor (?:the|a) {_LATER_ORDINAL} time\b|"
    r"\b(?:erneut|abermals|noch einmal|nochmals|ein weiteres mal|once (?:again|more))\b",
    re.IGNORECASE,
)
"""What tells that something had happened before."""
_LEAD_CHARS = 1000
_OPENING = 3
"""Sentences in which news tells what happened."""
_MONTH = timedelta(days=31)
_LONG_BEFORE = timedelta(days=45)
_RECENT = timedelta(days=15)
_NEWS = timedelta(days=7)
_LONG_PAST = timedelta(days=30)


@dataclass(frozen=True)
class Features:
    """What speaks for a sentence's day being that of the event asked about."""

    likeness: float
    """Ten times the cosine with the question, less that of the likest sentence: 0 or below."""
    covered: float
    """Share of the question's words that the sentence has; see `Relevance.covered`."""
    passage_covered: float
    opens: bool
    """The first sentence of its article: news begins with the event."""
    follows: bool
    """The second or third."""
    lacking: int
    """Possible names of the question that the article does not mention, at most 2."""
    undated: bool
    """It names no day, so that its article's counts."""
    called_off: bool
    planned: bool
    opening_likeness: float
    """Ten times the cosine of the question with the first chunk of the article, less that of the likest: 0 or below."""
    aside: bool
    """A day of the last two weeks in an article that looks back: its opening names a day long before."""


def probability(of: Features) -> float:
    """How likely it is that the sentence tells of the event asked about."""
    weighed = (
        -0.17
        + 1.29 * of.likeness
        + 1.12 * of.covered
        + 1.20 * of.passage_covered
        + 1.77 * of.opens
        + 0.99 * of.follows
        - 1.61 * of.lacking
        - 1.50 * of.undated
        - 1.55 * of.called_off
        - 1.26 * of.planned
        + 1.53 * of.opening_likeness
        - 2.73 * of.aside
    )
    return 1 / (1 + exp(-weighed))


@dataclass(frozen=True)
class Candidate:
    """A sentence that may tell of the event, and what retrieval knows of it."""

    evidence: Evidence
    hit: Hit
    article: Article
    cosine: float
    """With the question, language bias taken off."""
    opening: float
    """The same of the first chunk of the article."""


def may_tell(evidence: Evidence, article: Article) -> bool:
    """Whether a sentence may date an event: it names a day that had come when it was published, or belongs to the
    opening of a dated article, none of which names a day; then the article's own day counts."""
    if evidence.published is None:
        return evidence.event_date is not None
    if evidence.event_date is not None:
        return evidence.event_date <= evidence.published
    if _sentences_before(evidence, article) >= _OPENING:
        return False
    return not any(_names_a_time(sentence, evidence.published) for sentence in opening(article))


def _names_a_time(sentence: str, published: date) -> bool:
    """Whether it names a time no longer than a month, such as the days of what is announced."""
    return any(time.last - time.first <= _MONTH for time in points(sentence, published))


def features(candidates: Sequence[Candidate], relevance: Relevance, lacking: Mapping[str, int]) -> list[Features]:
    """The features of each candidate, as compared with the others. `lacking`: see `Features`, by article."""
    best_cosine = max((c.cosine for c in candidates), default=0.0)
    best_opening = max((c.opening for c in candidates), default=0.0)
    articles = {c.article.id: c.article for c in candidates}
    looking_back = {article_id for article_id, article in articles.items() if looks_back(article)}
    return [
        Features(
            likeness=10 * (c.cosine - best_cosine),
            covered=relevance.covered(c.evidence.text),
            passage_covered=relevance.covered(c.hit.text),
            opens=(before := _sentences_before(c.evidence, c.article)) == 0,
            follows=0 < before < _OPENING,
            lacking=min(lacking[c.article.id], 2),
            called_off=is_called_off(c.evidence.text),
            undated=c.evidence.event_date is None,
            planned=is_planned(c.evidence.text),
            opening_likeness=10 * (c.opening - best_opening),
            aside=c.article.id in looking_back and _age(c.evidence) < _RECENT,
        )
        for c in candidates
    ]


def looks_back(article: Article) -> bool:
    """Whether the opening of an article names a day long before it was published: a look back, not news."""
    if article.published is None:
        return False
    days = (event_date(sentence, article.published) for sentence in opening(article))
    return any(article.published - day > _LONG_BEFORE for day in days if day)


def opening(article: Article) -> list[str]:
    """The sentences in which an article tells what happened, if it is news."""
    text = article.text[:_LEAD_CHARS]
    return [text[span.start : span.end] for span in sentences(text)[:_OPENING]]


def _age(evidence: Evidence) -> timedelta:
    """How long before its publication the day was that a sentence tells; nothing where either is unknown."""
    day = effective_date(evidence)
    return evidence.published - day if evidence.published and day else timedelta(0)


def _sentences_before(evidence: Evidence, article: Article) -> int:
    """How many sentences of the article come before; some number above 2 far down."""
    return len(sentences(article.text[: evidence.start])) if evidence.start < _LEAD_CHARS else 99


def in_order(asked: Understanding, told: Sequence[tuple[float, Evidence]]) -> list[Evidence]:
    """One sentence for each day on which the event happened: newest first, oldest first for "first" and for all of
    them, of which each must be sure; else the likeliest first.

    `told`: sentences with the probability that they tell of the event. Days outside the
    question's period are left out.
    """
    inside = [(p, e) for p, e in _of_their_articles(told) if _is_inside(asked.period, e)]
    if asked.order == "earliest":
        inside = _before_the_second(inside)
    nearly = NEARLY * max((p for p, _ in inside), default=1.0)
    bar = SURE if asked.asks_for_all else max(LEAST, min(SURE, nearly))
    telling = [(p, e) for p, e in inside if p >= bar]
    dated = {e.article_id for _, e in telling if e.event_date}
    best: dict[date, tuple[float, Evidence]] = {}
    for likely, evidence in telling:
        day = effective_date(evidence)
        if not day or (evidence.event_date is None and evidence.article_id in dated):
            continue  # where an article names the day, the day it appeared on is not the event's
        if likely > best.get(day, (0.0,))[0]:
            best[day] = likely, evidence
    days = sorted(best, reverse=asked.order == "latest")
    if asked.order is None and not asked.asks_for_all:
        days.sort(key=lambda day: -best[day][0])
    return [best[day][1] for day in days]


def _of_their_articles(told: Sequence[tuple[float, Evidence]]) -> list[tuple[float, Evidence]]:
    """Without the sentences that their own article speaks against: the day of an article that tells better of one
    long past, and its day of publication where it names a day that is half as likely."""
    best: dict[str, tuple[float, Evidence]] = {}
    named: dict[str, float] = {}
    for p, e in told:
        best[e.article_id] = max(best.get(e.article_id, (p, e)), (p, e), key=lambda pair: pair[0])
        if e.event_date:
            named[e.article_id] = max(named.get(e.article_id, 0.0), p)
    return [
        (p, e)
        for p, e in told
        if not (_age(best[e.article_id][1]) > _LONG_PAST and _age(e) <= _NEWS)
        and (e.event_date or named.get(e.article_id, 0.0) < p / 2)
    ]


def _before_the_second(told: Sequence[tuple[float, Evidence]]) -> list[tuple[float, Evidence]]:
    """Those of days before any on which it surely happened "for the second time": the first time was before."""
    repeated = [effective_date(e) for p, e in told if p >= SURE and _NOT_FIRST.search(e.text)]
    bound = min((day for day in repeated if day), default=date.max)
    return [(p, e) for p, e in told if (effective_date(e) or date.min) < bound]


def _is_inside(period: Period | None, evidence: Evidence) -> bool:
    return period is None or period.holds(effective_date(evidence))
