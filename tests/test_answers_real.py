"""The whole way with the real models, once: sample articles, a question in each language, one without an answer."""

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from index.archive import Archive
from index.build import build
from index.settings import IndexSettings
from rag.pipeline import Pipeline
from rag.settings import Settings
from rag.types import Answer

if TYPE_CHECKING:
    from index.embed import SentenceTransformerEmbedder
    from rag.llm.llamacpp import LlamaCpp

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def pipeline(
    embedder: "SentenceTransformerEmbedder", llm: "LlamaCpp", tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Pipeline]:
    folder = tmp_path_factory.mktemp("archive")
    settings = IndexSettings()
    with Archive.open(folder, settings, write=True) as archive:
        build([Path(str(files("eval") / "data/sample/articles"))], archive, settings, lambda: embedder)
    opened = Archive.open(folder, Settings())
    yield Pipeline(opened, embedder, lambda: llm)
    opened.close()


def quotes_stand(pipeline: Pipeline, answer: Answer) -> bool:
    return all(pipeline.article(c.article_id).text[c.start : c.end] == c.quote for c in answer.citations)


def test_a_german_question_is_answered_in_german_with_its_quotation(pipeline: Pipeline) -> None:
    answer = pipeline.answer("Welcher amerikanische Lehrer kam im Februar aus russischer Haft frei?")
    assert "Fogel" in answer.text
    assert answer.language == "de"
    assert answer.citations
    assert quotes_stand(pipeline, answer)


def test_an_english_question_is_answered_from_a_german_article(pipeline: Pipeline) -> None:
    answer = pipeline.answer("Which four leaders travelled to Kyiv together in May 2025?")
    assert "Macron" in answer.text
    assert answer.language == "en"
    assert quotes_stand(pipeline, answer)
    assert pipeline.article(answer.citations[0].article_id).lang == "de"


def test_a_name_that_no_article_knows_is_not_answered(pipeline: Pipeline) -> None:
    answer = pipeline.answer("When did Ushakov fly to Oslo to see Rubio?")
    assert answer.abstained
    assert not answer.citations
