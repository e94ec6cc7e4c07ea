"""Belegt's retrieval for pipelines that others build with LlamaIndex."""

from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

from index.scope import EVERYTHING, Scope
from rag.pipeline import Pipeline
from rag.types import Hit


class BelegtRetriever(BaseRetriever):
    """The best chunks of an open archive as nodes, best first.

    A node's text is the chunk; its metadata are `article_id`, `title`, `source`, `published` (ISO day or None),
    `start` and `end` (characters of the article's text). QuestionError for an empty query.
    """

    def __init__(self, pipeline: Pipeline, k: int = 10, scope: Scope = EVERYTHING) -> None:
        super().__init__()
        self._pipeline = pipeline
        self._k = k
        self._scope = scope

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        return [self._node(hit) for hit in self._pipeline.search(query_bundle.query_str, self._k, self._scope)]

    def _node(self, hit: Hit) -> NodeWithScore:
        article = self._pipeline.article(hit.article_id)
        told = {
            "article_id": hit.article_id,
            "title": article.title,
            "source": article.source,
            "published": hit.published.isoformat() if hit.published else None,
            "start": hit.start,
            "end": hit.end,
        }
        return NodeWithScore(node=TextNode(id_=hit.chunk_id, text=hit.text, metadata=told), score=hit.score)
