"""Exact search over the vectors of some articles, where an approximate index with a filter is slow or misses some."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.db import ArticleInfo
from index.embed import Vectors
from index.scope import Scope
from index.store import Neighbour

_UNDATED = 0
"""Before all days: `date.min` is day 1."""
_FEW = 4
"""Rows are taken out of the matrix when fewer than one of so many is wanted; else reading through all is faster."""


class VectorTable:
    """All chunks of an archive as one matrix in memory: 1.5 MB for a thousand vectors of 384 numbers.

    Its rows are in the order of publication, so that a window of time is a part of it, not a choice of rows.
    """

    def __init__(
        self, articles: Sequence[ArticleInfo], chunk_ids: Sequence[str], owners: Sequence[str], vectors: Vectors
    ) -> None:
        """`owners`: the article's id of each chunk; `vectors`: shape (chunks, dimensions), each of length 1.

        Given oldest first, undated ones before, as `ArticleDB.all_vectors` does, no vector is copied.
        """
        place = {article.id: at for at, article in enumerate(articles)}
        owning = np.array([place[owner] for owner in owners], dtype=np.int64)
        published = [article.published.toordinal() if article.published else _UNDATED for article in articles]
        days = np.array(published, dtype=np.int64)[owning]
        order = np.argsort(days, kind="stable")
        in_order = bool((order[1:] > order[:-1]).all())
        self._articles = articles
        self._chunk_ids = chunk_ids if in_order else [chunk_ids[int(row)] for row in order]
        self._owners, self._days = owning[order], days[order]
        self._vectors = vectors if in_order else vectors[order]

    def nearest(self, vector: Vectors, k: int, scope: Scope) -> list[Neighbour]:
        """The k chunks of a scope nearest to a vector of shape (dimensions,), nearest first, ties by id."""
        rows = self._rows(scope)
        cosines = self._cosines(rows, vector)
        if k < len(rows):
            best = np.argpartition(-cosines, k - 1)[:k]
            rows, cosines = rows[best], cosines[best]
        found = [Neighbour(self._chunk_ids[int(row)], float(cosine)) for row, cosine in zip(rows, cosines, strict=True)]
        return sorted(found, key=lambda one: (-one.cosine, one.chunk_id))

    def _rows(self, scope: Scope) -> NDArray[np.int64]:
        """The rows in a scope, ascending."""
        first, last = 0, len(self._days)
        if scope.since or scope.until:
            first = int(np.searchsorted(self._days, scope.since.toordinal() if scope.since else _UNDATED + 1))
        if scope.until:
            last = int(np.searchsorted(self._days, scope.until.toordinal(), side="right"))
        rows = np.arange(first, max(first, last))
        if scope.lang is None and scope.only is None:
            return rows
        anytime = Scope(lang=scope.lang, only=scope.only)
        held = np.fromiter(map(anytime.holds, self._articles), bool, len(self._articles))
        return np.asarray(rows[held[self._owners[rows]]])

    def _cosines(self, rows: NDArray[np.int64], vector: Vectors) -> Vectors:
        if not len(rows):
            return np.zeros(0, np.float32)
        first, last = int(rows[0]), int(rows[-1]) + 1
        if len(rows) * _FEW < last - first:
            return np.asarray(self._vectors[rows] @ vector)
        return np.asarray((self._vectors[first:last] @ vector)[rows - first])
