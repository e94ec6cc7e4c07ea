import math
from collections.abc import Callable, Collection, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.metrics import (
    Mean,
    abstention_precision,
    abstention_recall,
    distinct,
    hit_at_k,
    mean,
    mrr_at_k,
    ndcg_at_k,
    recall_at_k,
    wilson,
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


def test_mean_leaves_out_what_does_not_apply() -> None:
    assert mean([1.0, None, 0.0, True]) == Mean(2 / 3, 3)
    assert mean([None, None]) == Mean(None, 0)


def test_abstention() -> None:
    # (abstained, answerable): two right abstentions, one wrong; four unanswerable in all.
    pairs = [(True, False), (True, False), (True, True), (False, False), (False, False), (False, True)]
    assert abstention_precision(pairs) == Mean(2 / 3, 3)
    assert abstention_recall(pairs) == Mean(0.5, 4)


def test_abstention_not_applicable() -> None:
    assert abstention_precision([(False, True)]) == Mean(None, 0)
    assert abstention_recall([(True, True)]) == Mean(None, 0)


def test_wilson_interval_of_8_in_10() -> None:
    # centre (0.8 + 3.8416/20) / 1.38416 = 0.71674; half 1.96 * sqrt(0.016 + 3.8416/400) / 1.38416 = 0.22658
    low, high = wilson(0.8, 10)
    assert low == pytest.approx(0.4902, abs=1e-4)
    assert high == pytest.approx(0.9433, abs=1e-4)


@given(st.integers(1, 500), st.floats(0, 1))
def test_wilson_holds_the_share_and_stays_in_bounds(n: int, share: float) -> None:
    low, high = wilson(share, n)
    assert 0 <= low <= share + 1e-9
    assert share - 1e-9 <= high <= 1


def test_wilson_needs_a_trial() -> None:
    with pytest.raises(ValueError, match="positive"):
        wilson(0.5, 0)
