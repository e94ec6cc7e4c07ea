"""Measures Belegt with a large archive: `python -m eval.scale --help`."""

import argparse
import json
import multiprocessing
import sys
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

from eval.dataset import shipped_sets
from eval.scale.asked import draw
from eval.scale.copies import copies, write
from eval.scale.indexing import encode_alone, index
from eval.scale.searching import agree, search
from eval.scale.table import table
from index.article import Article
from index.errors import BelegtError, EvalError
from index.read import read_paths
from index.settings import IndexSettings
from rag.settings import Settings

T = TypeVar("T")
Figures = dict[str, Any]


def arguments(given: Sequence[str] | None = None) -> argparse.Namespace:
    """The options, with what they are without being given."""
    parser = argparse.ArgumentParser(prog="python -m eval.scale", description="Measures Belegt with a large archive.")
    articles = [folder / "articles" for folder in shipped_sets()]
    questions = [folder / "questions.jsonl" for folder in shipped_sets()]
    add = parser.add_argument
    add("--chunks", type=int, default=100_000, help="chunks in the archive (default: 100000)")
    add(
        "--passages",
        nargs="+",
        default=articles,
        help="what to copy, as for `belegt index` (default: shipped)",
        type=Path,
        metavar="FILE",
    )
    add(
        "--questions",
        nargs="+",
        default=questions,
        help="questions about it, JSON lines (default: shipped)",
        type=Path,
        metavar="FILE",
    )
    add("--count", type=int, default=200, help="questions to put (default: 200)")
    add("--alone", type=int, default=1000, help="passages that sentence-transformers alone encodes (default: 1000)")
    add(
        "--drawn",
        type=int,
        default=0,
        metavar="COPIES",
        help="embed so many copies, and draw the vectors of the others",
    )
    add("--folder", type=Path, help="keep articles and archive here, and go on from what is there")
    add("--seed", type=int, default=1)
    add("--json", help="write the figures here as well", type=Path, metavar="FILE")
    return parser.parse_args(given)


def main(given: Sequence[str] | None = None) -> int:
    """Measures and prints; the exit code is 1 for what a user can mend."""
    options = arguments(given)
    try:
        with tempfile.TemporaryDirectory(prefix="belegt-scale-") as temporary:
            figures = measure(options, options.folder or Path(temporary))
    except BelegtError as error:
        print(f"belegt: {error}", file=sys.stderr)
        return 1
    print(table(figures))
    if options.json:
        options.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    return 0


def measure(options: argparse.Namespace, folder: Path) -> Figures:
    """All figures; each part in a process of its own."""
    settings: IndexSettings = Settings.load(archive=folder / "archive")
    bases = [article for article in read_paths(options.passages) if isinstance(article, Article)]
    if not bases:
        raise EvalError(f"expected articles at {options.passages[0]}, found none. Name others with --passages")
    articles = folder / "articles"
    written = write(copies(bases, options.chunks, settings.chunk_chars, options.seed), articles)
    rounds = -(-written // len(bases))
    asked = alone(draw, options.questions, bases, rounds, options.count, settings, options.seed)
    before = alone(encode_alone, articles, settings, options.alone)
    built = alone(index, articles, settings, options.drawn, options.seed)
    after = alone(encode_alone, articles, settings, options.alone)
    return {
        "bases": len(bases),
        "index": _kept(folder / "built.json", built),
        "encode_alone": [before, after],
        "search": alone(search, asked, settings, options.seed),
        "as_exact": alone(agree, asked, settings, options.seed),
    }


def alone(work: Callable[..., T], *given: object) -> T:
    """Does the work in a new process, so that its memory is its own."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(work, *given).result()


def _kept(file: Path, built: Figures) -> Figures:
    """What the build took; that of an earlier run when there was nothing left to build."""
    if not built["indexed"] and file.is_file():
        kept: Figures = json.loads(file.read_text(encoding="utf-8"))
        return kept
    file.write_text(json.dumps(built), encoding="utf-8")
    return built


if __name__ == "__main__":
    sys.exit(main())
