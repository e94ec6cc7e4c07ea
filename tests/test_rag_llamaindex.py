"""The retriever as a LlamaIndex pipeline sees it, over a real archive."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from index.errors import QuestionError
from index.scope import Scope
from rag.llamaindex import BelegtRetriever
from rag.pipeline import Pipeline
from tests.archives import EMBEDDER, opened
from tests.fakes import QueueLLM

ROWS = [
    ("zoo", "2025-05-01", "Elefant krank", "Der Elefant im Zoo von Wien ist seit Montag schwer krank."),
    ("dom", "2025-06-01", "Dom bleibt zu", "Der Dom in Köln bleibt wegen der Arbeiten am Turm geschlossen."),
]


@pytest.fixture
def pipeline(tmp_path: Path) -> Iterator[Pipeline]:
    with opened(tmp_path, *ROWS) as archive:
        yield Pipeline(archive, EMBEDDER, lambda: QueueLLM())


def test_nodes_carry_the_chunk_its_article_and_its_offsets(pipeline: Pipeline) -> None:
    first = BelegtRetriever(pipeline, k=1).retrieve("Elefant im Zoo von Wien")
    assert len(first) == 1
    node, told = first[0].node, first[0].node.metadata
    assert (told["article_id"], told["title"], told["published"]) == ("zoo", "Elefant krank", "2025-05-01")
    assert pipeline.article("zoo").text[told["start"] : told["end"]] == node.get_content()
    assert first[0].score is not None


def test_the_scope_is_kept_to(pipeline: Pipeline) -> None:
    found = BelegtRetriever(pipeline, scope=Scope(since=date(2025, 5, 2))).retrieve("Elefant im Zoo von Wien")
    assert {one.node.metadata["article_id"] for one in found} == {"dom"}


def test_an_empty_query_is_refused(pipeline: Pipeline) -> None:
    with pytest.raises(QuestionError):
        BelegtRetriever(pipeline).retrieve("  ")
