import statistics

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.stats import Resampling, percentiles, wilson

lists = st.lists(st.floats(-100, 100), min_size=1, max_size=12)


def column(*values: float) -> "np.ndarray[tuple[int, int], np.dtype[np.float64]]":
    return np.array(values, np.float64).reshape(-1, 1)


@given(lists)
def test_the_median_of_a_resample_is_that_of_the_rows_drawn(values: list[float]) -> None:
    resampling = Resampling([str(place) for place in range(len(values))], resamples=20)
    found = resampling.medians(np.array(values))
    # one row a cluster: a row's ratio to "all rows" says how often it was drawn
    drawn = np.array([resampling.ratios(column(*np.eye(len(values))[at]), column(*np.ones(len(values))))[:, 0]
                      for at in range(len(values))]) * len(values)  # fmt: skip
    for sample, median in zip(drawn.T, found, strict=True):
        rows = [value for value, times in zip(values, sample, strict=True) for _ in range(round(times))]
        assert median == pytest.approx(statistics.median(rows))


def test_clusters_are_drawn_whole() -> None:
    # two clusters, all right and all wrong: a resample has both, or one of them twice
    drawn = Resampling(["a"] * 5 + ["b"] * 5).ratios(column(*[1] * 5, *[0] * 5), column(*[1] * 10))
    assert set(np.unique(drawn)) == {0.0, 0.5, 1.0}
    assert (drawn == 0.5).mean() == pytest.approx(0.5, abs=0.05)


def test_clustering_widens_the_interval() -> None:
    values, ones = column(*[1, 0] * 50), column(*[1] * 100)
    single = percentiles(Resampling([str(n) for n in range(100)]).ratios(values, ones)[:, 0])
    pairs = percentiles(Resampling([str(n % 2) + str(n // 20) for n in range(100)]).ratios(values, ones)[:, 0])
    assert single is not None
    assert pairs is not None
    # independent rows: 1.96 * sqrt(0.25 / 100) = 0.098 on either side
    assert single == pytest.approx((0.402, 0.598), abs=0.02)
    assert pairs.high - pairs.low > 2 * (single.high - single.low)


def test_ratios_and_rows_that_do_not_apply() -> None:
    drawn = Resampling(["a", "b"]).ratios(column(3, 0), column(4, 0))
    assert set(np.unique(drawn[~np.isnan(drawn)])) == {0.75}
    assert np.isnan(drawn).mean() == pytest.approx(0.25, abs=0.05)  # b twice
    assert np.isnan(Resampling(["a", "b"]).medians(np.array([np.nan, np.nan]))).all()
    assert percentiles(np.array([np.nan])) is None


def test_the_same_rows_give_the_same_interval() -> None:
    rows = ["a", "b", "c", "d"]
    first, second = (Resampling(rows).medians(np.arange(4.0)) for _ in range(2))
    assert (first == second).all()
    assert (Resampling(rows, seed=1).medians(np.arange(4.0)) != first).any()


def test_intervals_hold_the_truth_about_as_often_as_they_say() -> None:
    random = np.random.default_rng(7)
    held = 0
    for _ in range(200):
        of_cluster = random.random(60) < 0.6  # 60 clusters of 3 questions, all three right or all wrong
        values = np.repeat(of_cluster, 3).astype(float)
        drawn = Resampling([str(n // 3) for n in range(180)], resamples=400).ratios(column(*values), column(*[1] * 180))
        low, high = percentiles(drawn[:, 0]) or (1, 0)
        held += low <= 0.6 <= high
    assert 0.89 <= held / 200 <= 0.99


def test_wilson_interval_of_8_in_10() -> None:
    # centre (0.8 + 3.8416/20) / 1.38416 = 0.71674; half 1.96 * sqrt(0.016 + 3.8416/400) / 1.38416 = 0.22658
    low, high = wilson(0.8, 10)
    assert low == pytest.approx(0.4902, abs=1e-4)
    assert high == pytest.approx(0.9433, abs=1e-4)


@given(st.integers(1, 500), st.floats(0, 1))
def test_wilson_holds_the_share_and_stays_in_bounds(n: int, share: float) -> None:
    low, high = wilson(share, n)
    assert 0 <= low <= share <= high <= 1


def test_wilson_needs_a_trial() -> None:
    with pytest.raises(ValueError, match="positive"):
        wilson(0.5, 0)
