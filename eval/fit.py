"""Fits what `rag.events` knows of telling an event's day: `python -m eval.fit SET`, for a set with `dates`.

A sentence counts as telling when its day is one of the days asked about by any question of
the same cluster, and its article is one that such a question names. Each cluster is left out
in turn to see how often the day picked for "last" and "first" is right.
"""

import sys
from collections.abc import Collection, Iterator, Sequence
from dataclasses import astuple, fields
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

import numpy as np

from eval.dataset import Question, QuestionSet
from eval.fitting import asked, print_weights
from rag.events import Features, in_order
from rag.pipeline import Pipeline
from rag.relevance import effective_date
from rag.settings import Settings
from rag.types import Evidence
from rag.understand import Understanding

UNDATED = -1.5
"""See `rag.events`."""


class Sample(NamedTuple):
    """A sentence as a candidate for one question."""

    question: Question
    asked: Understanding
    features: Features
    evidence: Evidence
    tells: bool


def samples(questions: QuestionSet, pipeline: Pipeline) -> Iterator[Sample]:
    """All candidates of all answerable questions of time."""
    for question in questions.questions:
        days = {day for q in questions.questions if q.cluster == question.cluster for day in q.dates}
        articles = {a for q in questions.questions if q.cluster == question.cluster for a in q.relevant}
        if question.answerable:
            asked, telling = pipeline.telling(question.question, question.as_of)
            for of, evidence in telling:
                tells = evidence.article_id in articles and _is_told(evidence, days)
                yield Sample(question, asked, of, evidence, tells)


def _is_told(evidence: Evidence, days: Collection[str]) -> bool:
    """Whether it is dated to one of the days; news without a day of its own appears on that day or the next."""
    if evidence.event_date or not evidence.published:
        return str(evidence.event_date) in days
    return any(str(evidence.published - timedelta(late)) in days for late in (0, 1))


def fitted(found: Sequence[Sample]) -> "tuple[np.ndarray[tuple[int], np.dtype[np.float64]], float]":
    """Weights of the features, in their order, and the constant; that of `undated` is set by hand."""
    from sklearn.linear_model import LogisticRegression

    dated = [sample for sample in found if not sample.features.undated]
    table = np.array([astuple(sample.features) for sample in dated], dtype=np.float64)
    model = LogisticRegression(C=1.0, max_iter=1000).fit(table, [sample.tells for sample in dated])
    weights = np.where([field.name == "undated" for field in fields(Features)], UNDATED, model.coef_[0])
    return weights, float(model.intercept_[0])


def left_out(found: Sequence[Sample]) -> dict[str, bool]:
    """For each question with an order: whether the first day is right, fitted without its cluster."""
    right: dict[str, bool] = {}
    for cluster in sorted({sample.question.cluster or "" for sample in found}):
        weights, constant = fitted([s for s in found if s.question.cluster != cluster])
        held = [s for s in found if s.question.cluster == cluster and s.asked.order]
        for name in {s.question.id for s in held}:
            mine = [s for s in held if s.question.id == name]
            scores = np.array([astuple(s.features) for s in mine], dtype=np.float64) @ weights + constant
            told = [(float(1 / (1 + np.exp(-score))), s.evidence) for score, s in zip(scores, mine, strict=True)]
            picked = in_order(mine[0].asked, told)
            right[name] = bool(picked) and str(effective_date(picked[0])) in mine[0].question.dates
    return right


def main(path: Path) -> None:
    """Prints the weights and how often the day is right."""
    with asked(path, Settings.load()) as (questions, pipeline):
        found = list(samples(questions, pipeline))
    print_weights(fields(Features), *fitted(found))
    right = left_out(found)
    wrong = ", ".join(sorted(name for name, is_right in right.items() if not is_right))
    print(f"{sum(right.values())} of {len(right)} days right; wrong: {wrong}")
    print(f"{len(found)} sentences, {sum(s.tells for s in found)} of them tell")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("the folder of a set is expected: python -m eval.fit eval/data/time")
    main(Path(sys.argv[1]))
