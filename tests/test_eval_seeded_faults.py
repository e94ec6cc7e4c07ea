"""A fault put into one stage of the product is caught by the measure that is there to catch it.

The real pipeline over a real archive with the real embedder; only the language model's words are scripted.
"""

import json
import random
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

import rag.answering
import rag.pipeline
import rag.proof
from eval.compare import compare, worse
from eval.dataset import QuestionSet, load_set
from eval.measures import ANSWERS, summarise
from eval.run import answering
from index.archive import Archive
from index.article import Language
from index.build import build
from index.settings import IndexSettings
from rag.answering import Answering
from rag.outcome import Outcome, abstain, as_answer, proven
from rag.pipeline import Pipeline
from rag.retrieve import Retriever
from rag.types import Answer, DraftText, Hit, Turn
from rag.understand import Understanding, language_of, understand
from tests.eval_scripts import ARTICLES, SCRIPTS, Remembering, ScriptedLLM

if TYPE_CHECKING:
    from index.embed import SentenceTransformerEmbedder, Vectors

pytestmark = pytest.mark.slow
Row = dict[str, Any]


@pytest.fixture(scope="module")
def questions(tmp_path_factory: pytest.TempPathFactory) -> QuestionSet:
    folder = tmp_path_factory.mktemp("set")
    articles = [dict(zip(("id", "date", "title", "lang", "text"), article, strict=True)) for article in ARTICLES]
    for name, rows in (("corpus", articles), ("questions", [script.row() for script in SCRIPTS])):
        (folder / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return load_set(folder)


@pytest.fixture(scope="module")
def archive(
    questions: QuestionSet, embedder: "SentenceTransformerEmbedder", tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Archive]:
    folder = tmp_path_factory.mktemp("archive")
    settings = IndexSettings(archive=folder / "archive", cache=folder)
    with Archive.open(settings.archive, settings, write=True) as opened:
        assert not build([questions.articles], opened, settings, lambda: embedder).failed
    with Archive.open(settings.archive, settings) as opened:
        yield opened


Run = Callable[[], list[Row]]


@pytest.fixture(scope="module")
def run(questions: QuestionSet, archive: Archive, embedder: "SentenceTransformerEmbedder") -> Run:
    """Asks all questions of a new pipeline, with whatever fault the product has at that moment."""

    remembering = Remembering(embedder)

    def rows() -> list[Row]:
        pipeline = Pipeline(archive, remembering, ScriptedLLM)
        return [answering(questions)(question, pipeline) for question in questions.questions]

    return rows


@pytest.fixture(scope="module")
def sound(run: Run) -> list[Row]:
    """The rows without a fault."""
    return run()


def value(rows: list[Row], measure: str) -> float:
    found = summarise(rows, ANSWERS)["all"][measure]["value"]
    assert found is not None
    return found


def wrong_at(rows: list[Row]) -> set[str]:
    """The stages at which the run goes wrong."""
    return {row["verdict"]["stage"] for row in rows} - {"right"}


def caught(sound: list[Row], faulty: list[Row], *measures: str) -> None:
    """Each measure is worse beyond chance: the interval of the difference in pairs leaves out 0."""
    found = compare(sound, faulty)
    for name in measures:
        assert worse(ANSWERS[name], found[name]), (name, found[name])


def test_without_a_fault_all_measures_are_fine(sound: list[Row]) -> None:
    assert [
        (row["id"], row["verdict"]["stage"], row["answer"]["answer"]) for row in sound if not row["verdict"]["right"]
    ] == []
    fine = {"right": 1, "hit@5": 1, "date exact": 1, "stale": 0, "quotes exact": 1, "dangling": 0, "citation prec.": 1,
            "citation rec.": 1, "abstain prec.": 1, "abstain rec.": 1, "false refusals": 0, "language": 1}  # fmt: skip
    assert {name: value(sound, name) for name in fine} == fine


class ShuffledRetriever(Retriever):
    """Finds what the real one finds, in any order."""

    def search(self, query: str, lang: Language, k: int, *given: Any, **more: Any) -> "tuple[list[Hit], Vectors]":
        hits, vector = super().search(query, lang, 1000, *given, **more)
        random.Random(query).shuffle(hits)
        return hits[:k], vector


def test_retrieval_shuffled(run: Run, sound: list[Row], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rag.pipeline, "Retriever", ShuffledRetriever)
    caught(sound, run(), "MRR@10", "nDCG@10", "hit@1")


def test_retrieval_finds_nothing_of_use(run: Run, sound: list[Row], monkeypatch: pytest.MonkeyPatch) -> None:
    search = Retriever.search
    monkeypatch.setattr(Retriever, "search", lambda *given, **more: ([], search(*given, **more)[1]))
    faulty = run()
    caught(sound, faulty, "right", "hit@5", "false refusals")
    assert wrong_at(faulty) == {"not retrieved"}


def test_dates_ignored(run: Run, sound: list[Row], monkeypatch: pytest.MonkeyPatch) -> None:
    """What is asked for as the newest is taken for any: the older event, which the model prefers, is told."""

    def blind(*given: Any) -> Understanding:
        return replace(understand(*given), order=None, asks_when=False)

    monkeypatch.setattr(rag.pipeline, "understand", blind)
    faulty = run()
    assert value(faulty, "stale") == 1.0 > value(sound, "stale")
    assert value(faulty, "date exact") == value(faulty, "date compatible") == 0.0
    assert {row["id"] for row in faulty if not row["verdict"]["right"]} == {"kern", "faehre", "quist"}
    assert value(faulty, "hit@5") == 1.0
    assert wrong_at(faulty) == {"retrieved, not used"}


def test_verification_off(run: Run, sound: list[Row], monkeypatch: pytest.MonkeyPatch) -> None:
    """Drafts with a wrong number pass: their citations no longer carry what they say."""
    monkeypatch.setattr(rag.proof, "unproven", lambda *given: [])
    monkeypatch.setattr(rag.proof.Prover, "_is_quoted", lambda *given: True)
    faulty = run()
    assert value(faulty, "citation rec.") < value(sound, "citation rec.") == 1.0
    assert value(faulty, "quotes exact") == 1.0  # the quotations themselves are sound
    told = {row["id"]: row["verdict"]["citation_recall"] for row in faulty}
    assert (told["turm"], told["theatre"], told["mill"]) == (0.0, 0.0, 1.0)
    assert "used, wrong" in wrong_at(faulty)


def test_verification_drops_all(run: Run, sound: list[Row], monkeypatch: pytest.MonkeyPatch) -> None:
    """A check that proves nothing: right drafts are lost there, and the stage says so."""
    monkeypatch.setattr(rag.proof, "unproven", lambda sentence, *given: [sentence])
    monkeypatch.setattr(rag.proof.Prover, "pointed_at", lambda *given: None)
    monkeypatch.setattr(rag.answering, "LIKELY", 2.0)
    monkeypatch.setattr(rag.answering, "SURE", 99.0)
    faulty = run()
    assert value(faulty, "false refusals") > 0
    assert {row["verdict"]["stage"] for row in faulty if row["id"] in ("mill", "chor", "regatta")} == {
        "dropped by the check"
    }


def test_wrong_language(run: Run, sound: list[Row], monkeypatch: pytest.MonkeyPatch) -> None:
    def other(question: str, history: Sequence[Turn]) -> Language:
        return "en" if language_of(question, history) == "de" else "de"

    monkeypatch.setattr(rag.pipeline, "language_of", other)
    faulty = run()
    caught(sound, faulty, "language", "right")
    assert value(faulty, "language") < 0.5


def test_quotations_changed(run: Run, sound: list[Row], monkeypatch: pytest.MonkeyPatch) -> None:
    def careless(*given: Any) -> Answer:
        answer = as_answer(*given)
        return replace(answer, citations=[replace(c, quote=c.quote.replace("e", "3")) for c in answer.citations])

    monkeypatch.setattr(rag.pipeline, "as_answer", careless)
    caught(sound, run(), "quotes exact", "cited", "citation prec.", "citation rec.")


def test_always_abstains(run: Run, sound: list[Row], monkeypatch: pytest.MonkeyPatch) -> None:
    def silent(self: Answering) -> Generator[DraftText, None, Outcome]:
        yield DraftText("")
        return abstain(self._asked.lang)

    monkeypatch.setattr(Answering, "run", silent)
    faulty = run()
    caught(sound, faulty, "right", "false refusals", "match")
    assert value(faulty, "abstain rec.") == value(faulty, "false refusals") == 1.0
    assert value(faulty, "abstain prec.") == 3 / 12
    assert wrong_at(faulty) == {"abstained wrongly"}


def test_never_abstains(run: Run, sound: list[Row], monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is found best is told, however little it has to do with the question."""

    def bold(self: Answering) -> Generator[DraftText, None, Outcome]:
        outcome = yield from answered(self)
        found = self._choosing.found
        best = found[0] if outcome.abstained and found else None
        return proven(best.text, best, outcome.usage) if best else outcome

    answered = Answering.run
    monkeypatch.setattr(Answering, "run", bold)
    faulty = run()
    assert value(faulty, "abstain rec.") == 0.0 < value(sound, "abstain rec.")
    assert value(faulty, "false refusals") == 0.0
    assert wrong_at(faulty) == {"answered the unanswerable"}
