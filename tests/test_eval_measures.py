"""Numbers from rows made by hand."""

from typing import Any

import pytest

from eval.estimate import Measure, cluster_of, value_of
from eval.measures import ANSWERS, MEASURES, RETRIEVAL, Measured, measures_for, summarise
from eval.metrics import mrr_at_k
from eval.stats import wilson

Row = dict[str, Any]
TIMES = {"first_evidence_ms": 40.0, "first_token_ms": 900.0, "total_ms": 3000.0, "prompt_tokens": 500,
         "new_prompt_tokens": 60, "output_tokens": 12}  # fmt: skip


def row(name: str, right: bool = True, **others: Any) -> Row:
    """A row of an answer; `verdict`, `timings`: sides to change."""
    verdict = {
        "right": right, "abstained": False, "match": right, "cited": right, "language": True, "short": True,
        "quotes": 1, "quotes_exact": 1, "dangling": 0, "em": None, "f1": None, "answer_recall": None,
        "date_exact": None, "date_compatible": None, "stale": None, "citation_precision": 1.0,
        "citation_recall": 0.5, "stage": "right" if right else "used, wrong",
    }  # fmt: skip
    answer = {"timings": TIMES | others.pop("timings", {})}
    made = {"id": name, "lang": "de", "type": "fact", "relevant": [name], "answerable": True, "ranking": [name],
            "verdict": verdict | others.pop("verdict", {}), "answer": answer, "memory_mb": 100.0}  # fmt: skip
    return made | others


def abstained(name: str, answerable: bool) -> Row:
    verdict = {"abstained": True, "match": False if answerable else None, "language": False, "quotes": 0,
               "quotes_exact": 0, "citation_precision": None, "citation_recall": None}  # fmt: skip
    return row(name, not answerable, verdict=verdict, answerable=answerable, relevant=[name] if answerable else [])


def refused(name: str, **others: Any) -> Row:
    return row(name) | {"verdict": None, "answer": None, "error": "no question", "ranking": []} | others


def measured(rows: list[Row], name: str) -> Measured:
    return summarise(rows, measures_for(rows))["all"][name]


def value(rows: list[Row], name: str) -> tuple[Any, Any]:
    found = measured(rows, name)
    return found["value"], found["n"]


ROWS = [
    row("a"),
    row("b", False, answers=["x"], verdict={"em": 0.0, "f1": 0.25, "answer_recall": 1.0, "quotes": 3, "dangling": 2}),
    row("c", dates=["2025"], verdict={"date_exact": False, "date_compatible": True, "quotes_exact": 0}),
    abstained("d", answerable=True),
    abstained("e", answerable=False),
    refused("f", answers=["x"], dates=["2025"], stale=["x"]),
]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("right", (3 / 6, 6)),  # a, c, e; the refused one is wrong
        ("match", (2 / 5, 5)),
        ("cited", (2 / 5, 5)),
        ("EM", (0.0, 2)),
        ("F1", (0.125, 2)),
        ("answer recall", (0.5, 2)),
        ("date exact", (0.0, 2)),
        ("date compatible", (0.5, 2)),
        ("stale", (0.0, 1)),
        ("quotes exact", (2 / 5, 3)),  # 1 + 1 + 0 of 1 + 3 + 1 quotations
        ("dangling", (2, 5)),
        ("citation prec.", (1.0, 3)),
        ("citation rec.", (0.5, 3)),
        ("abstain prec.", (0.5, 2)),
        ("abstain rec.", (1.0, 1)),
        ("false refusals", (1 / 4, 4)),
        ("language", (1.0, 3)),  # what abstaining says is no answer
        ("hit@1", (4 / 5, 5)),
        ("MRR@10", (4 / 5, 5)),
        ("gap closed", (None, 0)),
        ("evidence s", (0.04, 5)),
        ("total s", (3.0, 5)),
        ("new tokens", (60, 5)),
        ("memory MB", (100.0, 6)),
    ],
)
def test_value_and_n(name: str, expected: tuple[float | None, int]) -> None:
    assert value(ROWS, name) == pytest.approx(expected)


def test_medians_and_the_most_memory() -> None:
    rows = [row(str(n), timings={"total_ms": 1000.0 * n, "first_token_ms": None}, memory_mb=n) for n in (1, 2, 4, 9)]
    assert value(rows, "total s") == (3.0, 4)
    assert value(rows, "token s") == (None, 0)
    assert value(rows, "memory MB") == (9, 4)


def test_gap_closed_over_follow_ups() -> None:
    rows = [
        # product 1/2, raw 0, person 1; product 1, raw 1/2, person 1: (0.5 + 0.5) / (1 + 0.5)
        row("a", ranking=["x", "a"], ranking_raw=["x"], ranking_gold=["a"]),
        row("b", ranking=["b"], ranking_raw=["x", "b"], ranking_gold=["b"]),
        row("c"),
    ]
    assert value(rows, "gap closed") == pytest.approx((2 / 3, 2))
    assert value(rows, "MRR@10 raw") == (0.25, 2)
    assert value(rows, "MRR@10 human") == (1.0, 2)
    nothing_to_gain = [row("a", ranking_raw=["a"], ranking_gold=["a"])]
    assert value(nothing_to_gain, "gap closed") == (None, 0)


def test_groups_by_language_and_type() -> None:
    rows = [row("a"), row("b", False, lang="en"), row("c", type="temporal")]
    summary = summarise(rows, ANSWERS)
    assert list(summary) == ["all", "lang de", "lang en", "type fact", "type temporal"]
    assert [summary[group]["right"]["n"] for group in summary] == [3, 2, 1, 2, 1]
    assert summary["lang en"]["right"]["value"] == 0.0


def test_questions_about_one_article_are_one_cluster() -> None:
    assert cluster_of(row("q1", relevant=["a", "b"])) == cluster_of(row("q2", relevant=["a"])) == "a"
    assert cluster_of(row("q1", relevant=[])) == "q1"
    assert cluster_of(row("q1", cluster="talk 7")) == "talk 7"
    single = measured([row(str(n), n % 2 == 0) for n in range(40)], "right")
    shared = measured([row(str(n), n % 2 == 0, cluster=str(n % 2) + str(n // 10)) for n in range(40)], "right")
    assert single["value"] == shared["value"] == 0.5
    assert single["low"] < 0.5 < single["high"]  # type: ignore[operator]
    assert shared["low"] < single["low"]  # type: ignore[operator]


def test_intervals_where_no_resample_can_tell() -> None:
    all_right = measured([row(str(n)) for n in range(12)], "right")
    assert (all_right["low"], all_right["high"]) == wilson(1.0, 12)
    few = measured([row(str(n), n == 0) for n in range(4)], "right")
    assert (few["low"], few["high"]) == wilson(0.25, 4)
    one_article = measured([row(str(n), cluster="a") for n in range(100)], "right")
    assert (one_article["low"], one_article["high"]) == wilson(1.0, 1)
    assert "low" not in measured([row("a"), row("b")], "total s")
    assert "low" not in measured(ROWS, "memory MB")
    assert measured([row("a")], "EM") == {"value": None, "n": 0}


def test_no_rows() -> None:
    assert summarise([], RETRIEVAL)["all"]["hit@1"] == {"value": None, "n": 0}


def test_measures_go_by_the_task() -> None:
    assert measures_for([{"task": "retrieval"}]) is RETRIEVAL
    assert measures_for([{"id": "old"}]) is ANSWERS
    assert MEASURES["rewrite"]["added"].better == "lower"
    assert all(name == measure.name for measures in MEASURES.values() for name, measure in measures.items())


def test_times_are_ratios_of_sums() -> None:
    verdict = {"gold": 1, "hit": 1, "exact": 0, "found": 1, "found_hit": 1, "value": True, "day": None, "deictic": None}
    other = verdict | {"gold": 0, "hit": 0, "found_hit": 0, "value": None}
    rows = [{"id": str(n), "lang": "de", "type": "t", "task": "times", "gold": [], "verdict": v, "cluster": "c"}
            for n, v in enumerate((verdict, other))]  # fmt: skip
    assert measured(rows, "span precision")["value"] == 0.5
    assert measured(rows, "span recall")["value"] == 1.0


def test_a_measure_of_nothing_is_none() -> None:
    measure = Measure("x", lambda made: mrr_at_k(made["ranking"], made["relevant"], 10))
    assert value_of(measure, [None, None]) is None
    assert value_of(measure, [0.0, None, 1.0]) == 0.5
