"""Which piece of evidence answers first: by score, and asked for the newest or the oldest, by day."""

from collections.abc import Sequence
from datetime import date

from rag.relevance import effective_date
from rag.types import Evidence
from rag.understand import Understanding

RIVAL = 1.5
"""How far below the best sentence one may score and still tell of the same event."""
Place = tuple[str, int]


def place(evidence: Evidence) -> Place:
    """What tells one piece of evidence from all others: its article and where it begins there."""
    return evidence.article_id, evidence.start


def ranked(asked: Understanding, found: Sequence[Evidence], events: Sequence[Evidence] = ()) -> list[Evidence]:
    """The sentences of `found`: those of the events asked about in their order, then the others by score.

    Where no event is known, newest or oldest of the likely ones first when asked so, undated ones last.
    """
    by_score = sorted(found, key=lambda e: -e.score)
    if events:
        turn = {place(event): at for at, event in enumerate(events)}
        return sorted(by_score, key=lambda e: turn.get(place(e), len(turn)))
    if asked.order is None:
        return by_score
    dated = [e for e in by_score if effective_date(e)]
    return _by_time(asked, dated) + [e for e in by_score if not effective_date(e)]


def _by_time(asked: Understanding, dated: list[Evidence]) -> list[Evidence]:
    """That end of time first among the sentences that tell of the event."""
    if not dated:
        return []
    bar = dated[0].score - RIVAL
    rivals = [e for e in dated if e.score >= bar]
    best_known = max((e.score for e in rivals if e.event_date), default=bar)
    # A sentence that has only its article's date may look back, so it must tell of the event best of all.
    rivals = [e for e in rivals if e.event_date or e.score >= best_known]
    rivals.sort(key=lambda e: effective_date(e) or date.min, reverse=asked.order == "latest")
    return rivals + [e for e in dated if e not in rivals]
