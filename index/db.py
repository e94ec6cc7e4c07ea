"""`articles.db`: the one truth of an archive. Chroma and tantivy are derived from it.

An article and its chunks change in one transaction, which also marks the
article as dirty; the mark goes when the derived stores have followed. A crash
between the two leaves the mark, and the next opening finishes the work.
"""

import json
import sqlite3
import threading
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from index.article import Article, Dropped, Language
from index.chunk import Chunk
from index.embed import Vectors
from index.errors import ArchiveError
from index.matrix import all_vectors, sample_vectors, stacked

_SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS files (path TEXT PRIMARY KEY, sha256 TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS articles (
    id TEXT PRIMARY KEY, sha256 TEXT NOT NULL, path TEXT, title TEXT NOT NULL, text TEXT NOT NULL, published TEXT,
    source TEXT, url TEXT, lang TEXT NOT NULL, date_origin TEXT, dropped TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS articles_path ON articles (path);
CREATE TABLE IF NOT EXISTS chunks (
    id TEXT PRIMARY KEY, article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, vector BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS chunks_article ON chunks (article_id);
CREATE TABLE IF NOT EXISTS dirty (article_id TEXT PRIMARY KEY);
"""
_COLUMNS = "id, title, text, published, source, url, lang, date_origin, dropped, path"
_SPAN = 'id, article_id, start, "end"'


@dataclass(frozen=True)
class ArticleInfo:
    """An article without its text."""

    id: str
    title: str
    published: date | None
    source: str | None
    lang: Language
    chunks: int


class StoredChunk(NamedTuple):
    """A chunk with its text; offsets count characters of the article's text."""

    id: str
    article_id: str
    start: int
    end: int
    text: str


class ArticleDB:
    """Reads and writes `articles.db`. One connection per thread; writes come from one process."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._local = threading.local()
        self._connections: list[sqlite3.Connection] = []
        try:
            self._db.executescript(_SCHEMA)
        except sqlite3.DatabaseError as error:
            self.close()
            reason = f"Cannot read {path}: {error}. Check the rights of its folder, or build the archive again"
            raise ArchiveError(f"{reason}: rm -r {path.parent} && belegt index PATH --archive {path.parent}") from error

    @property
    def _db(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = sqlite3.connect(self._path, timeout=30, check_same_thread=False)
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA foreign_keys=ON")
            self._local.connection = connection
            self._connections.append(connection)
        return connection

    def close(self) -> None:
        for connection in self._connections:
            connection.close()

    # -- meta ---------------------------------------------------------------
    def meta(self) -> dict[str, str]:
        return dict(self._db.execute("SELECT key, value FROM meta"))

    def set_meta(self, values: dict[str, str]) -> None:
        with self._db as db:
            db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", values.items())

    def generation(self) -> int:
        """Counts the writes: readers compare it to see whether they are behind."""
        row = self._db.execute("SELECT value FROM meta WHERE key = 'generation'").fetchone()
        return int(row[0]) if row else 0

    # -- files --------------------------------------------------------------
    def file_hashes(self) -> dict[str, str]:
        return dict(self._db.execute("SELECT path, sha256 FROM files"))

    def set_file(self, path: str, sha256: str) -> None:
        with self._db as db:
            db.execute("INSERT OR REPLACE INTO files VALUES (?, ?)", (path, sha256))

    def forget_file(self, path: str) -> None:
        with self._db as db:
            db.execute("DELETE FROM files WHERE path = ?", (path,))

    def paths(self) -> list[str]:
        """Every file that was read completely or that an article came from, sorted."""
        rows = self._db.execute("SELECT path FROM files UNION SELECT path FROM articles WHERE path IS NOT NULL")
        return sorted(row[0] for row in rows)

    # -- articles -----------------------------------------------------------
    def article(self, article_id: str) -> Article | None:
        row = self._db.execute(f"SELECT {_COLUMNS} FROM articles WHERE id = ?", (article_id,)).fetchone()
        return _article(row) if row else None

    def article_hashes(self) -> dict[str, str]:
        return dict(self._db.execute("SELECT id, sha256 FROM articles"))

    def ids_of_file(self, path: str) -> list[str]:
        return [row[0] for row in self._db.execute("SELECT id FROM articles WHERE path = ? ORDER BY id", (path,))]

    def path_of(self, article_id: str) -> str | None:
        row = self._db.execute("SELECT path FROM articles WHERE id = ?", (article_id,)).fetchone()
        return row[0] if row else None

    def infos(self) -> list[ArticleInfo]:
        """All articles, newest first, undated ones last."""
        rows = self._db.execute(
            "SELECT a.id, a.title, a.published, a.source, a.lang, count(c.id) FROM articles a "
            "LEFT JOIN chunks c ON c.article_id = a.id GROUP BY a.id ORDER BY a.published DESC NULLS LAST, a.id"
        )
        return [ArticleInfo(i, t, _date(p), s, lang, n) for i, t, p, s, lang, n in rows]

    def put(self, article: Article, sha256: str, chunks: Sequence[Chunk], vectors: Vectors) -> None:
        """Adds or replaces one article with its chunks and marks it dirty, in one transaction."""
        dropped = json.dumps([asdict(block) for block in article.dropped], ensure_ascii=False)
        published = article.published.isoformat() if article.published else None
        with self._db as db:
            db.execute("DELETE FROM articles WHERE id = ?", (article.id,))
            db.execute(
                "INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (article.id, sha256, article.path, article.title, article.text, published, article.source,
                 article.url, article.lang, article.date_origin, dropped),
            )  # fmt: skip
            db.executemany(
                "INSERT INTO chunks VALUES (?, ?, ?, ?, ?)",
                [
                    (chunk.id, chunk.article_id, chunk.start, chunk.end, vector.astype("<f4").tobytes())
                    for chunk, vector in zip(chunks, vectors, strict=True)
                ],
            )
            _touch(db, article.id)

    def remove(self, article_id: str) -> None:
        with self._db as db:
            db.execute("DELETE FROM articles WHERE id = ?", (article_id,))
            _touch(db, article_id)

    # -- chunks -------------------------------------------------------------
    def chunk_count(self) -> int:
        return int(self._db.execute("SELECT count(*) FROM chunks").fetchone()[0])

    def chunks(self, chunk_ids: Iterable[str]) -> dict[str, StoredChunk]:
        """The chunks with these ids; unknown ids are left out."""
        rows = self._db.execute(
            f"SELECT {_SPAN} FROM chunks WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(list(chunk_ids)),)
        ).fetchall()
        texts = self._texts({row[1] for row in rows})
        return {row[0]: _chunk(row, texts[row[1]]) for row in rows if row[1] in texts}

    def openings(self, article_ids: Iterable[str]) -> dict[str, Vectors]:
        """The vector of each article's first chunk, shape (dimensions,), by article id; unknown ids are left out."""
        rows = self._db.execute(
            "SELECT article_id, vector, min(start) FROM chunks "
            "WHERE article_id IN (SELECT value FROM json_each(?)) GROUP BY article_id",
            (json.dumps(list(article_ids)),),
        ).fetchall()
        return {row[0]: stacked([row[1]])[0] for row in rows}

    def vectors_of(self, article_id: str) -> tuple[list[StoredChunk], Vectors]:
        """An article's chunks in order with their vectors, shape (chunks, dimensions)."""
        rows = self._db.execute(
            f"SELECT {_SPAN}, vector FROM chunks WHERE article_id = ? ORDER BY start", (article_id,)
        ).fetchall()
        texts = self._texts({article_id})
        return [_chunk(row, texts[article_id]) for row in rows], stacked(row[4] for row in rows)

    def _texts(self, article_ids: Iterable[str]) -> dict[str, str]:
        """Whole texts: SQLite's own `substr` ends at a null character."""
        wanted = json.dumps(list(article_ids))
        return dict(
            self._db.execute("SELECT id, text FROM articles WHERE id IN (SELECT value FROM json_each(?))", (wanted,))
        )

    def all_vectors(self) -> tuple[list[str], list[str], Vectors]:
        """Ids, article ids and vectors of all chunks, shape (chunks, dimensions): oldest first, undated ones before."""
        return all_vectors(self._db)

    def sample_vectors(self, lang: Language, count: int) -> Vectors:
        """About `count` chunk vectors of one language, spread over the archive, shape (n, dimensions)."""
        return sample_vectors(self._db, lang, max(1, self.chunk_count() // count))

    def has_chunks(self) -> bool:
        return bool(self._db.execute("SELECT EXISTS (SELECT 1 FROM chunks)").fetchone()[0])

    # -- dirty --------------------------------------------------------------
    def dirty(self) -> list[str]:
        return [row[0] for row in self._db.execute("SELECT article_id FROM dirty ORDER BY article_id")]

    def clean(self, article_ids: Iterable[str]) -> None:
        with self._db as db:
            db.executemany("DELETE FROM dirty WHERE article_id = ?", [(article_id,) for article_id in article_ids])
            _next_generation(db)

    def mark_all_dirty(self) -> None:
        with self._db as db:
            db.execute("INSERT OR IGNORE INTO dirty SELECT id FROM articles")


def _chunk(row: tuple[Any, ...], text: str) -> StoredChunk:
    chunk_id, article_id, start, end = row[:4]
    return StoredChunk(chunk_id, article_id, start, end, text[start:end])


def _touch(db: sqlite3.Connection, article_id: str) -> None:
    db.execute("INSERT OR IGNORE INTO dirty VALUES (?)", (article_id,))
    _next_generation(db)


def _next_generation(db: sqlite3.Connection) -> None:
    db.execute(
        "INSERT INTO meta VALUES ('generation', '1') ON CONFLICT (key) DO UPDATE SET value = CAST(value AS INTEGER) + 1"
    )


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _article(row: tuple[str, ...]) -> Article:
    article_id, title, text, published, source, url, lang, origin, dropped, path = row
    return Article(
        id=article_id, title=title, text=text, published=_date(published), source=source, url=url,
        lang="en" if lang == "en" else "de", date_origin=origin,
        dropped=tuple(Dropped(**block) for block in json.loads(dropped)), path=path,
    )  # fmt: skip
