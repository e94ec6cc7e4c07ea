"""Two runs in pairs."""

from typing import Any

import pytest

from eval.compare import compare, worse
from eval.measures import ANSWERS
from tests.test_eval_measures import abstained, row

Row = dict[str, Any]


def run(*right: bool, seconds: float = 3.0) -> list[Row]:
    return [row(str(n), one, timings={"total_ms": seconds * 1000 + n}) for n, one in enumerate(right)]


def test_a_small_difference_that_is_always_the_same_way_is_found_in_pairs() -> None:
    # 10 questions of 40 have become right and none wrong, though the intervals of both runs overlap
    found = compare(run(*[True] * 15, *[False] * 25), run(*[True] * 25, *[False] * 15))["right"]
    assert (found["a"], found["b"], found["difference"], found["n"]) == (0.375, 0.625, 0.25, 40)
    assert found["different"]
    assert 0 < found["low"] < 0.25 < found["high"] < 0.5  # type: ignore[operator]


def test_as_many_better_as_worse_is_no_difference() -> None:
    found = compare(run(*[True, False] * 20), run(*[False, True] * 20))["right"]
    assert found["difference"] == 0.0
    assert found["low"] < 0 < found["high"]  # type: ignore[operator]
    assert not found["different"]


def test_the_same_run_twice() -> None:
    one = run(*[True] * 9, False)
    for found in compare(one, one).values():
        assert not found["different"]
        assert found["difference"] in (0, None)


def test_medians_in_pairs() -> None:
    found = compare(run(*[True] * 30, seconds=3), run(*[True] * 30, seconds=2.5))["total s"]
    assert found["difference"] == pytest.approx(-0.5)
    assert found["different"]


def test_only_questions_of_both_runs_count() -> None:
    found = compare(run(True, True, False), run(False, True)[1:])["right"]
    assert (found["a"], found["b"], found["n"]) == (1.0, 1.0, 1)


def test_only_pairs_that_a_mean_applies_to_in_both() -> None:
    # citations are judged where both answered; abstaining is judged over all
    found = compare([row("a"), row("b")], [row("a"), abstained("b", answerable=True)])
    assert found["citation rec."]["n"] == 1
    assert (found["false refusals"]["a"], found["false refusals"]["b"]) == (0.0, 0.5)


def test_nothing_in_common() -> None:
    found = compare(run(True), [row("other")])["right"]
    assert found == {"a": None, "b": None, "n": 0, "difference": None, "low": None, "high": None, "different": False}


def test_few_clusters_say_nothing_however_they_agree() -> None:
    found = compare(run(*[False] * 5), run(*[True] * 5))["right"]
    assert (found["difference"], found["low"], found["different"]) == (1.0, None, False)
    assert compare(run(*[False] * 6), run(*[True] * 6))["right"]["different"]


def test_an_answer_is_compared_with_a_search_in_what_both_have() -> None:
    search = [{key: value for key, value in one.items() if key not in ("answer", "verdict")} | {"task": "retrieval"}
              for one in run(True, True)]  # fmt: skip
    found = compare(run(True, True), search)
    assert found["hit@1"]["difference"] == 0.0
    assert "right" not in found


@pytest.mark.parametrize(
    ("name", "difference", "different", "expected"),
    [
        ("right", -0.1, True, True),
        ("right", -0.1, False, False),
        ("right", 0.1, True, False),
        ("stale", 0.1, True, True),
        ("stale", -0.1, True, False),
        ("output tokens", 5.0, True, False),
    ],
)
def test_worse(name: str, difference: float, different: bool, expected: bool) -> None:
    assert worse(ANSWERS[name], {"difference": difference, "different": different}) is expected
