"""Which dated sentences tell of the event that a question asks about: decided from data, not by a fixed cosine.

A logistic regression over the features of a sentence, fitted on the 71 answerable questions of
`eval/data/time` (`python -m eval.fit eval/data/time`). Leaving one series of events out in turn, the
day picked was right for 40 of the 48 questions with "last" or "first"; the sentence nearest to the
question alone has it for 39 of 100. News that names no day for what it reports is missing in that
set, so the weight of `undated` is set by hand.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import exp

from index.article import Article
from index.sentences import sentences
from index.timex import event_date
from rag.period import Period
from rag.relevance import Relevance, effective_date
from rag.types import Evidence, Hit
from rag.understand import Understanding

SURE = 0.5
"""Probability from which a sentence is taken to tell of the event…"""
SURE_UNDATED = 0.75
"""…the same for one whose day is only that of its article, before that day is told as the answer…"""
NEARLY = 0.6
"""…the share of the best sentence's that is enough where none is that sure…"""
LEAST = 0.3
"""…and the probability below which none tells of it at all."""
_LEAD_CHARS = 1000
_OPENING = 3
"""Sentences in which news tells what happened."""
_CALLED_OFF = re.compile(
    r"\b(?:abgesagt\w*|abgeblasen\w*|verschoben\w*|vertagt\w*|ausgefallen\w*|ausf(?:iel|ällt)\w*|entf(?:iel|ällt|allen)\w*|"
    r"verschieb\w*|verschob\w*|gestrichen\w*|geplatzt\w*|(?:nicht|nie) statt\w*|von der Tagesordnung|"
    r"(?:f[äa]ll(?:t|en)|fiel(?:en)?)\b[^.!?,]{0,60}\saus(?=[.,;!?])|"
    r"(?:sag(?:t|en|ten?)|bl(?:ies(?:en)?|äst|asen))\b[^.!?,]{0,60}\sab(?=[.,;!?])|"
    r"cancell?ed|call(?:ed|s|ing)? off|postpon\w+|put off|scrapped|shelved|withdr[ae]wn?|"
    r"(?:not|never|\w+n['’]t) t(?:ake|ook) place)\b",
    re.IGNORECASE,
)
_PLANNED = re.compile(
    r"\b(?:soll(?:en|te|ten)?|will|wollen|wollten?|plan(?:t|en|te|ten)|geplant\w*|angesetzt\w*|vorgesehen\w*|"
    r"anberaumt\w*|angekündigt\w*|kündigt\w*|ruft|rief|könnten?|dürften?|möchten?|voraussichtlich|erwartet\w*|rechnet\w*|"
    r"würden?|wären?|would|plans?|planned|scheduled|expect\w*|due|might|could|should|announc\w*|"
    r"(?:is|are|was|were|set) to)\b",
    re.IGNORECASE,
)
"""Words of what is planned or hoped for: it may not have happened."""


@dataclass(frozen=True)
class Features:
    """What speaks for a sentence's day being that of the event asked about."""

    likeness: float
    """Ten times the cosine with the question, less that of the likest sentence: 0 or below."""
    covered: float
    """Share of the question's words that the sentence has; see `Relevance.covered`."""
    passage_covered: float
    article_score: float
    """Retrieval score of the article's best chunk, less that of the best article: 0 or below."""
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


def probability(of: Features) -> float:
    """How likely it is that the sentence tells of the event asked about."""
    weighed = (
        -0.10
        + 1.59 * of.likeness
        + 1.28 * of.covered
        + 0.99 * of.passage_covered
        + 0.23 * of.article_score
        + 1.56 * of.opens
        + 1.10 * of.follows
        - 1.81 * of.lacking
        - 1.50 * of.undated
        - 1.55 * of.called_off
        - 1.26 * of.planned
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


def may_tell(evidence: Evidence, article: Article) -> bool:
    """Whether a sentence may date an event: it names a day that had come when it was published, or belongs to the
    opening of a dated article, none of which names a day; then the article's own day counts."""
    if evidence.published is None:
        return evidence.event_date is not None
    if evidence.event_date is not None:
        return evidence.event_date <= evidence.published
    if _sentences_before(evidence, article) >= _OPENING:
        return False
    opening = sentences(article.text[:_LEAD_CHARS])[:_OPENING]
    return not any(event_date(article.text[s.start : s.end], article.published) for s in opening)


def features(
    candidates: Sequence[Candidate], hits: Sequence[Hit], relevance: Relevance, lacking: Mapping[str, int]
) -> list[Features]:
    """The features of each candidate, as compared with the others. `lacking`: see `Features`, by article."""
    best_cosine = max((c.cosine for c in candidates), default=0.0)
    scores: dict[str, float] = {}
    for hit in hits:
        scores[hit.article_id] = max(hit.score, scores.get(hit.article_id, hit.score))
    best_score = max(scores.values(), default=0.0)
    return [
        Features(
            likeness=10 * (c.cosine - best_cosine),
            covered=relevance.covered(c.evidence.text),
            passage_covered=relevance.covered(c.hit.text),
            article_score=scores[c.article.id] - best_score,
            opens=(before := _sentences_before(c.evidence, c.article)) == 0,
            follows=0 < before < _OPENING,
            lacking=min(lacking[c.article.id], 2),
            called_off=_CALLED_OFF.search(c.evidence.text) is not None,
            undated=c.evidence.event_date is None,
            planned=_PLANNED.search(c.evidence.text) is not None,
        )
        for c in candidates
    ]


def _sentences_before(evidence: Evidence, article: Article) -> int:
    """How many sentences of the article come before; some number above 2 far down."""
    return len(sentences(article.text[: evidence.start])) if evidence.start < _LEAD_CHARS else 99


def in_order(asked: Understanding, told: Sequence[tuple[float, Evidence]]) -> list[Evidence]:
    """One sentence for each day on which the event happened: newest first, oldest first for "first" and for all of
    them, of which each must be sure; else the likeliest first.

    `told`: sentences with the probability that they tell of the event. Days outside the
    question's period are left out.
    """
    inside = [(p, e) for p, e in told if _is_inside(asked.period, e)]
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


def is_called_off(text: str) -> bool:
    """Whether a sentence says that something did not take place, or not then."""
    return _CALLED_OFF.search(text) is not None


def is_planned(text: str) -> bool:
    """Whether a sentence tells of what is planned or hoped for."""
    return _PLANNED.search(text) is not None


def _is_inside(period: Period | None, evidence: Evidence) -> bool:
    return period is None or period.holds(effective_date(evidence))
