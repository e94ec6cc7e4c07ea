"""All faults of a question set at once, each with its file and line."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from eval.dataset import Row, article_files, find_set, relevant_ids
from eval.fields import row_faults, unknown_fields
from eval.text import answer_recall
from index.errors import EvalError

Numbered = list[tuple[int, Row]]


@dataclass(frozen=True)
class Fault:
    """What is wrong, where; line 0 stands for the file as a whole."""

    path: Path
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.text}" if self.line else f"{self.path}: {self.text}"


@dataclass(frozen=True)
class Checked:
    """What was found in a set."""

    path: Path
    questions: int
    articles: int
    faults: tuple[Fault, ...]

    def lines(self) -> list[str]:
        """One line a fault, in the order of the file, and how much there is."""
        told = f"{len(self.faults)} faults" if len(self.faults) != 1 else "1 fault"
        return [*map(str, self.faults), f"{self.path}: {self.questions} questions, {self.articles} articles, {told}"]


def check_set(path: Path) -> Checked:
    """Reads a set and finds everything that is wrong with it; EvalError when there is no set at the path."""
    file, articles, _ = find_set(path)
    rows, broken = _rows(file)
    texts, of_articles = _articles(articles)
    faults = [*broken, *_of_fields(rows, file), *_of_names(rows, file), *_of_ids(rows, file), *_of_wording(rows, file)]
    faults += _of_gold(rows, texts, file)
    if not rows and not broken:
        faults.append(Fault(file, 0, "expected questions, found none"))
    ordered = [*of_articles, *sorted(faults, key=lambda fault: fault.line)]
    return Checked(path, len(rows), len(texts), tuple(ordered))


def _rows(path: Path) -> tuple[Numbered, list[Fault]]:
    """The objects of a JSONL file by line, and the lines that are none."""
    rows: Numbered = []
    faults: list[Fault] = []
    for number, line in enumerate(_lines(path), 1):
        if line.strip():
            try:
                row = json.loads(line)
            except ValueError as error:
                faults.append(Fault(path, number, f"expected one JSON object, found broken JSON: {error}"))
                continue
            if isinstance(row, dict):
                rows.append((number, row))
            else:
                faults.append(Fault(path, number, f"expected one JSON object, found {type(row).__name__}"))
    return rows, faults


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise EvalError(f"expected JSON lines in UTF-8 in {path}, found: {error}") from error


def _articles(articles: Path) -> tuple[dict[str, str], list[Fault]]:
    """The texts by id as the product reads them, and the files and lines that it cannot read."""
    from index.article import Article
    from index.read import read_paths

    texts: dict[str, str] = {}
    faults: list[Fault] = []
    for found in read_paths([articles]):
        if not isinstance(found, Article):
            faults.append(Fault(Path(found.path), 0, found.reason))
        elif found.id in texts:
            faults.append(
                Fault(Path(found.path or articles), 0, f"expected each article id once, found {found.id!r} again")
            )
        else:
            texts[found.id] = f"{found.title}\n{found.text}"
    if not article_files(articles):
        faults.append(Fault(articles, 0, "expected articles, found none"))
    return texts, faults


def _of_fields(rows: Numbered, file: Path) -> Iterator[Fault]:
    for number, row in rows:
        for text in row_faults(row):
            yield Fault(file, number, text)


def _of_names(rows: Numbered, file: Path) -> Iterator[Fault]:
    """A field that no question can have is told once, however many lines have it."""
    found: dict[str, list[int]] = {}
    for number, row in rows:
        for name in unknown_fields(row):
            found.setdefault(name, []).append(number)
    for name, lines in found.items():
        more = f" (and on {len(lines) - 1} more lines)" if len(lines) > 1 else ""
        yield Fault(file, lines[0], f"expected a field that questions have, found {name!r}: misspelt?{more}")


def _of_ids(rows: Numbered, file: Path) -> Iterator[Fault]:
    first: dict[object, int] = {}
    for number, row in rows:
        if isinstance(name := row.get("id"), str) and (line := first.setdefault(name, number)) != number:
            yield Fault(file, number, f"expected each id once, found {name!r} of line {line} again")


def _of_wording(rows: Numbered, file: Path) -> Iterator[Fault]:
    """The same question after the same talk counts twice in every number."""
    first: dict[str, int] = {}
    for number, row in rows:
        if isinstance(question := row.get("question"), str):
            words = " ".join(question.casefold().split()).rstrip(" ?!.")
            key = json.dumps([words, row.get("lang"), row.get("history") or [], row.get("as_of")], ensure_ascii=False)
            if (line := first.setdefault(key, number)) != number:
                yield Fault(file, number, f"expected each question once, found that of line {line} again: {question!r}")


def _of_gold(rows: Numbered, texts: Mapping[str, str], file: Path) -> Iterator[Fault]:
    """Of rows whose fields are sound: whether answers and articles belong together."""
    for number, row in rows:
        if not any(row_faults(row)):
            for text in _gold_faults(row, texts):
                yield Fault(file, number, text)


def _gold_faults(row: Row, texts: Mapping[str, str]) -> Iterator[str]:
    relevant, answers = relevant_ids(row), row.get("answers") or []
    gold = [name for name in ("answers", "accept", "dates") if row.get(name)]
    answerable = row.get("answerable")
    for name in relevant:
        if name not in texts:
            yield f"expected articles of the set, found {name!r}, which is not in it"
    if answerable is False and gold:
        yield f'expected no answer to a question that is not answerable, found "{gold[0]}"'
    if answerable is True and not gold:
        yield 'expected "answers" or "accept" for a question that is answerable, found neither'
    known = [] if row.get("dates") else [texts[name] for name in relevant if name in texts]  # a day may be worked out
    if answers and known and not any(_stands_in(answer, text) for answer in answers for text in known):
        yield f"expected one of the answers in the text of a relevant article, found {answers[0]!r} in none"


def _stands_in(answer: str, text: str) -> bool:
    return bool(answer_recall(text, [answer], "de") or answer_recall(text, [answer], "en"))
