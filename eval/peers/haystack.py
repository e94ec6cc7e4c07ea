"""Plain Haystack with its hybrid retrieval, as its pages show it: the peer "haystack".

Articles are cut by `DocumentSplitter` as it comes (200 words), kept in `InMemoryDocumentStore`, found by BM25 and by
vector (ten each, as the retrievers come), joined by reciprocal rank fusion. The best five go to the model, since
twenty do not fit into its context. The prompt is that of `PromptBuilder`'s own example, with the documents numbered
and the two requests that citing and abstaining need. As there, the model is shown the content of documents alone.

Imported by `open_peer` alone, since it needs Haystack from its first line.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from haystack import Document, Pipeline, component
from haystack.components.builders import PromptBuilder
from haystack.components.joiners import DocumentJoiner
from haystack.components.preprocessors import DocumentSplitter
from haystack.components.retrievers import InMemoryBM25Retriever, InMemoryEmbeddingRetriever
from haystack.components.writers import DocumentWriter
from haystack.core.errors import PipelineRuntimeError
from haystack.document_stores.in_memory import InMemoryDocumentStore

from eval.peers.model import PeerModel
from eval.peers.peer import Source
from index.article import Article
from index.embed import Embedder
from index.errors import BelegtError
from rag.types import Turn

RETRIEVED, SHOWN = 10, 5
ANSWER = """
Given these documents, answer the question in one or two sentences.
After each sentence give the number of the document it comes from in square brackets.
If the documents do not contain the answer, say so.

Documents:
{% for doc in documents %}
Document {{ loop.index }}:
{{ doc.content }}
{% endfor %}

Question: {{ question }}
Answer:
"""
CONDENSE = """
Rewrite the question so that it stands alone, using the conversation before it. Give the question and nothing else.

Conversation:
{% for question, answer in history %}
User: {{ question }}
Assistant: {{ answer }}
{% endfor %}

Question: {{ question }}
Rewritten question:
"""


@component
class TextEmbedder:
    """The product's embedding model, with its prompt for queries."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    @component.output_types(embedding=list[float])
    def run(self, text: str) -> dict[str, Any]:
        return {"embedding": self._embedder.encode_query([text])[0].tolist()}


@component
class DocumentEmbedder:
    """The product's embedding model, with its prompt for documents."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    @component.output_types(documents=list[Document])
    def run(self, documents: list[Document]) -> dict[str, Any]:
        vectors = self._embedder.encode_documents([doc.content or "" for doc in documents])
        pairs = zip(documents, vectors, strict=True)
        return {"documents": [replace(doc, embedding=vector.tolist()) for doc, vector in pairs]}


@component
class Generator:
    """The product's language model."""

    def __init__(self, model: PeerModel) -> None:
        self._model = model

    @component.output_types(replies=list[str])
    def run(self, prompt: str) -> dict[str, Any]:
        return {"replies": [self._model.complete(self._model.as_chat(prompt))]}


class HaystackEngine:
    """An `Engine` of Haystack's parts, with an index in memory."""

    def __init__(self, articles: Sequence[Article], embedder: Embedder, model: PeerModel) -> None:
        self._store = InMemoryDocumentStore(shared=False)
        _indexing(self._store, embedder).run({"splitter": {"documents": [_document(one) for one in articles]}})
        self._retrieval = _retrieval(self._store, embedder)
        self._answering = _asking(ANSWER, model)
        self._condensing = _asking(CONDENSE, model)

    def search(self, query: str, k: int) -> list[Source]:
        return [_source(doc) for doc in self._found(query, k, k)]

    def condense(self, question: str, history: Sequence[Turn]) -> str:
        return _reply(self._condensing, question=question, history=list(history))

    def retrieve(self, question: str) -> list[Document]:
        return self._found(question, RETRIEVED, SHOWN)

    def write(self, question: str, found: list[Document]) -> tuple[str, list[Source]]:
        return _reply(self._answering, question=question, documents=found), [_source(doc) for doc in found]

    def close(self) -> None:
        """Nothing outlives the engine: its store is not shared."""

    def _found(self, query: str, retrieved: int, joined: int) -> list[Document]:
        given = {
            "bm25": {"query": query, "top_k": retrieved},
            "embedder": {"text": query},
            "nearest": {"top_k": retrieved},
            "joiner": {"top_k": joined},
        }
        documents: list[Document] = self._retrieval.run(given)["joiner"]["documents"]
        return documents


def _indexing(store: InMemoryDocumentStore, embedder: Embedder) -> Pipeline:
    pipeline = Pipeline()
    pipeline.add_component("splitter", DocumentSplitter())
    pipeline.add_component("embedder", DocumentEmbedder(embedder))
    pipeline.add_component("writer", DocumentWriter(store))
    pipeline.connect("splitter", "embedder")
    pipeline.connect("embedder", "writer")
    return pipeline


def _retrieval(store: InMemoryDocumentStore, embedder: Embedder) -> Pipeline:
    pipeline = Pipeline()
    pipeline.add_component("bm25", InMemoryBM25Retriever(store))
    pipeline.add_component("embedder", TextEmbedder(embedder))
    pipeline.add_component("nearest", InMemoryEmbeddingRetriever(store))
    pipeline.add_component("joiner", DocumentJoiner(join_mode="reciprocal_rank_fusion"))
    pipeline.connect("embedder", "nearest")
    pipeline.connect("bm25", "joiner")
    pipeline.connect("nearest", "joiner")
    return pipeline


def _asking(template: str, model: PeerModel) -> Pipeline:
    pipeline = Pipeline()
    pipeline.add_component("prompt", PromptBuilder(template, required_variables="*"))
    pipeline.add_component("model", Generator(model))
    pipeline.connect("prompt", "model")
    return pipeline


def _reply(pipeline: Pipeline, **variables: Any) -> str:
    """The model's text; what the model itself failed with is not hidden by the pipeline's own error."""
    try:
        return str(pipeline.run({"prompt": variables})["model"]["replies"][0])
    except PipelineRuntimeError as error:
        if isinstance(error.__cause__, BelegtError):
            raise error.__cause__ from error
        raise


def _document(article: Article) -> Document:
    date = {"date": article.published.isoformat()} if article.published else {}
    return Document(id=article.id, content=article.text, meta={"title": article.title, **date})


def _source(doc: Document) -> Source:
    start, length = doc.meta["split_idx_start"], len(doc.content or "")
    return Source(doc.meta["source_id"], doc.id, start, start + length, doc.score or 0.0)
