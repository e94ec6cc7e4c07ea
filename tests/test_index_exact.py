"""Exact search in a scope: by hand, and against Chroma's and tantivy's own over the same archive."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.db import ArticleInfo
from index.exact import VectorTable
from index.scope import EVERYTHING, Scope
from tests.archives import opened, vector

ARTICLES = [
    ArticleInfo("a", "A", date(2025, 1, 1), None, "de", 2),
    ArticleInfo("b", "B", date(2025, 2, 1), None, "en", 1),
    ArticleInfo("c", "C", None, None, "de", 1),
]
TABLE = VectorTable(
    ARTICLES, ["a:0", "a:1", "b:0", "c:0"], ["a", "a", "b", "c"], np.array([[1, 0], [0, 1], [1, 0], [0.6, 0.8]], "<f4")
)


@pytest.mark.parametrize(
    ("scope", "found"),
    [
        (EVERYTHING, ["a:0", "b:0", "c:0", "a:1"]),
        (Scope(until=date(2025, 1, 31)), ["a:0", "a:1"]),
        (Scope(since=date(2025, 2, 1)), ["b:0"]),
        (Scope(lang="de"), ["a:0", "c:0", "a:1"]),
        (Scope(only=frozenset({"c", "gone"})), ["c:0"]),
        (Scope(since=date(2026, 1, 1)), []),
    ],
)
def test_only_chunks_of_the_scope_nearest_first(scope: Scope, found: list[str]) -> None:
    nearest = TABLE.nearest(np.array([1, 0], "<f4"), 10, scope)
    assert [one.chunk_id for one in nearest] == found


DAYS = st.none() | st.dates(date(2025, 1, 1), date(2025, 1, 9))
SCOPES = st.builds(
    Scope, DAYS, DAYS, st.sampled_from([None, "de", "en"]), st.none() | st.frozensets(st.sampled_from("abcdefgh"))
)


@given(st.lists(DAYS, min_size=1, max_size=8), SCOPES, st.integers(1, 9), st.integers(0, 99))
def test_the_same_as_looking_at_every_chunk(published: list[date | None], scope: Scope, k: int, seed: int) -> None:
    articles = [
        ArticleInfo("abcdefgh"[at], "", day, None, "de" if at % 3 else "en", 2) for at, day in enumerate(published)
    ]
    owners = [article.id for article in articles for _ in range(2)]
    ids = [f"{owner}:{at % 2}" for at, owner in enumerate(owners)]
    vectors = np.random.default_rng(seed).standard_normal((len(ids), 3)).astype(np.float32)
    asked = np.array([1, 0, 0], np.float32)
    held = {article.id for article in articles if scope.holds(article)}
    right = sorted((-float(v[0]), i) for i, owner, v in zip(ids, owners, vectors, strict=True) if owner in held)[:k]
    found = VectorTable(articles, ids, owners, vectors).nearest(asked, k, scope)
    assert [one.chunk_id for one in found] == [chunk_id for _, chunk_id in right]
    assert [one.cosine for one in found] == pytest.approx([-negated for negated, _ in right], abs=1e-6)


def test_at_most_k() -> None:
    nearest = TABLE.nearest(np.array([1, 0], "<f4"), 3, EVERYTHING)
    assert [(one.chunk_id, round(one.cosine, 3)) for one in nearest] == [("a:0", 1.0), ("b:0", 1.0), ("c:0", 0.6)]


def test_as_of_narrows_and_never_widens() -> None:
    scope = Scope(until=date(2025, 3, 1))
    assert scope.until_day(None) == scope
    assert scope.until_day(date(2025, 2, 1)).until == date(2025, 2, 1)
    assert scope.until_day(date(2025, 4, 1)).until == date(2025, 3, 1)


ROWS = [
    ("zoo", "2025-05-01", "Elefant", "Der Elefant im Zoo von Wien ist seit Montag schwer krank."),
    ("neu", "2025-06-01", "Elefant", "Der Elefant im Zoo von Linz ist wieder ganz gesund."),
    ("alt", None, "Elefant", "Der Elefant im Zoo von Graz ist tot, wie die Stadt dort sagte."),
]


def test_both_sides_of_an_archive_keep_to_the_scope(tmp_path: Path) -> None:
    with opened(tmp_path, *ROWS) as archive:
        for scope, ids in [
            (EVERYTHING, {"zoo", "neu", "alt"}),
            (Scope(until=date(2025, 5, 1)), {"zoo"}),
            (Scope(since=date(2025, 5, 2), until=date(2025, 6, 1)), {"neu"}),
            (Scope(only=frozenset({"alt", "neu"})), {"alt", "neu"}),
            (Scope(lang="en"), set()),
        ]:
            dense = archive.nearest(vector("Elefant im Zoo"), 10, scope)
            words = archive.keywords("Elefant im Zoo", "de", 10, scope)
            assert {one.chunk_id.partition(":")[0] for one in dense} == ids
            assert {one.chunk_id.partition(":")[0] for one in words} == ids


def test_a_scope_does_not_change_the_score_of_keywords(tmp_path: Path) -> None:
    with opened(tmp_path, *ROWS) as archive:
        free = {one.chunk_id: one.score for one in archive.keywords("Elefant Wien", "de", 10)}
        kept = archive.keywords("Elefant Wien", "de", 10, Scope(since=date(2025, 5, 1), lang="de"))
        assert kept
        assert {one.chunk_id: one.score for one in kept} == pytest.approx(
            {one.chunk_id: free[one.chunk_id] for one in kept}
        )


def test_exact_and_approximate_search_agree_on_few_chunks(tmp_path: Path) -> None:
    with opened(tmp_path, *ROWS) as archive:
        asked = vector("Elefant krank")
        everything = Scope(only=frozenset(row[0] for row in ROWS))
        exact, approximate = archive.nearest(asked, 3, everything), archive.nearest(asked, 3)
        assert [one.chunk_id for one in exact] == [one.chunk_id for one in approximate]
        assert [one.cosine for one in exact] == pytest.approx([one.cosine for one in approximate], abs=1e-5)
