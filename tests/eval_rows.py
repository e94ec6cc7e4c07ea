"""Rows of evaluation runs, and runs of them, made by hand in the shape of samples.jsonl."""

from pathlib import Path
from statistics import median
from typing import Any

from eval.report.outcome import miss
from eval.runfolder import LoadedPart, LoadedRun

Row = dict[str, Any]
QUOTE = "Die Fähre nach Ahrenshoop fuhr am Dienstag zum letzten Mal."


def evidence(article: str = "faehre", score: float = 0.8, text: str = QUOTE, **others: Any) -> Row:
    """One piece of evidence; others: fields to change."""
    return {
        "article_id": article, "title": "Letzte Fahrt der Fähre", "source": "Küstenblatt", "published": "2025-03-05",
        "event_date": "2025-03-04", "text": text, "start": 10, "end": 10 + len(text), "score": score,
    } | others  # fmt: skip


def citation(n: int = 1, article: str = "faehre", quote: str = QUOTE) -> Row:
    """One quotation, of the evidence that `evidence` gives."""
    kept = {key: value for key, value in evidence(article).items() if key not in ("text", "score")}
    return {"n": n, **kept, "quote": quote, "end": 10 + len(quote)}


def answer(text: str = "Am 4. März 2025. [1]", **others: Any) -> Row:
    """An answer object with one quotation and one piece of evidence."""
    timings = {"retrieve_ms": 30.0, "first_evidence_ms": 41.0, "first_token_ms": 900.0, "total_ms": 3000.0}
    tokens = {"prompt_tokens": 500, "new_prompt_tokens": 60, "output_tokens": 12}
    return {
        "id": None, "question": "Wann?", "standalone_question": "Wann?", "language": "de", "answer": text,
        "abstained": False, "citations": [citation()], "evidence": [evidence()], "timings": timings | tokens,
        "model": "fake-1b", "notes": [],
    } | others  # fmt: skip


def row(name: str, stage: str = "right", **others: Any) -> Row:
    """A row of task "answer"; its verdict follows from the stage."""
    question = others.get("question", f"Wann fuhr die Fähre, {name}?")
    made: Row = {
        "id": name, "question": question, "lang": "de", "type": "temporal", "accept": ["4\\. märz"],
        "relevant": ["faehre"], "answerable": True, "history": [], "task": "answer", "system": "belegt",
        "model": "fake-1b", "ranking": ["faehre", "hafen"],
    } | others  # fmt: skip
    made.setdefault("answer", answer(question=question, standalone_question=question))
    abstained = bool(made["answer"] and made["answer"]["abstained"])
    made["verdict"] = made.get("verdict", verdict(stage, abstained)) if made["answer"] else None
    return made


def verdict(stage: str, abstained: bool = False) -> Row:
    """A verdict of this stage."""
    right = stage == "right"
    counts = {"quotes": 0 if abstained else 1, "quotes_exact": 0 if abstained else 1, "dangling": 0}
    return {"right": right, "abstained": abstained, "match": right, "cited": right, "language": True, "short": True,
            "stage": stage, **counts}  # fmt: skip


def refused(name: str) -> Row:
    """A row of a question that the product refused as it stands."""
    return row(name, answer=None, error="expected a question, found nothing", ranking=[])


def ranked(name: str, ranking: list[str], **others: Any) -> Row:
    """A row of task "retrieval"."""
    made = row(name, **others) | {"task": "retrieval", "ranking": ranking}
    return {key: value for key, value in made.items() if key not in ("answer", "verdict")}


def part(rows: list[Row], set_name: str = "sample", system: str = "belegt") -> LoadedPart:
    """These rows with a few numbers."""
    settings = {
        "set": set_name, "system": system, "model": "fake-1b", "commit": "0123abc", "prompts": {"draft_de": "499c2e27"},
        "settings": {"threads": None}, "packages": {"numpy": "2.4.6"}, "python": "3.11.7",
    }  # fmt: skip
    groups = {"all": rows} | {f"lang {lang}": [one for one in rows if one["lang"] == lang] for lang in ("de", "en")}
    return LoadedPart(set_name, system, settings, rows, {name: _numbers(some) for name, some in groups.items()})


def _numbers(rows: list[Row]) -> dict[str, Row]:
    """The share right with an interval made up around it, and seconds where there are answers."""
    share = sum(miss(one) is None for one in rows) / len(rows) if rows else None
    seconds = [one["answer"]["timings"]["total_ms"] / 1000 for one in rows if one.get("answer")]
    numbers: dict[str, Row] = {"right": {"value": share, "n": len(rows)}}
    if share is not None:
        numbers["right"] |= {"low": max(0.0, share - 0.1), "high": min(1.0, share + 0.1)}
    return numbers | {"total s": {"value": median(seconds) if seconds else None, "n": len(seconds)}}


def run(*parts: LoadedPart, **others: Any) -> LoadedRun:
    """A run of these parts."""
    return LoadedRun(Path("2025-05-21T10-00-00"), {"started": "2025-05-21T10:00:00+0200"}, list(parts), **others)
