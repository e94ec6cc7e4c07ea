"""Public test sets of other kinds than questions with answers, as parts of a run: see `eval.bench`."""

import hashlib
import random
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from eval.bench import Kind, rewrite_rows, snippet_rows, times_rows
from eval.bench.snippets import Trial
from eval.dataset import SUFFIX, QuestionSet, read_rows
from eval.runfolder import Row
from index.scope import Scope

if TYPE_CHECKING:
    from rag.pipeline import Pipeline
    from rag.types import Answer, Turn

NEEDS_MODEL: frozenset[Kind] = frozenset({"snippets"})


def name_of(path: Path) -> str:
    """The name of the set in a folder or file."""
    return path.name.removesuffix(SUFFIX).removesuffix(".jsonl")


def question_files(path: Path) -> list[Path]:
    """The file itself, or those of the folder."""
    return [path] if path.is_file() else sorted(path.glob("questions*.jsonl"))


def special_fingerprint(path: Path) -> str:
    """SHA-256 of questions and articles."""
    digest = hashlib.sha256()
    for file in [*question_files(path), corpus_of(path)]:
        if file.is_file():
            digest.update(f"\0{file.name}\0{file.stat().st_size}\0".encode() + file.read_bytes())
    return digest.hexdigest()


def corpus_of(path: Path) -> Path:
    """Where the articles of a set are, if it has any."""
    return (path.parent if path.is_file() else path) / "corpus.jsonl"


def articles_of(path: Path) -> QuestionSet:
    """The set as something to build an archive of."""
    return QuestionSet(name_of(path), corpus_of(path), ())


def row_ids(kind: Kind, path: Path, sample: int | None, seed: int) -> tuple[set[str], set[str]]:
    """(ids of the rows that are wanted, ids of all): with `sample` those of so many questions drawn by `seed`."""
    ids = [str(row["id"]) for file in question_files(path) for _, row in read_rows(file)]
    kept = random.Random(seed).sample(ids, min(sample, len(ids))) if sample else ids
    return set(_rows_of(kind, kept)), set(_rows_of(kind, ids))


def _rows_of(kind: Kind, ids: Sequence[str]) -> Iterator[str]:
    """A question with sources is put three times."""
    endings = [f"/{trial}" for trial in get_args(Trial)] if kind == "snippets" else [""]
    return (name + ending for name in ids for ending in endings)


def times(path: Path, done: Collection[str]) -> Iterator[Row]:
    """Rows of the product's reader of time expressions: all texts, whatever the sample, since they take no time."""
    return (row for row in times_rows(path) if row["id"] not in done)


def rewrites(path: Path, done: Collection[str]) -> Iterator[Row]:
    """Rows of follow-ups as the product makes them stand by themselves."""
    from rag.condense import standalone
    from rag.understand import checked, language_of

    def rewrite(question: str, history: "Sequence[Turn]") -> str:
        text = checked(question)
        return standalone(text, history, language_of(text, history))

    return rewrite_rows(path, rewrite, done)


def snippets(path: Path, pipeline: "Pipeline", done: Collection[str]) -> Iterator[Row]:
    """Rows of answers from a few given articles alone."""

    def answer(question: str, article_ids: Collection[str]) -> "Answer":
        return pipeline.answer(question, scope=Scope(only=frozenset(article_ids)))

    return (row | {"model": pipeline.model_name} for row in snippet_rows(path, answer, done))
