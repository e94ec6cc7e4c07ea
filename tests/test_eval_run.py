import json
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from eval.dataset import QuestionSet, load_set
from eval.origin import check_same, origin
from eval.run import Lane, answering, ask, missing, peak_memory_mb, retrieving
from eval.runfolder import Samples, read_samples
from eval.systems import System, llm_form, systems, waves
from index.errors import EvalError, ModelUnavailableError
from index.scope import EVERYTHING, Scope
from rag.settings import Settings
from rag.types import Hit
from tests.fake_product import ANSWER, HITS, TEXT, FakePipeline

QUESTIONS: list[dict[str, Any]] = [
    {"id": "q1", "lang": "de", "type": "temporal", "question": "Wann?", "accept": ["20. mai"], "articles": ["bruecke"]},
    {"id": "q2", "lang": "de", "type": "fact", "question": "Wer?", "accept": ["brandt"], "articles": ["ohne-datum"]},
    {"id": "q3", "lang": "en", "type": "none", "question": "How tall is Mount Everest?", "accept": [], "articles": []},
    {"id": "q4", "lang": "en", "type": "none", "question": "Who won?", "accept": [], "articles": []},
]


def write_set(folder: Path, questions: list[dict[str, Any]]) -> Path:
    """A set of these questions and two articles."""
    (folder / "articles").mkdir(parents=True, exist_ok=True)
    (folder / "questions.jsonl").write_text("\n".join(map(json.dumps, questions)), "utf-8")
    (folder / "articles" / "bruecke.txt").write_text(TEXT.replace(" ", "\n "), "utf-8")
    (folder / "articles" / "ohne-datum.html").write_text("<p>x</p>", "utf-8")
    return folder


@pytest.fixture
def questions(tmp_path: Path) -> QuestionSet:
    return load_set(write_set(tmp_path / "set", QUESTIONS))


def rows_of(questions: QuestionSet, folder: Path, product: Any) -> list[dict[str, Any]]:
    lane = Lane("belegt", product, Samples(folder / "samples.jsonl"))
    return list(ask(missing(questions.questions, [lane]), answering(questions)))


def one_row(tmp_path: Path, product: Any = None, **more: Any) -> dict[str, Any]:
    """The row of the first question with some fields on top."""
    questions = load_set(write_set(tmp_path / "one", [QUESTIONS[0] | more]))
    (row,) = rows_of(questions, tmp_path, product or FakePipeline())
    return row


def test_rows_judge_each_answer_and_keep_its_ranking(questions: QuestionSet, tmp_path: Path) -> None:
    rows = rows_of(questions, tmp_path, FakePipeline())
    assert [row["id"] for row in rows] == ["q1", "q2", "q3", "q4"]
    # q2 has the wrong answer and cites another article; q4 should have abstained
    assert [row["verdict"]["right"] for row in rows] == [True, False, True, False]
    assert rows[0]["answer"]["answer"] == ANSWER.text
    assert rows[0]["verdict"]["quotes_exact"] == 1
    assert rows[0]["ranking"] == ["bruecke", "ohne-datum"]
    assert (rows[0]["task"], rows[0]["system"], rows[0]["model"]) == ("answer", "belegt", "fake-1b")
    assert read_samples(tmp_path / "samples.jsonl") == json.loads(json.dumps(rows))


def test_fields_that_the_set_does_not_have_are_not_in_the_row(tmp_path: Path) -> None:
    assert not {"answers", "dates", "stale", "standalone", "cluster", "as_of"} & one_row(tmp_path).keys()


def test_gold_fields_are_in_the_row_as_the_set_has_them(tmp_path: Path) -> None:
    given = {"answers": ["20. Mai"], "dates": ["2025-05-20"], "stale": ["2022"], "cluster": "c", "as_of": "2025-06-01"}
    row = json.loads(json.dumps(one_row(tmp_path, **given)))
    assert {name: row[name] for name in given} == given


def test_history_and_day_are_passed_on(tmp_path: Path) -> None:
    pipeline = FakePipeline()
    one_row(tmp_path, pipeline, history=[["Wer?", "Ada Kern."]], as_of="2025-03-01")
    assert pipeline.asked == [("Wann?", (("Wer?", "Ada Kern."),), date(2025, 3, 1))]


def test_articles_after_the_day_are_in_no_ranking(tmp_path: Path) -> None:
    # bruecke is of 2025-05-21; the other has no date, so that nothing shows that it was out
    assert one_row(tmp_path, as_of="2025-05-21")["ranking"] == ["bruecke"]
    assert one_row(tmp_path / "before", as_of="2025-05-20")["ranking"] == []


@dataclass
class Rewriting(FakePipeline):
    """Understands every follow-up as "rewritten"; finds an article by the name of the query."""

    searched: list[str] = field(default_factory=list)

    def answer(self, *args: Any) -> Any:
        return replace(super().answer(*args), standalone_question="rewritten")

    def search(self, query: str, k: int = 10, scope: Scope = EVERYTHING) -> list[Hit]:
        return [replace(HITS[0], article_id=query)]


def test_a_follow_up_is_ranked_as_rewritten_as_it_stands_and_as_a_person_wrote_it(tmp_path: Path) -> None:
    row = one_row(tmp_path, Rewriting(), history=["Wer?"], standalone="by hand")
    assert (row["ranking"], row["ranking_raw"], row["ranking_gold"]) == (["rewritten"], ["Wann?"], ["by hand"])


def test_a_refused_question_is_wrong_and_the_run_goes_on(questions: QuestionSet, tmp_path: Path) -> None:
    pipeline = FakePipeline(lambda question: FakePipeline().choose("" if question == "Wer?" else question))
    rows = rows_of(questions, tmp_path, pipeline)
    assert "expected a question" in rows[1]["error"]
    assert rows[1]["answer"] is None
    assert len(rows) == 4


def test_a_model_that_is_gone_ends_the_run_and_what_was_answered_stays(questions: QuestionSet, tmp_path: Path) -> None:
    def gone(question: str) -> Any:
        if question == "Who won?":
            raise ModelUnavailableError("gone")
        return FakePipeline().choose(question)

    with pytest.raises(ModelUnavailableError):
        rows_of(questions, tmp_path, FakePipeline(gone))
    assert [row["id"] for row in read_samples(tmp_path / "samples.jsonl")] == ["q1", "q2", "q3"]
    pipeline = FakePipeline()
    assert [row["id"] for row in rows_of(questions, tmp_path, pipeline)] == ["q4"]
    assert len(pipeline.asked) == 1


def test_retrieval_asks_no_model(questions: QuestionSet) -> None:
    pipeline = FakePipeline()
    row = retrieving()(questions.questions[0], pipeline)
    assert (row["task"], row["ranking"], row["model"]) == ("retrieval", ["bruecke", "ohne-datum"], None)
    assert pipeline.asked == []


def test_retrieval_in_one_language_takes_only_the_articles_of_that_language(questions: QuestionSet) -> None:
    row = retrieving("en")(questions.questions[0], FakePipeline())
    assert (row["ranking"], row["relevant"]) == ([], [])  # the article is German
    assert retrieving("de")(questions.questions[0], FakePipeline())["relevant"] == ["bruecke"]


def test_the_day_of_the_evidence_is_noted_where_the_set_has_dates(questions: QuestionSet, tmp_path: Path) -> None:
    asked = load_set(write_set(tmp_path / "one", [QUESTIONS[0] | {"dates": ["2025-05-20"]}])).questions[0]
    assert retrieving()(asked, FakePipeline())["event_day"] == "2025-05-20"
    assert "event_day" not in retrieving()(questions.questions[0], FakePipeline())


def test_systems_are_asked_in_turn_and_each_begins_every_second_time(questions: QuestionSet, tmp_path: Path) -> None:
    lanes = [Lane(name, FakePipeline(), Samples(tmp_path / name / "samples.jsonl")) for name in "ab"]
    rows = list(ask(missing(questions.questions, lanes), answering(questions)))
    asked = [row["id"] + row["system"] for row in rows]
    assert asked == ["q1a", "q1b", "q2b", "q2a", "q3a", "q3b", "q4b", "q4a"]
    assert [row["id"] for row in read_samples(tmp_path / "b" / "samples.jsonl")] == ["q1", "q2", "q3", "q4"]


def test_memory_is_what_the_process_holds(tmp_path: Path) -> None:
    import psutil

    before = peak_memory_mb()
    assert before >= psutil.Process().memory_info().rss / 1e6 * 0.9
    held = bytearray(80_000_000)
    held[::4096] = b"x" * len(held[::4096])
    assert peak_memory_mb() > psutil.Process().memory_info().rss / 1e6 * 0.9
    assert one_row(tmp_path)["memory_mb"] >= before


# -- what a run depends on ----------------------------------------------------
def test_settings_of_a_run_hold_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BELEGT_SERVER_KEY", "secret-word")
    found = origin(Settings.load(), None, {"set": "s"})
    assert found["packages"]["pytest"] == pytest.__version__
    assert "secret-word" not in json.dumps(found)
    assert len(found["code"]) == 64


def test_going_on_with_other_settings_or_another_set_names_what_changed() -> None:
    before = origin(Settings.load(), None, {"set": "s", "fingerprint": "a"})
    other = origin(Settings.load(context_tokens=8192), None, {"set": "s", "fingerprint": "b"})
    with pytest.raises(
        EvalError, match=r"fingerprint: 'a', now 'b'.*settings.context_tokens: 4096, now 8192"
    ) as caught:
        check_same(before, other)
    assert "\n" not in str(caught.value)
    check_same(before, origin(Settings.load(archive=Path("/elsewhere")), None, {"set": "s", "fingerprint": "a"}))


# -- systems --------------------------------------------------------------------
@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("qwen3:4b", "ollama:qwen3:4b"),
        ("hf.co/maker/model:q4", "ollama:hf.co/maker/model:q4"),
        ("qwen2.5-coder-1.5b", "gguf:qwen2.5-coder-1.5b"),
        ("/models/a.gguf", "gguf:/models/a.gguf"),
        ("server:big", "server:big"),
        ("ollama:x.gguf", "ollama:x.gguf"),
    ],
)
def test_a_model_is_named_as_it_is_known(name: str, form: str) -> None:
    assert llm_form(name) == form


def test_systems_of_models_and_peers() -> None:
    assert [(one.name, one.peer) for one in systems(Settings.load(), (), ())] == [("belegt", None)]
    found = systems(Settings.load(), ("a:1b", "server:b"), ("haystack",))
    assert [(one.name, one.settings.llm, one.peer) for one in found] == [
        ("a:1b", "ollama:a:1b", None), ("server:b", "server:b", None), ("haystack", "ollama:a:1b", "haystack"),
    ]  # fmt: skip
    with pytest.raises(EvalError, match="'a' again"):
        systems(Settings.load(), ("a", "a"), ())


def test_models_that_do_not_fit_together_are_asked_one_after_another(tmp_path: Path) -> None:
    paths = [tmp_path / "a.gguf", tmp_path / "b.gguf"]
    for path in paths:
        path.write_bytes(b"GGUF" + b"\0" * 996)
    a, b, peer = systems(Settings.load(), tuple(map(str, paths)), ("haystack",))
    # a thousand bytes each, and half of that again for context and work space
    assert waves([a, b, peer], 3000) == [[a, b, peer]]
    assert waves([a, b, peer], 2999) == [[a, peer], [b]]
    assert waves([System("belegt", a.settings)], 0) == [[System("belegt", a.settings)]]


def test_retrieval_searches_a_follow_up_as_the_product_understands_it(tmp_path: Path) -> None:
    history = [["Wer leitet den Zoo in Holm?", "Ute Karsten."]]
    path = write_set(tmp_path / "one", [QUESTIONS[0] | {"question": "Und warum?", "history": history}])
    row = retrieving()(load_set(path).questions[0], Rewriting())
    assert "Zoo" in row["ranking"][0]
    assert row["ranking"][0] != "Und warum?"
