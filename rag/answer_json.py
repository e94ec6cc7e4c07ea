"""The answer object and the search hit of the command line's contract."""

from datetime import date
from typing import Any

from rag.types import Answer, Citation, Evidence, Hit


def to_dict(answer: Answer) -> dict[str, Any]:
    """The answer object: dates as ISO strings, times in milliseconds."""
    return {
        "id": answer.id,
        "question": answer.question,
        "standalone_question": answer.standalone_question,
        "language": answer.language,
        "answer": answer.text,
        "abstained": answer.abstained,
        "citations": [_citation(citation) for citation in answer.citations],
        "evidence": [_evidence(evidence) for evidence in answer.evidence],
        "timings": dict(vars(answer.timings)),
        "model": answer.model,
        "notes": list(answer.notes),
    }


def hit_to_dict(hit: Hit) -> dict[str, Any]:
    """A search hit; `start` and `end` count characters of the article's text."""
    return {**vars(hit), "published": _iso(hit.published)}


def _citation(citation: Citation) -> dict[str, Any]:
    dates = {"published": _iso(citation.published), "event_date": _iso(citation.event_date)}
    return {**vars(citation), **dates}


def _evidence(evidence: Evidence) -> dict[str, Any]:
    dates = {"published": _iso(evidence.published), "event_date": _iso(evidence.event_date)}
    return {**vars(evidence), **dates}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
