"""Measures of retrieval and abstaining: pure functions of ids and booleans.

0.0 means "failed" and None "not applicable": a question without a relevant
article has no retrieval score and must not draw the mean down. Article ids are
given best first; several passages of one article count once, at the best rank.
"""

import math
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple


class Mean(NamedTuple):
    """A mean over the `n` applicable values; None when there are none."""

    value: float | None
    n: int


class Interval(NamedTuple):
    """Lower and upper bound of a share."""

    low: float
    high: float


def distinct(ids: Iterable[str]) -> list[str]:
    """The ids in order, each once."""
    return list(dict.fromkeys(ids))


def hit_at_k(ranked: Sequence[str], relevant: Collection[str], k: int) -> float | None:
    """1.0 when a relevant article is among the first k articles."""
    if not relevant:
        return None
    return float(any(article in relevant for article in distinct(ranked)[:k]))


def recall_at_k(ranked: Sequence[str], relevant: Collection[str], k: int) -> float | None:
    """The share of the relevant articles that is among the first k articles."""
    if not relevant:
        return None
    return len(set(distinct(ranked)[:k]) & set(relevant)) / len(set(relevant))


def mrr_at_k(ranked: Sequence[str], relevant: Collection[str], k: int) -> float | None:
    """One over the rank of the first relevant article, 0.0 when it is not among the first k."""
    if not relevant:
        return None
    ranks = (rank for rank, article in enumerate(distinct(ranked)[:k], 1) if article in relevant)
    return 1 / first if (first := next(ranks, None)) else 0.0


def ndcg_at_k(ranked: Sequence[str], relevant: Collection[str], k: int) -> float | None:
    """Discounted gain of the relevant articles (each 1), divided by the best gain possible with k places."""
    if not relevant:
        return None
    gain = sum(1 / math.log2(rank + 1) for rank, article in enumerate(distinct(ranked)[:k], 1) if article in relevant)
    best = sum(1 / math.log2(rank + 1) for rank in range(1, min(k, len(set(relevant))) + 1))
    return gain / best


def mean(values: Iterable[float | bool | None]) -> Mean:
    """The mean of the values that are not None, with how many there are."""
    applicable = [float(value) for value in values if value is not None]
    return Mean(math.fsum(applicable) / len(applicable) if applicable else None, len(applicable))


def abstention_precision(pairs: Iterable[tuple[bool, bool]]) -> Mean:
    """Of (abstained, answerable) pairs: the share of abstentions that were right."""
    return mean(not answerable for abstained, answerable in pairs if abstained)


def abstention_recall(pairs: Iterable[tuple[bool, bool]]) -> Mean:
    """Of (abstained, answerable) pairs: the share of unanswerable questions that were abstained on."""
    return mean(abstained for abstained, answerable in pairs if not answerable)


def wilson(share: float, n: int, z: float = 1.96) -> Interval:
    """The Wilson interval of a share seen in n trials; 95 percent by default."""
    if n <= 0:
        raise ValueError(f"n must be positive, got {n}")
    centre = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return Interval(max(0.0, centre - half), min(1.0, centre + half))
