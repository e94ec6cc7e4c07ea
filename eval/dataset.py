"""Question sets with known answers.

A set is a folder with `questions.jsonl` and either `corpus.jsonl` (one article a
line) or `articles/` (files); or a file NAME.questions.jsonl beside a folder NAME.
"""

import codecs
import hashlib
import json
import random
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

from eval.fields import row_faults
from index.article import Language
from index.errors import EvalError
from rag.types import Turn

SUFFIX = ".questions.jsonl"
Row = dict[str, Any]


@dataclass(frozen=True)
class Question:
    """A question and what a right answer to it must be.

    `accept`: regular expressions that must all match the answer, in any case.
    `relevant`: ids of articles, any of which supports the answer.
    `answers`: short gold texts; `dates`: days, months or years that are right.
    `stale`: regular expressions that only the answer about an older event matches.
    `standalone`: a follow-up as a person would write it without the talk before.
    `cluster`: questions that depend on each other share one.
    """

    id: str
    question: str
    lang: Language
    type: str
    accept: tuple[str, ...]
    relevant: tuple[str, ...]
    answerable: bool
    history: tuple[Turn, ...] = ()
    answers: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()
    standalone: str | None = None
    cluster: str | None = None
    as_of: date | None = None


@dataclass(frozen=True)
class QuestionSet:
    """Questions, and the file or folder that their articles are read from."""

    name: str
    articles: Path
    questions: tuple[Question, ...]


def sample_path() -> Path:
    """The small set that is shipped with the program."""
    return Path(str(files("eval") / "data" / "sample"))


def shipped_sets() -> list[Path]:
    """All sets that are shipped with the program, by name."""
    return sorted(path for path in sample_path().parent.iterdir() if (path / "questions.jsonl").is_file())


def load_set(path: Path) -> QuestionSet:
    """Reads a set; EvalError naming set, line and id when something in it is wrong."""
    questions, articles, name = find_set(path)
    known = _article_ids(articles)
    rows = [_question(row, f"{questions} line {number}") for number, row in read_rows(questions)]
    _check(rows, known, questions)
    return QuestionSet(name, articles, tuple(rows))


def drawn(questions: QuestionSet, count: int, seed: int) -> QuestionSet:
    """`count` questions drawn by `seed`, in the order of the set; all where it has no more."""
    places = range(len(questions.questions))
    kept = sorted(random.Random(seed).sample(places, min(count, len(places))))
    return replace(questions, questions=tuple(questions.questions[place] for place in kept))


def fingerprint(questions: QuestionSet) -> str:
    """SHA-256 of questions and articles: another one as soon as a character of them is another."""
    digest = hashlib.sha256()
    for question in questions.questions:
        digest.update(json.dumps(asdict(question), ensure_ascii=False, default=str).encode())
    for path in article_files(questions.articles):
        digest.update(f"\0{path.relative_to(questions.articles).as_posix()}\0{path.stat().st_size}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def find_set(path: Path) -> tuple[Path, Path, str]:
    """The file with the questions, where the articles are, and the name of the set."""
    if path.name.endswith(SUFFIX):
        path = path.with_name(path.name.removesuffix(SUFFIX))
    beside = path.with_name(path.name + SUFFIX)
    candidates = [
        (path / "questions.jsonl", path / "corpus.jsonl"),
        (path / "questions.jsonl", path / "articles"),
        (beside, path),
    ]
    for questions, articles in candidates:
        if questions.is_file() and articles.exists():
            return questions, articles, path.name
    raise EvalError(
        f"expected a set at {path}: questions.jsonl with corpus.jsonl or articles/, or {beside.name} beside a folder; "
        "found none of them. Check the path, or leave it out for the shipped set: belegt eval"
    )


def read_rows(path: Path) -> Iterator[tuple[int, Row]]:
    """(line number, object) for each line of a JSONL file; EvalError for one that is no object."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise EvalError(f"expected JSON lines in UTF-8 in {path}, found: {error}") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield number, _row(line, f"{path} line {number}")


def _row(line: str, where: str) -> Row:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise EvalError(f"{where}: expected one JSON object, found broken JSON: {error}") from error
    if not isinstance(row, dict):
        raise EvalError(f"{where}: expected one JSON object, found {type(row).__name__}")
    return row


def article_files(articles: Path) -> list[Path]:
    """The files the articles are read from, by name."""
    return [articles] if articles.is_file() else sorted(path for path in articles.rglob("*") if path.is_file())


def _article_ids(articles: Path) -> set[str]:
    """Ids of all articles of the set: given in JSONL files, else file names without suffix."""
    ids: set[str] = set()
    for path in article_files(articles):
        ids |= {str(row.get("id")) for _, row in read_rows(path)} if path.suffix == ".jsonl" else {path.stem}
    return ids


def source_texts(articles: Path) -> dict[str, str]:
    """The text of each article as its author or file has it, by id; HTML and PDF are left out.

    This is what a quotation is held against, so it is read without the product's own reader.
    """
    texts: dict[str, str] = {}
    for path in article_files(articles):
        if path.suffix == ".jsonl":
            texts |= {str(row.get("id")): str(row.get("text") or "") for _, row in read_rows(path)}
        elif path.suffix in (".txt", ".md"):
            texts[path.stem] = _decoded(path.read_bytes())
    return texts


def _decoded(data: bytes) -> str:
    """UTF-8, UTF-16 with its mark, or what Windows editors wrote before these."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _question(row: Row, where: str) -> Question:
    for fault in row_faults(row):
        raise EvalError(f"{where} ({row.get('id', 'no id')}): {fault}")
    accept, relevant = _accept(row), relevant_ids(row)
    answerable, as_of = row.get("answerable"), row.get("as_of")
    return Question(
        id=row["id"],
        question=row["question"],
        lang=row["lang"],
        type=row.get("type") or "all",
        accept=accept,
        relevant=relevant,
        answerable=bool(accept or relevant) if answerable is None else answerable,
        history=tuple(map(_turn, row.get("history") or ())),
        answers=tuple(row.get("answers") or ()),
        dates=tuple(row.get("dates") or ()),
        stale=tuple(row.get("stale") or ()),
        standalone=row.get("standalone"),
        cluster=row.get("cluster"),
        as_of=date.fromisoformat(as_of) if as_of else None,
    )


def relevant_ids(row: Row) -> tuple[str, ...]:
    """The articles that support the answer, by either name of the field."""
    return tuple(row.get("relevant_ids") or row.get("articles") or ())


def _accept(row: Row) -> tuple[str, ...]:
    """Patterns as they are given, or one pattern out of `answers`, any of which is right."""
    if row.get("accept") is not None:
        return tuple(row["accept"])
    answers: Sequence[str] = row.get("answers") or ()
    return (r"(?<!\w)(?:" + "|".join(map(re.escape, answers)) + r")(?!\w)",) if answers else ()


def _turn(turn: str | Sequence[str]) -> Turn:
    """A turn as (question, answer); sets that give questions alone get empty answers."""
    return (turn, "") if isinstance(turn, str) else (turn[0], turn[1])


def _check(questions: Collection[Question], known: set[str], path: Path) -> None:
    """EvalError for an empty set, an id that comes twice, or an article that is not in the set."""
    if not questions:
        raise EvalError(f"expected questions in {path}, found none")
    seen: set[str] = set()
    for question in questions:
        if question.id in seen:
            raise EvalError(f"{path}: expected each id once, found {question.id!r} again")
        seen.add(question.id)
        if missing := [name for name in question.relevant if name not in known]:
            raise EvalError(
                f"{path} ({question.id}): expected articles of the set, found {missing[0]!r}, which is not in it"
            )
