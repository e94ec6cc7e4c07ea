"""An archive: a folder with one truth (`articles.db`) and two derived stores.

* ARCHIVE/articles.db: articles, chunks, vectors, manifest
* ARCHIVE/chroma/: vectors, derived
* ARCHIVE/tantivy/: keywords, derived
* ARCHIVE/lock: held by the one process that writes
"""

import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Self

from index.article import Article, Language
from index.chunk import SPLITTER_VERSION, Chunk
from index.db import ArticleDB, ArticleInfo, StoredChunk
from index.derived import DerivedStores
from index.embed import Vectors
from index.errors import (
    ArchiveError,
    ArchiveMismatchError,
    ArchiveMissingError,
    UnknownArticleError,
)
from index.exact import VectorTable
from index.lexical import LEXICAL_VERSION, KeywordHit
from index.lock import lock_for_writing, try_lock
from index.read import READER_VERSION
from index.scope import EVERYTHING, Scope
from index.settings import IndexSettings
from index.store import Neighbour

_FORMAT = "1"


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
            self._derived = DerivedStores(path, self._db, settings, self._locked)
            opened.callback(self._derived.close)
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

    def openings(self, article_ids: Iterable[str]) -> dict[str, Vectors]:
        """The vector of each article's first chunk, shape (dimensions,); articles that are gone are left out."""
        return self._db.openings(article_ids)

    def sample_vectors(self, lang: Language, count: int) -> Vectors:
        """About `count` chunk vectors of one language, shape (n, dimensions)."""
        return self._db.sample_vectors(lang, count)

    def nearest(self, vector: Vectors, k: int, scope: Scope = EVERYTHING) -> list[Neighbour]:
        """The k chunks of a scope nearest to one vector of shape (dimensions,); exact when the scope is limited."""
        self._follow()
        if scope.is_all:
            return self._derived.vectors.nearest(vector, k) if self._db.has_chunks() else []
        return self._table(self._db.generation()).nearest(vector, k, scope)

    def keywords(self, query: str, lang: Language, k: int, scope: Scope = EVERYTHING) -> list[KeywordHit]:
        """The k best chunks of a scope by BM25."""
        self._follow()
        return self._derived.keywords.search(query, lang, k, scope)

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
                self._derived.reload()
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
        self._derived.sync()
        self._seen = self._db.generation()

    # -- opening ------------------------------------------------------------
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


def manifest(settings: IndexSettings) -> dict[str, str]:
    """What an archive depends on; a difference is a mismatch, never a wrong answer."""
    return {
        "format": _FORMAT,
        "embedding model": settings.embedding_model,
        "splitter": f"{SPLITTER_VERSION}/{settings.chunk_chars}",
        "keyword rules": LEXICAL_VERSION,
        "reading rules": READER_VERSION,
    }


def _make_folder(path: Path) -> None:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = f"Cannot make the archive folder {path}: {error.strerror}"
        raise ArchiveError(f"{reason}. Choose another: --archive DIR") from error
