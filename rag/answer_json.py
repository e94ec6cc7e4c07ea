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
        "citations": [_passage(citation) for citation in answer.citations],
        "evidence": [_passage(evidence) for evidence in answer.evidence],
        "timings": dict(vars(answer.timings)),
        "model": answer.model,
        "notes": list(answer.notes),
    }


def hit_to_dict(hit: Hit) -> dict[str, Any]:
    """A search hit; `start` and `end` count characters of the article's text."""
    return {**vars(hit), "published": _iso(hit.published)}


def _passage(passage: Citation | Evidence) -> dict[str, Any]:
    """`also` is there only where another article has the same text."""
    told = {**vars(passage), "published": _iso(passage.published), "event_date": _iso(passage.event_date)}
    also = [{**vars(reprint), "published": _iso(reprint.published)} for reprint in told.pop("also")]
    return told | ({"also": also} if also else {})


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
