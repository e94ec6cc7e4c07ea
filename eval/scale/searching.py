"""How fast an archive is searched, and whether it finds what exact search finds. Each wants a process of its own."""

import random
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import numpy as np

from eval.run import peak_memory_mb
from eval.scale.asked import Asked, Known
from eval.scale.copies import FIRST_DAY, LAST_DAY
from index.archive import Archive
from index.article import Language
from index.embed import Vectors
from index.scope import EVERYTHING, Scope
from index.settings import IndexSettings
from index.store import Neighbour
from rag.retrieve import Retriever

TOP = 10
_WARM = 20
"""Questions put before the clock runs."""
_THREADS = 4
_WINDOWS = (30, 365, None)
"""Days of the windows, in turn; None is open at its beginning, as that of `--as-of`."""
Figures = dict[str, Any]
Question = tuple[str, Language, Scope]


class ExactArchive(Archive):
    """An archive whose neighbours are those of the cosine to every chunk of the scope, whatever it takes.

    A `Retriever` over it gives the exact top 10: the same fusion and the same keywords, with
    the right neighbours, ties by chunk id, in place of those of Chroma or of a table.
    """

    def nearest(self, vector: Vectors, k: int, scope: Scope = EVERYTHING) -> list[Neighbour]:
        ids, owners, vectors = self._everything
        held = {info.id for info in self._articles if scope.holds(info)}
        rows = np.array([row for row, owner in enumerate(owners) if owner in held], dtype=np.int64)
        cosines = (vectors @ vector)[rows]
        least = np.sort(cosines)[-k:][:1]
        near = np.flatnonzero(cosines >= least) if len(least) else rows
        found = sorted((-float(cosines[at]), ids[int(rows[at])]) for at in near)
        return [Neighbour(chunk_id, -negated) for negated, chunk_id in found[:k]]

    def read(self) -> None:
        """Takes all vectors into memory."""
        self._everything, self._articles = self.db.all_vectors(), self.articles()


def windows(count: int, seed: int) -> Iterator[Scope]:
    """Date windows of the lengths above, in turn, somewhere among the days of the copies."""
    chance = random.Random(seed)
    for number in range(count):
        days = _WINDOWS[number % len(_WINDOWS)]
        until = LAST_DAY - timedelta(chance.randrange((LAST_DAY - FIRST_DAY).days - (days or 0)))
        yield Scope(since=until - timedelta(days - 1) if days else None, until=until)


def search(asked: Sequence[Asked], settings: IndexSettings, seed: int) -> Figures:
    """Seconds to open, milliseconds a search without a window and with one, four at once, and the most memory held."""
    everywhere, windowed = _questions(asked, seed)
    started = time.perf_counter()
    with Archive.open(settings.archive, settings) as archive:
        opened = time.perf_counter() - started
        retriever = Retriever(archive, Known(asked))
        first = _timed(retriever, everywhere[0])
        figures: Figures = {"opened_s": round(opened, 2), "first_ms": round(first, 1)}
        figures["all"] = _warm(retriever, everywhere)
        figures["peak_mb"] = peak_memory_mb()
        figures["first_window_ms"] = round(_timed(retriever, windowed[0]), 1)
        figures["window"] = _warm(retriever, windowed)
        figures["peak_with_window_mb"] = peak_memory_mb()
        with ThreadPoolExecutor(_THREADS) as pool:
            figures["all_4_threads"] = _latencies(list(pool.map(lambda one: _timed(retriever, one), everywhere)))
            figures["window_4_threads"] = _latencies(list(pool.map(lambda one: _timed(retriever, one), windowed)))
    return figures


def agree(asked: Sequence[Asked], settings: IndexSettings, seed: int) -> Figures:
    """How much of the exact top 10 is found, and how often all of it: see `ExactArchive`."""
    everywhere, windowed = _questions(asked, seed)
    with Archive.open(settings.archive, settings) as archive, ExactArchive.open(settings.archive, settings) as exact:
        exact.read()
        ours, right = (_tops(Retriever(one, Known(asked))) for one in (archive, exact))
        return {
            name: _agreement([(ours(one), right(one)) for one in questions])
            for name, questions in (("all", everywhere), ("window", windowed))
        }


def _questions(asked: Sequence[Asked], seed: int) -> tuple[list[Question], list[Question]]:
    """The questions without a window, and with one each."""
    everywhere = [(one.text, one.lang, EVERYTHING) for one in asked]
    scopes = windows(len(asked), seed)
    return everywhere, [(text, lang, scope) for (text, lang, _), scope in zip(everywhere, scopes, strict=True)]


def _timed(retriever: Retriever, question: Question) -> float:
    """Milliseconds."""
    text, lang, scope = question
    started = time.perf_counter()
    retriever.search(text, lang, TOP, scope)
    return 1000 * (time.perf_counter() - started)


def _warm(retriever: Retriever, questions: Sequence[Question]) -> Figures:
    for question in questions[:_WARM]:
        _timed(retriever, question)
    return _latencies([_timed(retriever, question) for question in questions])


def _latencies(milliseconds: Sequence[float]) -> Figures:
    p50, p95 = np.percentile(milliseconds, (50, 95))
    return {"n": len(milliseconds), "p50_ms": round(float(p50), 1), "p95_ms": round(float(p95), 1)}


def _tops(retriever: Retriever) -> Callable[[Question], set[str]]:
    return lambda question: {hit.chunk_id for hit in retriever.search(question[0], question[1], TOP, question[2])[0]}


def _agreement(pairs: Sequence[tuple[set[str], set[str]]]) -> Figures:
    """`found`: the share of the exact top 10 that is found, on average; `same`: of questions for which it is all."""
    found = [len(ours & right) / len(right) for ours, right in pairs if right]
    same = [share == 1.0 for share in found]
    return {"n": len(found), "found": round(float(np.mean(found)), 4), "same": round(float(np.mean(same)), 4)}
