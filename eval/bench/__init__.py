"""Public test sets of other kinds than questions with answers: what is in a folder, its rows and its measures."""

from pathlib import Path
from typing import Literal

from eval.bench.parts import Part, ratio
from eval.bench.rewrites import REWRITES, rewrite_rows
from eval.bench.snippets import SNIPPETS, snippet_rows
from eval.bench.times import TIMES, times_rows
from eval.dataset import SUFFIX, read_rows

__all__ = [
    "REWRITES", "SNIPPETS", "TIMES", "Kind", "Part", "kind_of", "ratio", "rewrite_rows", "snippet_rows", "times_rows",
]  # fmt: skip
Kind = Literal["answers", "times", "rewrites", "snippets"]


def kind_of(path: Path) -> Kind:
    """What a folder, or one file of it, asks for, by its first row; "answers" for anything else, and for no rows.

    "times": no model needed; "rewrites": a model and no archive; "snippets": an archive of its corpus.jsonl and a way
    to search only some of its articles.
    """
    row = next((row for file in _files(path) for _, row in read_rows(file)), {})
    if "dct" in row or "reference_datetime" in row:
        return "times"
    if str(row.get("type")).startswith("rewrite:"):
        return "rewrites"
    return "snippets" if "counterfactual_ids" in row else "answers"


def _files(path: Path) -> list[Path]:
    beside = path.with_name(path.name + SUFFIX)
    return [file for file in (path, *sorted(path.glob("questions*.jsonl")), beside) if file.is_file()]
