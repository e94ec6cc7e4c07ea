"""The answer object and the search hit of the command line's contract."""

from datetime import date
from typing import Any

from rag.period import Period
from rag.types import Answer, Citation, Evidence, Hit, Nearest, Searched


def to_dict(answer: Answer) -> dict[str, Any]:
    """The answer object: dates as ISO strings, times in milliseconds."""
    return {
        "id": answer.id,
        "question": answer.question,
        "standalone_question": answer.standalone_question,
        "language": answer.language,
        "answer": answer.text,
        "short": answer.short,
        "abstained": answer.abstained,
        "citations": [_passage(citation) for citation in answer.citations],
        "evidence": [_passage(evidence) for evidence in answer.evidence],
        "timings": dict(vars(answer.timings)),
        "model": answer.model,
        "notes": list(answer.notes),
        "searched": _searched(answer.searched) if answer.searched else None,
        "nearest": _nearest(answer.nearest) if answer.nearest else None,
    }


def hit_to_dict(hit: Hit) -> dict[str, Any]:
    """A search hit; `start` and `end` count characters of the article's text."""
    return {**vars(hit), "published": _iso(hit.published)}


def _passage(passage: Citation | Evidence) -> dict[str, Any]:
    """`also` is there only where another article has the same text, `translation` only where there is one."""
    told = {**vars(passage), "published": _iso(passage.published), "event_date": _iso(passage.event_date)}
    also = [{**vars(reprint), "published": _iso(reprint.published)} for reprint in told.pop("also")]
    translation = told.pop("translation", None)
    return told | ({"also": also} if also else {}) | ({"translation": translation} if translation else {})


def _searched(searched: Searched) -> dict[str, Any]:
    days = {"first": _iso(searched.first), "last": _iso(searched.last)}
    return vars(searched) | days | {"missing": list(searched.missing)}


def _nearest(nearest: Nearest) -> dict[str, Any]:
    """The passage, and the time it lies `outside` of; an open end of that is null."""
    return _passage(nearest.evidence) | {"outside": _period(nearest.outside) if nearest.outside else None}


def _period(period: Period) -> dict[str, str | None]:
    return {
        "first": None if period.first == date.min else period.first.isoformat(),
        "last": None if period.last == date.max else period.last.isoformat(),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
