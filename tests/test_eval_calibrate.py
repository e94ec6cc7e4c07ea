"""Samples of questions asked with and without their articles, and weights fitted on samples made up."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from eval.calibrate import Sample, fitted, left_out, samples
from eval.dataset import QuestionSet, load_set
from rag.confidence import Signals, signals
from rag.pipeline import Pipeline
from tests.archives import EMBEDDER, opened
from tests.fakes import QueueLLM

ROWS = [
    ("turm-de", None, "Der Turm", "Der Turm in Graz hat 120 Stufen. Er ist sehr alt."),
    ("turm-en", None, "The tower", "The tower in Graz has 120 steps. It is very old."),
    ("zoo-de", None, "Der Zoo", "Im Zoo von Graz gibt es einen Turm mit 90 Stufen."),
    ("zoo-en", None, "The zoo", "At the zoo of Graz there is a tower with 90 steps."),
]
QUESTIONS = [
    {"id": "t-de", "lang": "de", "question": "Wie viele Stufen hat der Turm in Graz?", "answers": ["120"]},
    {"id": "t-en", "lang": "en", "question": "How many steps has the tower in Graz?", "answers": ["120"]},
]


@pytest.fixture
def questions(tmp_path: Path) -> QuestionSet:
    folder = tmp_path / "set"
    folder.mkdir()
    corpus = [{"id": id_, "title": title, "text": text, "lang": id_[-2:]} for id_, _, title, text in ROWS]
    asked = [question | {"relevant_ids": ["turm-de", "turm-en"], "type": "number"} for question in QUESTIONS]
    (folder / "corpus.jsonl").write_text("\n".join(map(json.dumps, corpus)), "utf-8")
    (folder / "questions.jsonl").write_text("\n".join(map(json.dumps, asked)), "utf-8")
    return load_set(folder)


@pytest.fixture
def pipeline(tmp_path: Path) -> Iterator[Pipeline]:
    with opened(tmp_path, *ROWS) as archive:
        yield Pipeline(archive, EMBEDDER, QueueLLM)


def test_each_question_is_asked_with_and_without_its_articles(questions: QuestionSet, pipeline: Pipeline) -> None:
    found = list(samples(questions, pipeline, 1))
    assert [(s.question, s.answers) for s in found] == [("t", True), ("t", False)] * 2
    assert found[0].signals.score > found[1].signals.score


def made_up(number: int) -> Sample:
    answers = number % 3 == 0
    plain = signals(5.0, 0.0, 0.85, 0.85, is_foreign=False)
    return Sample(f"q{number}", replace(plain, score=8.0 + number % 2 if answers else 4.0 + number % 2), answers)


def test_what_tells_the_answers_apart_gets_the_weight() -> None:
    found = [made_up(number) for number in range(60)]
    weights, _ = fitted(found)
    by_name = dict(zip(Signals.__dataclass_fields__, weights, strict=True))
    assert by_name["score"] > 0.5
    assert all(abs(weight) < 0.05 for name, weight in by_name.items() if name != "score")


def test_each_sample_is_judged_by_a_fit_without_its_question() -> None:
    found = [made_up(number) for number in range(60)]
    told = left_out(found)
    assert len(told) == 60
    assert sorted(answers for _, answers in told) == sorted(sample.answers for sample in found)
    assert min(p for p, answers in told if answers) > 0.5 > max(p for p, answers in told if not answers)
