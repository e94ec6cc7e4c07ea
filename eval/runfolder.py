"""A run as a folder that can be read years later: what was run, with which settings, one line a question.

RUN/run.json                            sets, systems, start, arguments
RUN/<set>/<system>/settings.json        everything that the answers depend on
RUN/<set>/<system>/samples.jsonl        one row a question; every number is computed from these lines
"""

import json
import os
import re
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.errors import EvalError

INFO, SETTINGS, SAMPLES, SUMMARY = "run.json", "settings.json", "samples.jsonl", "summary.json"
Row = dict[str, Any]
Summary = dict[str, dict[str, dict[str, Any]]]
"""{group: {measure: {"value", "n", "low", "high"}}}"""


@dataclass(frozen=True)
class LoadedPart:
    """What one system did on one set; `summary` is computed from `rows`."""

    set_name: str
    system: str
    settings: Row
    rows: list[Row]
    summary: Summary


@dataclass(frozen=True)
class LoadedRun:
    """A run with its numbers; `comparison` and `gates` only where a baseline or a file of gates was given."""

    path: Path
    info: Row
    parts: list[LoadedPart]
    comparison: Row | None = None
    gates: Sequence[Any] | None = None


def load_run(path: Path) -> LoadedRun:
    """Reads a run and computes its numbers from the rows; EvalError when the folder is no run."""
    info = read_json(path / INFO)
    parts = [_part(file.parent) for file in sorted(path.glob(f"*/*/{SETTINGS}"))]
    order = {name: place for place, name in enumerate([*info.get("sets", []), *info.get("systems", [])])}
    parts.sort(key=lambda part: (order.get(part.set_name, 0), order.get(part.system, 0)))
    return LoadedRun(path, info, parts)


def _part(folder: Path) -> LoadedPart:
    from eval.measures import measures_for, summarise

    settings = read_json(folder / SETTINGS)
    rows = read_samples(folder / SAMPLES)
    summary: Summary = summarise(rows, measures_for(rows)) if rows else {}
    return LoadedPart(settings["set"], settings["system"], settings, rows, summary)


def part_folder(run: Path, set_name: str, system: str) -> Path:
    """Where the rows of one system on one set are kept; model names may hold ":" and "/"."""
    return run / _as_name(set_name) / _as_name(system)


def _as_name(text: str) -> str:
    return re.sub(r"[^\w.+-]+", "_", text).strip("._") or "_"


def new_run_folder(parent: Path) -> Path:
    """A new folder named after the time; EvalError when it cannot be made."""
    name = time.strftime("%Y-%m-%dT%H-%M-%S")
    for ending in ("", *(f".{number}" for number in range(2, 100))):
        folder = parent / (name + ending)
        try:
            folder.mkdir(parents=True)
        except FileExistsError:
            if parent.is_dir():
                continue
            raise _no_folder(folder, f"{parent} is a file") from None
        except OSError as error:
            raise _no_folder(folder, error.strerror) from error
        return folder
    raise _no_folder(parent / name, "there are a hundred of this second")


def _no_folder(folder: Path, why: str | None) -> EvalError:
    return EvalError(f"cannot make the run folder {folder}: {why}. Choose another: --report DIR")


def read_samples(path: Path) -> list[Row]:
    """The rows of a part; a last line that was cut off is left out, a broken one before it is an EvalError."""
    return whole_lines(path)[0]


def whole_lines(path: Path) -> tuple[list[Row], int]:
    """The rows, and how many bytes of the file they take up; both 0 where nothing was written yet."""
    data = path.read_bytes() if path.exists() else b""
    rows: list[Row] = []
    good = 0
    lines = data.split(b"\n")
    for number, line in enumerate(lines, 1):
        row = _row(line)
        if row is None and number < len(lines) - 1:
            raise EvalError(f"{path} line {number}: expected one JSON object, found {line[:40]!r}. Run the set anew")
        if row is None or number == len(lines):
            break
        rows.append(row)
        good += len(line) + 1
    return rows, good


def _row(line: bytes) -> Row | None:
    try:
        row = json.loads(line)
    except ValueError:
        return None
    return row if isinstance(row, dict) else None


class Samples:
    """Appends rows to samples.jsonl; each is on the disk before the next question is asked."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.rows, good = whole_lines(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = path.open("ab")
        self._file.truncate(good)

    def add(self, row: Row) -> None:
        self._file.write(json.dumps(row, ensure_ascii=False).encode() + b"\n")
        self._file.flush()
        os.fsync(self._file.fileno())
        self.rows.append(row)

    def close(self) -> None:
        self._file.close()


def read_json(path: Path) -> Row:
    """One JSON object; EvalError when the file is not there or holds something else."""
    try:
        value = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise EvalError(f"expected a run folder with {path.name} at {path.parent}, found: {error}") from error
    if not isinstance(value, dict):
        raise EvalError(f"expected one JSON object in {path}, found {type(value).__name__}")
    return value


def write_json(value: object, path: Path) -> None:
    """Writes one JSON value, indented, all or nothing; EvalError when the file cannot be written."""
    beside = path.with_name(path.name + ".new")
    try:
        beside.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        beside.replace(path)
    except OSError as error:
        raise EvalError(f"cannot write {path}: {error.strerror}. Choose another file or folder") from error


def differences(before: Mapping[str, Any], now: Mapping[str, Any], names: Iterable[str]) -> list[str]:
    """Which of the named settings are not the same, for people: "settings.threads: 2, now 4"."""
    found: list[str] = []
    for name in names:
        old, new = before.get(name), now.get(name)
        if isinstance(old, dict) and isinstance(new, dict):
            inner = differences(old, new, sorted(old.keys() | new.keys()))
            found += [f"{name}.{text}" for text in inner]
        elif old != new:
            found.append(f"{name}: {old!r}, now {new!r}")
    return found
