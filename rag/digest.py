"""What the model in process reads: the sentence picked to answer from, and the likeliest others, in article order.

Reading is most of its time to the first word, so each sentence has to earn its place.
"""

from collections.abc import Sequence
from dataclasses import replace

from rag.passages import Passage
from rag.timeline import place
from rag.types import Evidence

MAX_CHARS = 400
"""Of all sentences together; the one picked is read however long it is."""
_HEADER_CHARS = 60
"""What the line that names an article counts."""


def digest(passages: Sequence[Passage], wanted: Sequence[Evidence]) -> list[Passage]:
    """The passages cut to those of the wanted sentences that fit, which come in the order they are wanted."""
    kept = {place(e) for e in _fitting(list(dict.fromkeys(wanted)))}
    cut = [replace(p, sentences=tuple(s for s in p.sentences if place(s) in kept)) for p in passages]
    return _of_sentences(cut)


def without_sentence(passages: Sequence[Passage], sentence: Evidence) -> list[Passage]:
    """The passages without one of their sentences."""
    cut = [replace(p, sentences=tuple(s for s in p.sentences if place(s) != place(sentence))) for p in passages]
    return _of_sentences(cut)


def _of_sentences(passages: Sequence[Passage]) -> list[Passage]:
    """The passages that have sentences, with their text made of these."""
    return [replace(p, text=" ".join(s.text for s in p.sentences)) for p in passages if p.sentences]


def _fitting(wanted: Sequence[Evidence]) -> list[Evidence]:
    kept: list[Evidence] = []
    room = MAX_CHARS
    for evidence in wanted:
        is_new = all(e.article_id != evidence.article_id for e in kept)
        cost = len(evidence.text) + _HEADER_CHARS * is_new
        if cost <= room or not kept:
            kept.append(evidence)
            room -= cost
    return kept
