import json
from pathlib import Path
from typing import Any

import pytest

from eval.dataset import QuestionSet, load_set
from eval.measures import ANSWERS, RETRIEVAL, summarise
from eval.report import tables
from eval.run import answer_rows, retrieval_rows, run_settings, write_rows
from index.errors import ModelUnavailableError
from rag.settings import Settings
from tests.fake_product import ANSWER, TEXT, FakePipeline, FakeProduct
from ui.cli import run

QUESTIONS: list[dict[str, Any]] = [
    {"id": "q1", "lang": "de", "type": "temporal", "question": "Wann?", "accept": ["20. mai"], "articles": ["bruecke"]},
    {"id": "q2", "lang": "de", "type": "fact", "question": "Wer?", "accept": ["brandt"], "articles": ["ohne-datum"]},
    {"id": "q3", "lang": "en", "type": "none", "question": "How tall is Mount Everest?", "accept": [], "articles": []},
    {"id": "q4", "lang": "en", "type": "none", "question": "Who won?", "accept": [], "articles": []},
]
Captured = pytest.CaptureFixture[str]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A set of four questions and two articles."""
    (tmp_path / "set" / "articles").mkdir(parents=True)
    (tmp_path / "set" / "questions.jsonl").write_text("\n".join(map(json.dumps, QUESTIONS)), "utf-8")
    (tmp_path / "set" / "articles" / "bruecke.txt").write_text(TEXT.replace(" ", "\n "), "utf-8")
    (tmp_path / "set" / "articles" / "ohne-datum.html").write_text("<p>x</p>", "utf-8")
    return tmp_path / "set"


@pytest.fixture
def questions(folder: Path) -> QuestionSet:
    return load_set(folder)


def test_answer_rows_judge_each_answer_and_keep_its_ranking(questions: QuestionSet) -> None:
    rows = list(answer_rows(questions, FakePipeline()))
    assert [row["id"] for row in rows] == ["q1", "q2", "q3", "q4"]
    # q2 has the wrong answer and cites another article; q4 should have abstained
    assert [row["verdict"]["right"] for row in rows] == [True, False, True, False]
    assert rows[0]["answer"]["answer"] == ANSWER.text
    assert rows[0]["verdict"]["quotes_exact"] == 1
    assert rows[0]["ranking"] == ["bruecke", "ohne-datum"]


def test_history_is_passed_on(questions: QuestionSet, folder: Path) -> None:
    row = QUESTIONS[0] | {"history": [["Wer?", "Ada Kern."]]}
    (folder / "questions.jsonl").write_text(json.dumps(row), "utf-8")
    pipeline = FakePipeline()
    list(answer_rows(load_set(folder), pipeline))
    assert pipeline.asked[0] == ("Wann?", (("Wer?", "Ada Kern."),), None)


def test_a_refused_question_is_wrong_and_the_run_goes_on(questions: QuestionSet) -> None:
    pipeline = FakePipeline(lambda question: FakePipeline().choose("" if question == "Wer?" else question))
    rows = list(answer_rows(questions, pipeline))
    assert "expected a question" in rows[1]["error"]
    assert summarise(rows, ANSWERS)["all"]["right"]["value"] == 0.5


def test_a_model_that_is_gone_ends_the_run(questions: QuestionSet) -> None:
    def gone(question: str) -> Any:
        raise ModelUnavailableError("gone")

    with pytest.raises(ModelUnavailableError):
        list(answer_rows(questions, FakePipeline(gone)))


def test_retrieval_rows_leave_out_questions_without_relevant_articles(questions: QuestionSet) -> None:
    pipeline = FakePipeline()
    rows = list(retrieval_rows(questions, pipeline))
    assert [row["id"] for row in rows] == ["q1", "q2"]
    assert pipeline.asked == []


def test_summary_by_hand(questions: QuestionSet) -> None:
    summary = summarise(list(answer_rows(questions, FakePipeline())), ANSWERS)
    assert list(summary) == ["all", "lang de", "lang en", "type fact", "type none", "type temporal"]
    everything = summary["all"]
    expected = {
        "right": (0.5, 4), "match": (0.5, 2), "cited": (0.5, 2), "quotes exact": (1.0, 3), "dangling": (0, 4),
        "abstain prec.": (1.0, 1), "abstain rec.": (0.5, 2), "language": (1.0, 2), "hit@5": (1.0, 2),
        "evidence s": (0.041, 4), "token s": (0.9, 4), "total s": (3.0, 4),
    }  # fmt: skip
    assert {name: (measure["value"], measure["n"]) for name, measure in everything.items()} == expected
    assert summary["lang en"]["match"] == {"value": None, "n": 0}
    assert everything["right"]["low"] < 0.5 < everything["right"]["high"]  # type: ignore[operator]


def test_retrieval_summary_by_hand(questions: QuestionSet) -> None:
    summary = summarise(list(retrieval_rows(questions, FakePipeline())), RETRIEVAL)
    # the ranking is bruecke, ohne-datum: q1 has rank 1, q2 rank 2
    found = {name: measure["value"] for name, measure in summary["lang de"].items()}
    assert found == {"hit@1": 0.5, "hit@5": 1.0, "MRR@10": 0.75, "nDCG@10": pytest.approx((1 + 0.6309298) / 2)}


def test_tables_name_n_interval_and_what_does_not_apply(questions: QuestionSet, capsys: Captured) -> None:
    from rich.console import Console

    overall, groups = tables(summarise(list(answer_rows(questions, FakePipeline())), ANSWERS), "set")
    Console(width=80).print(overall, groups)
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    # Wilson for 2 of 4: 0.5 plus or minus 1.96 * sqrt(0.25 / 4 + 0.96 / 16) / 1.96 = 0.35
    assert ["right", "0.500", "0.150", "to", "0.850", "4"] in lines
    assert ["lang", "en", "0.500", "(2)", "-", "(0)", "-", "(0)", "-", "(0)", "3.000", "(2)"] in lines


def test_rows_are_on_disk_before_the_next_is_asked_for(tmp_path: Path) -> None:
    rows = write_rows(iter([{"id": "a"}, {"id": "b"}]), tmp_path)
    next(rows)
    assert (tmp_path / "samples.jsonl").read_text("utf-8") == '{"id": "a"}\n'


def test_settings_of_a_run_hold_no_key(questions: QuestionSet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BELEGT_SERVER_KEY", "secret-word")
    settings = run_settings(questions, Settings.load(), "fake-1b")
    assert settings["model"] == "fake-1b"
    assert settings["packages"]["pytest"] == pytest.__version__
    assert "secret-word" not in json.dumps(settings)


def test_command_writes_run_folder_and_numbers(folder: Path, tmp_path: Path, capsys: Captured) -> None:
    product, numbers = FakeProduct(), tmp_path / "numbers.json"
    assert run(["eval", str(folder), "--json", str(numbers), "--report", str(tmp_path / "runs")], product) == 0
    (kept,) = (tmp_path / "runs").iterdir()
    assert len((kept / "samples.jsonl").read_text("utf-8").splitlines()) == 4
    assert json.loads((kept / "settings.json").read_text("utf-8"))["model"] == "fake-1b"
    assert json.loads(numbers.read_text("utf-8")) == json.loads((kept / "summary.json").read_text("utf-8"))
    assert json.loads(numbers.read_text("utf-8"))["all"]["right"]["value"] == 0.5
    assert product.fake_pipeline.warmed == product.fake_pipeline.closed == 1
    assert "abstain rec." in capsys.readouterr().out


def test_command_prints_numbers_alone_on_stdout(folder: Path, capsys: Captured) -> None:
    assert run(["eval", str(folder), "--json", "-"], FakeProduct()) == 0
    assert json.loads(capsys.readouterr().out)["all"]["hit@5"]["n"] == 2


def test_command_retrieval_only_asks_no_model(folder: Path, capsys: Captured) -> None:
    product = FakeProduct()
    assert run(["eval", str(folder), "--retrieval-only", "--json", "-"], product) == 0
    assert list(json.loads(capsys.readouterr().out)["lang de"]) == ["hit@1", "hit@5", "MRR@10", "nDCG@10"]
    assert product.fake_pipeline.warmed == 0
    assert product.fake_pipeline.asked == []


def test_command_on_a_set_that_is_not_there(tmp_path: Path, capsys: Captured) -> None:
    assert run(["eval", str(tmp_path / "none")], FakeProduct()) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert len(captured.err.splitlines()) == 1


def test_command_with_a_folder_that_cannot_be_made(folder: Path, tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "file").write_text("")
    assert run(["eval", str(folder), "--report", str(tmp_path / "file")], FakeProduct()) == 1
    assert "--report" in capsys.readouterr().err
