import math
from collections.abc import Callable, Collection, Sequence

import ir_measures
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.metrics import (
    abstention_precision,
    abstention_recall,
    distinct,
    false_refusal,
    gap_closed,
    hit_at_k,
    mrr_at_k,
    ndcg_at_k,
    recall_at_k,
)

Metric = Callable[[Sequence[str], Collection[str], int], float | None]
RANKED = ["a", "a", "b", "c", "b", "d"]
"""Six passages of four articles: a, b, c, d."""
METRICS: list[Metric] = [hit_at_k, recall_at_k, mrr_at_k, ndcg_at_k]
ids = st.lists(st.sampled_from("abcdef"), max_size=12)
relevant_ids = st.sets(st.sampled_from("abcdef"), min_size=1)


def test_distinct_keeps_the_best_rank_of_each() -> None:
    assert distinct(RANKED) == ["a", "b", "c", "d"]


@pytest.mark.parametrize(
    ("metric", "relevant", "k", "expected"),
    [
        (hit_at_k, {"b"}, 1, 0.0),
        (hit_at_k, {"b"}, 2, 1.0),  # b is the second article, though the third passage
        (hit_at_k, {"x"}, 9, 0.0),
        (recall_at_k, {"b", "d"}, 2, 0.5),
        (recall_at_k, {"b", "d"}, 4, 1.0),
        (recall_at_k, {"b", "x"}, 4, 0.5),
        (mrr_at_k, {"c", "d"}, 10, 1 / 3),
        (mrr_at_k, {"d"}, 3, 0.0),
        (ndcg_at_k, {"a"}, 3, 1.0),  # repeated ids must not lift it above 1
        (ndcg_at_k, {"b"}, 3, 1 / math.log2(3)),
        # gain 1/log2(3) + 1/log2(5), best 1 + 1/log2(3)
        (ndcg_at_k, {"b", "d"}, 4, (1 / math.log2(3) + 1 / math.log2(5)) / (1 + 1 / math.log2(3))),
        # three are relevant but k leaves two places: the best is 1 + 1/log2(3)
        (ndcg_at_k, {"a", "b", "c"}, 2, 1.0),
    ],
)
def test_value(metric: Metric, relevant: set[str], k: int, expected: float) -> None:
    assert metric(RANKED, relevant, k) == pytest.approx(expected)


@pytest.mark.parametrize("metric", METRICS)
def test_without_a_relevant_article_not_applicable(metric: Metric) -> None:
    assert metric(RANKED, set(), 5) is None


@pytest.mark.parametrize("metric", METRICS)
def test_nothing_retrieved_is_a_failure_not_an_error(metric: Metric) -> None:
    assert metric([], {"a"}, 5) == 0.0


@given(ids, relevant_ids, st.integers(1, 8))
def test_all_between_0_and_1_and_repeats_change_nothing(ranked: list[str], relevant: set[str], k: int) -> None:
    for metric in METRICS:
        value = metric(ranked, relevant, k)
        assert value is not None
        assert 0.0 <= value <= 1.0 + 1e-12
        assert value == metric(distinct(ranked), relevant, k)


@given(ids, relevant_ids, st.integers(1, 8))
def test_a_hit_is_a_positive_reciprocal_rank(ranked: list[str], relevant: set[str], k: int) -> None:
    assert (hit_at_k(ranked, relevant, k) == 1.0) == ((mrr_at_k(ranked, relevant, k) or 0) > 0)


@pytest.mark.parametrize(
    ("metric", "theirs"),
    [
        (hit_at_k, ir_measures.Success @ 5),
        (recall_at_k, ir_measures.R @ 5),
        (mrr_at_k, ir_measures.RR @ 10),
        (ndcg_at_k, ir_measures.nDCG @ 10),
    ],
)
@given(ranked=ids, relevant=relevant_ids)
def test_the_same_as_trec_eval(
    metric: Metric, theirs: "ir_measures.Measure", ranked: list[str], relevant: set[str]
) -> None:
    k = 10 if metric in (mrr_at_k, ndcg_at_k) else 5
    run = {"q": {article: -float(place) for place, article in enumerate(distinct(ranked))}}
    found = theirs.calc_aggregate({"q": dict.fromkeys(relevant, 1)}, run) if ranked else 0.0
    assert metric(ranked, relevant, k) == pytest.approx(found)


@pytest.mark.parametrize(
    ("abstained", "answerable", "precision", "recall", "refusal"),
    [
        (True, False, 1.0, 1.0, None),
        (True, True, 0.0, None, 1.0),
        (False, False, None, 0.0, None),
        (False, True, None, None, 0.0),
    ],
)
def test_abstaining(
    abstained: bool, answerable: bool, precision: float | None, recall: float | None, refusal: float | None
) -> None:
    assert abstention_precision(abstained, answerable) == precision
    assert abstention_recall(abstained, answerable) == recall
    assert false_refusal(abstained, answerable) == refusal


def test_gap_closed_in_mrr() -> None:
    # product: rank 2, raw: rank 4, person: rank 1; so 1/2 - 1/4 of 1 - 1/4
    assert gap_closed(["x", "a"], ["x", "y", "z", "a"], ["a"], {"a"}) == (0.25, 0.75)
    assert gap_closed(["x"], ["a"], ["a"], {"a"}) == (-1.0, 0.0)
    assert gap_closed(["x"], ["a"], ["a"], set()) is None
