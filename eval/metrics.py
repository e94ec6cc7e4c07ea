"""Measures of retrieval, abstaining and follow-ups: pure functions of ids and booleans.

Each gives one question's value; a run's value is their mean. 0.0 means "failed" and None "not
applicable": a question without a relevant article has no retrieval score and must not draw the mean
down. Article ids are given best first; several passages of one article count once, at the best rank.
"""

import math
from collections.abc import Collection, Iterable, Sequence


def distinct(ids: Iterable[str]) -> list[str]:
    """The ids in order, each once."""
    return list(dict.fromkeys(ids))


def hit_at_k(ranked: Sequence[str], relevant: Collection[str], k: int) -> float | None:
    """1.0 when a relevant article is among the first k: "success@k" of trec_eval (NIST)."""
    if not relevant:
        return None
    return float(any(article in relevant for article in distinct(ranked)[:k]))


def recall_at_k(ranked: Sequence[str], relevant: Collection[str], k: int) -> float | None:
    """The share of the relevant articles that is among the first k: "recall@k" of trec_eval (NIST)."""
    if not relevant:
        return None
    return len(set(distinct(ranked)[:k]) & set(relevant)) / len(set(relevant))


def mrr_at_k(ranked: Sequence[str], relevant: Collection[str], k: int) -> float | None:
    """One over the rank of the first relevant article, 0.0 beyond the first k (Voorhees, TREC-8, 1999)."""
    if not relevant:
        return None
    ranks = (rank for rank, article in enumerate(distinct(ranked)[:k], 1) if article in relevant)
    return 1 / first if (first := next(ranks, None)) else 0.0


def ndcg_at_k(ranked: Sequence[str], relevant: Collection[str], k: int) -> float | None:
    """Gain of the relevant articles (each 1) over log2(rank + 1), divided by the best gain possible with k places
    (Järvelin and Kekäläinen, ACM TOIS 20(4), 2002)."""
    if not relevant:
        return None
    gain = sum(1 / math.log2(rank + 1) for rank, article in enumerate(distinct(ranked)[:k], 1) if article in relevant)
    best = sum(1 / math.log2(rank + 1) for rank in range(1, min(k, len(set(relevant))) + 1))
    return gain / best


def abstention_precision(abstained: bool, answerable: bool) -> float | None:
    """Of the questions abstained on: 1.0 when that was right, as the precision of "no answer"
    (Rajpurkar et al., Know What You Don't Know, ACL 2018)."""
    return float(not answerable) if abstained else None


def abstention_recall(abstained: bool, answerable: bool) -> float | None:
    """Of the unanswerable questions: 1.0 when abstained on, as the recall of "no answer" (the same paper)."""
    return None if answerable else float(abstained)


def false_refusal(abstained: bool, answerable: bool) -> float | None:
    """Of the answerable questions: 1.0 when abstained on: the false positive rate of "no answer" (the same paper)."""
    return float(abstained) if answerable else None


def gap_closed(
    ranked: Sequence[str], raw: Sequence[str], gold: Sequence[str], relevant: Collection[str]
) -> tuple[float, float] | None:
    """What rewriting a follow-up gained in MRR@10 over the raw question, and what a person's rewriting gains.

    Over a run the sums are divided: 0 means no better than the raw question, 1 as good as the person. Own definition,
    after the raw and human-rewritten baselines of Anantha et al., QReCC, NAACL 2021.
    """
    product, least, best = (mrr_at_k(ids, relevant, 10) for ids in (ranked, raw, gold))
    if product is None or least is None or best is None:
        return None
    return product - least, best - least
