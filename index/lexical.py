"""The keyword side of the index: the only file that knows tantivy.

Every chunk is stored twice: as stems of its own language, and as folded plain
words, which are what a question in the other language can share with it (names
and numbers).
"""

import shutil
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from index.article import Language
from index.errors import ArchiveError
from index.scope import EVERYTHING, Scope
from index.words import content_words, fold, stems

if TYPE_CHECKING:
    import tantivy

LEXICAL_VERSION = "words-3, dated"
_HEAP = 64_000_000


class KeywordHit(NamedTuple):
    """A chunk that shares words with a query; `score` is BM25, comparable within one query only."""

    chunk_id: str
    score: float


class Entry(NamedTuple):
    """What the keyword index needs of a chunk."""

    chunk_id: str
    article_id: str
    text: str
    title: str
    lang: Language
    published: date | None = None


class KeywordIndex:
    """The chunks of one archive as words."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open()

    def _open(self) -> None:
        """ArchiveError when the index cannot be read."""
        import tantivy

        self._folder.mkdir(parents=True, exist_ok=True)
        try:
            self._index = tantivy.Index(_schema(), path=str(self._folder))
        except ValueError as error:
            reason = str(error).partition("\n")[0][:80]
            message = f"The keywords at {self._folder} cannot be read ({reason}). They are made again when removed."
            raise ArchiveError(message) from error
        self._index.register_tokenizer("spaces", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
        self._index.reload()

    def count(self) -> int:
        return int(self._index.searcher().num_docs)

    def replace(self, article_ids: Iterable[str], entries: Sequence[Entry]) -> None:
        """Forgets all chunks of these articles and adds `entries`, in one commit."""
        import tantivy

        writer = self._index.writer(heap_size=_HEAP, num_threads=1)
        for article_id in article_ids:
            writer.delete_documents_by_term("article", article_id)
        for entry in entries:
            writer.add_document(tantivy.Document(**_fields(entry)))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()

    def search(self, query: str, lang: Language, k: int, scope: Scope = EVERYTHING) -> list[KeywordHit]:
        """The k best chunks of a scope by BM25 over stems of the query's language and plain words, best first."""
        import tantivy

        schema = self._index.schema
        terms = [(f"stems_{lang}", stem) for stem in dict.fromkeys(stems(query, lang))]
        terms += [("plain", word) for word in dict.fromkeys(fold(word) for word in content_words(query, lang))]
        if not terms:
            return []
        matching = tantivy.Query.boolean_query(
            [(tantivy.Occur.Should, tantivy.Query.term_query(schema, field, term)) for field, term in terms]
        )
        limits = [(tantivy.Occur.Must, tantivy.Query.const_score_query(q, 0.0)) for q in _limits(schema, scope)]
        searcher = self._index.searcher()
        query_in_scope = tantivy.Query.boolean_query([(tantivy.Occur.Must, matching), *limits])
        hits = searcher.search(query_in_scope if limits else matching, k, count=False).hits
        found = [KeywordHit(str(searcher.doc(address)["chunk"][0]), float(score)) for score, address in hits]
        return sorted(found, key=lambda hit: (-hit.score, hit.chunk_id))

    def reload(self) -> None:
        """Sees what another process has written."""
        self._index.reload()

    def clear(self) -> None:
        """Removes all chunks."""
        shutil.rmtree(self._folder)
        self._open()


def _limits(schema: "tantivy.Schema", scope: Scope) -> "Iterator[tantivy.Query]":
    """What a chunk's article has to meet to be in the scope."""
    import tantivy

    if scope.since or scope.until:
        first, last = (day.toordinal() if day else None for day in (scope.since, scope.until))
        yield tantivy.Query.range_query(schema, "published", tantivy.FieldType.Integer, first, last)
    if scope.lang:
        yield tantivy.Query.term_query(schema, "lang", scope.lang)
    if scope.only is not None:
        yield tantivy.Query.term_set_query(schema, "article", sorted(scope.only))


def _schema() -> "tantivy.Schema":
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("chunk", stored=True, tokenizer_name="raw")
    builder.add_text_field("article", tokenizer_name="raw")
    builder.add_text_field("lang", tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("published", fast=True)
    for name in ("stems_de", "stems_en", "plain"):
        builder.add_text_field(name, tokenizer_name="spaces", index_option="freq")
    return builder.build()


def _fields(entry: Entry) -> dict[str, str | int]:
    dated = {"published": entry.published.toordinal()} if entry.published else {}
    return dated | {
        "chunk": entry.chunk_id,
        "article": entry.article_id,
        "lang": entry.lang,
        f"stems_{entry.lang}": " ".join(stems(entry.text, entry.lang)),
        "plain": " ".join(fold(word) for word in content_words(entry.text, entry.lang)),
    }
