"""Batch files: one question a line, where a bad line does not stop the rest."""

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from index.errors import QuestionError
from rag.types import Turn

Id = str | int
"""As it stands in the batch file, or "line N", so that answers can be told apart."""


@dataclass(frozen=True)
class BatchQuestion:
    """One line of a batch file."""

    id: Id
    question: str
    history: tuple[Turn, ...] = ()


@dataclass(frozen=True)
class BadLine:
    """A line that holds no question, and what is wrong with it."""

    id: Id
    error: str


def read_batch(file: Path) -> Iterator[BatchQuestion | BadLine]:
    """The lines of FILE, or of stdin for "-", each as soon as it is there; QuestionError when FILE cannot be read."""
    return _parse_all(_lines(file))


def _parse_all(source: AbstractContextManager[Iterable[bytes]]) -> Iterator[BatchQuestion | BadLine]:
    with source as lines:
        yield from parse_lines(lines)


def _lines(file: Path) -> AbstractContextManager[Iterable[bytes]]:
    if str(file) == "-":
        return nullcontext(sys.stdin.buffer)
    try:
        return file.open("rb")
    except OSError as error:
        raise QuestionError(f"expected a batch file at {file}, found: {error.strerror}. Check the path.") from error


def parse_lines(lines: Iterable[bytes]) -> Iterator[BatchQuestion | BadLine]:
    """One item for each line that is not blank."""
    for number, line in enumerate(lines, 1):
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if line.strip():
            yield _parse(line, f"line {number}")


def _parse(line: bytes, default_id: str) -> BatchQuestion | BadLine:
    try:
        row = json.loads(line)
    except ValueError as error:
        return BadLine(default_id, f"expected one JSON object on the line, found broken JSON: {error}")
    except RecursionError:
        return BadLine(default_id, "expected one JSON object on the line, found JSON nested too deep")
    if not isinstance(row, dict):
        return BadLine(default_id, f'expected an object with "question", found {type(row).__name__}')
    given = row.get("id")
    known = given if isinstance(given, str | int) else default_id
    try:
        return BatchQuestion(known, _question(row), _history(row))
    except QuestionError as error:
        return BadLine(known, str(error))


def _question(row: dict[str, object]) -> str:
    question = row.get("question", row.get("query"))
    if not isinstance(question, str):
        raise QuestionError(f'expected "question" with a text, found {_found(question)}')
    return whole_characters(question)


def whole_characters(text: str) -> str:
    """The text; QuestionError when it holds half a character (a lone surrogate), which no model can read."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise QuestionError(f"expected text in UTF-8, found a broken character at position {error.start}") from error
    return text


def _history(row: dict[str, object]) -> tuple[Turn, ...]:
    turns = row.get("history") or []
    if not isinstance(turns, list):
        raise QuestionError(f'expected "history" as [[question, answer], ...], found {_found(turns)}')
    return tuple(_turn(turn) for turn in turns)


def _turn(turn: object) -> Turn:
    if isinstance(turn, list) and len(turn) == 2 and all(isinstance(text, str) for text in turn):
        return turn[0], turn[1]
    raise QuestionError(f'expected "history" as [[question, answer], ...], found {_found(turn)} in it')


def _found(value: object) -> str:
    return "nothing" if value is None else json.dumps(value, ensure_ascii=False)[:60]
