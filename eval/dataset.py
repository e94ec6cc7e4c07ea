"""Question sets with known answers.

A set is a folder with `questions.jsonl` and either `corpus.jsonl` (one article a
line) or `articles/` (files); or a file NAME.questions.jsonl beside a folder NAME.
"""

import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, cast

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
    """

    id: str
    question: str
    lang: Language
    type: str
    accept: tuple[str, ...]
    relevant: tuple[str, ...]
    answerable: bool
    history: tuple[Turn, ...] = ()


@dataclass(frozen=True)
class QuestionSet:
    """Questions, and the file or folder that their articles are read from."""

    name: str
    articles: Path
    questions: tuple[Question, ...]


def sample_path() -> Path:
    """The small set that is shipped with the program."""
    return Path(str(files("eval") / "data" / "sample"))


def load_set(path: Path) -> QuestionSet:
    """Reads a set; EvalError naming set, line and id when something in it is wrong."""
    questions, articles, name = _find(path)
    known = _article_ids(articles)
    rows = [_question(row, f"{questions} line {number}") for number, row in read_rows(questions)]
    _check(rows, known, questions)
    return QuestionSet(name, articles, tuple(rows))


def _find(path: Path) -> tuple[Path, Path, str]:
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


def _article_ids(articles: Path) -> set[str]:
    """Ids of all articles of the set: given in JSONL files, else file names without suffix."""
    paths = [articles] if articles.is_file() else sorted(path for path in articles.rglob("*") if path.is_file())
    ids: set[str] = set()
    for path in paths:
        ids |= {str(row.get("id")) for _, row in read_rows(path)} if path.suffix == ".jsonl" else {path.stem}
    return ids


def source_texts(articles: Path) -> dict[str, str]:
    """The text of each article as its author or file has it, by id; HTML and PDF are left out.

    This is what a quotation is held against, so it is read without the product's own reader.
    """
    paths = [articles] if articles.is_file() else sorted(path for path in articles.rglob("*") if path.is_file())
    texts: dict[str, str] = {}
    for path in paths:
        if path.suffix == ".jsonl":
            texts |= {str(row.get("id")): str(row.get("text") or "") for _, row in read_rows(path)}
        elif path.suffix in (".txt", ".md"):
            texts[path.stem] = _decoded(path.read_bytes())
    return texts


def _decoded(data: bytes) -> str:
    """UTF-8, or what Windows editors wrote before it."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _question(row: Row, where: str) -> Question:
    where = f"{where} ({row.get('id', 'no id')})"
    accept = _accept(row, where)
    relevant = _texts(row.get("relevant_ids", row.get("articles", [])), "relevant_ids", where)
    return Question(
        id=_text(row, "id", where),
        question=_text(row, "question", where),
        lang=_language(row, where),
        type=str(row.get("type", "all")),
        accept=accept,
        relevant=relevant,
        answerable=bool(row.get("answerable", accept or relevant)),
        history=_history(row.get("history") or [], where),
    )


def _text(row: Row, name: str, where: str) -> str:
    value = row.get(name)
    if not isinstance(value, str) or not value.strip():
        raise EvalError(f"{where}: expected {name!r} with a text, found {value!r}")
    return value


def _texts(value: object, name: str, where: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
        raise EvalError(f"{where}: expected {name!r} as a list of texts, found {str(value)[:60]!r}")
    return tuple(value)


def _language(row: Row, where: str) -> Language:
    if row.get("lang") not in ("de", "en"):
        raise EvalError(f'{where}: expected "lang" to be "de" or "en", found {row.get("lang")!r}')
    return cast(Language, row["lang"])


def _accept(row: Row, where: str) -> tuple[str, ...]:
    """Patterns as they are given, or one pattern out of `answers`, any of which is right."""
    if "accept" not in row:
        answers = _texts(row.get("answers", []), "answers", where)
        return (r"(?<!\w)(?:" + "|".join(map(re.escape, answers)) + r")(?!\w)",) if answers else ()
    patterns = _texts(row["accept"], "accept", where)
    for pattern in patterns:
        _compile(pattern, where)
    return patterns


def _compile(pattern: str, where: str) -> None:
    try:
        re.compile(pattern)
    except re.error as error:
        raise EvalError(f'{where}: expected regular expressions in "accept", found {pattern!r}: {error}') from error


def _history(turns: object, where: str) -> tuple[Turn, ...]:
    """Turns as (question, answer); sets that give questions alone get empty answers."""
    if not isinstance(turns, list):
        raise EvalError(f'{where}: expected "history" as [[question, answer], ...], found {str(turns)[:60]!r}')
    return tuple(_turn(turn, where) for turn in turns)


def _turn(turn: object, where: str) -> Turn:
    if isinstance(turn, str):
        return turn, ""
    if isinstance(turn, list) and len(turn) == 2 and all(isinstance(text, str) for text in turn):
        return turn[0], turn[1]
    raise EvalError(f'{where}: expected "history" as [[question, answer], ...], found {str(turn)[:60]!r} in it')


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
