import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.report.outcome import (
    ADDED,
    FOOLED,
    INVENTED,
    LOST,
    MISREAD,
    OVERLOOKED,
    STAGES,
    TOUCHED,
    UNRANKED,
    abstention_curve,
    hit_curve,
    miss,
    stage_counts,
)
from tests.eval_rows import Row, answer, evidence, ranked, refused, row


def scored(name: str, score: float, stage: str = "right") -> Row:
    """A row whose best evidence has this score."""
    return row(name, stage, answer=answer(evidence=[evidence(score=score / 2), evidence(score=score)]))


@pytest.mark.parametrize("stage", STAGES)
def test_an_answer_that_went_wrong_is_missed_at_its_stage(stage: str) -> None:
    assert miss(row("q", stage)) == stage


def test_a_right_answer_is_no_miss_and_a_refused_question_is_one() -> None:
    assert miss(row("q")) is None
    assert miss(refused("q")) == "refused with an error"


@pytest.mark.parametrize(("rank", "missed"), [(1, None), (5, None), (6, UNRANKED)])
def test_a_ranking_misses_without_a_relevant_article_among_the_first_five(rank: int, missed: str | None) -> None:
    others = [f"other-{n}" for n in range(rank - 1)]
    assert miss(ranked("q", [*others, "faehre"])) == missed


def test_a_ranking_without_relevant_articles_is_no_miss() -> None:
    assert miss(ranked("q", ["hafen"], relevant=[])) is None


@pytest.mark.parametrize(
    ("verdict", "missed"),
    [
        ({"gold": 1, "hit": 1, "value": True}, None),
        ({"gold": 1, "hit": 1, "value": None}, None),
        ({"gold": 1, "hit": 1, "value": False}, MISREAD),
        ({"gold": 1, "hit": 0, "value": None}, OVERLOOKED),
        ({"gold": 0, "hit": 0, "value": None}, INVENTED),
    ],
)
def test_time_expressions(verdict: Row, missed: str | None) -> None:
    assert miss({"task": "times", "verdict": verdict}) == missed


@pytest.mark.parametrize(
    ("verdict", "missed"),
    [
        ({"kept": True, "added": False, "unchanged": None}, None),
        ({"kept": None, "added": False, "unchanged": True}, None),
        ({"kept": False, "added": True, "unchanged": None}, LOST),
        ({"kept": True, "added": True, "unchanged": None}, ADDED),
        ({"kept": True, "added": False, "unchanged": False}, TOUCHED),
    ],
)
def test_rewritten_questions(verdict: Row, missed: str | None) -> None:
    assert miss({"task": "rewrite", "verdict": verdict}) == missed


@pytest.mark.parametrize(
    ("answerable", "verdict", "missed"),
    [
        (False, {"right": True, "abstained": True, "fooled": None}, None),
        (False, {"right": False, "abstained": False, "fooled": None}, "answered the unanswerable"),
        (True, {"right": False, "abstained": True, "fooled": False}, "abstained wrongly"),
        (True, {"right": False, "abstained": False, "fooled": True}, FOOLED),
        (True, {"right": False, "abstained": False, "fooled": False}, "used, wrong"),
    ],
)
def test_falsified_sources(answerable: bool, verdict: Row, missed: str | None) -> None:
    assert miss({"task": "snippets", "answerable": answerable, "verdict": verdict}) == missed


def test_stages_are_counted_over_answers_only() -> None:
    rows = [row("a"), row("b"), row("c", "used, wrong"), refused("d")]
    found = stage_counts(rows)
    assert {stage: count for stage, count in found.items() if count} == {
        "right": 2, "used, wrong": 1, "refused with an error": 1,
    }  # fmt: skip
    assert stage_counts([ranked("q", [])]) == {}


def test_hit_curve_by_hand() -> None:
    rows = [
        ranked("a", ["faehre"]),
        ranked("b", ["x", "y", "faehre"]),
        ranked("c", ["x"]),
        ranked("d", [], relevant=[]),
    ]
    assert hit_curve(rows, depth=4) == pytest.approx([1 / 3, 1 / 3, 2 / 3, 2 / 3])
    assert hit_curve(rows, "ranking_gold") == []


def test_abstention_curve_by_hand() -> None:
    abstained = row("z", "abstained wrongly", answer=answer("Nichts.", abstained=True, citations=[]))
    rows = [
        scored("a", 0.9),
        scored("b", 0.7),
        scored("c", 0.7, "used, wrong"),
        scored("d", 0.2, "used, wrong"),
        abstained,
    ]
    # of 5 questions 4 are answered, 2 rightly; holding back 0.2 leaves 3; 0.7 goes as a whole and leaves 1
    curve = [(round(share, 9), round(right, 9)) for share, right in abstention_curve(rows, fewest=1)]
    assert curve == [(0.2, 0.5), (0.4, round(2 / 3, 9)), (0.8, 1.0)]
    assert len(abstention_curve(rows, fewest=4)) == 1


def test_an_answer_without_evidence_is_held_back_first() -> None:
    rows = [row("a", answer=answer(evidence=[])), scored("b", 0.1)]
    assert abstention_curve(rows, fewest=1) == [(0.0, 1.0), (0.5, 1.0)]


@given(st.lists(st.tuples(st.floats(0, 1), st.sampled_from(["right", "used, wrong"])), min_size=1, max_size=30))
def test_an_abstention_curve_starts_with_the_run_and_moves_right(given: list[tuple[float, str]]) -> None:
    curve = abstention_curve([scored(str(n), *one) for n, one in enumerate(given)], fewest=1)
    assert curve[0] == pytest.approx((0.0, sum(stage == "right" for _, stage in given) / len(given)))
    assert [share for share, _ in curve] == sorted({share for share, _ in curve})
    assert all(0 <= right <= 1 for _, right in curve)
