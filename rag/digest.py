"""What the model in process reads: the sentence picked to answer from, and the likeliest others, in article order.

Reading is most of its time to the first word, so each sentence has to earn its place.
"""

from collections.abc import Sequence
from dataclasses import replace

from rag.passages import Passage, best_first
from rag.timeline import place
from rag.types import Evidence

MAX_CHARS = 400
"""Of all sentences together; the one picked is read however long it is."""
_HEADER_CHARS = 60
"""What the line that names an article counts."""


def digest(passages: Sequence[Passage], picked: Evidence) -> list[Passage]:
    """The passages with those of their sentences that fit, the one picked first, then the best."""
    found = best_first(passages)
    leading = [e for e in found if place(e) == place(picked)]
    kept = {place(e) for e in _fitting([*leading, *(e for e in found if e not in leading)])}
    cut = [replace(p, sentences=tuple(s for s in p.sentences if place(s) in kept)) for p in passages]
    return [replace(p, text=" ".join(s.text for s in p.sentences)) for p in cut if p.sentences]


def _fitting(ranked: Sequence[Evidence]) -> list[Evidence]:
    kept: list[Evidence] = []
    room = MAX_CHARS
    for evidence in ranked:
        is_new = all(e.article_id != evidence.article_id for e in kept)
        cost = len(evidence.text) + _HEADER_CHARS * is_new
        if cost <= room or not kept:
            kept.append(evidence)
            room -= cost
    return kept
