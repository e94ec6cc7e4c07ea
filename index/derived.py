"""The two stores that are derived from `articles.db`: vectors in Chroma, keywords in tantivy.

Both can be thrown away: they are made again from the truth.
"""

import hashlib
import shutil
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from typing import TypeVar

import numpy as np

from index.article import Article
from index.db import ArticleDB, StoredChunk
from index.embed import Vectors
from index.errors import ArchiveError
from index.lexical import Entry, KeywordIndex
from index.settings import IndexSettings
from index.store import VectorStore

_SYNC_BATCH = 500
Store = TypeVar("Store", VectorStore, KeywordIndex)
Locked = Callable[[], AbstractContextManager[bool]]
"""Tries to become the one process that writes; gives whether it is."""


class DerivedStores:
    """Vectors and keywords of one archive. Opening them finishes what a crash left half done."""

    def __init__(self, path: Path, db: ArticleDB, settings: IndexSettings, locked: Locked) -> None:
        """ArchiveError when a store cannot be read and another process is writing."""
        self._db = db
        self._locked = locked
        with ExitStack() as opened:
            if settings.chroma_url is None:
                self.vectors = self._open(VectorStore, path / "chroma")
            else:
                self.vectors = VectorStore(path / "chroma", settings.chroma_url, _collection(path))
            opened.callback(self.vectors.close)
            self.keywords = self._open(KeywordIndex, path / "tantivy")
            self._reconcile()
            self._opened = opened.pop_all()

    def close(self) -> None:
        self._opened.close()

    def reload(self) -> None:
        """Sees what another process has written."""
        self.vectors.reload()
        self.keywords.reload()

    def sync(self) -> None:
        """Brings both stores to the state of `articles.db`."""
        dirty = self._db.dirty()
        for at in range(0, len(dirty), _SYNC_BATCH):
            self._sync_articles(dirty[at : at + _SYNC_BATCH])

    def _sync_articles(self, article_ids: Sequence[str]) -> None:
        chunks: list[StoredChunk] = []
        vectors: list[Vectors] = []
        entries: list[Entry] = []
        for article in filter(None, map(self._db.article, article_ids)):
            stored, rows = self._db.vectors_of(article.id)
            chunks.extend(stored)
            vectors.extend([rows] if stored else [])
            entries.extend(_entry(c, article) for c in stored)
        self.vectors.remove_articles(article_ids)
        if chunks:
            self.vectors.put([c.id for c in chunks], [c.article_id for c in chunks], np.concatenate(vectors))
        self.keywords.replace(article_ids, entries)
        self._db.clean(article_ids)

    def _open(self, make: Callable[[Path], Store], folder: Path) -> Store:
        """A derived store; one that cannot be read is thrown away, for `_reconcile` to fill again."""
        try:
            return make(folder)
        except ArchiveError:
            with self._locked() as locked:
                if not locked:
                    raise
                shutil.rmtree(folder)
                return make(folder)

    def _reconcile(self) -> None:
        """Finishes what a crash left, or rebuilds derived stores that were thrown away; left to a writer at work."""
        if self._is_whole():
            return
        with self._locked() as locked:
            if locked:
                self._mend()

    def _mend(self) -> None:
        """With the lock held: what another writer has finished meanwhile is not done again."""
        self.reload()
        self.sync()
        if not self._is_whole():
            self.vectors.clear()
            self.keywords.clear()
            self._db.mark_all_dirty()
            self.sync()

    def _is_whole(self) -> bool:
        if self._db.dirty():
            return False
        return self.vectors.count() == self.keywords.count() == self._db.chunk_count()


def _entry(chunk: StoredChunk, article: Article) -> Entry:
    return Entry(chunk.id, article.id, chunk.text, article.title, article.lang, article.published)


def _collection(path: Path) -> str:
    """On a server many archives share one Chroma, so the name carries the archive's path."""
    return "belegt-" + hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:16]
