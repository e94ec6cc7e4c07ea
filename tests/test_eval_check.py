import json
from pathlib import Path
from typing import Any

import pytest

from eval.check import check_set
from eval.dataset import load_set, shipped_sets
from eval.fields import FIELDS
from eval.starter import start
from index.errors import EvalError

GOOD: dict[str, Any] = {
    "id": "q1", "lang": "de", "question": "Wer?", "answers": ["Ada Kern"], "relevant_ids": ["a1"], "type": "fact",
}  # fmt: skip
ARTICLES = {"a1.txt": "Ada Kern war am 20. Mai in Seebach.", "a2.txt": "Es kostete 86.000 Euro."}


def write(folder: Path, *questions: Any, articles: dict[str, str] | None = None) -> Path:
    (folder / "articles").mkdir(parents=True)
    lines = [q if isinstance(q, str) else json.dumps(q, ensure_ascii=False) for q in questions]
    (folder / "questions.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    for name, text in (ARTICLES if articles is None else articles).items():
        (folder / "articles" / name).write_text(text, "utf-8")
    return folder


def faults(folder: Path) -> list[str]:
    """Without the file's path, as "line: text"."""
    return [f"{fault.line}: {fault.text}" for fault in check_set(folder).faults]


def test_a_sound_set_has_no_fault(tmp_path: Path) -> None:
    second = {"id": "q2", "lang": "en", "question": "What did it cost?", "answers": ["86,000 euro"]}
    found = check_set(write(tmp_path / "set", GOOD, second | {"relevant_ids": ["a2"], "note": "Said otherwise."}))
    assert (found.faults, found.questions, found.articles) == ((), 2, 2)
    assert found.lines() == [f"{tmp_path / 'set'}: 2 questions, 2 articles, 0 faults"]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"id": None}, "expected 'id' with a text, found None"),
        ({"question": " "}, "expected 'question' with a text, found ' '"),
        ({"lang": "fr"}, 'expected "lang" to be "de" or "en", found \'fr\''),
        ({"type": 3}, "expected 'type' with a text, found 3"),
        ({"answers": "Ada Kern"}, "expected 'answers' as a list of texts"),
        ({"answers": [" "]}, "expected 'answers' as a list of texts"),
        ({"accept": ["("]}, "expected regular expressions in \"accept\", found '('"),
        ({"stale": ["*"]}, "expected regular expressions in \"stale\", found '*'"),
        ({"dates": ["2025-02-30"]}, "found '2025-02-30'"),
        ({"dates": ["20.05.2025"]}, "found '20.05.2025'"),
        ({"dates": ["2025-13"]}, "found '2025-13'"),
        ({"as_of": "2025-05"}, "expected 'as_of' as a day such as 2025-05-19, found '2025-05'"),
        ({"answerable": "no"}, "expected 'answerable' to be true or false, found 'no'"),
        ({"history": [["Wer?"]]}, 'expected "history"'),
        ({"standalone": 1}, "expected 'standalone' with a text, found 1"),
        ({"cluster": []}, "expected 'cluster' with a text, found []"),
        ({"relevant_ids": ["a9"]}, "found 'a9', which is not in it"),
        ({"aswers": ["x"]}, "found 'aswers': misspelt?"),
        ({"answers": ["Ole Brandt"]}, "found 'Ole Brandt' in none"),
        ({"answerable": False}, 'not answerable, found "answers"'),
        ({"answers": None, "answerable": True}, 'expected "answers" or "accept"'),
    ],
)
def test_each_fault_is_told_with_its_line(tmp_path: Path, change: dict[str, Any], told: str) -> None:
    (fault,) = faults(write(tmp_path / "set", GOOD | {"id": "q0", "question": "Wo?"}, GOOD | change))
    assert fault.startswith("2: ")
    assert told in fault
    assert "\n" not in fault


def test_all_faults_come_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    lines = [GOOD | {"lang": "fr", "type": 3}, "{broken", '["list"]', GOOD, GOOD | {"id": "q2", "question": "  wer "}]
    found = faults(write(tmp_path / "set", *lines))
    assert [fault.partition(": ")[0] for fault in found] == ["1", "1", "2", "3", "4", "5"]
    assert "found 'q1' of line 1 again" in found[4]
    assert "found that of line 4 again" in found[5]


@pytest.mark.parametrize("change", [{"history": ["Was?"]}, {"as_of": "2025-05-20"}, {"lang": "en"}])
def test_the_same_words_in_other_circumstances_are_another_question(tmp_path: Path, change: dict[str, Any]) -> None:
    assert faults(write(tmp_path / "set", GOOD, GOOD | {"id": "q2"} | change)) == []


def test_a_misspelt_field_on_many_lines_is_told_once(tmp_path: Path) -> None:
    rows = [GOOD | {"id": f"q{n}", "question": f"Wer {n}?", "notes": "x"} for n in range(5)]
    (fault,) = faults(write(tmp_path / "set", *rows))
    assert fault == "1: expected a field that questions have, found 'notes': misspelt? (and on 4 more lines)"


def test_an_answer_may_be_worked_out_from_dates_and_one_wording_is_enough(tmp_path: Path) -> None:
    worked_out = GOOD | {"answers": ["am Dienstag"], "dates": ["2025-05-20"]}
    other = GOOD | {"id": "q2", "question": "Wer war da?", "answers": ["Frau Kern", "ADA  KERN"]}
    assert faults(write(tmp_path / "set", worked_out, other)) == []


def test_faults_of_articles(tmp_path: Path) -> None:
    corpus = '{"id": "j1", "text": "Eine Zeile."}\n{"id": "j1", "text": "Noch eine."}\n'
    folder = write(tmp_path / "set", GOOD, articles=ARTICLES | {"more.jsonl": corpus, "leer.txt": ""})
    found = [str(fault) for fault in check_set(folder).faults]
    assert any("leer.txt: expected an article, found an empty file" in fault for fault in found)
    assert any("more.jsonl: " in fault and "'j1'" in fault for fault in found)
    assert len(found) == 2


def test_a_set_without_questions(tmp_path: Path) -> None:
    assert faults(write(tmp_path / "set")) == ["0: expected questions, found none"]


def test_no_set_there(tmp_path: Path) -> None:
    with pytest.raises(EvalError, match=r"questions\.jsonl"):
        check_set(tmp_path / "none")


@pytest.mark.parametrize("path", shipped_sets(), ids=lambda path: path.name)
def test_shipped_sets_are_sound(path: Path) -> None:
    assert [str(fault) for fault in check_set(path).faults] == []


# -- a new set ----------------------------------------------------------------
def test_a_new_set_is_sound_and_shows_each_field_in_both_languages(tmp_path: Path) -> None:
    written = start(tmp_path / "new" / "set")
    assert check_set(tmp_path / "new" / "set").faults == ()
    questions = load_set(tmp_path / "new" / "set").questions
    assert {question.lang for question in questions} == {"de", "en"}
    assert {question.answerable for question in questions} == {True, False}
    (readme,) = (path.read_text("utf-8") for path in written if path.name == "README.md")
    assert [name for name in FIELDS if f"`{name}`" not in readme and name != "articles"] == []


@pytest.mark.parametrize("is_file", [True, False])
def test_nothing_is_ever_overwritten(tmp_path: Path, is_file: bool) -> None:
    path = tmp_path / "there"
    path.write_text("mine") if is_file else path.mkdir()
    with pytest.raises(EvalError, match="not there yet"):
        start(path)
    assert path.is_file() is is_file
    assert is_file or not any(path.iterdir())
