"""Rewritten follow-ups against a person's: shares counted by hand."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from eval.bench import REWRITES, kind_of, ratio, rewrite_rows
from eval.bench.rewrites import judge_rewriting
from index.article import Language
from rag.types import Turn

GOLD = "Is the Elbe bridge in Dresden closed?"
TALK = "Tell me about the Elbe bridge. Is it closed?"


def judged(written: str, *, stands_alone: bool = False) -> dict[str, Any]:
    return judge_rewriting(written, GOLD, "Is it closed?", TALK, "en", stands_alone=stands_alone)


def test_all_content_words_in_any_order_and_form_are_kept() -> None:
    verdict = judged("In Dresden, are the bridges of the Elbe closing?")
    assert (verdict["kept"], verdict["kept_share"], verdict["precise"], verdict["added"]) == (True, 1.0, 1.0, False)


def test_shares_of_the_persons_words() -> None:
    """Elbe, bridge, Dresden, closed: the rewriting has three of them among four words; the question had one."""
    verdict = judged("Is the old Elbe bridge closed?")
    assert (verdict["kept"], verdict["kept_share"], verdict["raw_share"]) == (False, 0.75, 0.25)
    assert (verdict["precise"], verdict["added"], verdict["added_words"]) == (0.75, True, ["old"])


def test_words_of_the_talk_or_the_person_are_not_added() -> None:
    assert judged("Tell me: is the Elbe bridge in Dresden closed?")["added"] is False


def test_unchanged_counts_for_questions_that_stand_by_themselves() -> None:
    assert judged("Is it closed?")["unchanged"] is None
    assert judged("Is  it closed?", stands_alone=True)["unchanged"] is True
    assert judged("Is it closed now?", stands_alone=True)["unchanged"] is False


@pytest.mark.parametrize(
    ("question", "lang", "counts"),
    [
        ("Who built the bridge?", "en", True), ("What about the bridge?", "en", False),
        ("Can it be closed?", "en", False), ("Why?", "en", False), ("Wer baute die Brücke?", "de", True),
        ("Und die Brücke?", "de", False), ("Ist sie gesperrt?", "de", False), ("Wer war noch dort?", "de", False),
    ],
)  # fmt: skip
def test_unchanged_plain_leaves_out_what_may_point_back(question: str, lang: Language, counts: bool) -> None:
    verdict = judge_rewriting(question, question, question, TALK, lang, stands_alone=True)
    assert (verdict["unchanged"], verdict["unchanged_plain"]) == (True, True if counts else None)


def test_a_person_without_content_words_says_nothing() -> None:
    verdict = judge_rewriting("Why?", "Why?", "Why?", "Why?", "en", stands_alone=False)
    assert (verdict["kept"], verdict["kept_share"], verdict["precise"]) == (None, None, None)


def folder(tmp_path: Path) -> Path:
    rows = [
        {"id": "1_1", "question": "Was ist der Pegel der Elbe?", "history": [], "type": "rewrite:standalone",
         "answers": ["Was ist der Pegel der Elbe?"]},
        {"id": "1_3", "question": "Was ist ein Pegel?", "history": ["Was ist der Pegel der Elbe?"],
         "type": "rewrite:standalone", "answers": ["Was ist ein Pegel?"]},
        {"id": "1_2", "question": "Wie hoch ist er?", "history": ["Was ist der Pegel der Elbe?"],
         "type": "rewrite:pronoun", "answers": ["Wie hoch ist der Pegel der Elbe?"]},
    ]  # fmt: skip
    lines = [json.dumps(row | {"lang": "de", "relevant_ids": []}) for row in rows]
    (tmp_path / "questions_rewrite.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return tmp_path


def test_rows_hold_what_the_product_wrote(tmp_path: Path) -> None:
    asked: list[tuple[str, Sequence[Turn]]] = []

    def rewrite(question: str, history: Sequence[Turn]) -> str:
        asked.append((question, history))
        return question.replace(" er?", " der Pegel der Elbe?") if history else question

    rows = list(rewrite_rows(folder(tmp_path), rewrite))
    assert asked[2] == ("Wie hoch ist er?", [("Was ist der Pegel der Elbe?", "")])
    assert rows[2]["rewritten"] == "Wie hoch ist der Pegel der Elbe?"
    assert rows[0]["cluster"] == rows[2]["cluster"]
    assert {name: ratio(rows, part) for name, part in REWRITES.items()} == {
        "kept": (1.0, 3),
        "kept share": (1.0, 3),
        "raw share": (pytest.approx(7 / 9), 3),
        "precise": (1.0, 3),
        "unchanged": (1.0, 1),
        "unchanged plain": (1.0, 1),
        "added": (0.0, 3),
    }


def test_rows_already_there_are_not_asked_again(tmp_path: Path) -> None:
    rows = list(rewrite_rows(folder(tmp_path), lambda question, history: question, done={"1_1"}))
    assert [row["id"] for row in rows] == ["1_3", "1_2"]


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ({"type": "rewrite:ellipsis"}, "rewrites"),
        ({"type": "timex:DATE", "dct": "2020-01-01"}, "times"),
        ({"type": "dates", "reference_datetime": None}, "times"),
        ({"type": "rgb:fact", "counterfactual_ids": []}, "snippets"),
        ({"type": "temporal", "answers": ["42"]}, "answers"),
    ],
)
def test_kinds_of_sets(row: dict[str, Any], kind: str, tmp_path: Path) -> None:
    file = tmp_path / "questions_part.jsonl"
    file.write_text(json.dumps(row), encoding="utf-8")
    assert (kind_of(tmp_path), kind_of(file)) == (kind, kind)


def test_a_folder_with_its_questions_beside_it_is_an_ordinary_set(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news.questions.jsonl").write_text(json.dumps({"id": "q", "type": "all"}), encoding="utf-8")
    assert kind_of(tmp_path / "news") == "answers"
