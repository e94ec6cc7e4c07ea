"""An archive: a folder with one truth (`articles.db`) and two derived stores.

* ARCHIVE/articles.db: articles, chunks, vectors, manifest
* ARCHIVE/chroma/: vectors, derived
* ARCHIVE/tantivy/: keywords, derived
* ARCHIVE/lock: held by the one process that writes
"""

import hashlib
import shutil
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Self, TypeVar

import numpy as np

from index.article import Article, Language
from index.chunk import SPLITTER_VERSION, Chunk
from index.db import ArticleDB, ArticleInfo, StoredChunk
from index.embed import Vectors
from index.errors import (
    ArchiveError,
    ArchiveMismatchError,
    ArchiveMissingError,
    UnknownArticleError,
)
from index.exact import VectorTable
from index.lexical import LEXICAL_VERSION, Entry, KeywordHit, KeywordIndex
from index.lock import lock_for_writing, try_lock
from index.scope import EVERYTHING, Scope
from index.settings import IndexSettings
from index.store import Neighbour, VectorStore

_FORMAT = "1"
_SYNC_BATCH = 500
Store = TypeVar("Store", VectorStore, KeywordIndex)


class Archive:
    """Opens, reads and writes one archive. Readers follow what another process writes."""

    def __init__(self, path: Path, settings: IndexSettings, write: bool) -> None:
        """Use `Archive.open`."""
        self.path = path
        self._reopening = threading.Lock()
        self._exact: tuple[int, VectorTable] | None = None
        with ExitStack() as opened:
            self._lock = lock_for_writing(path) if write else None
            opened.callback(self._unlock)
            self._db = ArticleDB(path / "articles.db")
            opened.callback(self._db.close)
            self._check_manifest(manifest(settings))
            self._seen = self._db.generation()
            if settings.chroma_url is None:
                self._vectors = self._derived(VectorStore, path / "chroma")
            else:
                self._vectors = VectorStore(path / "chroma", settings.chroma_url, _collection(path))
            opened.callback(self._vectors.close)
            self._keywords = self._derived(KeywordIndex, path / "tantivy")
            self._reconcile()
            self._opened = opened.pop_all()

    @classmethod
    def open(cls, path: Path, settings: IndexSettings, write: bool = False) -> Self:
        """Opens the archive at `path`; with `write` it is made when missing.

        Raises ArchiveMissingError, ArchiveMismatchError (built with another model or
        splitter) or ArchiveLockedError (another process writes).
        """
        path = path.expanduser()
        if not (path / "articles.db").is_file():
            if not write:
                raise ArchiveMissingError(f"No archive at {path}. Make one with: belegt index PATH --archive {path}")
            _make_folder(path)
        return cls(path, settings, write)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._opened.close()

    def _unlock(self) -> None:
        if self._lock is not None:
            self._lock.release()

    # -- reading ------------------------------------------------------------
    @property
    def generation(self) -> int:
        """Counts the writes to this archive, whichever process made them."""
        return self._db.generation()

    def articles(self) -> list[ArticleInfo]:
        """All articles, newest first, undated ones last."""
        return self._db.infos()

    def article(self, article_id: str) -> Article:
        found = self._db.article(article_id)
        if found is None:
            raise UnknownArticleError(f"No article {article_id!r} in {self.path}. See them with: belegt articles list")
        return found

    def chunks(self, chunk_ids: Iterable[str]) -> dict[str, StoredChunk]:
        """The chunks with these ids; ids that are gone are left out."""
        return self._db.chunks(chunk_ids)

    def sample_vectors(self, lang: Language, count: int) -> Vectors:
        """About `count` chunk vectors of one language, shape (n, dimensions)."""
        return self._db.sample_vectors(lang, count)

    def nearest(self, vector: Vectors, k: int, scope: Scope = EVERYTHING) -> list[Neighbour]:
        """The k chunks of a scope nearest to one vector of shape (dimensions,); exact when the scope is limited."""
        self._follow()
        if scope.is_all:
            return self._vectors.nearest(vector, k) if self._db.chunk_count() else []
        return self._table(self._db.generation()).nearest(vector, k, scope)

    def keywords(self, query: str, lang: Language, k: int, scope: Scope = EVERYTHING) -> list[KeywordHit]:
        """The k best chunks of a scope by BM25."""
        self._follow()
        return self._keywords.search(query, lang, k, scope)

    def _table(self, generation: int) -> VectorTable:
        """All vectors in memory, read again when the archive has changed."""
        with self._reopening:
            if self._exact is None or self._exact[0] != generation:
                self._exact = generation, VectorTable(self._db.infos(), *self._db.all_vectors())
            return self._exact[1]

    def _follow(self) -> None:
        """Reopens the derived stores when another process has written since."""
        if self._db.generation() == self._seen:
            return
        with self._reopening:
            generation = self._db.generation()
            if generation != self._seen:
                self._vectors.reload()
                self._keywords.reload()
                self._seen = generation

    # -- writing ------------------------------------------------------------
    @property
    def db(self) -> ArticleDB:
        """The truth, for `index.build` alone."""
        return self._db

    def put(self, article: Article, sha256: str, chunks: Sequence[Chunk], vectors: Vectors) -> None:
        """Adds or replaces an article; it can be found after the next `sync`."""
        self._db.put(article, sha256, chunks, vectors)

    def remove(self, article_id: str) -> None:
        """Removes an article and its chunks; indexing its file again brings it back. UnknownArticleError."""
        path = self.article(article_id).path
        self._db.remove(article_id)
        if path is not None:
            self._db.forget_file(path)
        self.sync()

    def sync(self) -> None:
        """Brings Chroma and tantivy to the state of `articles.db`."""
        dirty = self._db.dirty()
        for at in range(0, len(dirty), _SYNC_BATCH):
            self._sync_articles(dirty[at : at + _SYNC_BATCH])
        self._seen = self._db.generation()

    def _sync_articles(self, article_ids: Sequence[str]) -> None:
        chunks: list[StoredChunk] = []
        vectors: list[Vectors] = []
        entries: list[Entry] = []
        for article in filter(None, map(self._db.article, article_ids)):
            stored, rows = self._db.vectors_of(article.id)
            chunks.extend(stored)
            vectors.extend([rows] if stored else [])
            entries.extend(_entry(c, article) for c in stored)
        self._vectors.remove_articles(article_ids)
        if chunks:
            self._vectors.put([c.id for c in chunks], [c.article_id for c in chunks], np.concatenate(vectors))
        self._keywords.replace(article_ids, entries)
        self._db.clean(article_ids)

    # -- opening ------------------------------------------------------------
    def _derived(self, make: Callable[[Path], Store], folder: Path) -> Store:
        """A derived store; one that cannot be read is thrown away, for `_reconcile` to fill again."""
        try:
            return make(folder)
        except ArchiveError:
            with self._locked() as locked:
                if not locked:
                    raise
                shutil.rmtree(folder)
                return make(folder)

    @contextmanager
    def _locked(self) -> Iterator[bool]:
        """Whether this process may write: it holds the lock anyway, or gets it for the moment."""
        lock = self._lock or try_lock(self.path)
        try:
            yield lock is not None
        finally:
            if lock is not None and lock is not self._lock:
                lock.release()

    def _check_manifest(self, wanted: dict[str, str]) -> None:
        found = {key: value for key, value in self._db.meta().items() if key in wanted}
        if not found:
            self._db.set_meta(wanted)
            return
        for key, value in wanted.items():
            if found.get(key) != value:
                raise ArchiveMismatchError(
                    f"The archive at {self.path} was built with {key} {found.get(key)!r}, this Belegt has {value!r}. "
                    f"Build it again with: rm -r {self.path} && belegt index PATH --archive {self.path}"
                )

    def _reconcile(self) -> None:
        """Finishes what a crash left, or rebuilds derived stores that were thrown away; left to a writer at work."""
        if self._is_whole():
            return
        with self._locked() as locked:
            if locked:
                self._mend()

    def _mend(self) -> None:
        """With the lock held: what another writer has finished meanwhile is not done again."""
        self._vectors.reload()
        self._keywords.reload()
        self.sync()
        if not self._is_whole():
            self._vectors.clear()
            self._keywords.clear()
            self._db.mark_all_dirty()
            self.sync()

    def _is_whole(self) -> bool:
        if self._db.dirty():
            return False
        return self._vectors.count() == self._keywords.count() == self._db.chunk_count()


def _entry(chunk: StoredChunk, article: Article) -> Entry:
    return Entry(chunk.id, article.id, chunk.text, article.title, article.lang, article.published)


def manifest(settings: IndexSettings) -> dict[str, str]:
    """What an archive depends on; a difference is a mismatch, never a wrong answer."""
    return {
        "format": _FORMAT,
        "embedding model": settings.embedding_model,
        "splitter": f"{SPLITTER_VERSION}/{settings.chunk_chars}",
        "keyword rules": LEXICAL_VERSION,
    }


def _collection(path: Path) -> str:
    """On a server many archives share one Chroma, so the name carries the archive's path."""
    return "belegt-" + hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:16]


def _make_folder(path: Path) -> None:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = f"Cannot make the archive folder {path}: {error.strerror}"
        raise ArchiveError(f"{reason}. Choose another: --archive DIR") from error
