"""What is looked for when a pipeline is opened, and what is loaded only later."""

import threading
from collections.abc import Sequence
from pathlib import Path

import pytest

from index.archive import Archive
from index.errors import ArchiveMissingError, ModelUnavailableError, WeightsMissingError
from index.settings import IndexSettings
from rag.pipeline import Pipeline
from rag.settings import Settings
from tests.archives import EMBEDDER, index, write
from tests.fakes import QueueLLM


class SlowLLM(QueueLLM):
    """Its warming waits for `go`."""

    def __init__(self) -> None:
        super().__init__()
        self.warming, self.go = threading.Event(), threading.Event()

    def warm(self, fixed: Sequence[str]) -> None:
        self.warming.set()
        assert self.go.wait(10)
        super().warm(fixed)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    settings = IndexSettings()
    index(settings, write(tmp_path / "bruecke.txt", "Die Brücke bleibt bis zum Herbst für alle Autos gesperrt."))
    return settings.archive


def with_embedder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rag.pipeline.load_embedder", lambda settings: EMBEDDER)


def test_missing_weights_fail_at_once(archive: Path) -> None:
    with pytest.raises(WeightsMissingError, match="belegt models fetch"):
        Pipeline.open(archive, Settings.load())


def test_a_missing_archive_fails_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_embedder(monkeypatch)
    with pytest.raises(ArchiveMissingError, match="belegt index"):
        Pipeline.open(tmp_path / "none", Settings.load())


def test_only_answering_needs_a_language_model(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_embedder(monkeypatch)
    with pytest.raises(ModelUnavailableError, match="belegt models fetch"):
        Pipeline.open(archive, Settings.load(), answering=True)
    pipeline = Pipeline.open(archive, Settings.load())
    assert [hit.article_id for hit in pipeline.search("Brücke")] == ["bruecke"]
    with pytest.raises(ModelUnavailableError, match="belegt models fetch"):
        pipeline.warm()
    pipeline.close()


def test_a_model_that_was_given_is_taken(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_embedder(monkeypatch)
    llm = QueueLLM(name="given")
    pipeline = Pipeline.open(archive, Settings.load(), llm, answering=True)
    assert pipeline.model_name == "given"
    pipeline.warm()
    assert len(llm.warmed) == 2  # the instructions in each language
    pipeline.close()
    assert llm.closed


def test_evidence_does_not_wait_for_the_language_model(archive: Path) -> None:
    llm = SlowLLM()
    with Archive.open(archive, IndexSettings()) as opened:
        events = Pipeline(opened, EMBEDDER, lambda: llm).stream("Wie lange bleibt die Brücke gesperrt?")
        next(events)
        assert llm.warming.wait(5)
        assert llm.prompts == []
        events.close()
        llm.go.set()


def test_closing_leaves_a_model_at_work_alone(archive: Path) -> None:
    llm = SlowLLM()
    pipeline = Pipeline(Archive.open(archive, IndexSettings()), EMBEDDER, lambda: llm)
    warming = threading.Thread(target=pipeline.warm)
    warming.start()
    assert llm.warming.wait(5)
    pipeline.close()
    assert not llm.closed
    llm.go.set()
    warming.join(5)
    assert len(llm.warmed) == 2  # the instructions in each language
