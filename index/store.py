"""The vector side of the index: the only file that knows Chroma.

Chroma is derived from `articles.db` and can be thrown away at any time. Distances
are cosine, vectors are always our own, and writes go in batches below Chroma's
limit of 5461 rows.
"""

import itertools
import threading
import time
from collections.abc import Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast
from urllib.parse import urlsplit

import numpy as np

from index.embed import Vectors
from index.errors import ArchiveError

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.types import Where

_BATCH = 5000
_COLLECTION = "chunks"
_CANDIDATES = 3000
"""Candidates that a search keeps: Chroma's own 100 lose near copies of one text in a large archive, as reprints are."""
_ENGINES = itertools.count(1)


class Neighbour(NamedTuple):
    """A chunk near a query vector; `cosine` from -1 to 1."""

    chunk_id: str
    cosine: float


class VectorStore:
    """The chunks of one archive as vectors. Searching is safe from several threads, also during `reload`."""

    def __init__(self, folder: Path, url: str | None = None, collection: str = _COLLECTION) -> None:
        """Opens the store in `folder`, or the collection of that name on the Chroma server at `url`."""
        self._folder = folder
        self._url = url
        self._name = collection
        self._using = threading.RLock()
        self._open()

    def _open(self) -> None:
        """ArchiveError when the store cannot be read; what was open before then stays in use.

        Tried again after a moment: another process may be making the same store right now.
        """
        from chromadb.errors import ChromaError

        for pause in (0.1, 0.4, 0.0):
            try:
                return self._open_once()
            except ChromaError as error:
                failure = error
            time.sleep(pause)
        raise self._unreadable(failure) from failure

    def _open_once(self) -> None:
        with ExitStack() as opened:
            client = opened.enter_context(closing(_client(self._folder, self._url)))
            self._collection = client.get_or_create_collection(
                self._name,
                embedding_function=None,
                configuration={"hnsw": {"space": "cosine", "ef_search": _CANDIDATES}},
            )
            hnsw = self._collection.configuration_json.get("hnsw")
            if hnsw and hnsw.get("ef_search") != _CANDIDATES:
                self._collection.modify(configuration={"hnsw": {"ef_search": _CANDIDATES}})
            self._client, self._opened = client, opened.pop_all()

    def _unreadable(self, error: Exception) -> ArchiveError:
        where = self._url or self._folder
        return ArchiveError(f"The vectors at {where} cannot be read ({error}). They are made again when removed.")

    def count(self) -> int:
        from chromadb.errors import ChromaError

        try:
            return self._collection.count()
        except ChromaError:
            self.reload()
            return self._collection.count()

    def put(self, chunk_ids: Sequence[str], article_ids: Sequence[str], vectors: Vectors) -> None:
        """Adds chunks or replaces those with the same ids."""
        for at in range(0, len(chunk_ids), _BATCH):
            part = slice(at, at + _BATCH)
            self._collection.upsert(
                ids=list(chunk_ids[part]),
                embeddings=vectors[part],
                metadatas=[{"article": article} for article in article_ids[part]],
            )

    def remove_articles(self, article_ids: Sequence[str]) -> None:
        for at in range(0, len(article_ids), _BATCH):
            where = {"article": {"$in": list(article_ids[at : at + _BATCH])}}
            self._collection.delete(where=cast("Where", where))

    def nearest(self, vector: Vectors, k: int) -> list[Neighbour]:
        """The k nearest chunks to one vector of shape (dimensions,), nearest first; fewer in a small archive."""
        from chromadb.errors import ChromaError

        with self._using:
            try:
                return self._query(vector, k)
            except ChromaError:
                self.reload()
            try:
                return self._query(vector, k)
            except ChromaError as error:
                raise self._unreadable(error) from error

    def _query(self, vector: Vectors, k: int) -> list[Neighbour]:
        found = self._collection.query(query_embeddings=vector[np.newaxis], n_results=k, include=["distances"])
        ids, distances = found["ids"][0], (found["distances"] or [[]])[0]
        return [Neighbour(chunk_id, 1.0 - distance) for chunk_id, distance in zip(ids, distances, strict=True)]

    def reload(self) -> None:
        """Sees what another process has written or made anew: Chroma's own `query` does not."""
        if self._url is None and not (self._folder / "chroma.sqlite3").is_file():
            return
        with self._using:
            before = self._opened
            self._open()
            before.close()

    def clear(self) -> None:
        """Removes all chunks."""
        self._client.delete_collection(self._name)
        self.reload()

    def close(self) -> None:
        self._opened.close()


def _client(folder: Path, url: str | None) -> "Client":
    import chromadb
    from chromadb.config import Settings

    settings = Settings(anonymized_telemetry=False)
    if url is None:
        return cast("Client", chromadb.PersistentClient(path=_own_spelling(folder), settings=settings))
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ArchiveError(f"BELEGT_CHROMA_URL must be like http://127.0.0.1:8000, found {url!r}. Set it or unset it.")
    try:
        client = chromadb.HttpClient(
            host=parts.hostname, port=parts.port or 8000, ssl=parts.scheme == "https", settings=settings
        )
        return cast("Client", client)
    except ValueError as error:
        raise ArchiveError(f"No Chroma server answers at {url}. Start one with: chroma run") from error


def _own_spelling(folder: Path) -> str:
    """The folder's path, spelt as no other client of this process spells it.

    Clients with the same path string share one engine, which keeps its old state
    when one of them is closed and opened again. "//" and "/." change nothing in a path.
    """
    return f"{folder}/" + f"{next(_ENGINES):b}".replace("0", "/").replace("1", "./")
