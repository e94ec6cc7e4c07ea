"""Fits what `rag.confidence` knows of answers that are there: `python -m eval.calibrate SET [QUESTIONS]`.

For a set with parallel articles and `answers`, such as XQuAD. Each question is asked over the articles of one language,
in turn its own and the other, once with the articles that answer it and once without them. A sentence
counts as answering when it holds a gold answer and its article is one that the question names.
"""

import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import astuple, fields
from pathlib import Path
from typing import NamedTuple

import numpy as np

from eval.dataset import Question, QuestionSet
from eval.fitting import asked, print_weights
from eval.text import answer_recall
from index.article import Language
from index.scope import Scope
from rag.confidence import Signals
from rag.pipeline import Pipeline
from rag.settings import Settings

SEED = 11
LANGUAGES: tuple[Language, Language] = ("de", "en")


class Sample(NamedTuple):
    """The first sentence for one question over some of the articles."""

    question: str
    signals: Signals
    answers: bool


def samples(questions: QuestionSet, pipeline: Pipeline, count: int) -> Iterator[Sample]:
    """Two samples a question where anything was found, for `count` questions drawn from each language."""
    ids = frozenset(info.id for info in pipeline.articles())
    golds: dict[str, set[str]] = {}
    for question in questions.questions:
        golds.setdefault(_name(question), set()).update(question.answers)
    for number, question in enumerate(_drawn(questions.questions, count)):
        lang = LANGUAGES[(number // 2 + number) % 2]
        for known in (ids, ids - frozenset(question.relevant)):
            told = pipeline.signals(question.question, Scope(lang=lang, only=known))
            if told is not None:
                evidence, signals = told
                is_there = evidence.article_id in question.relevant
                holds = any(answer_recall(evidence.text, [gold], lang) for gold in golds[_name(question)])
                yield Sample(_name(question), signals, is_there and holds)


def _name(question: Question) -> str:
    """What a question shares with its translation."""
    return question.id.removesuffix(f"-{question.lang}")


def _drawn(questions: Sequence[Question], count: int) -> list[Question]:
    """German and English in turn."""
    drawn = random.Random(SEED).sample(questions, len(questions))
    german, english = ([q for q in drawn if q.lang == lang and q.answers][:count] for lang in LANGUAGES)
    return [question for pair in zip(german, english, strict=False) for question in pair]


def fitted(found: Sequence[Sample]) -> "tuple[np.ndarray[tuple[int], np.dtype[np.float64]], float]":
    """Weights of the signals, in their order, and the constant."""
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=1.0, max_iter=5000).fit(_table(found), [sample.answers for sample in found])
    return model.coef_[0], float(model.intercept_[0])


def _table(found: Sequence[Sample]) -> "np.ndarray[tuple[int, int], np.dtype[np.float64]]":
    return np.array([astuple(sample.signals) for sample in found], dtype=np.float64)


def left_out(found: Sequence[Sample], parts: int = 10) -> list[tuple[float, bool]]:
    """For each sample its probability, fitted without a tenth of the questions, its own among them; and the truth."""
    names = sorted({sample.question for sample in found})
    told: list[tuple[float, bool]] = []
    for part in range(parts):
        held = set(names[part::parts])
        weights, constant = fitted([s for s in found if s.question not in held])
        mine = [s for s in found if s.question in held]
        scores = _table(mine) @ weights + constant
        told += [(float(1 / (1 + np.exp(-score))), s.answers) for score, s in zip(scores, mine, strict=True)]
    return told


def main(path: Path, count: int) -> None:
    """Prints the weights, and what each threshold would keep and let pass."""
    settings = Settings.load()
    with asked(path, settings) as (questions, pipeline):
        found = list(samples(questions, pipeline, count))
    print_weights(fields(Signals), *fitted(found))
    told = left_out(found)
    there = sum(answers for _, answers in told)
    print(f"{len(told)} first sentences, {there} of them answer; each judged by a fit without it:")
    for least in (0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        kept = [answers for p, answers in told if p >= least]
        print(f"from {least:.2f}: {sum(kept)} of {there} that answer, {len(kept) - sum(kept)} that do not")


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(
            "the folder of a set is expected, and how many questions of each language: python -m eval.calibrate SET 60"
        )
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) == 3 else 60)
