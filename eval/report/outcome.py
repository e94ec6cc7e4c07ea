"""What became of each question, in the words that the tables, the figures and JUnit share."""

from collections.abc import Callable, Sequence
from typing import Any

from eval.metrics import hit_at_k

Row = dict[str, Any]
STAGES = (
    "not retrieved",
    "retrieved, not used",
    "used, wrong",
    "dropped by the check",
    "abstained wrongly",
    "answered the unanswerable",
    "refused with an error",
)
"""Where an answer can go wrong, in the order of a question's way."""
AMONG = 5
"""A ranking is a miss without a relevant article among its first five."""
UNRANKED = f"not among the first {AMONG}"
FOOLED = "fooled by a falsified source"
LOST, ADDED, TOUCHED = "rewriting lost words", "rewriting added words", "rewritten without need"
OVERLOOKED, INVENTED, MISREAD = "time overlooked", "no time there", "time read wrongly"
REASONS = (*STAGES, UNRANKED, FOOLED, LOST, ADDED, TOUCHED, OVERLOOKED, INVENTED, MISREAD)
"""All that `miss` gives: of answers, then of rows of the other tasks."""


def task(row: Row) -> str:
    """The row's task; rows of an answer need not name it."""
    return str(row.get("task", "answer"))


def miss(row: Row) -> str | None:
    """Why a row counts as wrong, one of `REASONS`; None for a right one."""
    return _MISSES[task(row)](row)


def _answer(row: Row) -> str | None:
    if not row["verdict"]:
        return "refused with an error"
    stage = str(row["verdict"]["stage"])
    return None if stage == "right" else stage


def _retrieval(row: Row) -> str | None:
    return UNRANKED if hit_at_k(row["ranking"], row["relevant"], AMONG) == 0.0 else None


def _snippets(row: Row) -> str | None:
    verdict = row["verdict"]
    if row.get("error"):
        return "refused with an error"
    if verdict["right"]:
        return None
    if not row["answerable"]:
        return "answered the unanswerable"
    if verdict["abstained"]:
        return "abstained wrongly"
    return FOOLED if verdict["fooled"] else "used, wrong"


def _rewrite(row: Row) -> str | None:
    verdict = row["verdict"]
    if verdict["kept"] is False:
        return LOST
    if verdict["added"]:
        return ADDED
    return TOUCHED if verdict["unchanged"] is False else None


def _times(row: Row) -> str | None:
    verdict = row["verdict"]
    if not verdict["gold"]:
        return INVENTED
    if not verdict["hit"]:
        return OVERLOOKED
    return MISREAD if verdict["value"] is False else None


_MISSES: dict[str, Callable[[Row], str | None]] = {
    "answer": _answer,
    "retrieval": _retrieval,
    "snippets": _snippets,
    "rewrite": _rewrite,
    "times": _times,
}


def stage_counts(rows: Sequence[Row]) -> dict[str, int]:
    """How many answers are right, and how many went wrong at each stage; empty for rows without answers."""
    found = [miss(row) or "right" for row in rows if task(row) == "answer"]
    return {stage: found.count(stage) for stage in ("right", *STAGES)} if found else {}


def hit_curve(rows: Sequence[Row], ranking: str = "ranking", depth: int = 10) -> list[float]:
    """hit@1 to hit@depth over the rows that have relevant articles and this ranking; empty when none has."""
    ranked = [(row[ranking], row["relevant"]) for row in rows if row.get(ranking) is not None and row.get("relevant")]
    return [
        sum(hit_at_k(ids, gold, k) or 0.0 for ids, gold in ranked) / len(ranked) for k in range(1, depth + 1) if ranked
    ]


def abstention_curve(rows: Sequence[Row], fewest: int = 5) -> list[tuple[float, float]]:
    """(share abstained, share right of the answered) when answers below a score of their best evidence are held back.

    The first point is the run as it was; the last leaves at least `fewest` answers.
    """
    asked = [row for row in rows if task(row) == "answer"]
    given = [row for row in asked if row["verdict"] and not row["verdict"]["abstained"]]
    kept = sorted(((best_score(row), miss(row) is None) for row in given), reverse=True)
    points = []
    for count in range(len(kept), fewest - 1, -1):
        if count == len(kept) or kept[count - 1][0] > kept[count][0]:
            points.append((1 - count / len(asked), sum(right for _, right in kept[:count]) / count))
    return points


def best_score(row: Row) -> float:
    """The score of the best evidence; 0.0 without evidence."""
    return max((float(item["score"]) for item in row["answer"]["evidence"]), default=0.0)
