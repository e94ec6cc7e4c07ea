"""What the fits of weights share: the archive of a set to ask, and how weights are printed."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import Field
from pathlib import Path
from typing import Any, NoReturn

from eval.dataset import QuestionSet, load_set
from eval.run import archive_folder
from index.archive import Archive
from index.build import build
from index.embed import load_embedder
from rag.pipeline import Pipeline
from rag.settings import Settings


@contextmanager
def asked(path: Path, settings: Settings) -> Iterator[tuple[QuestionSet, Pipeline]]:
    """The set in a folder and a pipeline over its articles, which are indexed first."""
    questions = load_set(path)
    embedder = load_embedder(settings)
    folder = archive_folder(questions, settings)
    with Archive.open(folder, settings, write=True) as archive:
        build([questions.articles], archive, settings, lambda: embedder)
    with Archive.open(folder, settings) as archive:
        yield questions, Pipeline(archive, embedder, _no_model)


def _no_model() -> NoReturn:
    raise AssertionError("no fit asks a language model")


def print_weights(fields: Sequence[Field[Any]], weights: Iterable[float], constant: float) -> None:
    """A line for each field, and the constant."""
    for field, weight in zip(fields, weights, strict=True):
        print(f"{field.name:20} {weight:6.2f}")
    print(f"{'constant':20} {constant:6.2f}")
