"""How fast an archive is built, beside sentence-transformers alone. Each public function wants a process of its own."""

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from eval.run import peak_memory_mb
from eval.scale.drawn import drawn_embedder
from index.archive import Archive
from index.article import Article
from index.build import build
from index.chunk import embedded_text, split
from index.e5 import find_embedding_folder
from index.embed import Embedder, load_embedder
from index.errors import EvalError
from index.read import read_paths
from index.settings import IndexSettings

Figures = dict[str, Any]


def index(articles: Path, settings: IndexSettings, drawn: int, seed: int) -> Figures:
    """Builds `settings.archive` with the embedding model loaded before the clock runs.

    With `drawn` all vectors but those of so many copies are drawn: see `eval.scale.drawn`.
    """
    embedder: Embedder = load_embedder(settings)
    embedder.encode_documents(["warm"])
    if drawn:
        embedder = drawn_embedder(embedder, articles, drawn, settings.chunk_chars, seed, settings.archive.parent)
    return timed_build(articles, settings, embedder)


def timed_build(articles: Path, settings: IndexSettings, embedder: Embedder) -> Figures:
    """What `belegt index` does, with its passages per second, the most memory held and the size on disk."""
    with Archive.open(settings.archive, settings, write=True) as archive:
        report = build([articles], archive, settings, lambda: embedder)
        chunks = archive.db.chunk_count()
    if report.failed:
        raise EvalError(f"expected articles that can be read, found {report.failed[0]}")
    return {
        "embedder": embedder.name,
        "articles": len(report.added) + len(report.updated) + len(report.unchanged),
        "chunks": chunks,
        "indexed": report.chunks,
        "seconds": round(report.seconds, 1),
        "passages_per_s": round(report.chunks / report.seconds, 1),
        "peak_mb": peak_memory_mb(),
        "disk_mb": {part.name: megabytes(part) for part in sorted(settings.archive.iterdir())},
    }


def encode_alone(articles: Path, settings: IndexSettings, count: int) -> Figures:
    """sentence-transformers with its own defaults over `count` chunks out of all files, as the index embeds them."""
    from sentence_transformers import SentenceTransformer

    folder = find_embedding_folder(settings.weights) or Path(settings.embedding_model)
    model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
    texts = passages(articles, settings.chunk_chars, count)
    model.encode_document(texts[:32], normalize_embeddings=True)
    started = time.perf_counter()
    model.encode_document(texts, normalize_embeddings=True)
    seconds = time.perf_counter() - started
    return {"passages": len(texts), "passages_per_s": round(len(texts) / seconds, 1)}


def passages(articles: Path, chunk_chars: int, count: int) -> Sequence[str]:
    """About `count` texts as they are embedded, spread evenly over all articles."""
    found = [article for article in read_paths([articles]) if isinstance(article, Article)]
    wanted = found[:: max(1, len(found) // count)]
    texts = [embedded_text(chunk, article) for article in wanted for chunk in split(article, chunk_chars)]
    return texts[:: max(1, len(texts) // count)][:count]


def megabytes(path: Path) -> float:
    """What a file or folder takes, in millions of bytes."""
    files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
    return round(sum(file.stat().st_size for file in files) / 1e6, 1)
