"""Running a question set through the product: an archive for the set, one row a question, one folder a run."""

import hashlib
import json
import platform
import subprocess
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import date
from importlib.metadata import distributions
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import prompts
from eval.dataset import Question, QuestionSet, source_texts
from eval.metrics import distinct
from eval.scorers import judge
from index.article import Article
from index.errors import EvalError, QuestionError, UnknownArticleError
from rag.answer_json import to_dict
from rag.types import Answer, Hit, Turn

if TYPE_CHECKING:
    from rag.settings import Settings

DEPTH = 10
"""Articles kept of each ranking."""
PASSAGES = 50
"""Passages asked for, so that `DEPTH` different articles are among them."""
Row = dict[str, Any]


class Product(Protocol):
    """What an evaluation needs of `rag.pipeline.Pipeline`."""

    @property
    def model_name(self) -> str: ...

    def search(self, query: str, k: int = 10) -> list[Hit]: ...

    def answer(self, question: str, history: Sequence[Turn] = (), as_of: date | None = None) -> Answer: ...

    def article(self, article_id: str, /) -> Article: ...


def archive_folder(questions: QuestionSet, settings: "Settings") -> Path:
    """Where the archive of a set is kept between runs; another one for other models or splitting rules."""
    from index.archive import manifest

    key = json.dumps([str(questions.articles.resolve()), manifest(settings)], sort_keys=True)
    return settings.cache / "eval" / f"{questions.name}-{hashlib.sha256(key.encode()).hexdigest()[:12]}"


def answer_rows(questions: QuestionSet, product: Product) -> Iterator[Row]:
    """One row a question: the answer, how it was judged, and the ranking of articles behind it."""
    texts = source_texts(questions.articles)
    for question in questions.questions:
        yield _question_row(question) | _answered(question, product, _source_text(texts, product))


def retrieval_rows(questions: QuestionSet, product: Product) -> Iterator[Row]:
    """One row for each question that has relevant articles: the ranking alone, without a language model."""
    for question in questions.questions:
        if question.relevant:
            yield _question_row(question) | {"ranking": _ranking(question.question, product)}


def _question_row(question: Question) -> Row:
    return asdict(question)


def _answered(question: Question, product: Product, source_text: Callable[[str], str]) -> Row:
    """A question that the product refuses as it stands counts as wrong; any other failure ends the run."""
    try:
        answer = product.answer(question.question, question.history)
    except QuestionError as error:
        return {"error": str(error), "answer": None, "verdict": None, "ranking": []}
    verdict = asdict(judge(answer, question, source_text))
    ranking = _ranking(answer.standalone_question or question.question, product)
    return {"answer": to_dict(answer), "verdict": verdict, "ranking": ranking}


def _ranking(query: str, product: Product) -> list[str]:
    return distinct(hit.article_id for hit in product.search(query, PASSAGES))[:DEPTH]


def _source_text(texts: dict[str, str], product: Product) -> Callable[[str], str]:
    """Texts of the set's own files; for HTML and PDF what the product made of them."""

    def text(article_id: str) -> str:
        if article_id in texts:
            return texts[article_id]
        try:
            return product.article(article_id).text
        except UnknownArticleError:
            return ""

    return text


def new_run_folder(parent: Path) -> Path:
    """A new folder named after the time; EvalError when it cannot be made."""
    folder = parent / time.strftime("%Y-%m-%dT%H-%M-%S")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EvalError(
            f"cannot make the report folder {folder}: {error.strerror}. Choose another: --report DIR"
        ) from error
    return folder


def write_rows(rows: Iterable[Row], folder: Path) -> Iterator[Row]:
    """Writes each row to samples.jsonl as soon as it is there, and passes it on."""
    with (folder / "samples.jsonl").open("w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
            file.flush()
            yield row


def write_json(value: object, path: Path) -> None:
    """Writes one JSON value, indented; EvalError when the file cannot be written."""
    try:
        path.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    except OSError as error:
        raise EvalError(f"cannot write {path}: {error.strerror}. Choose another file or folder") from error


def run_settings(questions: QuestionSet, settings: "Settings", model: str | None) -> Row:
    """All that a run depends on: set, settings, model, prompts and versions; keys are masked."""
    return {
        "set": questions.name,
        "questions": len(questions.questions),
        "articles": str(questions.articles),
        "started": time.strftime("%Y-%m-%dT%H:%M:%S%z"),
        "model": model,
        "prompts": {name: prompts.fingerprint(name) for name in prompts.names()},
        "settings": settings.model_dump(mode="json"),
        "commit": _commit(Path(__file__).parents[1]),
        "python": platform.python_version(),
        "machine": platform.platform(),
        "packages": {dist.name: dist.version for dist in distributions()},
    }


def _commit(checkout: Path) -> str | None:
    """The commit of the checkout, with a "+" when files differ from it; None for an installed program."""
    if not (checkout / ".git").exists():
        return None
    try:
        head = _git(checkout, "rev-parse", "HEAD")
        return head + ("+" if _git(checkout, "status", "--porcelain") else "")
    except (OSError, subprocess.CalledProcessError):
        return None


def _git(checkout: Path, *args: str) -> str:
    done = subprocess.run(["git", "-C", str(checkout), *args], capture_output=True, text=True, check=True)
    return done.stdout.strip()
