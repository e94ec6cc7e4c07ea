"""How sure a number is: intervals of 95 percent by resampling whole clusters of questions.

Questions about one article fail together, so clusters are drawn with replacement, not questions (Field and
Welsh, J. R. Stat. Soc. B 69(3), 2007), and bounds are the percentiles of what is drawn (Efron and
Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13). Seeded: the same rows give the same bounds.
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

RESAMPLES = 2000
SEED = 20250519
LEAST_CLUSTERS = 6
"""With fewer, even if all differ the same way, chance alone explains it more often than 5 times in 100 (sign test)."""
Numbers = NDArray[np.float64]
Indices = NDArray[np.int64]


class Interval(NamedTuple):
    """Lower and upper bound."""

    low: float
    high: float


class Resampling:
    """How often each row is drawn, in each of many resamples of the rows' clusters."""

    def __init__(self, clusters: Sequence[str], resamples: int = RESAMPLES, seed: int = SEED) -> None:
        self._names, self._cluster_of = np.unique(np.asarray(clusters, dtype=object).astype(str), return_inverse=True)
        self._counts = _draws(len(self._names), resamples, seed)

    def ratios(self, numerators: Numbers, denominators: Numbers) -> Numbers:
        """Sum of numerators over sum of denominators in each resample, nan where that is not positive.

        From shape (rows, measures) to (resamples, measures). A mean has denominators 1, and 0 where it does not apply.
        """
        top, bottom = (self._counts @ self._by_cluster(part) for part in (numerators, denominators))
        found: Numbers = np.divide(top, bottom, out=np.full(top.shape, np.nan), where=bottom > 0)
        return found

    def medians(self, values: Numbers) -> Numbers:
        """The median in each resample of the rows whose value is not nan; nan where none was drawn."""
        order = np.argsort(values)[: int((~np.isnan(values)).sum())]
        if not len(order):
            return np.full(len(self._counts), np.nan)
        drawn = self._counts.astype(np.int32)[:, self._cluster_of[order]].cumsum(axis=1, dtype=np.int32)
        total, last = drawn[:, -1:], len(order) - 1
        lower = np.minimum((drawn < (total + 1) // 2).sum(axis=1), last)
        upper = np.minimum((drawn < total // 2 + 1).sum(axis=1), last)
        middle = (values[order][lower] + values[order][upper]) / 2
        return np.where(drawn[:, -1] > 0, middle, np.nan)

    def clusters(self, applies: NDArray[np.bool_]) -> int:
        """How many clusters have a row that applies."""
        return len(np.unique(self._cluster_of[applies]))

    def _by_cluster(self, rows: Numbers) -> Numbers:
        sums: Numbers = np.zeros((len(self._names), rows.shape[1]))
        np.add.at(sums, self._cluster_of, rows)
        return sums


def _draws(clusters: int, resamples: int, seed: int) -> Numbers:
    """How often each cluster is drawn; each row sums to the number of clusters."""
    random = np.random.default_rng(seed)
    drawn = random.integers(clusters, size=(resamples, clusters))
    flat = (drawn + clusters * np.arange(resamples)[:, None]).ravel()
    return np.bincount(flat, minlength=resamples * clusters).reshape(resamples, clusters).astype(np.float64)


def percentiles(drawn: Numbers) -> Interval | None:
    """The middle 95 percent of what was drawn; None when nothing was."""
    known = drawn[~np.isnan(drawn)]
    if not len(known):
        return None
    low, high = np.quantile(known, [0.025, 0.975])
    return Interval(float(low), float(high))


def wilson(share: float, n: int, z: float = 1.96) -> Interval:
    """The interval of a share seen in n independent trials (Wilson, JASA 22, 1927); 95 percent by default.

    For shares that no resample can move, as 12 of 12.
    """
    if n <= 0:
        raise ValueError(f"n must be positive, got {n}")
    centre = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return Interval(max(0.0, min(share, centre - half)), min(1.0, max(share, centre + half)))
