"""Samples from a real small archive, and weights fitted on sentences made up."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

import numpy as np
import pytest

from eval.dataset import QuestionSet, load_set
from eval.fit import UNDATED, Sample, fitted, left_out, samples
from rag.events import Features
from rag.pipeline import Pipeline
from rag.types import Evidence
from rag.understand import understand
from tests.archives import EMBEDDER, opened

ROWS = [
    ("alt", "2024-03-05", "Brand", "Am Montag brannte die Scheune in Ahrdorf. Der Schaden ist groß."),
    ("neu", "2025-03-05", "Wieder Brand", "Am Montag brannte die Scheune in Ahrdorf. Niemand war da."),
    ("sturm", "2025-03-04", "Sturm", "Am Montag deckte der Sturm die Scheune in Ahrdorf ab."),
    ("lage", "2025-03-04", "Lage", "Die Scheune in Ahrdorf brannte bis auf die Mauern nieder."),
]
BASE: dict[str, Any] = {"lang": "de", "type": "temporal", "accept": ["märz"], "cluster": "brand"}
QUESTIONS: list[dict[str, Any]] = [
    {"id": "q1", "question": "Wann brannte die Scheune in Ahrdorf zuletzt?", "articles": ["neu", "lage"],
     "dates": ["2025-03-03"]} | BASE,
    {"id": "q2", "question": "Wann brannte die Scheune in Ahrdorf zuerst?", "articles": ["alt"],
     "dates": ["2024-03-04"]} | BASE,
    {"id": "q3", "question": "Wann brannte der Turm in Ahrdorf zuletzt?", "articles": [], "accept": []}
    | {key: BASE[key] for key in ("lang", "type", "cluster")},
]  # fmt: skip


def no_model() -> NoReturn:
    raise AssertionError("no question here needs the language model")


@pytest.fixture
def questions(tmp_path: Path) -> QuestionSet:
    folder = tmp_path / "set"
    folder.mkdir()
    keys = ("id", "published", "title", "text")
    corpus = [dict(zip(keys, row, strict=True)) | {"lang": "de"} for row in ROWS]
    (folder / "corpus.jsonl").write_text("\n".join(map(json.dumps, corpus)), "utf-8")
    (folder / "questions.jsonl").write_text("\n".join(map(json.dumps, QUESTIONS)), "utf-8")
    return load_set(folder)


@pytest.fixture
def pipeline(tmp_path: Path) -> Iterator[Pipeline]:
    with opened(tmp_path, *ROWS) as archive:
        yield Pipeline(archive, EMBEDDER, no_model)


def test_samples_tell_when_day_and_article_are_the_clusters(questions: QuestionSet, pipeline: Pipeline) -> None:
    found = list(samples(questions, pipeline))
    assert {sample.question.id for sample in found} == {"q1", "q2"}  # the unanswerable one teaches nothing
    tells = {(s.evidence.article_id, s.evidence.text): s.tells for s in found if s.question.id == "q1"}
    assert tells == {
        ("alt", "Am Montag brannte die Scheune in Ahrdorf."): True,
        ("neu", "Am Montag brannte die Scheune in Ahrdorf."): True,
        ("sturm", "Am Montag deckte der Sturm die Scheune in Ahrdorf ab."): False,
        ("lage", "Die Scheune in Ahrdorf brannte bis auf die Mauern nieder."): True,
    }
    assert {s.asked.order for s in found if s.question.id == "q1"} == {"latest"}


# -- fitting ---------------------------------------------------------------------------------------------------------

TELLING = Features(0.0, 1.0, 1.0, True, False, 0, False, False, False, 0.0, False)
OTHER = Features(-3.0, 0.1, 0.2, False, False, 2, False, True, True, -2.0, True)


def told(name: str, day: date | None, published: date = date(2025, 6, 1)) -> Evidence:
    return Evidence(name, "Meldung", None, published, day, "Ein Satz.", 0, 9, 0.0)


def made_up(cluster: str, questions: QuestionSet, right: date = date(2025, 3, 3)) -> list[Sample]:
    """For one question, two sentences that tell and two later ones that do not."""
    question = replace(questions.questions[0], id=f"q-{cluster}", cluster=cluster)
    asked = understand(question.question, "de")
    days = [date(2025, 1, 1), right, date(2025, 4, 4), date(2025, 5, 5)]
    return [
        Sample(question, asked, OTHER if n > 1 else TELLING, told(f"{cluster}{n}", day), n < 2)
        for n, day in enumerate(days)
    ]


def test_fitted_weights_have_the_sign_of_the_features(questions: QuestionSet) -> None:
    found = [sample for cluster in "abc" for sample in made_up(cluster, questions)]
    weights, constant = fitted(found)
    likeness, covered, passage, opens, follows, lacking, undated, off, planned, opening, aside = weights
    assert min(likeness, covered, passage, opens, opening) > 0 > max(lacking, off, planned, aside)
    assert follows == pytest.approx(0.0)
    assert undated == UNDATED
    assert np.isfinite(constant)


def test_undated_sentences_change_no_weight(questions: QuestionSet) -> None:
    found = [sample for cluster in "abc" for sample in made_up(cluster, questions)]
    undated = found[0]._replace(features=replace(TELLING, undated=True), tells=False)
    assert np.array_equal(fitted(found)[0], fitted([*found, *[undated] * 9])[0])


def test_left_out_is_right_where_the_last_telling_day_is_gold(questions: QuestionSet) -> None:
    found = [sample for cluster in "abc" for sample in made_up(cluster, questions)]
    wrong = made_up("d", questions, right=date(2025, 2, 2))
    assert left_out([*found, *wrong]) == {"q-a": True, "q-b": True, "q-c": True, "q-d": False}


def test_an_undated_sentence_is_right_by_the_day_it_appeared(questions: QuestionSet) -> None:
    found = [sample for cluster in "abc" for sample in made_up(cluster, questions)]
    one = made_up("d", questions)[0]._replace(
        features=replace(TELLING, undated=True), evidence=told("d", None, date(2025, 3, 3))
    )
    assert left_out([*found, one])["q-d"] is True


def test_without_an_order_no_day_is_picked(questions: QuestionSet) -> None:
    found = [sample for cluster in "ab" for sample in made_up(cluster, questions)]
    plain = understand("Wann brannte die Scheune?", "de")
    assert left_out([sample._replace(asked=plain) for sample in found]) == {}


def test_a_cluster_is_fitted_without_itself(questions: QuestionSet) -> None:
    """Sentences of one cluster that say the contrary of the others must not teach what is asked of them."""
    found = [sample for cluster in "abc" for sample in made_up(cluster, questions)]
    contrary = [sample._replace(features=OTHER if sample.tells else TELLING) for sample in made_up("d", questions) * 9]
    assert left_out([*found, *contrary])["q-d"] is False
    assert left_out(contrary + [s._replace(question=replace(s.question, cluster="e")) for s in contrary])["q-d"] is True
