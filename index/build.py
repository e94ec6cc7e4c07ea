"""From files to a searchable archive: only what is new or changed is read and embedded."""

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

import numpy as np

from index.archive import Archive
from index.article import Article, Failure
from index.chunk import Chunk, embedded_text, split
from index.embed import Embedder, Vectors
from index.read import find_files, read_file
from index.settings import IndexSettings

_EMBED_CHUNKS = 128
"""Chunks embedded together: the model sorts them by length and wastes less on padding."""
_SYNC_EVERY = 200
"""Articles between two commits of the derived stores."""


@dataclass(frozen=True)
class Progress:
    """How far a build is: files done and in all; articles and chunks so far, also within a file; seconds so far."""

    done: int
    total: int
    path: str
    articles: int
    chunks: int
    seconds: float


@dataclass
class BuildReport:
    """What a build did, as article ids; `failed` names files and reasons."""

    added: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    failed: list[Failure] = field(default_factory=list)
    chunks: int = 0
    seconds: float = 0.0


def build(
    paths: Iterable[Path],
    archive: Archive,
    settings: IndexSettings,
    embedder: Callable[[], Embedder],
    prune: bool = False,
    progress: Callable[[Progress], None] = lambda _: None,
) -> BuildReport:
    """Adds and updates the articles found under `paths`; with `prune` forgets files that have vanished.

    `embedder` is called once, and only when something has to be embedded. A file that
    fails is reported and leaves what the archive already holds of it untouched.
    """
    started = time.perf_counter()
    roots = [_root(Path(path)) for path in paths]
    files, failures = find_files(roots)
    report = BuildReport(failed=list(failures))
    watch = _Watch(report, len(files), progress, started)
    run = _Run(archive, settings, embedder, report, watch)
    for file in files:
        watch.path = str(file)
        run.file(file)
        watch.done += 1
        if watch.done == len(files):
            run.flush()
        watch.tell()
    if prune:
        run.prune(roots)
    archive.sync()
    report.seconds = time.perf_counter() - started
    return report


def _root(path: Path) -> Path:
    """One spelling for a folder, however it was reached, so that its files are known again; a file keeps its name."""
    path = path.expanduser().absolute()
    return path.resolve() if path.is_dir() else path.parent.resolve() / path.name


@dataclass
class _Watch:
    """What has been done so far, told to who watches: after each file and each time chunks were embedded."""

    report: BuildReport
    total: int
    progress: Callable[[Progress], None]
    started: float
    done: int = 0
    path: str = ""

    def tell(self) -> None:
        articles = len(self.report.added) + len(self.report.updated) + len(self.report.unchanged)
        seconds = time.perf_counter() - self.started
        self.progress(Progress(self.done, self.total, self.path, articles, self.report.chunks, seconds))


class _Pending(NamedTuple):
    """An article that has been read but not yet embedded."""

    article: Article
    sha256: str
    chunks: list[Chunk]


class _Run:
    """The state of one build."""

    def __init__(
        self,
        archive: Archive,
        settings: IndexSettings,
        embedder: Callable[[], Embedder],
        report: BuildReport,
        watch: _Watch,
    ) -> None:
        self._archive = archive
        self._settings = settings
        self._make_embedder = embedder
        self._embedder: Embedder | None = None
        self._report = report
        self._watch = watch
        self._files = archive.db.file_hashes()
        self._articles = archive.db.article_hashes()
        self._seen: set[str] = set()
        self._unsynced = 0
        self._pending: list[_Pending] = []
        self._read_files: list[tuple[str, str]] = []

    def file(self, path: Path) -> None:
        """Reads one file unless it is the one the archive knows."""
        try:
            sha256 = _sha256_of_file(path)
        except OSError as error:
            self._fail(path, f"cannot be read: {error.strerror}")
            return
        if self._files.get(str(path)) == sha256:
            ids = self._archive.db.ids_of_file(str(path))
            self._report.unchanged.extend(ids)
            self._seen.update(ids)
            return
        before = len(self._report.failed)
        kept = self._read(path)
        if len(self._report.failed) == before:
            self._drop_vanished(path, kept)
            self._read_files.append((str(path), sha256))

    def _read(self, path: Path) -> set[str]:
        kept = set()
        for found in read_file(path):
            if isinstance(found, Failure):
                self._report.failed.append(found)
            else:
                kept.add(self._article(found, path))
        return kept

    def _article(self, article: Article, path: Path) -> str:
        article = self._with_own_id(article, path)
        sha256 = _sha256_of_article(article)
        known = self._articles.get(article.id)
        self._seen.add(article.id)
        if known == sha256:
            self._report.unchanged.append(article.id)
            return article.id
        self._articles[article.id] = sha256
        (self._report.added if known is None else self._report.updated).append(article.id)
        self._pending.append(_Pending(article, sha256, split(article, self._settings.chunk_chars)))
        if sum(len(pending.chunks) for pending in self._pending) >= _EMBED_CHUNKS:
            self.flush()
            self._watch.tell()
        return article.id

    def flush(self) -> None:
        """Embeds and stores what was read; only then do the files count as known."""
        texts = [embedded_text(chunk, pending.article) for pending in self._pending for chunk in pending.chunks]
        vectors = self._vectors(texts) if texts else np.zeros((0, 1), np.float32)
        at = 0
        for article, sha256, chunks in self._pending:
            self._archive.put(article, sha256, chunks, vectors[at : at + len(chunks)])
            at += len(chunks)
        for path, sha256 in self._read_files:
            self._archive.db.set_file(path, sha256)
        self._report.chunks += len(texts)
        self._unsynced += len(self._pending)
        self._pending, self._read_files = [], []
        if self._unsynced >= _SYNC_EVERY:
            self._archive.sync()
            self._unsynced = 0

    def _with_own_id(self, article: Article, path: Path) -> Article:
        """Two files of one name are two articles: the later one's id gets a mark of its path."""
        article = replace(article, path=str(path))
        owner = self._archive.db.path_of(article.id)
        if article.id not in self._seen and owner in (None, str(path)):
            return article
        mark = hashlib.sha256(str(path).encode()).hexdigest()[:6]
        return replace(article, id=f"{article.id}~{mark}")

    def _vectors(self, texts: list[str]) -> Vectors:
        if self._embedder is None:
            self._embedder = self._make_embedder()
        return self._embedder.encode_documents(texts)

    def _drop_vanished(self, path: Path, kept: set[str]) -> None:
        """Articles that a changed file no longer holds go with it."""
        for article_id in self._archive.db.ids_of_file(str(path)):
            if article_id not in kept:
                self._remove(article_id)

    def prune(self, roots: list[Path]) -> None:
        """Forgets the articles of files under `roots` that are no longer there."""
        for path in _vanished(self._archive.db.paths(), roots):
            for article_id in self._archive.db.ids_of_file(path):
                self._remove(article_id)
            self._archive.db.forget_file(path)

    def _remove(self, article_id: str) -> None:
        self._archive.db.remove(article_id)
        self._report.removed.append(article_id)

    def _fail(self, path: Path, reason: str) -> None:
        self._report.failed.append(Failure(str(path), reason))


def _vanished(known: Iterable[str], roots: list[Path]) -> Iterator[str]:
    for path in known:
        if any(Path(path).is_relative_to(root) for root in roots) and not Path(path).exists():
            yield path


def _sha256_of_file(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sha256_of_article(article: Article) -> str:
    parts = (article.title, article.text, str(article.published), article.source or "", article.url or "", article.lang)
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
