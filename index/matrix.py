"""Many vectors at once out of `articles.db`."""

import sqlite3
from collections.abc import Iterable

import numpy as np

from index.article import Language
from index.embed import Vectors

_NONE = np.zeros((0, 0), np.float32)


def stacked(blobs: Iterable[bytes]) -> Vectors:
    """Vectors as they are stored, as shape (vectors, dimensions)."""
    vectors = [np.frombuffer(blob, dtype="<f4").astype(np.float32) for blob in blobs]
    return np.stack(vectors) if vectors else _NONE


def all_vectors(db: sqlite3.Connection) -> tuple[list[str], list[str], Vectors]:
    """Ids, article ids and vectors of all chunks: oldest first, undated ones before.

    Each vector is read straight into its place, as all of them may take much of the memory
    there is; both statements see one state, whatever is written meanwhile.
    """
    db.execute("BEGIN")
    try:
        chunks = db.execute(
            "SELECT c.rowid, c.id, c.article_id FROM chunks c JOIN articles a ON a.id = c.article_id "
            "ORDER BY a.published, c.rowid"
        ).fetchall()
        place = {rowid: at for at, (rowid, _, _) in enumerate(chunks)}
        vectors = _NONE
        for rowid, blob in db.execute("SELECT rowid, vector FROM chunks"):
            vectors = vectors if len(vectors) else np.empty((len(chunks), len(blob) // 4), np.float32)
            vectors[place[rowid]] = np.frombuffer(blob, dtype="<f4")
    finally:
        db.rollback()
    return [chunk_id for _, chunk_id, _ in chunks], [article_id for _, _, article_id in chunks], vectors


def sample_vectors(db: sqlite3.Connection, lang: Language, step: int) -> Vectors:
    """The vectors of one language among every `step`-th row: only these rows are read."""
    rows = db.execute(
        "WITH RECURSIVE some (number) AS "
        "(SELECT ? UNION ALL SELECT number + ? FROM some WHERE number < (SELECT max(rowid) FROM chunks)) "
        "SELECT c.vector FROM some CROSS JOIN chunks c ON c.rowid = number JOIN articles a ON a.id = c.article_id "
        "WHERE a.lang = ?",
        (step, step, lang),
    )
    return stacked(row[0] for row in rows)
