"""Plain LlamaIndex, as its pages on citations, Chroma and llama.cpp show it: the peer "llamaindex".

`CitationQueryEngine` with its own prompts and defaults (three chunks of at most 1024 tokens, cut to sources of 512),
articles as Documents with title and date as metadata, vectors in Chroma, follow-ups condensed as
`CondenseQuestionChatEngine` does. By default the metadata counts for the vectors and is not shown to the model, so
it does not see the day of an article. All models are passed: without one, LlamaIndex takes OpenAI's.

Imported by `open_peer` alone, since it needs LlamaIndex from its first line.
"""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

import chromadb
from llama_index.core import Document, StorageContext, VectorStoreIndex
from llama_index.core.base.llms.generic_utils import messages_to_history_str
from llama_index.core.base.response.schema import StreamingResponse
from llama_index.core.chat_engine.condense_question import DEFAULT_PROMPT
from llama_index.core.embeddings import BaseEmbedding
from llama_index.core.llms import ChatMessage, CompletionResponse, CompletionResponseGen, CustomLLM, LLMMetadata
from llama_index.core.llms.callbacks import llm_completion_callback
from llama_index.core.node_parser import SentenceSplitter
from llama_index.core.query_engine import CitationQueryEngine
from llama_index.core.schema import NodeWithScore, QueryBundle
from llama_index.vector_stores.chroma import ChromaVectorStore
from pydantic import PrivateAttr

from eval.peers.model import MAX_TOKENS, PeerModel
from eval.peers.peer import EMPTY, Source
from index.article import Article
from index.embed import Embedder
from rag.types import Turn

SIMILARITY_TOP_K = 3
CITATION_CHUNK_SIZE = 512


class Embedding(BaseEmbedding):
    """The product's embedding model, with its prompts for queries and documents."""

    _embedder: Embedder = PrivateAttr()

    def __init__(self, embedder: Embedder) -> None:
        super().__init__(model_name=embedder.name)
        self._embedder = embedder

    def _get_query_embedding(self, query: str) -> list[float]:
        vector: list[float] = self._embedder.encode_query([query])[0].tolist()
        return vector

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        vectors: list[list[float]] = self._embedder.encode_documents(texts).tolist()
        return vectors


class Model(CustomLLM):
    """The product's language model, set up as LlamaIndex's own for llama.cpp is."""

    _model: PeerModel = PrivateAttr()

    def __init__(self, model: PeerModel) -> None:
        super().__init__(completion_to_prompt=model.as_chat)
        self._model = model

    @property
    def metadata(self) -> LLMMetadata:
        return LLMMetadata(context_window=self._model.context_window, num_output=MAX_TOKENS)

    @llm_completion_callback()
    def complete(self, prompt: str, formatted: bool = False, **_: Any) -> CompletionResponse:
        return CompletionResponse(text=self._model.complete(self._chat(prompt, formatted)))

    @llm_completion_callback()
    def stream_complete(self, prompt: str, formatted: bool = False, **_: Any) -> CompletionResponseGen:
        text = ""
        for piece in self._model.stream(self._chat(prompt, formatted)):
            text += piece
            yield CompletionResponse(text=text, delta=piece)
        if not text:
            yield CompletionResponse(text="", delta="")  # LlamaIndex fails on a stream without an end

    def _chat(self, prompt: str, formatted: bool) -> str:
        return prompt if formatted else self._model.as_chat(prompt)


class LlamaIndexEngine:
    """An `Engine` of LlamaIndex's parts, with an index in memory."""

    def __init__(self, articles: Sequence[Article], embedder: Embedder, model: PeerModel) -> None:
        self._texts = {article.id: article.text for article in articles}
        self._llm = Model(model)
        self._chroma = chromadb.EphemeralClient()
        collection = self._chroma.create_collection(f"peer-{uuid4().hex}", embedding_function=None)
        self._collection = collection.name
        self._index = VectorStoreIndex.from_documents(
            [_document(article) for article in articles],
            storage_context=StorageContext.from_defaults(vector_store=ChromaVectorStore(chroma_collection=collection)),
            embed_model=Embedding(embedder),
            transformations=[SentenceSplitter()],
        )
        self._engine = CitationQueryEngine.from_args(
            self._index, llm=self._llm, streaming=True,
            similarity_top_k=SIMILARITY_TOP_K, citation_chunk_size=CITATION_CHUNK_SIZE,
        )  # fmt: skip

    def search(self, query: str, k: int) -> list[Source]:
        found = self._index.as_retriever(similarity_top_k=k).retrieve(query)
        return [self._source(node, node.text) for node in found]

    def condense(self, question: str, history: Sequence[Turn]) -> str:
        """What `CondenseQuestionChatEngine` does before it asks its query engine."""
        turns = [ChatMessage(role=role, content=text) for turn in history for role, text in _roles(turn)]
        return self._llm.predict(DEFAULT_PROMPT, question=question, chat_history=messages_to_history_str(turns))

    def retrieve(self, question: str) -> list[NodeWithScore]:
        return self._engine.retrieve(QueryBundle(question))

    def write(self, question: str, found: list[NodeWithScore]) -> tuple[str, list[Source]]:
        response = self._engine.synthesize(QueryBundle(question), found)
        assert isinstance(response, StreamingResponse)
        sources = [
            self._source(node, node.text.removeprefix(f"Source {n}:\n").removesuffix("\n"))
            for n, node in enumerate(response.source_nodes, 1)
        ]
        return response.get_response().response or EMPTY, sources

    def close(self) -> None:
        self._chroma.delete_collection(self._collection)

    def _source(self, node: NodeWithScore, text: str) -> Source:
        """Splitting strips the ends of a chunk and changes nothing within, so its text stands in the article."""
        article_id = node.node.ref_doc_id or ""
        start = self._texts[article_id].index(text)
        return Source(article_id, node.node.node_id, start, start + len(text), node.score or 0.0)


def _document(article: Article) -> Document:
    date = {"date": article.published.isoformat()} if article.published else {}
    return Document(id_=article.id, text=article.text, metadata={"title": article.title, **date})


def _roles(turn: Turn) -> list[tuple[str, str]]:
    question, answer = turn
    return [("user", question)] + ([("assistant", answer)] if answer else [])
