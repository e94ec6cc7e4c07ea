"""Answers from noise, from sources, and from falsified ones among them."""

import json
from collections.abc import Collection
from pathlib import Path

import pytest

from eval.bench import SNIPPETS, ratio, snippet_rows
from eval.bench.snippets import Trial, judge_trial
from index.errors import QuestionError
from rag.types import Answer, Timings

GOLD, FAKE = ["Lake Harrow"], "Lake Tern"


def said(text: str) -> Answer:
    """An answer; an empty one abstains."""
    return Answer("q", "q", "en", text or "No article says.", not text, (), (), Timings(), "m")


@pytest.mark.parametrize(
    ("trial", "text", "right", "fooled", "both"),
    [
        ("noise", "", True, None, None),
        ("noise", "At Lake Harrow [1].", False, None, None),
        ("positive", "At Lake Harrow [1].", True, None, None),
        ("positive", "At Harrow on the lake [1].", False, None, None),
        ("positive", "", False, None, None),
        ("counterfactual", "At Lake Harrow [1].", True, False, False),
        ("counterfactual", "Lake Tern says one [1], Lake Harrow another [2].", True, False, True),
        ("counterfactual", "At Lake Tern [1].", False, True, False),
        ("counterfactual", "", False, False, False),
    ],
)
def test_verdicts(trial: Trial, text: str, right: bool, fooled: bool | None, both: bool | None) -> None:
    verdict = judge_trial(said(text), trial, GOLD, FAKE)
    assert (verdict["right"], verdict["fooled"], verdict["both"]) == (right, fooled, both)


def test_the_number_of_a_marker_is_no_answer() -> None:
    assert judge_trial(said("Nobody counted them [7]."), "positive", ["7"], "8")["right"] is False


def folder(tmp_path: Path) -> Path:
    row = {"id": "q1", "question": "Where did the ferry sink?", "lang": "en", "answers": GOLD, "fake_answer": FAKE,
           "relevant_ids": ["p1"], "noise_ids": ["n1", "n2"], "counterfactual_ids": ["w1"], "type": "x"}  # fmt: skip
    (tmp_path / "questions.jsonl").write_text(json.dumps(row), encoding="utf-8")
    return tmp_path


def test_three_trials_with_their_own_articles(tmp_path: Path) -> None:
    seen: list[list[str]] = []

    def answer(question: str, article_ids: Collection[str]) -> Answer:
        seen.append(list(article_ids))
        return said("At Lake Tern [1]." if "w1" in article_ids else "At Lake Harrow [1].")

    rows = list(snippet_rows(folder(tmp_path), answer))
    assert seen == [["n1", "n2"], ["p1"], ["p1", "w1"]]
    assert [(row["id"], row["type"], row["answerable"]) for row in rows] == [
        ("q1/noise", "rgb:noise", False),
        ("q1/positive", "rgb:positive", True),
        ("q1/counterfactual", "rgb:counterfactual", True),
    ]
    assert rows[1]["answer"]["answer"] == "At Lake Harrow [1]."
    assert {name: ratio(rows, part) for name, part in SNIPPETS.items()} == {
        "noise rejected": (0.0, 1),
        "sources used": (1.0, 1),
        "true among false": (0.0, 1),
        "fooled": (1.0, 1),
        "both named": (0.0, 1),
    }


def test_a_refused_question_is_wrong_and_the_run_goes_on(tmp_path: Path) -> None:
    def answer(question: str, article_ids: Collection[str]) -> Answer:
        raise QuestionError("too long")

    rows = list(snippet_rows(folder(tmp_path), answer, done={"q1/positive"}))
    assert [(row["error"], row["verdict"]["right"], row["verdict"]["fooled"]) for row in rows] == [
        ("too long", False, None),
        ("too long", False, False),
    ]
